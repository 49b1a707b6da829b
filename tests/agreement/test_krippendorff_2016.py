"""Krippendorff, Mathet, Bouvry and Widlöcher (2016), "On the Reliability of Unitizing Textual Continua"."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise, permutations
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.agreement.apart import LABELS, continua
from tests.agreement.continua import continuum
from workbench.agreement.arrays import Array
from workbench.agreement.chance import coincidences, krippendorff_alpha
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.intervals import estimate
from workbench.agreement.unitizing import (
    label_alpha,
    label_blind,
    label_coverage,
    label_parts,
    layer_of,
    marked_overlaps,
    u_alpha,
    u_parts,
    unit_coverage,
    unit_overlaps,
)
from workbench.errors import Undefined

U3 = continuum(20, "A 2-6, B 8-12", "A 2-5, B 9-14")
U4 = continuum(200, "A 10-30, B 50-65, A 100-130", "A 12-32, B 52-62, A 105-125, B 150-160")


@pytest.mark.parametrize(
    ("data", "where_and_what", "where", "covered"), [(U3, 0.662192, 0.606771, 0.3), (U4, 0.696282, 0.668451, 0.24)]
)
def test_two_annotators_who_agree_on_labels(
    data: Continuum, where_and_what: float, where: float, covered: float
) -> None:
    """U3 and U4: units are off, but what both marked has one label."""
    table, marked = unit_overlaps(data, "AB"), marked_overlaps(data, "AB")
    found = [u_alpha(table), u_alpha(label_blind(table)), unit_coverage(table, marked)]
    assert found == pytest.approx([where_and_what, where, covered], abs=1e-6)
    assert [u_alpha(marked), label_alpha(marked, 0), label_alpha(marked, 1)] == [1, 1, 1]


def test_how_much_of_a_label_the_figures_speak_of() -> None:
    """U3: six sevenths of A and two thirds of B."""
    table, marked = unit_overlaps(U3, "AB"), marked_overlaps(U3, "AB")
    assert [label_coverage(table, marked, label) for label in (0, 1)] == pytest.approx([6 / 7, 2 / 3])


matrices = st.integers(2, 4).flatmap(
    lambda people: st.lists(st.lists(st.integers(0, 2), min_size=people, max_size=people), min_size=2, max_size=12)
)


@given(matrices)
def test_units_of_one_code_point_are_items(items: list[list[int]]) -> None:
    """U5: no gaps, so uα is nominal α exactly, and cuα of two annotators too."""
    assume(len({value for item in items for value in item}) > 1)
    chosen = np.array(items).T
    layers = [tuple(Stretch(n, n + 1, LABELS[value]) for n, value in enumerate(row)) for row in chosen]
    data = Continuum(len(items), tuple(layers))
    alpha = krippendorff_alpha(coincidences((np.array(items)[:, :, None] == np.arange(3)).sum(axis=1).astype(float)))
    assert u_alpha(unit_overlaps(data, LABELS)) == pytest.approx(alpha)
    if len(layers) == 2:
        assert u_alpha(marked_overlaps(data, LABELS)) == pytest.approx(alpha)


# The definitions, unit by unit


def parts(data: Continuum) -> list[list[tuple[int, int, int]]]:
    """Each annotator's units and gaps, as start, end, value."""
    found = []
    for stretches in data.annotators:
        units = sorted((one.start, one.end, LABELS.index(one.label)) for one in stretches)
        edges = [0, *(edge for start, end, _ in units for edge in (start, end)), data.length]
        found.append(units + [(a, b, len(LABELS)) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b])
    return found


def by_definition(data: Continuum) -> tuple[Array, Array]:
    """Observed and expected coincidences of all values, the gap last."""
    size, pieces = len(LABELS) + 1, parts(data)
    met, own = np.zeros((size, size)), np.zeros(size)
    for first, second in permutations(pieces, 2):
        for start, end, c in first:
            for since, until, k in second:
                met[c, k] += max(0, min(end, until) - max(start, since)) / (len(pieces) - 1)
    for start, end, c in (piece for some in pieces for piece in some):
        own[c] += end - start if c == size - 1 else (end - start) ** 2
    totals, everything = met.sum(axis=1), met.sum()
    return met, everything * (np.outer(totals, totals) - np.diag(own)) / (everything**2 - own.sum())


