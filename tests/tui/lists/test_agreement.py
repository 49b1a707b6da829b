"""What the tables of the dashboard hold, without a terminal."""

from collections import Counter

import pytest
from textual.color import Color

from tests.factories import annotation, article
from workbench.agreement.differences import Difference, DifferenceKind
from workbench.report import Report, Scope
from workbench.report.differing import Case, Differing, Sort
from workbench.scheme import Scheme, parse
from workbench.tui.lists.agreement import Behind, confusion, pairs
from workbench.tui.palette import Palette

PALETTE = Palette(Color(0, 0, 0), Color(255, 255, 255), Color(0, 0, 255), True)


@pytest.fixture
def small() -> Scheme:
    return parse("scheme: small\nversion: 1\nlabels: {cue: {key: c}, hedge: {key: h}}")


def differing(scope: Scope, count: int) -> Differing:
    """So many cues of ann's that are hedges of ben's."""
    counts = Counter({Sort(("ann", "ben"), DifferenceKind.LABEL, "cue", "hedge"): count})
    return Differing(scope, False, {("ann", "ben"): 1}, counts, Counter(), {})


def test_large_counts_stand_in_full(small: Scheme) -> None:
    """The columns are as wide as the largest."""
    grid = confusion(differing(Scope(("cue", "hedge")), 12_345), small, PALETTE)
    assert grid.cells[0][1].text.plain == "12,345"
    assert grid.width == 6


def test_a_label_that_was_asked_for_is_confused_with_others(small: Scheme) -> None:
    """They have rows and columns, too."""
    grid = confusion(differing(Scope(("cue", "hedge"), only=("cue",)), 1), small, PALETTE)
    assert list(grid.heads) == ["c", "h"]


def test_of_two_annotators_a_confusion_has_a_direction() -> None:
    """Cues that are hedges are not hedges that are cues; among more than two they are."""
    made = Difference(DifferenceKind.LABEL, (annotation(label="cue"),), (annotation(label="hedge"),))
    case = Case(article(), ("ann", "ben"), made)
    assert Behind(confused=("cue", "hedge")).holds(case)
    assert not Behind(confused=("hedge", "cue")).holds(case)
    assert Behind(confused=("hedge", "cue"), both_ways=True).holds(case)


def test_annotators_with_long_names_stand_under_headings_of_their_own() -> None:
    """They begin alike and differ at the end."""
    scope = Scope(("cue",), annotators=("annotator_1", "annotator_2", "cai"))
    report = Report((), (), (), (), scope, (), (), 0, 0, 0, ())
    assert pairs(report, None, PALETTE).heads == ["anno…r_1", "anno…r_2", "cai"]
