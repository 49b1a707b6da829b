"""Taking away what a list shows."""

import pytest

from tests import factories
from tests.annotate.stage import opened
from workbench.errors import Refused
from workbench.model import Change, Note, Skip

QUOTE, SOURCE = factories.annotation((0, 3), label="quote"), factories.annotation((4, 7), label="source")
LINK = factories.relation(QUOTE, SOURCE)
NOTE = Note("note", "001_first", "ann", 0, "hm", factories.NOW)
SKIP = Skip("001_first", "ann", "too long", factories.NOW)
TEXT = "One two three."


def test_an_annotation_takes_its_relations_along() -> None:
    """Wherever the caret is; one step."""
    made = opened(TEXT, QUOTE, SOURCE, relations=(LINK,))
    assert made.remove(SOURCE).step == (Change(LINK, None), Change(SOURCE, None))


@pytest.mark.parametrize("value", [LINK, NOTE, SKIP])
def test_all_else_goes_alone(value: object) -> None:
    """A relation, a note, a skip."""
    made = opened(TEXT, QUOTE, SOURCE, relations=(LINK,), notes=(NOTE,), skip=SKIP)
    assert made.remove(value).step == (Change(value, None),)


def test_what_has_gone_meanwhile_is_refused() -> None:
    """Another window may have deleted it."""
    with pytest.raises(Refused, match="no longer there"):
        opened(TEXT).remove(QUOTE)


def test_of_an_annotation_only_the_remark_goes() -> None:
    """Comment and doubt; the label stays."""
    made = opened(TEXT, factories.annotation((0, 3), label="quote", id="one", comment="hm", unsure=True))
    made.remove_remark(made.annotations["one"])
    assert (made.annotations["one"].comment, made.annotations["one"].unsure) == ("", False)
    assert made.annotations["one"].label == "quote"
