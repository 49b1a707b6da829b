"""Reading on, undoing, and coming back."""

from dataclasses import replace

import pytest

from tests import factories
from tests.annotate.stage import labelled, note, reading, shown
from workbench.errors import Refused
from workbench.model import Change, Deed, Entry, ReadMark, inverse

TEXT = "One one.\n\nTwo two.\n\nThree three."


def test_reading_marks_the_paragraph_and_goes_to_the_next_unread_one() -> None:
    """Over those that were read already."""
    made = reading("One |one.\n\nTwo two.\n\nThree three.", read=[1])
    entry = made.read()
    assert entry == Entry(Deed.DO, (Change(None, ReadMark("001_first", "ann", 0, factories.NOW)),), entry.at)
    assert shown(made) == "One one.\n\nTwo two.\n\n|Three three."


def test_after_the_last_paragraph_reading_goes_on_with_the_skipped_ones() -> None:
    """And when all are read it stays, and the article is done."""
    made = reading("One one.\n\nTwo two.\n\nThree |three.", read=[1])
    made.read()
    assert shown(made) == "|One one.\n\nTwo two.\n\nThree three."
    assert not made.done
    made.read()
    assert shown(made) == "|One one.\n\nTwo two.\n\nThree three."
    assert made.done


def test_reading_what_is_read_just_goes_on() -> None:
    """Nothing to store; and when there is nothing left to read it says so."""
    made = reading("One |one.\n\nTwo two.", read=[0])
    assert made.read() is None
    assert made.paragraph == 1
    made = reading("One |one.\n\nTwo two.", read=[0, 1])
    for command in (made.read, made.next_unread):
        with pytest.raises(Refused, match="this article is done"):
            command()


def test_a_read_mark_can_be_taken_away() -> None:
    """Where there is one."""
    made = reading("One |one.\n\nTwo two.", read=[0])
    entry = made.unread()
    assert entry.step == (Change(factories.read(0), None),)
    assert not made.marks
    with pytest.raises(Refused, match="not marked as read"):
        made.unread()


def test_reading_on_drops_the_selection() -> None:
    """Also while every move extends it."""
    made = reading("One |one.\n\nTwo two.")
    made.select()
    made.right()
    made.read()
    assert shown(made) == "One one.\n\n|Two two."
    made.right()
    assert made.selection is None


def test_undo_goes_to_where_the_change_was() -> None:
    """And redo too; the caret is at the annotation, and keys act on it."""
    made = reading("[One|] one.\n\nTwo two.\n\nThree three.")
    made.tag("quote")
    made.article_end()
    undone = made.undo()
    assert undone.deed is Deed.UNDO
    assert shown(made) == "One| one.\n\nTwo two.\n\nThree three."
    assert labelled(made) == []
    made.article_end()
    assert made.redo().deed is Deed.REDO
    assert shown(made) == "One| one.\n\nTwo two.\n\nThree three."
    assert labelled(made) == [("quote", "One")]
    assert made.target is not None


def test_undo_of_a_relation_goes_to_where_it_starts() -> None:
    """And an article whose last change was one opens there."""
    source, quote = note(TEXT, "One", "source"), note(TEXT, "Three")
    link = factories.relation(quote, source)
    made = reading(TEXT, source, quote, relations=(link,), history=(factories.made(link),), read=[2])
    at_quote = "One one.\n\nTwo two.\n\nThree| three."
    assert shown(made) == at_quote
    for command in (made.undo, made.redo):
        made.article_start()
        command()
        assert (shown(made), made.target) == (at_quote, quote)


def test_undoing_a_read_mark_goes_back_to_the_paragraph() -> None:
    """It is unread again."""
    made = reading("One |one.\n\nTwo two.\n\nThree three.")
    made.read()
    made.undo()
    assert shown(made) == "|One one.\n\nTwo two.\n\nThree three."
    assert not made.marks


