"""The one-to-one matching of two sides that is worth the most: exact, and quick where few may be matched with few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

Gains = Sequence[Mapping[int, float]]
"""`gains[u][v]`, above 0, is what matching u of the one side with v of the other is worth; other pairs cannot be."""


def heaviest_matching(gains: Gains) -> dict[int, int]:
    """Who is matched with whom, u → v, so that the sum of gains is the greatest there is.

    The Hungarian method on a sparse graph: prices keep the matching of those who came before optimal, and the next one
    enters by the cheapest chain of displacements. Kuhn (1955), "The Hungarian Method for the Assignment Problem";
    Edmonds and Karp (1972) for chains by shortest paths.
    """
    market = _Market(gains)
    for newcomer in range(len(gains)):
        market.admit(newcomer)
    return market.partner


class _Market:
    """Each u holds the v with the highest profit, gain − price, or none where that is below 0; free v cost nothing."""

    def __init__(self, gains: Gains) -> None:
        self.gains = gains
        self.profit: dict[int, float] = {}
        self.price: dict[int, float] = {}
        self.holder: dict[int, int] = {}
        self.partner: dict[int, int] = {}

    def admit(self, newcomer: int) -> None:
        """Dijkstra's search for the chain that loses least: it ends with a free v, or with one whose holder quits."""
        least, best = max(((gain - self._cost(v), v) for v, gain in self.gains[newcomer].items()), default=(0.0, None))
        if best is None or least <= 0:
            return
        self.profit[newcomer] = least
        if best not in self.holder:  # the commonest chain needs no search
            self._hand_over(best, {best: newcomer})
            return
        end: int | None = None
        came: dict[int, int] = {}
        reached: dict[int, float] = {}
        queue = self._bids(newcomer, 0.0)
        heapify(queue)
        while queue and queue[0][0] < least:
            lost, held, v, u = heappop(queue)
            if v in came:
                continue
            came[v] = u
            if not held:
                least, end = lost, v
                break
            reached[v] = lost
            holder = self.holder[v]
            if lost + self.profit[holder] < least:
                least, end = lost + self.profit[holder], v
            for bid in self._bids(holder, lost):
                if bid < (least,):
                    heappush(queue, bid)
        self._reprice(newcomer, reached, least)
        self._hand_over(end, came)

    def _cost(self, v: int) -> float:
        return self.price.get(v, 0.0)

    def _bids(self, u: int, lost: float) -> list[tuple[float, bool, int, int]]:
        """What is lost on the way to each v, whether somebody holds it (of equals, free ones come first), v and u."""
        lost += self.profit[u]
        return [(lost - gain + self._cost(v), v in self.holder, v, u) for v, gain in self.gains[u].items()]

    def _reprice(self, newcomer: int, reached: dict[int, float], least: float) -> None:
        self.profit[newcomer] -= least
        for v, lost in reached.items():
            self.price[v] = self._cost(v) + least - lost
            self.profit[self.holder[v]] -= least - lost

    def _hand_over(self, end: int | None, came: dict[int, int]) -> None:
        """Walk back from the end of the chain; where there is none, the newcomer stays without."""
        if end in self.holder:
            del self.partner[self.holder[end]]
        while end is not None:
            u = came[end]
            self.holder[end] = u
            before = self.partner.get(u)
            self.partner[u] = end
            end = before