def alpha(met: Array, expected: Array) -> float:
    apart = ~np.eye(len(met), dtype=bool)
    return float(1 - met[apart].sum() / expected[apart].sum())


def or_none(measure: Callable[[], float]) -> float | None:
    try:
        return measure()
    except Undefined:
        return None


@given(continua(most=4))
def test_the_sweep_is_the_definition(data: Continuum) -> None:
    """Of any number of annotators, with labels and without."""
    met, expected = by_definition(data)
    used = met.sum(axis=1) > 0
    assume(used[-1] and used[:-1].any())
    merge = np.eye(2)[[0] * len(LABELS) + [1]]
    table = unit_overlaps(data, LABELS)
    assert u_alpha(table) == pytest.approx(alpha(met, expected))
    assert u_alpha(label_blind(table)) == pytest.approx(alpha(merge.T @ met @ merge, merge.T @ expected @ merge))


@st.composite
def nearly_alike(draw: st.DrawFn) -> Continuum:
    """Two annotators with four units each that begin alike and end apart, or not, and are A or B."""
    layers = [
        tuple(Stretch(n, n + draw(st.integers(1, 9)), draw(st.sampled_from("AB"))) for n in range(0, 40, 10))
        for _ in range(2)
    ]
    return Continuum(40, tuple(layers))


@given(nearly_alike())
def test_what_is_said_of_text_that_both_marked_is_the_definition(data: Continuum) -> None:
    """cuα and (k)uα of two annotators: what chance leaves out is the part of each unit that the other one marked."""
    gap = len(LABELS)
    met, own = np.zeros((gap, gap)), np.zeros(gap)
    for first, second in permutations(parts(data)):
        for start, end, c in (unit for unit in first if unit[2] != gap):
            common = [(max(0, min(end, b) - max(start, a)), k) for a, b, k in second if k != gap]
            own[c] += sum(size for size, _ in common) ** 2
            for size, k in common:
                met[c, k] += size
    totals, everything = met.sum(axis=1), met.sum()
    assume((totals > 0).sum() > 1)
    expected = (np.outer(totals, totals) - np.diag(own)) / (everything - own.sum() / everything)
    marked = marked_overlaps(data, LABELS)
    assert u_alpha(marked) == pytest.approx(alpha(met, expected))
    for k in np.flatnonzero(totals):
        differed, by_chance = totals[k] - met[k, k], expected[k].sum() - expected[k, k]
        assert label_alpha(marked, k) == pytest.approx(1 - expected[k].sum() / totals[k] * differed / by_chance)


# What must not matter, and what cannot be said


@given(continua(), continua())
def test_texts_add_up_to_one_long_text(first: Continuum, second: Continuum) -> None:
    """The tables of two texts are that of the one that holds both."""
    assume(len(first.annotators) == len(second.annotators))
    moved = [tuple(Stretch(s + first.length, e + first.length, c) for s, e, c, *_ in one) for one in second.annotators]
    both = tuple(a + b for a, b in zip(first.annotators, moved, strict=True))
    glued = Continuum(first.length + second.length, both)
    assert unit_overlaps(glued, LABELS) == pytest.approx(unit_overlaps(first, LABELS) + unit_overlaps(second, LABELS))


def test_a_corpus_has_an_interval() -> None:
    """Tables of texts are the rows that `estimate` takes, for every figure of the family."""
    corpus = [U3, U4, continuum(50, "A 3-9, B 20-31", "A 3-9, A 20-30"), continuum(9, "", "A 2-3")]
    tables = np.array([unit_overlaps(data, "AB") for data in corpus])
    marked = np.array([marked_overlaps(data, "AB") for data in corpus])
    for rows, parts_of in (
        (tables, u_parts),
        (label_blind(tables), u_parts),
        (marked, u_parts),
        (marked, partial(label_parts, label=1)),
    ):
        observed, expected = parts_of(rows.sum(axis=0))
        found = estimate(rows, parts_of)
        assert found.value == pytest.approx(1 - observed / expected)
        assert found.note == ""


