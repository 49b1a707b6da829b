"""The gold standard of an article."""

from tests.factories import annotation, article, read
from workbench.agreement.differences import DifferenceKind
from workbench.agreement.standard import Standard
from workbench.model import Annotated

ARTICLE = article()
GOLD = annotation((0, 9), annotator="gold")


def test_only_what_gold_has_read_has_a_standard() -> None:
    """An annotation in a paragraph without a mark is no standard of that paragraph; neither is somebody else's mark."""
    made = annotation((22, 28), annotator="gold")
    standard = Standard(Annotated(ARTICLE, (GOLD, made), read=(read(0, "gold"), read(1, "ann"))), ["gold"])
    assert 0 in standard
    assert 1 not in standard


def test_differences_are_those_of_the_paragraph() -> None:
    """What was made elsewhere is neither missed nor extra here."""
    standard = Standard(Annotated(ARTICLE, (GOLD,), read=(read(0, "gold"), read(1, "gold"))), ["gold"])
    mine, elsewhere = annotation((0, 9)), annotation((22, 28))
    assert [one.kind for one in standard.differences(0, [mine, elsewhere])] == [DifferenceKind.SAME]
    assert [one.kind for one in standard.differences(1, [mine, elsewhere])] == [DifferenceKind.EXTRA]


def test_of_several_standards_the_first_that_has_read_the_paragraph_counts() -> None:
    """They are not mixed."""
    other = annotation((22, 28), label="hedge", annotator="older")
    marks = (read(0, "older"), read(1, "older"), read(0, "gold"))
    standard = Standard(Annotated(ARTICLE, (GOLD, other), read=marks), ["gold", "older"])
    assert [one.first for one in standard.differences(0, [])] == [(GOLD,)]
    assert [one.first for one in standard.differences(1, [])] == [(other,)]
