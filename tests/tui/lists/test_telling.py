"""The sentences of the history."""

from dataclasses import replace

import pytest

from tests import factories
from tests.annotate.stage import opened
from workbench.model import Annotation, Change, Deed, Entry, Note, Relation, Skip, Span, inverse
from workbench.tui.lists.telling import Telling

TEXT = "One two three.\n\nFour five."
ONE = factories.annotation((0, 3), label="quote", attributes={"mode": "speech"})
TWO = factories.annotation((4, 7), label="source")
FAR = factories.annotation((0, 3), label="quote", article_id="002_second")
NOTE = Note("note", "001_first", "ann", 1, "who says so?", factories.NOW)
SKIP = Skip("001_first", "ann", "too long", factories.NOW)
LINK = factories.relation(ONE, TWO)
ACROSS = factories.relation(ONE, FAR, "same_quote")


def told(*changes: Change, deed: Deed = Deed.DO) -> str:
    """The sentence for these changes; both annotations are known from the history."""
    made = opened(TEXT, history=(factories.made(ONE, TWO),))
    made.index.beyond[FAR.id] = FAR
    return Telling(made).entry(Entry(deed, changes, factories.NOW))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change(None, ONE), "labelled “One” quote"),
        (Change(ONE, None), "deleted quote “One”"),
        (Change(ONE, replace(ONE, label="hedge", attributes={})), "relabelled “One”: quote → hedge"),
        (Change(ONE, replace(ONE, segments=(Span(0, 7),))), "moved the end of “One two”, before “One”"),
        (Change(TWO, replace(TWO, segments=(Span(0, 7),))), "moved the start of “One two”, before “two”"),
        (Change(TWO, replace(TWO, segments=(Span(0, 13),))), "moved the edges of “One two three”, before “two”"),
        (Change(ONE, replace(ONE, segments=(Span(0, 3), Span(8, 13)))), "added a part to “One … three”, before “One”"),
        (Change(ONE, replace(ONE, attributes={"mode": "thought"})), "set mode to thought on “One”"),
        (Change(ONE, replace(ONE, attributes={})), "no mode on “One”"),
        (Change(ONE, replace(ONE, comment="hm")), "commented on “One”: “hm”"),
        (Change(ONE, replace(ONE, unsure=True)), "in doubt about “One”"),
        (Change(None, LINK), "joined “One” to “two” (said_by)"),
        (Change(LINK, None), "parted “One” from “two” (said_by)"),
        (Change(None, ACROSS), "joined “One” to quote in 002_second (same_quote)"),
        (
            Change(None, Relation("r", "ann", "said_by", ONE.id, "x")),
            "joined “One” to something that is gone (said_by)",
        ),
        (Change(None, factories.read(1)), "read ¶ 2"),
        (Change(factories.read(1), None), "¶ 2 is not read after all"),
        (Change(None, NOTE), "noted on ¶ 2: “who says so?”"),
        (Change(NOTE, None), "deleted the note on ¶ 2: “who says so?”"),
        (Change(None, replace(NOTE, paragraph=None)), "noted on the article: “who says so?”"),
        (Change(None, SKIP), "skipped the article: too long"),
        (Change(SKIP, None), "took the article up again"),
    ],
)
def test_a_change_is_a_sentence(change: Change, sentence: str) -> None:
    """For every kind of value, made, changed and deleted."""
    assert told(change) == sentence


def test_a_step_is_told_by_its_annotation() -> None:
    """And how much came with it."""
    assert told(Change(LINK, None), Change(ONE, None)) == "deleted quote “One”, and 1 more"


def test_undoing_says_what_it_took_back() -> None:
    """And doing again what it did."""
    step = (Change(None, ONE),)
    assert told(*inverse(step), deed=Deed.UNDO) == "took back: labelled “One” quote"
    assert told(*step, deed=Deed.REDO) == "did again: labelled “One” quote"


def test_long_words_are_cut() -> None:
    """A sentence is one line."""
    long = replace(NOTE, text="so many words\n" * 9)
    assert told(Change(None, long)) == "noted on ¶ 2: “so many words so many words so many…”"


@pytest.mark.parametrize(
    ("change", "place"), [(Change(None, ONE), ONE), (Change(None, LINK), ONE), (Change(SKIP, None), None)]
)
def test_a_change_has_a_place(change: Change, place: Annotation | None) -> None:
    """That of its annotation; that of a relation is its end in this article."""
    made = opened(TEXT, ONE, TWO)
    assert Telling(made).place((change,)) == place


def test_a_step_of_several_articles_that_did_nothing_here_is_told() -> None:
    """It has no place, and can be undone here."""
    assert told() == "labelled words in other articles"
    assert told(deed=Deed.UNDO) == "took back: labelled words in other articles"
    assert Telling(opened(TEXT)).place(()) is None
