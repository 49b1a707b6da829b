"""What keys make of annotations."""

from dataclasses import replace

import pytest

from tests import factories
from tests.annotate.stage import SCHEME, labelled, note, reading, shown
from workbench.errors import Refused
from workbench.model import Annotation, Change, Deed, Entry, Origin, Span

TEXT = "Ann said he left. They knew."


def test_a_label_key_labels_the_selection() -> None:
    """With the attributes that the scheme starts with; the caret rests behind it, and keys act on it."""
    made = reading("Ann [said he|] left.")
    entry = made.tag("quote")
    assert shown(made) == "Ann said he| left."
    new = Annotation(
        id="made1",
        article_id="001_first",
        annotator="ann",
        label="quote",
        segments=(Span(4, 11),),
        made_at=factories.NOW,
        scheme=SCHEME.fingerprint,
        attributes={"certain": True},
    )
    assert entry.step == (Change(None, new),)
    assert entry.deed is Deed.DO
    assert made.annotations == {"made1": new}
    assert made.target == new


def test_white_space_at_the_ends_is_not_labelled() -> None:
    """A selection may end in it; one that is nothing else is refused."""
    made = reading("One. [Two. |]Three.")
    made.tag("quote")
    assert labelled(made) == [("quote", "Two.")]
    with pytest.raises(Refused, match="white space"):
        reading("One.[ |]Two.").tag("quote")


def test_a_selection_may_run_over_paragraphs() -> None:
    """The annotation then holds what is between them and touches both."""
    made = reading("One [two.\n\nThree|] four.\n\nFive.")
    entry = made.tag("quote")
    assert labelled(made) == [("quote", "two.\n\nThree")]
    assert made.changed(entry) == (0, 1)
    assert [len(made.touching(paragraph)) for paragraph in range(3)] == [1, 1, 0]


def test_without_a_selection_a_label_key_relabels() -> None:
    """Attribute values that the new label can take over stay, others start anew; the rest of the annotation stays."""
    before = note(TEXT, "he", "hedge", attributes={"mode": "thought", "kind": "epistemic"}, comment="?", score=0.5)
    made = reading("Ann said h|e left. They knew.", before)
    entry = made.tag("source")
    after = replace(before, label="source", scheme=SCHEME.fingerprint, attributes={"mode": "thought", "kind": "person"})
    assert entry.step == (Change(before, after),)
    assert made.counts["source"] == 1
    assert made.counts["hedge"] == 0


@pytest.mark.parametrize("caret", ["Ann said h|e left.", "Ann said [he|] left."])
def test_the_same_words_do_not_bear_the_same_label_twice(caret: str) -> None:
    """Neither by relabelling nor anew."""
    made = reading(caret, note(TEXT, "he", "source"))
    with pytest.raises(Refused, match="source already"):
        made.tag("source")
    assert len(made.annotations) == 1


def test_with_neither_selection_nor_annotation_a_key_is_refused() -> None:
    """And says what to do."""
    made = reading("Ann |said.")
    for command in (lambda: made.tag("quote"), made.delete, made.edit, made.grow_end, made.next_cover):
        with pytest.raises(Refused, match="select some words, or go to one"):
            command()


def test_keys_act_on_the_innermost_annotation() -> None:
    """And on the next one around it when asked, in a circle; after a move, on the innermost again."""
    outer, inner = note(TEXT, "said he left"), note(TEXT, "he", "source")
    made = reading("Ann said |he left. They knew.", outer, inner)
    assert made.covering() == (inner, outer)
    assert made.target == inner
    made.next_cover()
    assert made.target == outer
    made.next_cover()
    assert made.target == inner
    made.next_cover()
    made.right()
    assert made.target == inner


def test_an_annotation_can_be_chosen() -> None:
    """The caret goes to the offset in it, or to the nearest end of a segment; what was selected is dropped."""
    outer, inner = note(TEXT, "said he left"), note(TEXT, "he", "source")
    made = reading("[Ann|] said he left. They knew.", outer, inner)
    made.choose(outer.id, TEXT.index("e left"))
    assert (made.target, shown(made)) == (outer, "Ann said h|e left. They knew.")
    made.choose(inner.id, TEXT.index("They"))
    assert (made.target, shown(made)) == (inner, "Ann said he| left. They knew.")


def test_choosing_drops_new_edges_that_were_not_kept() -> None:
    """As Escape does."""
    edited, other = note(TEXT, "he"), note(TEXT, "They", "source")
    made = reading("Ann said h|e left. They knew.", edited, other)
    made.edit()
    made.choose(other.id, TEXT.index("They"))
    assert (made.target, made.editing, made.selection) == (other, None, None)
    made.right()
    assert made.selection is None


