"""Further parts of an annotation, and fewer."""

import pytest

from tests import factories
from tests.annotate.stage import labelled, note, opened, reading, shown
from workbench.annotate import Reading
from workbench.errors import Refused
from workbench.model import Span

TEXT = "“Go now,” he said, “or stay here.”"


def selected(made: Reading, words: str) -> Reading:
    """The reading with these words selected."""
    start = made.article.text.index(words)
    made.move_to(start)
    made.move_to(start + len(words), extend=True)
    return made


def test_a_selection_becomes_a_further_part_of_the_annotation_made_last() -> None:
    """However far the caret has moved since; it rests behind the new part."""
    made = selected(opened(TEXT), "“Go now,”")
    made.tag("quote")
    selected(made, "“or stay here.”").add_segment()
    assert labelled(made) == [("quote", "“Go now,” … “or stay here.”")]
    assert shown(made).endswith("here.”|")


def test_a_further_part_goes_to_the_annotation_chosen_last() -> None:
    """Not to the one made last."""
    first = note(TEXT, "“Go now,”", id="a")
    made = selected(opened(TEXT, first), "he")
    made.tag("source")
    made.choose("a", 0)
    selected(made, "“or stay").add_segment()
    assert ("quote", "“Go now,” … “or stay") in labelled(made)


def test_a_part_is_trimmed_and_sorted() -> None:
    """Also before the first one."""
    made = opened(TEXT, note(TEXT, "said", id="a"))
    made.choose("a", 0)
    selected(made, "now,” ").add_segment()
    assert labelled(made) == [("quote", "now,” … said")]


def test_parts_with_nothing_but_space_between_are_one() -> None:
    """As if they had been selected together."""
    made = opened(TEXT, note(TEXT, "“Go", id="a"))
    made.choose("a", 0)
    selected(made, "now,”").add_segment()
    assert made.annotations["a"].segments == (Span(0, 9),)


@pytest.mark.parametrize(
    ("chosen", "words", "reason"),
    [("", "he", "Make or choose"), ("a", "Go", "These words are quote already"), ("a", " ", "nothing but white space")],
)
def test_a_part_that_means_nothing_is_refused(chosen: str, words: str, reason: str) -> None:
    """Nothing changes."""
    made = opened(TEXT, note(TEXT, "“Go now,”", id="a"))
    if chosen:
        made.choose(chosen, 0)
    with pytest.raises(Refused, match=reason):
        selected(made, words).add_segment()
    assert labelled(made) == [("quote", "“Go now,”")]


def test_no_part_makes_two_annotations_the_same() -> None:
    """A twin is refused."""
    parts = factories.annotation((0, 9), (19, 34), label="quote", id="twin")
    made = opened(TEXT, note(TEXT, "“Go now,”", id="a"), parts)
    made.choose("a", 0)
    with pytest.raises(Refused, match="already"):
        selected(made, "“or stay here.”").add_segment()


def test_edges_that_are_being_moved_are_no_further_part() -> None:
    """They are kept or dropped first."""
    made = reading("“G|o now,” he said", note(TEXT, "“Go now,”"))
    made.edit()
    with pytest.raises(Refused, match="being edited"):
        made.add_segment()


def test_the_part_at_the_caret_is_taken_out() -> None:
    """The annotation stays what keys act on as far as the caret is at it."""
    made = opened(TEXT, factories.annotation((0, 9), (19, 34), label="quote", id="a"))
    made.choose("a", 25)
    made.remove_segment()
    assert labelled(made) == [("quote", "“Go now,”")]
    assert made.last is made.annotations["a"]


def test_the_only_part_is_not_taken_out() -> None:
    """Delete says that better."""
    made = opened(TEXT, note(TEXT, "“Go now,”", id="a"))
    made.choose("a", 0)
    with pytest.raises(Refused, match="delete it instead"):
        made.remove_segment()


def test_selected_words_are_taken_out_of_the_middle() -> None:
    """One part becomes two, trimmed."""
    made = selected(opened(TEXT, note(TEXT, TEXT)), "he said,")
    made.remove_segment()
    assert labelled(made) == [("quote", "“Go now,” … “or stay here.”")]
    assert made.selection is None


def test_words_are_taken_out_of_the_last_annotation_else_of_the_innermost() -> None:
    """Both hold them."""
    wide, narrow = note(TEXT, TEXT, id="wide"), note(TEXT, "he said,", "source", id="narrow")
    made = selected(opened(TEXT, wide, narrow), "he")
    made.remove_segment()
    assert ("source", "said,") in labelled(made)
    made.choose("wide", 0)
    selected(made, "said,").remove_segment()
    assert ("quote", "“Go now,” he … “or stay here.”") in labelled(made)


def test_words_without_an_annotation_are_not_taken_out_of_one() -> None:
    """Even if the last annotation is elsewhere."""
    made = opened(TEXT, note(TEXT, "“Go now,”", id="a"))
    made.choose("a", 0)
    with pytest.raises(Refused, match="No annotation holds"):
        selected(made, "said").remove_segment()


def test_undo_gives_the_part_back() -> None:
    """And takes the further one away."""
    made = opened(TEXT, note(TEXT, "“Go now,”", id="a"))
    made.choose("a", 0)
    selected(made, "said").add_segment()
    made.remove_segment()
    assert [made.undo(), made.undo()]
    assert labelled(made) == [("quote", "“Go now,”")]
