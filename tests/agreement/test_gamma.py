"""γ beyond the paper: what changes nothing, units of several segments, searches that are stopped."""

import math
import sys
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.agreement.alignments import least
from tests.agreement.continua import random_continuum
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.gamma import Chance, Dissimilarity, best_alignment, programs, text_gamma
from workbench.errors import MissingExtra

few = settings(max_examples=30, deadline=None)  # the first loads the solver
LENGTH = 60


@st.composite
def units(draw: st.DrawFn) -> Stretch:
    """Of one segment, or of several."""
    cuts = sorted(draw(st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True)))
    segments = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    label = draw(st.sampled_from("ab"))
    return Stretch(segments[0][0], segments[-1][1], label, segments if len(segments) > 1 else ())


def layers(most: int) -> st.SearchStrategy[tuple[Stretch, ...]]:
    return st.lists(units(), max_size=most, unique=True).map(tuple)


def continua(annotators: st.SearchStrategy[int], most: int) -> st.SearchStrategy[Continuum]:
    return annotators.flatmap(lambda count: st.tuples(*[layers(most)] * count)).map(
        lambda made: Continuum(LENGTH, made)
    )


def changed(one: Continuum, change: object, length: int = LENGTH) -> Continuum:
    return Continuum(length, tuple(tuple(map(change, mine)) for mine in one.annotators))


def shifted(one: Stretch, by: int) -> Stretch:
    moved = tuple((start + by, end + by) for start, end in one.segments)
    return Stretch(one.start + by, one.end + by, one.label, moved)


def exactly(draws: int, seed: int = 0) -> Chance:
    return Chance(draws, seed=seed, tolerance=math.inf)


# What changes nothing


@few
@given(continua(st.integers(2, 4), 4))
def test_names_of_labels_do_not_matter(one: Continuum) -> None:
    assume(any(one.annotators))
    renamed = changed(one, lambda each: each._replace(label={"a": "z", "b": "y"}[each.label]))
    first, second = (text_gamma(each, chance=exactly(20)).estimate.value for each in (one, renamed))
    assert first == pytest.approx(second)


@pytest.mark.parametrize("number", range(4))
def test_the_order_of_annotators_and_the_place_in_the_text_do_not_matter(number: int) -> None:
    """The same best alignment, and the same γ; moved, one that chance makes another, within its error."""
    one = replace(random_continuum(number), length=500)
    backwards = replace(one, annotators=one.annotators[::-1])
    moved = changed(one, lambda each: shifted(each, 300), 500)
    found = [text_gamma(each, chance=exactly(600)) for each in (one, backwards, moved)]
    disorders = [best_alignment(each).disorder for each in (one, backwards, moved)]
    assert disorders == pytest.approx(disorders[:1] * 3)
    assert found[0] == found[1]
    assert np.ptp([each.estimate.value for each in found]) < 6 * max(each.error for each in found) < 0.12


@few
@given(layers(5), st.integers(2, 5), st.integers(1, 9))
def test_duplicate_layers_give_1_and_a_slip_less(made: tuple[Stretch, ...], annotators: int, by: int) -> None:
    assume(made)
    slipped = (*made[:-1], shifted(made[-1], by))
    equal, off = Continuum(LENGTH, (made,) * annotators), Continuum(LENGTH, (*(made,) * (annotators - 1), slipped))
    assert text_gamma(equal, chance=exactly(10)).estimate.value == 1
    assert text_gamma(off, chance=exactly(10)).estimate.value < 1


# Units of several segments


def points(one: Stretch) -> set[int]:
    return {point for part in one.solid for point in range(part.start, part.end)}


def apart(one: Stretch, other: Stretch) -> float:
    """(Code points in one alone + twice the distance) / those of both, squared."""
    mine, theirs = points(one), points(other)
    distance = min(abs(a - b) for a in mine for b in theirs) - 1
    return ((len(mine ^ theirs) + 2 * max(0, distance)) / (len(mine) + len(theirs))) ** 2


