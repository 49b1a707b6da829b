"""Example P of five annotations against five: F1 in every sense."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.agreement.counting import counted, value
from tests.factories import annotation, article, read
from workbench.agreement.f1 import Marks, f1_of_marks, f1_of_text, unlabelled
from workbench.agreement.groups import ANY, Group
from workbench.agreement.matching import exact_matches, iou_matches, overlap_matches, partial_matches, soft_matches
from workbench.agreement.units import Unit
from workbench.errors import Undefined
from workbench.model import Annotated

LABELS = ("LOC", "ORG", "PER")
MINE = [("PER", 0, 10), ("ORG", 20, 30), ("LOC", 40, 60), ("PER", 45, 50)]
THEIRS = [("PER", 0, 10), ("ORG", 22, 30), ("LOC", 41, 58), ("PER", 44, 52), ("ORG", 70, 75)]


@pytest.fixture
def pair() -> Group:
    """Both annotators have read all of a text of 80 characters."""
    made = [
        annotation((start, end), label=label, annotator=who, article_id="1")
        for who, places in (("ann", MINE), ("ben", THEIRS))
        for label, start, end in places
    ]
    one = Annotated(article("1", "x" * 80), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    return counted([one], Unit.CHARACTER, ("ann", "ben"), LABELS).pairs[0]


def test_example_p(pair: Group) -> None:
    """Exact, overlap, and characters, all labels together."""
    found = [value(measure, pair, None) for measure in ("f1_exact", "f1_overlap", "f1_token")]
    assert found == pytest.approx([0.222222, 0.888889, 0.860215], abs=1e-6)


def test_characters_of_each_label(pair: Group) -> None:
    """LOC, ORG and PER, although PER lies within LOC."""
    found = [value("f1_token", pair, label) for label in LABELS]
    assert found == pytest.approx([0.918919, 0.695652, 0.909091], abs=1e-6)


def test_any_label_asks_only_where(pair: Group) -> None:
    """A label that differs does not hurt: nine annotations, one of them unmatched."""
    assert value("f1_overlap", pair, ANY) == pytest.approx(8 / 9)


def by_label(made: list[tuple[str, int, int]]) -> Marks:
    return {label: [((start, end),) for name, start, end in made if name == label] for label, _, _ in made}


P = by_label(MINE), by_label(THEIRS)
Q = by_label([("A", 0, 8), ("A", 10, 18)]), by_label([("A", 4, 14)])


@pytest.mark.parametrize(
    ("matches", "p", "q"),
    [
        (exact_matches, 0.222222, 0),
        (overlap_matches, 0.888889, 0.666667),
        (partial(iou_matches, least=0.5), 0.888889, 0),
        (partial(iou_matches, least=0.75), 0.666667, 0),
        (soft_matches, 0.727778, 0.190476),
        (partial_matches, 0.555556, 0.333333),
    ],
)
def test_examples_p_and_q_in_every_sense_of_a_match(matches: Callable[..., float], p: float, q: float) -> None:
    """Of annotations of the same label; Q is two annotations under one."""
    assert f1_of_marks(*P, matches) == pytest.approx(p, abs=1e-6)
    assert f1_of_marks(*Q, matches) == pytest.approx(q, abs=1e-6)


def test_examples_p_and_q_by_characters() -> None:
    """What several annotations of one label cover is counted once."""
    assert f1_of_text(*P) == pytest.approx(0.860215, abs=1e-6)
    assert f1_of_text(*Q) == pytest.approx(0.615385, abs=1e-6)
    twice = {"A": [*Q[0]["A"], ((0, 8),), ((2, 6), (12, 18))]}
    assert f1_of_text(twice, Q[1]) == f1_of_text(*Q)


def test_another_label_is_no_match_unless_labels_are_left_aside() -> None:
    """A person and a place over the same words."""
    first: Marks = {"PER": [((0, 4),)]}
    second: Marks = {"LOC": [((0, 4),)]}
    assert f1_of_marks(first, second) == f1_of_text(first, second) == 0
    assert f1_of_marks(unlabelled(first), unlabelled(second)) == 1
    assert f1_of_text(unlabelled(first), unlabelled(second)) == 1


def test_the_same_words_under_two_labels_are_one_place() -> None:
    """Two annotations that differ in nothing but the label."""
    assert unlabelled({"PER": [((0, 4),)], "LOC": [((0, 4),), ((6, 8),)]}) == {ANY: [((0, 4),), ((6, 8),)]}


def test_nothing_marked_is_undefined() -> None:
    """By neither of the two."""
    for score in (f1_of_marks, f1_of_text):
        with pytest.raises(Undefined, match="nobody used it"):
            score({}, {"PER": []})
