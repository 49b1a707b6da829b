"""The lines of relations in the margin."""

from tests import factories
from tests.annotate.stage import note, opened
from workbench.model import Annotation, Relation
from workbench.tui.arcs import IN, OUT, STARTED, Arcs, arcs, signs
from workbench.tui.layout import Layout

TEXT = "One said this.\n\nTwo said that.\n\nThree was there.\n\nFour left."
ONE, TWO, THREE, FOUR = (
    note(TEXT, word, label, id=word)
    for word, label in (("One", "quote"), ("Two", "quote"), ("Three", "source"), ("Four", "source"))
)


def drawn(*relations: Relation, at: Annotation = ONE, margin: int = 3, started: str | None = None) -> Arcs:
    """The lines while the caret is at an annotation."""
    reading = opened(TEXT, ONE, TWO, THREE, FOUR, relations=relations)
    reading.choose(at.id, 0)
    lines = Layout(reading.article, reading.touching)
    lines.fit(40, rails=True)
    return arcs(reading, lines, margin, started)


def margin(found: Arcs, target: str | None = None) -> list[str]:
    """The margin of the first rows: words, rail, and an empty row for each paragraph."""
    rows = (found.cells(row, target) for row in range(12))
    return ["".join(cell.character if cell else " " for cell in cells) for cells in rows]


def test_a_line_leads_from_the_rail_of_one_end_to_that_of_the_other() -> None:
    """With its head where the relation leads."""
    assert margin(drawn(factories.relation(ONE, TWO)))[:6] == ["", " ╭─", " │ ", " │ ", " ╰▸", ""]
    assert margin(drawn(factories.relation(TWO, ONE)))[:6] == ["", " ╭▸", " │ ", " │ ", " ╰─", ""]


def test_relations_to_the_same_end_share_a_line() -> None:
    """If they are of one type."""
    found = drawn(factories.relation(ONE, THREE), factories.relation(TWO, THREE), at=THREE)
    assert margin(found)[:8] == ["", " ╭─", " │ ", " │ ", " ├─", " │ ", " │ ", " ╰▸"]


def test_lines_that_would_touch_keep_to_lanes() -> None:
    """The outer one crosses the inner one where it leads to the text."""
    found = drawn(factories.relation(ONE, THREE), factories.relation(TWO, ONE, "other"))
    assert margin(found)[:8] == ["", "╭╭▸", "││ ", "││ ", "╰┼─", " │ ", " │ ", " ╰▸"]


def test_only_the_paragraph_of_the_caret_has_lines() -> None:
    """From its annotations, or to them."""
    assert not drawn(factories.relation(ONE, TWO), at=FOUR)
    assert drawn(factories.relation(ONE, FOUR), at=FOUR)


def test_a_relation_with_another_article_is_a_mark() -> None:
    """Out of this one, or into it."""
    far = factories.annotation((0, 3), article_id="002_second", id="far")
    assert margin(drawn(factories.relation(ONE, far)))[1] == f"  {OUT}"
    assert margin(drawn(factories.relation(far, ONE)))[1] == f"  {IN}"


def test_the_start_of_a_relation_that_waits_is_marked_from_everywhere() -> None:
    """In whatever paragraph the caret is."""
    assert margin(drawn(at=FOUR, started="One"))[1] == f"  {STARTED}"


def test_the_lines_of_the_target_are_heavy() -> None:
    """From whichever end."""
    found = drawn(factories.relation(ONE, TWO))
    assert margin(found, "One")[1:5] == margin(found, "Two")[1:5] == [" ┏━", " ┃ ", " ┃ ", " ┗▸"]


def test_a_margin_too_narrow_for_lines_has_marks_alone_or_nothing() -> None:
    """The signs in the rails are there on any screen."""
    far = factories.annotation((0, 3), article_id="002_second", id="far")
    relations = (factories.relation(ONE, TWO), factories.relation(ONE, far))
    assert margin(drawn(*relations, margin=1))[1:5] == [f"  {OUT}", "", "", ""]
    assert not drawn(*relations, margin=0)


def test_a_rail_says_whether_relations_lead_from_it_or_to_it() -> None:
    """Or both; and whether one waits there for its other end."""
    relations = (factories.relation(ONE, TWO), factories.relation(TWO, THREE))
    reading = opened(TEXT, ONE, TWO, THREE, FOUR, relations=relations)
    assert [signs(reading, id_, "Four") for id_ in ("One", "Two", "Three", "Four")] == ["→", "→←", "←", "◆"]