@given(continua(), st.permutations(LABELS), st.randoms())
def test_who_is_who_and_what_labels_are_called_does_not_matter(
    data: Continuum, names: list[str], chance: Random
) -> None:
    """Annotators in another order, units in another order, labels renamed."""
    rename = dict(zip(LABELS, names, strict=True))
    people = [[Stretch(s, e, rename[c]) for s, e, c, *_ in one] for one in data.annotators]
    for one in people:
        chance.shuffle(one)
    chance.shuffle(people)
    other = Continuum(data.length, tuple(map(tuple, people)))
    assert or_none(lambda: u_alpha(unit_overlaps(other, LABELS))) == pytest.approx(
        or_none(lambda: u_alpha(unit_overlaps(data, LABELS)))
    )


def test_layers_at_random_agree_by_chance_alone() -> None:
    """Two hundred texts by two annotators who have not read them."""
    chance = Random(5)
    total = np.zeros((4, 3))
    for _ in range(200):
        layers = [
            tuple(
                Stretch(a, b, chance.choice("AB")) for a, b in pairwise(sorted(chance.sample(range(101), 8))) if a % 2
            )
            for _ in range(2)
        ]
        total += unit_overlaps(Continuum(100, tuple(layers)), "AB")
    assert u_alpha(total) == pytest.approx(0, abs=0.05)
    assert u_alpha(label_blind(total)) == pytest.approx(0, abs=0.05)


@given(st.integers(1, 20), st.integers(1, 9))
def test_a_slip_of_one_boundary_is_worse_than_none_and_grows(length: int, slip: int) -> None:
    """The same unit, begun one or more code points too early."""
    data = [
        Continuum(50, ((Stretch(10, 10 + length, "A"),), (Stretch(10 - off, 10 + length, "A"),)))
        for off in (0, slip, slip + 1)
    ]
    found = [u_alpha(unit_overlaps(one, "A")) for one in data]
    assert found[0] == 1
    assert found == sorted(found, reverse=True)


@given(continua())
def test_layers_given_twice_agree(data: Continuum) -> None:
    """α is 1, or undefined where there is one value only."""
    twice = Continuum(data.length, data.annotators[:1] * 2)
    for table in (
        unit_overlaps(twice, LABELS),
        label_blind(unit_overlaps(twice, LABELS)),
        marked_overlaps(twice, LABELS),
    ):
        assert or_none(lambda table=table: u_alpha(table)) in {1.0, None}


@pytest.mark.parametrize(
    "data",
    [
        continuum(0, "", ""),
        continuum(9, "", ""),
        continuum(9, "A 0-9", "A 0-9", "A 0-9", "A 0-9"),
        continuum(9, "A 2-6"),
        Continuum(9, ()),
    ],
)
def test_no_variation_is_undefined(data: Continuum) -> None:
    """No text, no unit, all text one label, one annotator, nobody."""
    with pytest.raises(Undefined, match="no variation"):
        u_alpha(unit_overlaps(data, "AB"))


def test_what_both_marked_is_undefined_where_they_marked_nothing_in_common() -> None:
    """Or where all of it has one label; and so is the share of a label that nobody used."""
    apart = continuum(9, "A 0-3", "B 3-6")
    for marked in (marked_overlaps(apart, "AB"), marked_overlaps(continuum(9, "A 0-3", "A 1-5"), "AB")):
        with pytest.raises(Undefined):
            u_alpha(marked)
        with pytest.raises(Undefined):
            label_alpha(marked, 0)
    assert unit_coverage(unit_overlaps(apart, "AB"), marked_overlaps(apart, "AB")) == 0
    with pytest.raises(Undefined, match="nobody used it"):
        label_coverage(unit_overlaps(apart, "ABC"), marked_overlaps(apart, "ABC"), 2)


def test_overlapping_units_of_one_annotator_are_refused_and_can_be_made_one() -> None:
    """Nested and crossing ones; those that only touch stay two."""
    data = continuum(20, "A 0-5, A 3-8, A 8-9, B 4-6", "A 0-9")
    with pytest.raises(Undefined, match="annotations of one annotator overlap"):
        unit_overlaps(data, "AB")
    assert layer_of(data, "A") == continuum(20, "A 0-8, A 8-9", "A 0-9")
    assert u_alpha(unit_overlaps(layer_of(data, "A"), "A")) > 0.9


def test_a_long_text_costs_no_more_than_its_units() -> None:
    """Ten million code points, of which one is in dispute."""
    table = unit_overlaps(continuum(10**7, "A 5-6, B 9-9999999", "A 5-7, B 9-9999999"), "AB")
    assert table[:-1].tolist() == [[2, 0, 1], [0, 2 * 9999990, 0], [1, 0, 16]]
