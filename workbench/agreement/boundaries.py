"""Boundary similarity B: how much of what divides the text do two annotators have in common?

For whole segmentations, one layer without gaps. For annotations it only tells how much their boundaries move
(`ends_of`): not which belong together. Boundaries are places, offsets of any unit; what is to be near is the caller's
choice of unit and `window`.

Fournier (2013), "Evaluating Text Segmentation Using Boundary Edit Distance".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

import numpy as np

from workbench.agreement.arrays import Array, Ints, distinct, new
from workbench.agreement.assignment import heaviest_matching
from workbench.agreement.chance import NO_VARIATION
from workbench.agreement.continuum import Stretch
from workbench.errors import Undefined

NO_BOUNDARY = "nobody set a boundary"


def boundaries_of(masses: Iterable[int]) -> set[int]:
    """The inner boundaries of segments of these lengths."""
    return set(list(accumulate(masses))[:-1])


def ends_of(stretches: Iterable[Stretch]) -> set[int]:
    """Where any of one annotator's annotations starts or ends."""
    return {end for one in stretches for part in one.solid for end in (part.start, part.end)}


def boundary_similarity(first: set[int], second: set[int], window: int = 2) -> float:
    """B, between 0 and 1. Raises Undefined where neither has set a boundary."""
    edits, boundaries = boundary_parts(first, second, window)
    if not boundaries:
        raise Undefined(NO_BOUNDARY)
    return 1 - edits / boundaries


def boundary_parts(first: set[int], second: set[int], window: int = 2) -> tuple[float, int]:
    """The weight of all edits, and how many edits and matches there are: B of a corpus is that of the sums.

    An edit is a boundary that only one of the two has, of weight 1, or one that is less than `window` places off, of
    weight distance / window. Boundaries that are off are paired so that the weight is the least; the author's program
    pairs the nearest first, which is the same up to a window of 2.
    """
    mine, theirs = sorted(first - second), sorted(second - first)
    near = [range(bisect_left(theirs, place - window + 1), bisect_left(theirs, place + window)) for place in mine]
    spared = [
        {number: 2 - abs(theirs[number] - place) / window for number in numbers}
        for place, numbers in zip(mine, near, strict=True)
    ]
    moved = heaviest_matching(spared)
    edits = len(mine) + len(theirs) - sum(spared[u][v] for u, v in moved.items())
    return edits, len(first | second) - len(moved)


def parts_by_article(places: Ints, seats: Ints, homes: Ints, articles: int) -> Array:
    """`boundary_parts` of all articles (a × 2) for a window of 2, of boundaries n: `places`, whose (0 or 1), and where.

    Only neighbours are near then, so boundaries that only one of the two has stand in chains, each place one behind the
    one before and the other annotator's; every second one of a chain is moved.
    """
    far = places.max(initial=0) + 3
    known = distinct((homes * far + places) * 2 + seats)
    place, seat = known // 2, known % 2
    both = ~new(place)
    alone = ~both & np.append(~both, True)[1:]
    mine, whose = place[alone], seat[alone]
    begins = np.ones(len(mine), dtype=bool)
    begins[1:] = (mine[1:] - mine[:-1] != 1) | (whose[1:] == whose[:-1])
    within = np.arange(len(mine)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
    moved = np.bincount(mine[within % 2 == 1] // far, minlength=articles)
    edits = np.bincount(mine // far, minlength=articles) - 1.5 * moved
    return np.stack([edits, np.bincount(place[~both] // far, minlength=articles) - moved], axis=1)


def boundary_pi(first: set[int], second: set[int], places: int, window: int = 2) -> float:
    """Scott's π of B: chance is a boundary by both at one of `places` where one could be, with the habits of both.

    Raises Undefined where neither has set a boundary or both have set all.
    """
    return _beyond(((len(first) + len(second)) / (2 * places)) ** 2, boundary_similarity(first, second, window))


def boundary_kappa(first: set[int], second: set[int], places: int, window: int = 2) -> float:
    """Cohen's κ of B: the same with each annotator's own habits."""
    return _beyond(len(first) * len(second) / places**2, boundary_similarity(first, second, window))


def _beyond(chance: float, similarity: float) -> float:
    if chance >= 1:
        raise Undefined(NO_VARIATION)
    return (similarity - chance) / (1 - chance)