def test_an_undo_stores_the_inverse_of_the_step() -> None:
    """So that the history alone tells what is."""
    made = reading("[One|] one.")
    entry = made.tag("quote")
    assert made.undo().step == inverse(entry.step)
    assert made.redo().step == entry.step


def test_a_new_change_after_an_undo_leaves_nothing_to_redo() -> None:
    """Neither here nor after reopening."""
    made = reading("[One|] one.")
    entries = [made.tag("quote"), made.undo()]
    made.select_word()
    entries.append(made.tag("source"))
    again = reading("One one.", *made.annotations.values(), history=tuple(entries))
    for one in (made, again):
        with pytest.raises(Refused, match="nothing to do again"):
            one.redo()


def test_undo_reaches_back_to_before_the_article_was_closed() -> None:
    """Step by step to the beginning, then no further."""
    made = reading("[One|] one.\n\nTwo two.")
    entries = (made.tag("quote"), made.tag("source"), made.read())
    again = reading("One one.\n\nTwo two.", *made.annotations.values(), read=made.marks, history=entries)
    for expected in (["source"], ["quote"], []):
        again.undo()
        assert [label for label, _ in labelled(again)] == expected
    assert not again.marks
    with pytest.raises(Refused, match="nothing to undo"):
        again.undo()


@pytest.mark.parametrize(
    ("deed", "said"), [(Deed.UNDO, "Not undone. Open b9."), (Deed.REDO, "Not done again. Open b9.")]
)
def test_what_the_store_refused_is_told_again_when_nothing_else_is_left(deed: Deed, said: str) -> None:
    """Not that there is nothing: it stands there."""
    made = reading("[One|] one.")
    made.tag("quote")
    entry = made.undo()
    if deed is Deed.UNDO:
        made.redo()
    made.history.pass_over(replace(entry, deed=deed), "Open b9.")
    with pytest.raises(Refused, match=said):
        made.undo() if deed is Deed.UNDO else made.redo()


def test_a_new_article_opens_at_its_start() -> None:
    """At the first character that is read, not at the blank lines before it."""
    assert shown(reading("\n\nOne one.")) == "\n\n|One one."


def test_an_article_opens_at_the_last_change() -> None:
    """At the annotation that was made or taken away last, even in a paragraph that is read."""
    made = reading(TEXT, history=(factories.made(note(TEXT, "One")), factories.made(note(TEXT, "Two"))), read=[1])
    assert shown(made) == "One one.\n\nTwo| two.\n\nThree three."


def test_an_article_opens_after_the_paragraph_that_was_read_last() -> None:
    """At the next one that is unread; a finished article, where it was finished."""
    history = (factories.made(factories.read(0)),)
    assert shown(reading(TEXT, history=history, read=[0, 1])) == "One one.\n\nTwo two.\n\n|Three three."
    assert shown(reading(TEXT, history=history, read=[0, 1, 2])) == "|One one.\n\nTwo two.\n\nThree three."


def test_without_a_history_an_article_opens_at_the_first_unread_paragraph() -> None:
    """Read marks may come from an import."""
    assert shown(reading(TEXT, read=[0])) == "One one.\n\n|Two two.\n\nThree three."


def test_an_article_that_is_warm_has_the_sentences_at_the_caret() -> None:
    """So that the first key that asks for one does not load the model."""
    made = reading(TEXT, read=[0])
    assert not made.units.sentences
    made.warm()
    assert list(made.units.sentences) == [1]
    assert shown(made) == "One one.\n\n|Two two.\n\nThree three."


def test_a_tick_marks_any_paragraph_read_and_not_read() -> None:
    """And goes to its start, whatever was selected."""
    made = reading("[One| one.]\n\nTwo two.\n\nThree three.")
    assert isinstance(made.tick(1).step[0].after, ReadMark)
    assert shown(made) == "One one.\n\n|Two two.\n\nThree three."
    made.tick(1)
    assert not made.marks
