"""Fournier (2013), "Evaluating Text Segmentation Using Boundary Edit Distance"; examples of the author's segeval."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.agreement.continua import continuum
from workbench.agreement.boundaries import (
    boundaries_of,
    boundary_kappa,
    boundary_parts,
    boundary_pi,
    boundary_similarity,
    ends_of,
)
from workbench.errors import Undefined

places = st.sets(st.integers(1, 40), max_size=12)


@pytest.mark.parametrize(
    ("first", "second", "b"),
    [
        ((2, 3, 6), (5, 6), 1 / 2),
        ((2, 3, 6), (2, 3, 3, 3), 2 / 3),
        ((2, 3, 6), (2, 2, 7), 3 / 4),
        ((2, 3, 6), (1, 1, 3, 1, 5), 1 / 2),
        ((2, 8, 2, 1), (2, 1, 7, 2, 1), 3 / 4),
        ((2, 3, 6), (2, 3, 6), 1),
        ((2, 3, 6), (11,), 0),
    ],
)
def test_segments_of_these_lengths(first: tuple[int, ...], second: tuple[int, ...], b: float) -> None:
    """Missed, extra, off by one, and both at once."""
    assert boundary_similarity(boundaries_of(first), boundaries_of(second)) == pytest.approx(b)


def test_pi_and_kappa() -> None:
    """Three and four of twelve places."""
    first, second = boundaries_of((2, 8, 2, 1)), boundaries_of((2, 1, 7, 2, 1))
    found = [boundary_pi(first, second, 12), boundary_kappa(first, second, 12)]
    assert found == pytest.approx([0.726755, 0.727273], abs=1e-6)


@given(places, places, st.integers(1, 5))
def test_nobody_is_gold_and_where_the_text_begins_does_not_matter(
    first: set[int], second: set[int], window: int
) -> None:
    """Both ways the same, and behind a thousand code points more."""
    assume(first | second)
    b = boundary_similarity(first, second, window)
    moved = [{place + 1000 for place in side} for side in (first, second)]
    assert b == pytest.approx(boundary_similarity(second, first, window))
    assert b == pytest.approx(boundary_similarity(*moved, window))
    assert 0 <= b <= 1
    assert (b == 1) == (first == second)


@given(st.sets(st.integers(1, 20).map(lambda n: 3 * n), min_size=1), st.data())
def test_a_near_miss_is_better_than_a_miss_and_worse_than_a_match(first: set[int], data: st.DataObject) -> None:
    """One boundary of many, off by one or gone."""
    place = data.draw(st.sampled_from(sorted(first)))
    gone = first - {place}
    assert boundary_similarity(first, gone) < boundary_similarity(first, gone | {place + 1}) < 1


@given(places, places)
def test_a_wider_window_never_weighs_more(first: set[int], second: set[int]) -> None:
    """What is not near in a narrow one may be in a wide one."""
    weights = [boundary_parts(first, second, window)[0] for window in (1, 2, 3, 5, 8)]
    assert all(wide <= narrow + 1e-9 for narrow, wide in pairwise(weights))
    assert weights[0] == len(first ^ second)


def test_boundaries_that_are_off_are_paired_for_the_least_weight() -> None:
    """Not each with its nearest: 4 with 5 would leave 1 and 8 alone."""
    assert boundary_parts({1, 5}, {4, 8}, 4) == (3 / 4 + 3 / 4, 2)


def test_annotations_have_two_boundaries() -> None:
    """A word that the second left out at the end of one of two."""
    first, second = (ends_of(one) for one in continuum(30, "A 0-5, B 10-20", "A 0-5, B 10-15").annotators)
    assert boundary_similarity(first, second) == pytest.approx(3 / 5)


def test_nothing_to_compare_is_undefined() -> None:
    """No boundary, or one everywhere."""
    with pytest.raises(Undefined, match="nobody set a boundary"):
        boundary_similarity(set(), set())
    for beyond_chance in (boundary_pi, boundary_kappa):
        with pytest.raises(Undefined, match="no variation"):
            beyond_chance({1, 2, 3}, {1, 2, 3}, 3)
