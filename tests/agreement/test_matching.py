"""Matching of annotations, against brute force."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement.matching import (
    Mark,
    exact_matches,
    iou_matches,
    maximum_matching,
    overlap_matches,
    overlapping,
    partial_matches,
    shares,
    soft_matches,
)


def share(a: Mark, b: Mark) -> bool:
    return any(max(s, u) < min(e, v) for s, e in a for u, v in b)


segments = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda place: ((place[0], place[0] + place[1]),))
gapped = st.tuples(st.integers(0, 25), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4)).map(
    lambda n: ((n[0], n[0] + n[1]), (n[0] + n[1] + n[2], n[0] + n[1] + n[2] + n[3]))
)
marks = st.lists(segments | gapped, unique=True, max_size=6)


@given(marks, marks)
def test_overlaps_are_those_that_comparing_all_finds(first: list[Mark], second: list[Mark]) -> None:
    """Segment by segment, discontinuous annotations too."""
    assert overlapping(first, second) == [{n for n, b in enumerate(second) if share(a, b)} for a in first]


@given(marks, marks)
def test_the_matching_is_as_large_as_can_be(first: list[Mark], second: list[Mark]) -> None:
    """Of all ways to pair the two sides none makes more pairs."""
    short, long = sorted([first, second], key=len)
    best = max(sum(share(a, b) for a, b in zip(short, order, strict=False)) for order in permutations(long))
    assert overlap_matches(first, second) == overlap_matches(second, first) == best


@given(marks, marks)
def test_an_exact_match_is_an_overlap_too(first: list[Mark], second: list[Mark]) -> None:
    """Exact F1 is never above overlap F1."""
    assert exact_matches(first, second) <= overlap_matches(first, second)


def test_a_long_chain_is_no_trouble() -> None:
    """Each of 3,000 reaches into two: an early greedy choice would leave one out, recursion would not survive."""
    neighbours = [{n + 1, n} for n in range(3000)] + [{0}]
    assert maximum_matching(neighbours) == 3001


def test_example_q() -> None:
    """Two annotations under one: only one of them is matched, whatever the order."""
    first: list[Mark] = [((0, 8),), ((10, 18),)]
    second: list[Mark] = [((4, 14),)]
    assert overlap_matches(first, second) == overlap_matches(first[::-1], second) == 1


def points(mark: Mark) -> set[int]:
    return {point for start, end in mark for point in range(start, end)}


@given(marks, marks)
def test_a_share_is_that_of_the_code_points(first: list[Mark], second: list[Mark]) -> None:
    """Intersection over union, gaps left out."""
    jaccard = [
        {v: len(points(a) & points(b)) / len(points(a) | points(b)) for v, b in enumerate(second)} for a in first
    ]
    assert shares(first, second) == [{v: share for v, share in row.items() if share} for row in jaccard]


@given(marks, marks)
def test_a_looser_match_never_counts_less(first: list[Mark], second: list[Mark]) -> None:
    """From exact over 3/4 and 1/2 of the text in common to any of it; what gives part of the credit lies between."""
    exact, overlap = exact_matches(first, second), overlap_matches(first, second)
    assert exact <= iou_matches(first, second, 0.75) <= iou_matches(first, second, 0.5) <= overlap
    assert iou_matches(first, second, 1.0) == exact
    assert exact <= soft_matches(first, second) + 1e-12 <= overlap + 2e-12
    assert max(exact, overlap / 2) <= partial_matches(first, second) <= overlap


@given(marks, marks)
def test_both_sides_find_the_same(first: list[Mark], second: list[Mark]) -> None:
    """Nobody is gold."""
    assert iou_matches(first, second, 0.5) == iou_matches(second, first, 0.5)
    assert soft_matches(first, second) == pytest.approx(soft_matches(second, first))
    assert partial_matches(first, second) == partial_matches(second, first)


@given(marks, marks)
def test_part_of_the_credit_goes_to_the_best_pairs(first: list[Mark], second: list[Mark]) -> None:
    """Of all ways to pair the two sides none is worth more, whether by common text or at half for any overlap."""
    short, long = sorted([first, second], key=len)
    orders = [list(zip(short, order, strict=False)) for order in permutations(long)]
    half = max(sum(1.0 if a == b else 0.5 * share(a, b) for a, b in pairs) for pairs in orders)
    soft = max(sum(len(points(a) & points(b)) / len(points(a) | points(b)) for a, b in pairs) for pairs in orders)
    assert partial_matches(first, second) == half
    assert soft_matches(first, second) == pytest.approx(soft)


def test_a_threshold_is_reached_by_what_equals_it() -> None:
    """Seven of ten code points are 0.7."""
    assert iou_matches([((0, 7),)], [((0, 10),)], 0.7) == 1