def test_editing_cannot_stop_to_extend() -> None:
    """The key that ends selecting would leave edges that plain moves drop."""
    made = reading("Ann said h|e left. They knew.", note(TEXT, "he"))
    made.edit()
    with pytest.raises(Refused, match="being edited"):
        made.select()
    made.word_right()
    assert shown(made) == "Ann said [he left|]. They knew."


def test_an_annotation_covers_both_its_edges() -> None:
    """So that one just passed can still be acted on."""
    made = reading("Ann said he| left. They knew.", note(TEXT, "he"))
    assert made.target is not None
    made.right()
    assert made.target is None


@pytest.mark.parametrize(
    ("command", "words"),
    [("grow_start", "Ann said he"), ("grow_end", "said he left"), ("shrink_start", "he"), ("shrink_end", "said")],
)
def test_an_edge_moves_by_a_word_and_is_saved(command: str, words: str) -> None:
    """Without a selection; the caret stays at the annotation."""
    made = reading("Ann said he| left.", note("Ann said he", "said he"))
    entry = getattr(made, command)()
    assert labelled(made) == [("quote", words)]
    assert entry.step[0].after == made.target


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("grow_start", "[Ann said he|] left."),
        ("grow_end", "Ann [said he left|]."),
        ("shrink_start", "Ann said [he|] left."),
        ("shrink_end", "Ann [said|] he left."),
    ],
)
def test_an_edge_of_the_selection_moves_by_a_word(command: str, expected: str) -> None:
    """With a selection there is nothing to save, and the caret keeps its end."""
    made = reading("Ann [said he|] left.", note("Ann said he", "said he"))
    assert getattr(made, command)() is None
    assert shown(made) == expected
    made = reading("Ann [|said he] left.")
    getattr(made, command)()
    assert shown(made).index("|") == shown(made).index("[") + 1


@pytest.mark.parametrize(
    ("marked", "command", "reason"),
    [
        ("Ann [said|] he.", "shrink_start", "Nothing would be left."),
        ("Ann [said|] he.", "shrink_end", "Nothing would be left."),
        ("[Ann|] said.", "grow_start", "The article goes no further."),
        ("Ann [said.|]", "grow_end", "The article goes no further."),
    ],
)
def test_an_edge_never_passes_the_other_or_the_article_s_end(marked: str, command: str, reason: str) -> None:
    """No key leaves an empty span."""
    with pytest.raises(Refused) as refused:
        getattr(reading(marked), command)()
    assert refused.value.message == reason


def test_edges_can_be_taken_up_moved_and_kept() -> None:
    """One entry for all of it; plain moves move the edge meanwhile."""
    before = note(TEXT, "he", attributes={"certain": False})
    made = reading("Ann said |he left. They knew.", before)
    made.edit()
    assert shown(made) == "Ann said [he|] left. They knew."
    made.word_right()
    made.swap_ends()
    made.word_left()
    assert made.editing == before
    entry = made.keep_edit()
    assert labelled(made) == [("quote", "said he left")]
    assert entry is not None
    assert entry.step[0].before == before
    assert made.editing is None
    assert shown(made) == "Ann said he left|. They knew."


def test_enter_keeps_new_edges_and_does_not_read_on() -> None:
    """The key means one thing at a time."""
    made = reading("Ann said |he left. They knew.", note(TEXT, "he"))
    made.edit()
    made.word_right()
    made.read()
    assert labelled(made) == [("quote", "he left")]
    assert not made.marks


def test_escape_drops_new_edges() -> None:
    """Nothing is stored, and the annotation is as it was."""
    made = reading("Ann said |he left. They knew.", note(TEXT, "he"))
    made.edit()
    made.word_right()
    made.clear()
    assert made.editing is None
    assert made.selection is None
    assert labelled(made) == [("quote", "he")]


def test_while_edges_are_moved_keys_act_on_that_annotation_alone() -> None:
    """Wherever the caret is meanwhile; another cannot be chosen."""
    edited, other = note(TEXT, "he"), note(TEXT, "left", "source")
    made = reading("Ann said |he left. They knew.", edited, other)
    made.edit()
    made.word_right()
    assert made.target == edited
    with pytest.raises(Refused, match="being edited"):
        made.next_cover()
    made.delete()
    assert made.annotations == {other.id: other}
    assert made.selection is None


