"""Notes, doubt and skips."""

import pytest

from tests import factories
from tests.annotate.stage import note, reading, shown
from workbench.errors import Refused
from workbench.model import Change, Note, Skip

TEXT = "One one.\n\nTwo two.\n\nThree three."


def on(paragraph: int | None, text: str = "why?", id_: str = "n1") -> Note:
    """A note of ann's."""
    return Note(id_, "001_first", "ann", paragraph, text, factories.NOW)


def test_a_note_is_written_changed_and_taken_away() -> None:
    """It keeps its id and its time; without words there is none."""
    made = reading(TEXT)
    entry = made.set_note(1, "why?")
    assert entry is not None
    assert entry.step == (Change(None, on(1, id_="made1")),)
    made.set_note(1, "who?")
    assert made.note_on(1) == on(1, "who?", "made1")
    made.set_note(1, "  ")
    assert made.note_on(1) is None


def test_what_a_note_says_already_is_not_stored() -> None:
    """Nor is nothing where there is nothing."""
    made = reading(TEXT, notes=(on(None),))
    assert made.set_note(None, "why?") is None
    assert made.set_note(0, "") is None
    assert made.set_note(0, " ") is None


def test_each_paragraph_and_the_article_has_a_note_of_its_own() -> None:
    """None of them is taken for another."""
    made = reading(TEXT, notes=(on(0, "first", "n1"), on(None, "all", "n2")))
    made.set_note(2, "third")
    found = [made.note_on(place) for place in (0, 1, 2, None)]
    assert [one and one.text for one in found] == ["first", None, "third", "all"]


def test_of_several_notes_on_a_paragraph_the_oldest_is_shown() -> None:
    """An import may bring such; when it is taken away, the next one shows."""
    made = reading(TEXT, notes=(on(0, "second", "n2"), on(0, "first", "n1")))
    assert made.note_on(0) == on(0, "first", "n1")
    made.set_note(0, "")
    assert made.note_on(0) == on(0, "second", "n2")


def test_a_note_redraws_its_paragraph_and_one_on_the_article_none() -> None:
    """The head line speaks for the article."""
    made = reading(TEXT)
    entries = made.set_note(1, "why?"), made.set_note(None, "all"), made.skip_article("no news")
    assert [made.changed(entry) for entry in entries if entry] == [(1,), (), ()]


def test_a_note_leaves_keys_acting_on_what_they_did() -> None:
    """Of two annotations under the caret, on the one that was chosen."""
    made = reading("One |one.", note("One one.", "One one", "hedge"), note("One one.", "one", "quote"))
    made.next_cover()
    chosen = made.target
    made.set_note(0, "why?")
    assert made.target == chosen


def test_undoing_a_note_goes_to_its_paragraph() -> None:
    """One on the article has no place: the caret stays."""
    made = reading("One one.\n\nTwo two.\n\nThree |three.")
    made.set_note(1, "why?")
    made.set_note(None, "all")
    made.undo()
    assert shown(made).endswith("Three |three.")
    made.undo()
    assert shown(made) == "One one.\n\n|Two two.\n\nThree three."
    assert not made.notes


def test_who_left_off_with_a_note_comes_back_to_it() -> None:
    """Though its paragraph is read; what has no place is passed over."""
    made = reading(TEXT)
    entries = made.read(), made.set_note(0, "why?"), made.set_note(None, "all"), made.skip_article("no news")
    again = reading(TEXT, read=[0], history=tuple(entry for entry in entries if entry))
    assert again.caret == 0


def test_an_article_that_was_skipped_at_once_opens_at_its_beginning() -> None:
    """There is no last place."""
    made = reading(TEXT)
    again = reading(TEXT, history=(made.skip_article("no news"),), skip=made.skip)
    assert again.caret == 0


def test_doubt_is_switched_on_and_off() -> None:
    """Under the present scheme, as every change by hand; and the annotation stays the target."""
    made = reading("One |one.", note("One one.", "one"))
    made.unsure()
    assert made.target is not None
    assert made.target.unsure
    assert made.target.scheme == made.scheme.fingerprint
    made.unsure()
    assert not made.target.unsure


def test_where_no_annotation_is_there_is_no_doubt() -> None:
    """It says how to get to one."""
    with pytest.raises(Refused, match="no annotation here"):
        reading("One |one.").unsure()


def test_an_article_is_skipped_with_a_reason_and_taken_up_again() -> None:
    """Read marks are another matter: they stay, and more may come."""
    made = reading("|One one.\n\nTwo two.", read=[0])
    made.skip_article("no news")
    assert made.skip == Skip("001_first", "ann", "no news", factories.NOW)
    made.tick(1)
    assert set(made.marks) == {0, 1}
    made.take_up()
    assert made.skip is None


def test_skipping_is_undone_as_all_else() -> None:
    """And done again."""
    made = reading(TEXT)
    made.skip_article("no news")
    made.undo()
    assert made.skip is None
    made.redo()
    assert made.skip is not None


def test_a_skip_needs_a_reason_and_an_article_that_is_not_skipped() -> None:
    """And an article that is not skipped cannot be taken up again."""
    made = reading(TEXT)
    with pytest.raises(Refused, match="not skipped"):
        made.take_up()
    with pytest.raises(Refused, match="why"):
        made.skip_article(" ")
    made.skip_article("no news")
    with pytest.raises(Refused, match="already"):
        made.skip_article("no news at all")
