"""Growing to the enclosing unit, and shrinking back."""

import pytest
from hypothesis import given, settings

from tests.annotate.stage import note, opened, reading, shown
from tests.strategies import crowded_text
from workbench.errors import Refused
from workbench.model import Span

TEXT = "He left. “I saw him, ‘the man’, go,” she said.\n\nNobody asked."


def grown(marked: str, times: int) -> list[str]:
    """What is selected after each time."""
    made = reading(marked)
    found = []
    for _ in range(times):
        made.grow()
        assert made.selection is not None
        found.append(made.selection.of(made.article.text))
    return found


def test_growing_goes_from_word_to_article() -> None:
    """The smallest unit that holds more is the next, quotations inside and outside of sentences."""
    assert grown("He left. “I saw him, ‘the m|an’, go,” she said.\n\nNobody asked.", 6) == [
        "man",
        "‘the man’",
        "“I saw him, ‘the man’, go,”",
        "“I saw him, ‘the man’, go,” she said.",
        "He left. “I saw him, ‘the man’, go,” she said.",
        TEXT,
    ]


def test_a_part_of_a_word_grows_to_the_word() -> None:
    """And what reaches over an edge to whole units."""
    assert grown("He [le|]ft.", 1) == ["left"]
    assert grown("He [left. Sh|]e stayed. Yes.", 2) == ["left. She", "He left. She stayed."]


def test_growing_stops_at_annotations() -> None:
    """What was labelled once is a unit that people want."""
    made = reading("One t|wo three four.", note("One two three four.", "two three"))
    made.grow()
    made.grow()
    assert shown(made) == "One [two three|] four."


def test_the_whole_article_grows_no_further() -> None:
    """And says so."""
    made = reading("[One.|]")
    with pytest.raises(Refused, match="whole article"):
        made.grow()


def test_shrinking_goes_back_through_what_growing_passed() -> None:
    """To the caret that it began with, where it was."""
    made = reading("He left. “I saw h|im.”")
    for _ in range(3):
        made.grow()
    stages = []
    for _ in range(3):
        made.shrink()
        stages.append(shown(made))
    assert stages == ["He left. [“I saw him.”|]", "He left. “I saw [him|].”", "He left. “I saw h|im.”"]


def test_shrinking_what_was_not_grown_takes_the_largest_unit_at_the_caret() -> None:
    """From a paragraph to its last sentence, and on to its last word."""
    made = reading("On|e two. Three four.")
    made.select_paragraph()
    made.shrink()
    assert shown(made) == "One two. [Three four.|]"
    made.shrink()
    assert shown(made) == "One two. Three [four|]."


def test_a_word_shrinks_no_further() -> None:
    """And nothing at all neither."""
    with pytest.raises(Refused, match="no smaller unit"):
        reading("[One|] two.").shrink()
    with pytest.raises(Refused, match="Nothing is selected"):
        reading("|One two.").shrink()


def test_a_selection_made_since_is_not_shrunk_to_what_was_before_it() -> None:
    """Only what growing selected goes back."""
    made = reading("One t|wo. Three four.")
    made.grow()
    made.move_to(11)
    made.select_sentence()
    made.shrink()
    assert shown(made) == "One two. Three [four|]."


@settings(max_examples=40, deadline=None)
@given(crowded_text.filter(str.strip))
def test_growing_always_ends_with_the_article_and_shrinking_where_it_began(text: str) -> None:
    """Each time there is more, and all of what was."""
    made = opened(text)
    made.move_to(len(text) // 2)
    start = made.caret
    spans: list[Span] = []
    while True:
        try:
            made.grow()
        except Refused:
            break
        assert made.selection is not None
        assert all(made.selection.start <= one.start and one.end <= made.selection.end for one in spans)
        spans.append(made.selection)
    assert len(set(spans)) == len(spans)
    for _ in spans:
        made.shrink()
    assert (made.caret, made.selection) == (start, None)
