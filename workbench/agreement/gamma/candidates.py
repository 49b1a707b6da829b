"""The unitary alignments that a best alignment may hold: all others would be better split in two.

A set S of k units by different annotators costs [D(S) + (C − k(k−1)/2) Δ] / C: D is the sum of its dissimilarities, C
the number of pairs of annotators. Split into A and B, of a and b units, it costs less by [D(A, B) − (C + ab) Δ] / C.
So S can be left out if that is above 0 for any split, and only units not farther than (C + n − 1) Δ are ever together
(n annotators), where the paper's own bound on their sum is n C Δ. Sets grow annotator by annotator, by joins of arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.flat import Numbers, Units

NOBODY = -1
SLIGHT = 1e-9
"""What is closer counts as equal, in deltas: of equally good alignments the one with fewer sets is taken."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sets of two or more units: `members` (sets × annotators) are numbers of units, or NOBODY.

    `gain` (sets) is how much less a set costs than its units one by one.
    """

    members: Numbers
    gain: Array


@dataclass(frozen=True, slots=True)
class _Near:
    """Units near each other: those of one annotator near unit u are `partner[first[u] : first[u + 1]]`."""

    first: Numbers
    partner: Numbers


def candidates(units: Units, measure: Dissimilarity) -> Candidates:
    """All sets that no split into one unit and the others, or two and the others, betters."""
    count = units.annotators
    pairs = count * (count - 1) / 2
    members = np.full((0, count), NOBODY)
    sums = np.zeros((0, count))
    finder = _Finder(units, measure, (pairs + count - 1 + SLIGHT) * measure.delta)
    for who in range(count):
        alone = np.flatnonzero(units.annotator == who)
        joined, joined_sums = _extended(finder, members, sums, who)
        single = np.full((len(alone), count), NOBODY)
        single[:, who] = alone
        members = np.concatenate([members, joined, single])
        sums = np.concatenate([sums, joined_sums, np.zeros(single.shape)])
        limit = (pairs + sizes(members) + count - 2 - who + SLIGHT) * measure.delta
        keep = reduce(np.maximum, sums.T) < limit
        members, sums = members[keep], sums[keep]
    size = sizes(members)
    gain = ((size * pairs - pairs + size * (size - 1) / 2) * measure.delta - reduce(np.add, sums.T) / 2) / pairs
    keep = (size > 1) & (gain > -SLIGHT * measure.delta)
    members, sums, gain = members[keep], sums[keep], gain[keep]
    keep = _unsplit_by_two(units, measure, members, sums)
    return Candidates(members[keep], gain[keep])


def sizes(members: Numbers) -> Numbers:
    """How many units each set has. (By columns: they are few, and a row by itself is slow.)"""
    return reduce(np.add, ((column != NOBODY).astype(np.int64) for column in members.T))


def _extended(finder: _Finder, members: Numbers, sums: Array, who: int) -> tuple[Numbers, Array]:
    """Every set together with every unit of annotator `who` that is near its first one."""
    near = finder.near(who)
    anchor = reduce(lambda found, more: np.where(found == NOBODY, more, found), members.T)
    row, at = spread(near.first[anchor], near.first[anchor + 1])
    added, grown, grown_sums = near.partner[at], members[row], sums[row]
    grown[:, who] = added
    for other in range(who):
        there = np.flatnonzero(grown[:, other] != NOBODY)
        distance = finder.measure.between(finder.units, grown[there, other], added[there])
        grown_sums[there, other] += distance
        grown_sums[there, who] += distance
    return grown, grown_sums


def _unsplit_by_two(
    units: Units, measure: Dissimilarity, members: Numbers, sums: Array
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which sets are not better split into two of their units and the others; for sets of four and more."""
    keep = np.ones(len(members), dtype=bool)
    if units.annotators < 4:
        return keep
    pairs = units.annotators * (units.annotators - 1) / 2
    limit = (pairs + 2 * (sizes(members) - 2) + SLIGHT) * measure.delta
    for one, other in combinations(range(units.annotators), 2):
        there = np.flatnonzero((members[:, one] != NOBODY) & (members[:, other] != NOBODY))
        between = measure.between(units, members[there, one], members[there, other])
        keep[there] &= sums[there, one] + sums[there, other] - 2 * between < limit[there]
    return keep


class _Finder:
    """Finds units near each other by a window over their sorted middles.

    A window is as wide as the longest partner asks, so partners are looked up by the order of magnitude of their
    length. Each continuum has a stretch of the line for itself, and no window leaves it.
    """

    def __init__(self, units: Units, measure: Dissimilarity, bound: float) -> None:
        self.units, self.measure, self.bound = units, measure, bound
        middle = (units.start + units.end) / 2
        low, high = np.full(units.continua, np.inf), np.full(units.continua, -np.inf)
        np.minimum.at(low, units.continuum, middle)
        np.maximum.at(high, units.continuum, middle)
        width = np.where(high >= low, high - low, 0) + 1
        base = np.cumsum(width) - width
        self.length = units.end - units.start
        self.key = middle - low[units.continuum] + base[units.continuum]
        self.floor = base[units.continuum]
        self.ceiling = self.floor + width[units.continuum] - 0.5
        self.magnitude = np.frexp(self.length)[1]

    def near(self, who: int) -> _Near:
        """Partners by annotator `who` of all units by annotators before."""
        earlier = np.flatnonzero(self.units.annotator < who)
        found = list(self._by_magnitude(who, earlier))
        left = np.concatenate([np.zeros(0, dtype=np.int64), *(pair[0] for pair in found)])
        right = np.concatenate([np.zeros(0, dtype=np.int64), *(pair[1] for pair in found)])
        order = np.argsort(left, kind="stable")
        first = np.searchsorted(left[order], np.arange(len(self.key) + 1))
        return _Near(first, right[order])

    def _by_magnitude(self, who: int, earlier: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        theirs = np.flatnonzero(self.units.annotator == who)
        for magnitude in np.unique(self.magnitude[theirs]):
            partners = theirs[self.magnitude[theirs] == magnitude]
            partners = partners[np.argsort(self.key[partners])]
            keys = self.key[partners]
            window = self.measure.reach(self.bound) * (self.length[earlier] + self.length[partners].max()) / 2
            low = np.maximum(self.key[earlier] - window, self.floor[earlier])
            high = np.minimum(self.key[earlier] + window, self.ceiling[earlier])
            row, at = spread(np.searchsorted(keys, low, "left"), np.searchsorted(keys, high, "right"))
            left, right = earlier[row], partners[at]
            near = self.measure.between(self.units, left, right) < self.bound
            yield left[near], right[near]


def spread(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """All numbers of the ranges [first, last) in a row, and which range each is of."""
    counts = last - first
    row = np.repeat(np.arange(len(counts)), counts)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts - first, counts)