def test_edges_that_did_not_move_are_nothing_to_store() -> None:
    """Keeping them just ends it."""
    made = reading("Ann said |he left. They knew.", note(TEXT, "he"))
    made.edit()
    assert made.keep_edit() is None
    assert made.editing is None
    with pytest.raises(Refused, match="No annotation is being edited"):
        made.keep_edit()


def test_a_label_key_while_editing_saves_label_and_edges() -> None:
    """In one step."""
    made = reading("Ann said |he left. They knew.", note(TEXT, "he"))
    made.edit()
    made.word_right()
    made.tag("source")
    assert labelled(made) == [("source", "he left")]
    made.undo()
    assert labelled(made) == [("quote", "he")]


def test_one_segment_of_several_is_edited() -> None:
    """The one at the caret; segments that meet become one."""
    made = reading("Ann said he| left. They knew.", factories.annotation((4, 8), (9, 11), (18, 22), label="quote"))
    made.edit()
    made.word_right()
    made.keep_edit()
    assert labelled(made) == [("quote", "said … he left … They")]
    made.edit()
    made.swap_ends()
    made.left()
    made.keep_edit()
    assert labelled(made) == [("quote", "said … he left … They")]


def test_deleting_takes_the_relations_along_and_undo_brings_all_back() -> None:
    """In one step."""
    quote, source = note(TEXT, "he left"), note(TEXT, "Ann", "source")
    link = factories.relation(quote, source)
    made = reading("Ann said he left|. They knew.", quote, source, relations=(link,))
    entry = made.delete()
    assert entry.step == (Change(link, None), Change(quote, None))
    assert made.relations == {}
    made.undo()
    assert made.annotations == {quote.id: quote, source.id: source}
    assert made.relations == {link.id: link}


def test_attributes_and_comment_belong_to_the_present_scheme() -> None:
    """What a person changes was decided under the scheme of today."""
    old = note(TEXT, "he", scheme="0" * 16, origin=Origin.IMPORT)
    made = reading("Ann said |he left. They knew.", old)
    made.set_attributes(old.id, {"mode": "speech"})
    made.set_comment(old.id, "why?")
    expected = replace(old, attributes={"mode": "speech"}, comment="why?", scheme=SCHEME.fingerprint)
    assert made.annotations == {old.id: expected}


def test_what_does_not_change_is_nothing_to_store() -> None:
    """A form closed without a change leaves no trace."""
    same = note(TEXT, "he", attributes={"mode": "speech"}, comment="why?")
    made = reading(TEXT, same)
    assert made.set_attributes(same.id, {"mode": "speech"}) is None
    assert made.set_comment(same.id, "why?") is None


def test_an_annotation_that_is_gone_cannot_be_commented_on() -> None:
    """A form may be open while another window deletes it."""
    with pytest.raises(Refused, match="no longer there"):
        reading(TEXT).set_comment("gone", "why?")


def test_a_twin_from_elsewhere_can_still_be_commented_on() -> None:
    """Imports may bring the same label on the same words twice."""
    one, two = note(TEXT, "he"), note(TEXT, "he")
    made = reading(TEXT, one, two)
    assert made.set_comment(one.id, "double") is not None


def test_annotations_of_a_paragraph_come_in_reading_order() -> None:
    """Wider before narrower, in each paragraph that one of their segments touches and in no other."""
    text = "One two three.\n\nFour five.\n\nSix."
    long, short = note(text, "two three.\n\nFour"), note(text, "two")
    apart = factories.annotation((0, 3), (len(text) - 4, len(text)), label="hedge")
    made = reading(text, short, apart, long)
    assert made.touching(0) == (apart, long, short)
    assert made.touching(1) == (long,)
    assert made.touching(2) == (apart,)


def test_an_annotation_between_paragraphs_is_shown_with_the_nearest() -> None:
    """An import may bring one on nothing but white space."""
    made = reading("One.\n\n\n\nTwo.", factories.annotation((4, 6)))
    assert len(made.touching(0)) == 1


def test_a_history_of_another_window_does_not_confuse_undo() -> None:
    """An undo in the log takes back its own step, even where that is not the last one."""
    first, second = note(TEXT, "he"), note(TEXT, "They")
    done = [Entry(Deed.DO, (Change(None, one),), factories.NOW) for one in (first, second)]
    undone = Entry(Deed.UNDO, (Change(first, None),), factories.NOW)
    made = reading(TEXT, second, history=(*done, undone))
    assert made.undo().step == (Change(second, None),)
    with pytest.raises(Refused, match="nothing to undo"):
        made.undo()
