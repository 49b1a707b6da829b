"""The last label again, and one label on every occurrence of the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.annotate.stage import labelled, note, opened, reading, shown
from tests.strategies import crowded_text
from workbench.annotate.repeating import Sought
from workbench.errors import Refused
from workbench.model import Deed, Entry, Span

TEXT = "Peskov said so. Peskov’s aide met Peskov.\n\nAsk peskov, said Peskova."


def words(made, wanted: Sought) -> list[str]:
    """The places that are found: paragraph and words, with the character after them."""
    text = made.article.text
    return [f"{one.paragraph} {text[one.span.start : one.span.end + 1]}" for one in made.occurrences(wanted)]


def test_the_last_label_is_given_to_the_selection() -> None:
    """As its key would."""
    made = reading("[We|] knew so.")
    made.tag("source")
    made.move_to(3)
    made.select_word()
    made.repeat()
    assert labelled(made) == [("source", "We"), ("source", "knew")]


def test_the_last_label_is_given_to_the_annotation() -> None:
    """In place of its own."""
    made = reading("We |knew so.", note("We knew so.", "knew"))
    made.last_label = "hedge"
    made.repeat()
    assert labelled(made) == [("hedge", "knew")]


def test_the_last_label_is_known_from_the_history() -> None:
    """After a restart. What came as an attribute, a comment or an undo was no labelling."""
    first, second = note("We knew so.", "We", "source"), note("We knew so.", "knew")
    history = (
        factories.made(first),
        factories.made(second),
        Entry(Deed.UNDO, (factories.made(second).step[0].inverse(),), factories.NOW),
    )
    assert opened("We knew so.", first, history=history).last_label == "quote"


def test_without_a_label_before_there_is_nothing_to_repeat() -> None:
    """It says so."""
    with pytest.raises(Refused, match="No label has been used yet"):
        reading("[We|] knew.").repeat()


def test_a_label_that_the_scheme_has_lost_is_not_repeated() -> None:
    """Another scheme may have had it."""
    made = reading("[We|] knew.")
    made.last_label = "lost"
    with pytest.raises(Refused, match="lost"):
        made.repeat()


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (" [We knew |]so.", Sought("We knew")),
        ("W[e kn|]ew so.", Sought("e kn", whole_words=False)),
        ("We kn|ew so.", Sought("knew")),
    ],
)
def test_what_is_sought_is_what_is_selected_or_the_word_at_the_caret(marked: str, wanted: Sought) -> None:
    """Whole words only where whole words are selected."""
    assert reading(marked).sought() == wanted


def test_what_is_sought_may_be_the_words_of_the_annotation() -> None:
    """Those at the caret, of a discontinuous one."""
    text = "We knew so."
    assert reading("We kn|ew so.", factories.annotation((0, 2), (3, 10))).sought().words == "knew so"
    assert reading("We| knew so.", note(text, "We knew so.")).sought().words == "We knew so."


def test_words_of_several_paragraphs_are_not_sought() -> None:
    """Nobody would find them again."""
    with pytest.raises(Refused, match="one paragraph"):
        reading("[We knew.\n\nAll|] of us.").sought()


def test_every_occurrence_is_found_with_its_paragraph() -> None:
    """Whole words in the same case: neither the aide's master nor his daughter."""
    assert words(opened(TEXT), Sought("Peskov")) == ["0 Peskov ", "0 Peskov."]


def test_parts_of_words_and_any_case_are_found_on_demand() -> None:
    """Each has its switch."""
    made = opened(TEXT)
    assert words(made, Sought("Peskov", same_case=False)) == ["0 Peskov ", "0 Peskov.", "1 peskov,"]
    assert words(made, Sought("Peskov", whole_words=False)) == ["0 Peskov ", "0 Peskov’", "0 Peskov.", "1 Peskova"]


def test_white_space_is_like_any_other_but_for_the_end_of_a_paragraph() -> None:
    """Lines break where they like."""
    assert words(opened("We knew. We\nknew. We\n\nknew."), Sought("We knew")) == ["0 We knew.", "0 We\nknew."]


def test_a_part_of_a_grapheme_is_no_occurrence() -> None:
    """No caret could stand there."""
    assert words(opened("e e\u0301"), Sought("e", whole_words=False)) == ["0 e "]


def test_an_occurrence_knows_the_labels_that_it_bears() -> None:
    """Not those of what is larger."""
    text = "Peskov met Peskov."
    made = opened(text, note(text, "Peskov", "source"), note(text, "Peskov met", "quote"))
    assert [one.labels for one in made.occurrences(Sought("Peskov"))] == [{"source"}, set()]


def test_all_are_labelled_in_one_step() -> None:
    """With the attributes that the label starts with; the caret stays, the selection is dropped."""
    made = reading("[We|] knew we did. We did.")
    entry = made.label_all("source", [one.span for one in made.occurrences(made.sought())])
    assert labelled(made) == [("source", "We"), ("source", "We")]
    assert {one.attributes["kind"] for one in made.annotations.values()} == {"person"}
    assert shown(made) == "We| knew we did. We did."
    assert len(entry.step) == 2
    made.undo()
    assert labelled(made) == []


def test_what_bears_the_label_already_is_left_alone() -> None:
    """It stays the annotation that it was."""
    text = "We know we do. We do."
    first = note(text, "We", "source")
    made = opened(text, first)
    entry = made.label_all("source", [Span(0, 2), Span(15, 17)])
    assert [change.after.segments for change in entry.step] == [(Span(15, 17),)]
    assert made.annotations[first.id] == first


def test_nothing_to_label_is_refused() -> None:
    """All of them have it."""
    text = "We know."
    with pytest.raises(Refused, match="source already"):
        opened(text, note(text, "We", "source")).label_all("source", [Span(0, 2)])


def test_a_batch_can_be_undone_where_it_labelled_nothing() -> None:
    """The entry is there for the other articles' sake, and its undo and redo are of the same batch."""
    made = opened("We know.")
    batches = [made.label_all("source", [], "batch"), made.undo(), made.redo(), made.undo()]
    assert [(one.deed, one.step, one.batch) for one in batches] == [
        (deed, (), "batch") for deed in (Deed.DO, Deed.UNDO, Deed.REDO, Deed.UNDO)
    ]


def test_an_undo_of_a_batch_is_known_after_a_restart() -> None:
    """The batch is in the history."""
    made = opened("We know.")
    entry = made.label_all("source", [Span(0, 2)], "batch")
    again = opened("We know.", *made.annotations.values(), history=(entry,))
    assert again.undo().batch == "batch"


def test_a_mark_that_stands_on_a_space_is_found_with_it() -> None:
    """They are one grapheme, so neither is to be had alone."""
    made = opened("so\xa0\u093e so\xa0\u093e")
    made.move_to(2)
    made.move_to(4, extend=True)
    assert [one.span for one in made.occurrences(made.sought())] == [Span(2, 4), Span(7, 9)]


@settings(max_examples=50, deadline=None)
@given(crowded_text.filter(str.strip), st.data())
def test_what_is_selected_is_among_its_occurrences(text: str, data: st.DataObject) -> None:
    """In whatever text, unless an overlapping one comes before it."""
    made = opened(text)
    start, end = (made.units.stop_before(data.draw(st.integers(0, len(text)))) for _ in "12")
    made.move_to(start)
    made.move_to(end, extend=True)
    try:
        wanted = made.sought()
    except Refused:
        return
    found = [one.span for one in made.occurrences(wanted)]
    assert found
    assert all(one.of(text).split() == wanted.words.split() for one in found)
