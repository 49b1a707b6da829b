"""Matching of annotations, against brute force."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement.matching import Mark, exact_matches, maximum_matching, overlap_matches, overlapping


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
