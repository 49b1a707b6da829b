"""Which annotations of two annotators are the same: exactly, or by sharing text, more or less of it.

A *mark* is one annotation: its segments as pairs (start, end), sorted and disjoint. F1 = 2M / (|A| + |B|), M being the
number of matches: positive agreement, the share of what somebody marked that both marked. Matches are one to one and
the best that there are, so that the order of annotations does not matter.
Hripcsak and Rothschild (2005), "Agreement, the F-Measure, and Reliability in Information Retrieval".
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate

from workbench.agreement.assignment import Gains, heaviest_matching

Mark = tuple[tuple[int, int], ...]


def exact_matches(first: Collection[Mark], second: Collection[Mark]) -> int:
    """How many marks are in both: all segments equal. Each side holds a mark once; sets and dicts are fastest."""
    return sum(mark in second for mark in first)


def overlap_matches(first: Sequence[Mark], second: Sequence[Mark]) -> int:
    """The most pairs of marks that share a code point, each mark in one pair at most: the order does not matter."""
    return maximum_matching(overlapping(first, second))


def iou_matches(first: Sequence[Mark], second: Sequence[Mark], least: float) -> int:
    """The most pairs of marks of which the common text is at least this share, in ]0, 1], of their union."""
    return maximum_matching([{v for v, share in row.items() if share >= least} for row in shares(first, second)])


def soft_matches(first: Sequence[Mark], second: Sequence[Mark]) -> float:
    """The greatest sum that pairs of marks can have where a pair counts as much as its share of common text."""
    return _heaviest(shares(first, second))


def partial_matches(first: Sequence[Mark], second: Sequence[Mark]) -> float:
    """The greatest sum where an exact pair counts 1, one that shares a code point 0.5.

    Partial credit of MUC-5, Chinchor and Sundheim (1993), and of SemEval-2013 task 9, Segura-Bedmar et al. (2013).
    """
    credit = [
        {v: 1.0 if second[v] == mark else 0.5 for v in row}
        for mark, row in zip(first, overlapping(first, second), strict=True)
    ]
    return _heaviest(credit)


def _heaviest(gains: Gains) -> float:
    return math.fsum(gains[u][v] for u, v in heaviest_matching(gains).items())


def shares(first: Sequence[Mark], second: Sequence[Mark]) -> list[dict[int, float]]:
    """For each mark of `first`, the numbers of those in `second` that it overlaps, and intersection over union."""
    mine, theirs = ([size(mark) for mark in side] for side in (first, second))
    return [
        {number: common / (own + theirs[number] - common) for number, common in row.items()}
        for own, row in zip(mine, common_text(first, second), strict=True)
    ]


def size(mark: Mark) -> int:
    """How many code points the mark has."""
    return sum(end - start for start, end in mark)


def overlapping(first: Sequence[Mark], second: Sequence[Mark]) -> list[set[int]]:
    """For each mark of `first`, the numbers of those in `second` that share a code point with it."""
    return [set(row) for row in common_text(first, second)]


def common_text(first: Sequence[Mark], second: Sequence[Mark]) -> list[dict[int, int]]:
    """For each mark of `first`, the numbers of those in `second` that it overlaps, and how many code points it does."""
    theirs = sorted((start, end, number) for number, mark in enumerate(second) for start, end in mark)
    starts = [start for start, _, _ in theirs]
    reach = list(accumulate((end for _, end, _ in theirs), max))  # how far the text goes that those before have taken
    rows: list[dict[int, int]] = []
    for mark in first:
        row: dict[int, int] = {}
        for start, end in mark:
            for since, until, number in theirs[bisect_right(reach, start) : bisect_left(starts, end)]:
                if until > start:
                    row[number] = row.get(number, 0) + min(end, until) - max(start, since)
        rows.append(row)
    return rows


def maximum_matching(neighbours: Sequence[Collection[int]]) -> int:
    """The size of the largest one-to-one matching of a bipartite graph: augmenting paths (Berge 1957).

    `neighbours[u]` are the nodes of the other side that u may be matched with.
    """
    left_of: dict[int, int] = {}
    for start, others in enumerate(neighbours):
        free = next((other for other in others if other not in left_of), None)
        if free is not None:
            left_of[free] = start
        else:
            _augment(start, neighbours, left_of)
    return len(left_of)


def _augment(start: int, neighbours: Sequence[Collection[int]], left_of: dict[int, int]) -> None:
    """Match `start` too, if earlier matches can make room for it."""
    right_of: dict[int, int] = {}
    reached_from: dict[int, int] = {}
    queue = [start]
    for node in queue:
        for other in neighbours[node]:
            if other in reached_from:
                continue
            reached_from[other] = node
            if other not in left_of:
                _flip(other, start, reached_from, left_of, right_of)
                return
            right_of[left_of[other]] = other
            queue.append(left_of[other])


def _flip(
    free: int, start: int, reached_from: dict[int, int], left_of: dict[int, int], right_of: dict[int, int]
) -> None:
    """Walk back from the free node, giving each node on the way its new partner."""
    other = free
    while True:
        node = reached_from[other]
        left_of[other] = node
        if node == start:
            return
        other = right_of[node]
