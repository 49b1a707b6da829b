"""γ of every label over all articles."""

import sys
from itertools import permutations
from random import Random

import pytest

from tests.factories import annotation, article, read
from workbench.agreement import corpus_gamma
from workbench.agreement.continua import continua
from workbench.agreement.groups import ANY, UNUSED, Group, Label, group
from workbench.agreement.measure import figure
from workbench.agreement.measures import MEASURES
from workbench.errors import Undefined
from workbench.model import Annotated
from workbench.report.aligning import CHANCE, align

LABELS = ("cue", "hedge", "value")
(GAMMA,) = [measure for measure in MEASURES if measure.name == "gamma"]


def annotated(number: int, people: int, marks: int = 12) -> Annotated:
    """An article whose annotators mark nearly the same, with two of the labels; the last one marks half of it."""
    chance = Random(number)
    one = article(f"{number:03}", "x" * 400)
    made = [
        annotation((at, at + 6 + chance.randint(0, 8)), label=label, annotator=f"p{who}", article_id=one.id)
        for at in range(0, 20 * marks, 20)
        for label in [chance.choice(LABELS[:2])]
        for who in range(people)
        if who < people - 1 or chance.random() < 0.5
    ]
    return Annotated(one, tuple(made), (), tuple(read(0, f"p{who}", one.id) for who in range(people)))


def compared(articles: int, people: int, marks: int = 12) -> Group:
    names = [f"p{who}" for who in range(people)]
    return group([annotated(number, people, marks) for number in range(articles)], names, LABELS)


def aligned(found: Group, labels: tuple[Label, ...] = (*LABELS, ANY, None)) -> list[tuple[int, int]]:
    heard: list[tuple[int, int]] = []
    align(found, labels, lambda *so: heard.append(so))
    return heard


def test_a_figure_is_that_of_the_continua_of_its_label() -> None:
    """One by one, all together, and whatever the label; with its own error."""
    found = compared(40, 3)
    aligned(found)
    for label in ("cue", ANY, None):
        expected = corpus_gamma([continuum for _, continuum in continua(found, label)])
        assert figure(GAMMA, found, label) == expected.estimate
        assert found.disorders[label].error == expected.error < CHANCE.tolerance
    values = {label: figure(GAMMA, found, label).value for label in ("cue", ANY, None)}
    assert values[ANY] != values[None] != values["cue"]


@pytest.mark.parametrize("names", list(permutations(("ann", "ben", "cai")))[1:])
def test_who_is_called_what_does_not_matter(names: tuple[str, ...]) -> None:
    """Though each has read other paragraphs, and marked other words; it is the same γ to the last digit."""

    def found(names: tuple[str, ...]) -> Group:
        one = article("001", "One two three.\n\nFour five six.\n\nSeven eight nine.")
        reads, places = ((0, 1, 2), (0, 1), (0, 2)), ((0, 7), (16, 20), (0, 5))
        marks = [read(n, who, one.id) for who, mine in zip(names, reads, strict=True) for n in mine]
        made = [
            annotation(place, label="cue", annotator=who, article_id=one.id)
            for who, place in zip(names, places, strict=True)
        ]
        people = group([Annotated(one, tuple(made), (), tuple(marks))], sorted(names), LABELS)
        aligned(people, ("cue",))
        return people

    expected, other = found(("ann", "ben", "cai")), found(names)
    assert other.disorders["cue"].rows.tolist() == expected.disorders["cue"].rows.tolist()
    assert other.disorders["cue"].error == expected.disorders["cue"].error


def test_articles_have_rows_in_the_order_of_the_group_and_add_up() -> None:
    """An article that the same people have read in parts has one row."""
    found = compared(5, 3)
    aligned(found, (None,))
    rows = found.disorders[None].rows
    assert rows.shape == (5, 2)
    assert (rows > 0).all()
    observed, expected = rows.sum(axis=0)
    assert figure(GAMMA, found, None).value == pytest.approx(1 - observed / expected)


def test_a_label_that_nobody_used_has_no_figure() -> None:
    found = compared(2, 2)
    aligned(found)
    with pytest.raises(Undefined, match=UNUSED):
        figure(GAMMA, found, "value")


def test_few_articles_are_drawn_more_often() -> None:
    """Thirty random texts at least, whatever error the first few suggest."""
    many, few = compared(40, 2), compared(2, 2)
    for found in (many, few):
        aligned(found, (None,))
    assert many.disorders[None].draws < few.disorders[None].draws >= 15


def test_more_than_six_are_compared_in_pairs() -> None:
    """By name: who has not read an article is in none of its pairs."""
    names = [f"p{who}" for who in range(8)]
    found = group([annotated(0, 8, 4), annotated(1, 3, 4), annotated(2, 8, 4)], names, LABELS)
    aligned(found, (None,))
    rows = found.disorders[None].rows
    assert rows[:, 1].sum() == pytest.approx(28)
    assert (rows[1] < rows[0] / 4).all()
    assert 0 < figure(GAMMA, found, None).value < 1


def test_progress_runs_over_all_labels() -> None:
    heard = aligned(compared(6, 3))
    done = [one for one, _ in heard]
    assert done == sorted(done)
    assert heard[-1][0] == heard[-1][1]
    assert all(one <= all_ for one, all_ in heard)


def test_without_the_solver_the_figure_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two annotators need none."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    three, two = compared(3, 3, 20), compared(3, 2, 20)
    for found in (three, two):
        aligned(found, (None,))
    with pytest.raises(Undefined, match=r"needs a library that is not installed: python .*'workbench\[stats\]'"):
        figure(GAMMA, three, None)
    assert 0 < figure(GAMMA, two, None).value < 1
