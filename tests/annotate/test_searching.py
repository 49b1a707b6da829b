"""Searching the open article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.stage import note, opened, reading, shown
from tests.strategies import crowded_text
from workbench.annotate.searching import COUNTED, Query, Search, search_next, search_previous, select_match, tally
from workbench.errors import Refused
from workbench.model import Span

TEXT = "He said so. She SAID more.\n\nHe said nothing."


def test_matches_are_gone_through_and_round() -> None:
    """In any case, since nothing that is typed is a capital."""
    made = reading("|" + TEXT)
    passed = [(search_next(made, Query("said")), made.selection) for _ in range(4)]
    assert passed == [(False, Span(3, 7)), (False, Span(16, 20)), (False, Span(31, 35)), (True, Span(3, 7))]


def test_matches_are_gone_through_backwards_and_round() -> None:
    """From the caret on; the selection itself does not count."""
    made = reading(TEXT)
    made.move_to(33)
    passed = [(search_previous(made, Query("said")), made.selection) for _ in range(4)]
    assert [was for was, _ in passed] == [False, False, False, True]
    assert [span.start for _, span in passed if span] == [31, 16, 3, 31]


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        (Query("said"), False),
        (Query("Said"), True),
        (Query("ÉTÉ"), True),
        (Query(r"\W\S", regex=True), False),
        (Query(r"\W\S"), True),
        (Query("[A-Z]", regex=True), True),
    ],
)
def test_case_counts_where_there_is_a_capital(query: Query, counts: bool) -> None:
    """What an expression means by a capital after a backslash is none."""
    assert query.case is counts


def test_words_are_no_expression_unless_they_are_meant_so() -> None:
    """A full stop is a full stop."""
    made = reading("|a.c abc")
    search_next(made, Query("a.c"))
    assert shown(made) == "[a.c|] abc"
    search_next(made, Query("a.c", regex=True))
    assert shown(made) == "a.c [abc|]"


def test_what_is_not_there_is_told_and_nothing_moves() -> None:
    """A broken expression, too."""
    made = reading("He |said.")
    with pytest.raises(Refused, match="“zzz” is not in this article"):
        search_next(made, Query("zzz"))
    with pytest.raises(Refused, match="missing"):
        search_previous(made, Query("(", regex=True))
    assert Query("(", regex=True).problem
    assert not Query("(").problem
    assert shown(made) == "He |said."


def test_what_is_typed_is_looked_for_from_where_one_was() -> None:
    """A letter more may lead further on, and fewer back again."""
    made = reading("|sad said sad sails")
    search = Search(made)
    found = []
    for words in ("s", "sa", "sai", "sail", "sa"):
        search.look_for(Query(words))
        found.append(made.selection)
    assert found == [Span(0, 1), Span(0, 2), Span(4, 7), Span(13, 17), Span(0, 2)]


def test_giving_up_goes_back_to_caret_selection_and_target() -> None:
    """As if nothing had been searched for."""
    text = "One two three two"
    made = reading("[One two|] three two", note(text, "One two", id="wide"), note(text, "One", id="small"))
    made.target_id = "wide"
    search = Search(made)
    search.look_for(Query("three"))
    assert made.target is None
    search.go_back()
    assert shown(made) == "[One two|] three two"
    assert made.target == made.annotations["wide"]


def test_a_search_that_finds_nothing_is_back_where_it_began() -> None:
    """One letter too many must not leave one in the middle of nowhere."""
    made = reading("|One two three")
    search = Search(made)
    search.look_for(Query("t"))
    with pytest.raises(Refused):
        search.look_for(Query("tz"))
    assert shown(made) == "|One two three"


def test_nothing_is_searched_for_while_edges_are_moved() -> None:
    """The selection is these edges."""
    made = reading("|One two", note("One two", "One"))
    made.edit()
    with pytest.raises(Refused, match="being edited"):
        Search(made)


def test_a_match_is_told_by_its_number() -> None:
    """The second of three."""
    made = reading("|" + TEXT)
    search_next(made, Query("said"))
    search_next(made, Query("said"))
    assert tally(made, Query("said")) == (2, 3)
    assert tally(made, Query("he")) == (0, 3)


def test_no_more_matches_are_counted_than_can_be_told() -> None:
    """The number is a help, not a key's whole cost."""
    assert tally(reading("|" + "a " * 2 * COUNTED), Query("a"))[1] == COUNTED + 1


def test_a_match_between_paragraphs_is_passed_over() -> None:
    """The caret has no place there."""
    made = reading("|One.\n\n\n\nTwo.")
    search_next(made, Query(r"\n(?=\n\n)|w", regex=True))
    search_next(made, Query(r"\n(?=\n\n)|w", regex=True))
    assert made.selection == Span(9, 10)


def test_a_match_replaces_what_was_selected() -> None:
    """And moves no longer select."""
    made = reading("One |two three")
    made.select()
    select_match(made, Span(8, 13))
    assert shown(made) == "One two [three|]"
    assert not made.selecting


words = st.sampled_from(["a", "e", "in", " ", ".", "“", "\u0301", "👩", "\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(crowded_text.filter(str.strip), min_size=1, max_size=3).map("\n\n".join), words)
def test_going_round_forwards_sees_every_match_that_can_be_selected(text: str, word: str) -> None:
    """Whatever the text, the search comes back to where it began and never stands still."""
    made = opened(text)
    made.move_to(0)
    query = Query(word)
    seen: list[Span] = []
    try:
        while not (search_next(made, query) and seen):
            assert made.selection is not None
            seen.append(made.selection)
            assert len(seen) <= len(text) + 1
    except Refused:
        assert not seen
    assert seen == sorted(set(seen), key=lambda span: span.start)
