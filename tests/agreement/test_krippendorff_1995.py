"""Krippendorff (1995), "On the Reliability of Unitizing Continuous Data"; (2004), "Content Analysis", page 254."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.agreement.apart import LABELS, continua
from tests.agreement.continua import continuum
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.unitizing_1995 import alpha_1995, unit_distances
from workbench.errors import Undefined

U1 = continuum(300, "c 75-145, c 220-250, k 30-90, k 150-200", "c 70-150, c 205-225, c 250-270, k 30-90, k 150-200")


def example_a(scale: int) -> Continuum:
    """U2: a text of 24 units of length, every one cut into `scale` smaller ones."""
    units = ([(2, 10), (14, 20)], [(4, 8), (15, 17)])
    return Continuum(24 * scale, tuple(tuple(Stretch(a * scale, b * scale, "A") for a, b in one) for one in units))


def test_two_labels_of_2004() -> None:
    """U1: the second label is found alike by both."""
    table = unit_distances(U1, "ck")
    assert [alpha_1995(table), alpha_1995(table[:1]), alpha_1995(table[1:])] == pytest.approx(
        [0.858665, 0.728599, 1.0], abs=1e-6
    )
    assert table[0] / 300**2 == pytest.approx([0.0144, 0.0532], abs=5e-5)


def test_example_a_of_1995() -> None:
    """U2: observed disagreement 0.03125 of the squared length."""
    table = unit_distances(example_a(1), "A")
    assert table[0, 0] / 24**2 == 0.03125
    assert alpha_1995(table) == pytest.approx(0.515288, abs=1e-6)


def test_the_unit_of_length_matters() -> None:
    """U2 measured in smaller and smaller units comes near 0.553."""
    found = [alpha_1995(unit_distances(example_a(scale), "A")) for scale in (50, 50_000)]
    assert found == pytest.approx([0.552165, 0.552947], abs=1e-6)


Section = tuple[int, int, bool]


def sections(units: tuple[Stretch, ...], label: str, length: int) -> list[Section]:
    """The text of one annotator cut into units of this label and gaps: start, end, whether it is a unit."""
    own = sorted((one.start, one.end, True) for one in units if one.label == label)
    edges = [0, *(edge for start, end, _ in own for edge in (start, end)), length]
    return own + [(a, b, False) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def distance(one: Section, other: Section) -> int:
    (a, b, is_unit), (c, d, other_is_unit) = one, other
    if is_unit and other_is_unit:
        return (a - c) ** 2 + (b - d) ** 2 if a < d and c < b else 0
    return (b - a) ** 2 if is_unit and not other_is_unit and c <= a and b <= d else 0


@given(continua())
def test_the_table_is_the_definition(data: Continuum) -> None:
    """Section by section."""
    people, length = len(data.annotators), data.length
    for label, row in zip(LABELS, unit_distances(data, LABELS), strict=True):
        cut = [sections(units, label, length) for units in data.annotators]
        both = [(a, b) for i in cut for j in cut if i is not j for a in i for b in j]
        observed = sum(distance(a, b) + distance(b, a) if a[2] != b[2] else distance(a, b) for a, b in both)
        units = [b - a for one in cut for a, b, is_unit in one if is_unit]
        gaps = [b - a for one in cut for a, b, is_unit in one if not is_unit]
        expected = sum(
            (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in units
        )
        ways = people * length * (people * length - 1) - sum(size * (size - 1) for size in units)
        assert row == pytest.approx([observed / (people * (people - 1)), 2 * length * expected / ways])


@given(continua(), st.permutations(range(3)), st.permutations(LABELS))
def test_who_is_who_and_what_labels_are_called_does_not_matter(
    data: Continuum, order: list[int], names: list[str]
) -> None:
    """Annotators in another order, labels renamed."""
    rename = dict(zip(LABELS, names, strict=True))
    people = [data.annotators[n] for n in order if n < len(data.annotators)]
    renamed = tuple(tuple(one._replace(label=rename[one.label]) for one in units) for units in people)
    assert unit_distances(Continuum(data.length, renamed), names) == pytest.approx(unit_distances(data, LABELS))


@given(continua())
def test_layers_given_twice_agree(data: Continuum) -> None:
    """α is 1 where there is any unit and any gap."""
    assume(0 < sum(one.end - one.start for one in data.annotators[0]) < data.length)
    assert alpha_1995(unit_distances(Continuum(data.length, data.annotators[:1] * 2), LABELS)) == 1


@pytest.mark.parametrize("data", [continuum(0, "", ""), continuum(9, "", ""), continuum(9, "A 2-6"), Continuum(9, ())])
def test_nothing_to_compare_is_undefined(data: Continuum) -> None:
    """No text, no unit, one annotator, nobody."""
    with pytest.raises(Undefined):
        alpha_1995(unit_distances(data, "AB"))


def test_only_units_of_one_label_must_not_overlap() -> None:
    """Each label is a layer of its own."""
    crossing = continuum(9, "A 0-5, B 3-8", "A 0-5, B 3-8")
    assert alpha_1995(unit_distances(crossing, "AB")) == 1
    with pytest.raises(Undefined, match="overlap"):
        unit_distances(continuum(9, "A 0-5, A 3-8", "A 0-5"), "AB")
