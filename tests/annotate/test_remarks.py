"""The list of what was remarked."""

from tests import factories
from workbench.annotate.remarks import remarks, remarks_everywhere
from workbench.model import Annotated, Note, Skip

ARTICLE = factories.article()


def note(paragraph: int | None, text: str, article_id: str = "001_first") -> Note:
    """A note by ann."""
    return Note(f"note{paragraph}", article_id, "ann", paragraph, text, factories.NOW)


def test_remarks_stand_in_the_order_of_the_text() -> None:
    """The article first, and in a paragraph its note first; annotations without remark are none."""
    doubt = factories.annotation((1, 8), unsure=True)
    comment = factories.annotation((23, 29), comment="who?")
    skip = Skip("001_first", "ann", "too long", factories.NOW)
    notes = (note(1, "second"), note(None, "whole"), note(0, "first"))
    found = remarks(ARTICLE, [comment, factories.annotation((0, 3)), doubt], notes, skip)
    assert [(one.paragraph, one.offset, one.text) for one in found] == [
        (None, None, "too long"),
        (None, None, "whole"),
        (0, 0, "first"),
        (0, 1, ""),
        (1, 22, "second"),
        (1, 23, "who?"),
    ]
    assert [found[3].quote, found[5].quote] == ["We knew", "obody "]


def test_remarks_of_all_articles_name_theirs() -> None:
    """In the order in which the articles come."""
    other = factories.article("002_second")
    layers = [Annotated(ARTICLE, notes=(note(0, "one"),)), Annotated(other, notes=(note(0, "two", "002_second"),))]
    assert [(one.article_id, one.text) for one in remarks_everywhere(layers)] == [
        ("001_first", "one"),
        ("002_second", "two"),
    ]