def test_places_of_units_of_several_segments() -> None:
    """A gap that one of two left out; one that lies in the gap of the other."""
    whole, split, inside = Stretch(0, 30, "a"), Stretch(0, 30, "a", ((0, 10), (20, 30))), Stretch(13, 16, "a")
    for one, other, expected in (
        (split, split, 0),
        (whole, split, (10 / 50) ** 2),
        (split, inside, (23 + 2 * 3) ** 2 / 23**2),
        (split, Stretch(0, 10, "a"), (10 / 30) ** 2),
    ):
        assert best_alignment(Continuum(60, ((one,), (other,)))).disorder == pytest.approx(expected)
        assert apart(one, other) == pytest.approx(expected)


@few
@given(
    continua(st.integers(2, 3), 3) | continua(st.just(4), 2),
    st.builds(Dissimilarity, st.sampled_from((0.0, 0.5, 1.0, 3.0)), st.sampled_from((0.0, 1.0))),
)
def test_no_alignment_of_units_of_several_segments_is_better(one: Continuum, measure: Dissimilarity) -> None:
    """All are tried."""
    found = sum(unitary.cost for unitary in best_alignment(one, measure).unitary)
    assert found == pytest.approx(least(one.annotators, measure, apart), abs=1e-6)


def test_chance_keeps_the_segments_of_a_unit_together() -> None:
    """As every unit has the same shape, two that chance puts at one place are the same there."""
    ring = Continuum(20, ((Stretch(0, 10, "a", ((0, 2), (8, 10))),), (Stretch(0, 10, "a", ((0, 2), (8, 10))),)))
    solid = Continuum(20, ((Stretch(0, 10, "a"),),) * 2)
    assert text_gamma(ring).estimate.value == text_gamma(solid).estimate.value == 1
    spread = replace(ring, annotators=(ring.annotators[0], solid.annotators[0]))
    assert 0 < text_gamma(spread, chance=exactly(400)).estimate.value < 1


@pytest.mark.parametrize("segments", [((0, 3), (2, 9)), ((0, 3), (5, 8)), ((1, 3), (5, 9)), ((0, 3), (3, 9))])
def test_segments_that_contradict_their_unit_are_refused(segments: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="segments"):
        best_alignment(Continuum(20, ((Stretch(0, 9, "a", segments),), ())))


# Searches that are stopped


def tangled(seed: int, annotators: int = 4) -> Continuum:
    """Units that all overlap each other: one component, whose linear program is fractional."""
    chance = Random(seed)
    return Continuum(
        100,
        tuple(
            tuple(
                Stretch(start, start + chance.randint(15, 30), chance.choice("ab"))
                for start in (chance.randint(0, 30) for _ in range(8))
            )
            for _ in range(annotators)
        ),
    )


def test_a_search_that_is_stopped_tells_how_far_off_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """The true one lies between what is found and what is found less the gap; so does γ."""
    true = [best_alignment(tangled(seed)) for seed in range(4)]
    gamma = text_gamma(tangled(0), chance=exactly(5))
    assert [one.gap for one in true] == [0] * 4
    assert gamma.gap == 0
    monkeypatch.setattr(programs, "PATIENCE", 0.0)
    for seed, proven in enumerate(true):
        stopped = best_alignment(tangled(seed))
        assert stopped.gap > 0
        assert stopped.disorder - stopped.gap <= proven.disorder + 1e-9 <= stopped.disorder + 2e-9
        units = [one for unitary in stopped.unitary for one in unitary.stretches if one]
        assert len(units) == 32
    rough = text_gamma(tangled(0), chance=exactly(5))
    assert abs(rough.estimate.value - gamma.estimate.value) <= rough.gap


# Two annotators need no solver


def test_two_annotators_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    one = tangled(1, 2)
    monkeypatch.setitem(sys.modules, "highspy", None)
    found = sum(unitary.cost for unitary in best_alignment(one).unitary)
    assert found == pytest.approx(least(one.annotators, Dissimilarity(), apart))
    with pytest.raises(MissingExtra, match="three annotators or more"):
        best_alignment(tangled(1, 3))
