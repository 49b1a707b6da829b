"""Example P of five annotations against five: F1 in every sense."""

import pytest

from tests.agreement.test_counts import counted, value
from tests.factories import annotation, article, read
from workbench.agreement.groups import ANY, Pair
from workbench.agreement.units import Unit
from workbench.model import Annotated

LABELS = ("LOC", "ORG", "PER")
MINE = [("PER", 0, 10), ("ORG", 20, 30), ("LOC", 40, 60), ("PER", 45, 50)]
THEIRS = [("PER", 0, 10), ("ORG", 22, 30), ("LOC", 41, 58), ("PER", 44, 52), ("ORG", 70, 75)]


@pytest.fixture
def pair() -> Pair:
    """Both annotators have read all of a text of 80 characters."""
    made = [
        annotation((start, end), label=label, annotator=who, article_id="1")
        for who, places in (("ann", MINE), ("ben", THEIRS))
        for label, start, end in places
    ]
    one = Annotated(article("1", "x" * 80), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    return counted([one], Unit.CHARACTER, ("ann", "ben"), LABELS).pairs[0]


def test_example_p(pair: Pair) -> None:
    """Exact, overlap, and characters, all labels together."""
    found = [value(measure, pair, None) for measure in ("f1_exact", "f1_overlap", "f1_token")]
    assert found == pytest.approx([0.222222, 0.888889, 0.860215], abs=1e-6)


def test_characters_of_each_label(pair: Pair) -> None:
    """LOC, ORG and PER, although PER lies within LOC."""
    found = [value("f1_token", pair, label) for label in LABELS]
    assert found == pytest.approx([0.918919, 0.695652, 0.909091], abs=1e-6)


def test_any_label_asks_only_where(pair: Pair) -> None:
    """A label that differs does not hurt: nine annotations, one of them unmatched."""
    assert value("f1_overlap", pair, ANY) == pytest.approx(8 / 9)
