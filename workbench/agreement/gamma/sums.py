"""From best costs to what γ is made of: sums over articles, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.gamma.drawing import Cost, Piece


class Sums:
    """What was found of some pieces so far."""

    def __init__(self, parts: Sequence[Piece]) -> None:
        self._row = np.array([piece.row for piece in parts])
        self._pair = np.array([piece.pair for piece in parts])
        self._observed, self._gap = np.zeros(len(parts)), np.zeros(len(parts))
        self._random: list[list[Array]] = [[] for _ in parts]
        self._gaps: list[list[Array]] = [[] for _ in parts]

    def take(self, found: Cost) -> None:
        """Of the text itself, or of more random ones."""
        if found.observed:
            self._observed[found.number], self._gap[found.number] = found.cost[0], found.gap[0]
            return
        there = ~np.isnan(found.cost)
        self._random[found.number].append(found.cost[there])
        self._gaps[found.number].append(found.gap[there])

    def rows(self, count: int) -> Array:
        """Observed and expected costs (so many rows × 2)."""
        costs = np.stack([self._observed, _means(self._random)], axis=1)
        expected = self._by_pair(costs[:, 1])
        weight = np.divide(1, expected, out=np.zeros(len(expected)), where=expected > 0)
        if len(weight) > 1:
            costs *= weight[self._pair][:, None]
        rows = np.zeros((count, 2))
        np.add.at(rows, self._row, costs)
        return rows

    def error(self) -> float:
        """The standard error of γ that drawing leaves; infinite where it cannot be told."""
        observed, expected = self._by_pair(self._observed), self._by_pair(_means(self._random))
        variance = self._by_pair(np.array([_variance_of_mean(np.concatenate(some)) for some in self._random]))
        there = expected > 0
        if not there.any():
            return math.inf
        slopes = observed[there] / expected[there] ** 2
        moving = slopes > 0
        return float(np.sqrt((slopes[moving] ** 2 * variance[there][moving]).sum()) / there.sum())

    def gap(self) -> float:
        """How far γ may be off because costs are bounds."""
        observed, expected = self._by_pair(self._observed), self._by_pair(_means(self._random))
        more, random = self._by_pair(self._gap), self._by_pair(_means(self._gaps))
        there = expected > 0
        lower = more[there] / expected[there]
        higher = observed[there] / expected[there] - observed[there] / (expected + random)[there]
        return float(np.maximum(lower, higher).sum() / max(1, there.sum()))

    def _by_pair(self, values: Array) -> Array:
        return np.asarray(np.bincount(self._pair, weights=values), dtype=float)


def _means(some: Sequence[Sequence[Array]]) -> Array:
    """The mean of each piece; 0 where nothing was drawn that has a unit."""
    drawn = [np.concatenate(one) for one in some]
    return np.array([one.mean() if len(one) else 0.0 for one in drawn])


def _variance_of_mean(drawn: Array) -> float:
    return float(drawn.var(ddof=1)) / len(drawn) if len(drawn) > 1 else math.inf
