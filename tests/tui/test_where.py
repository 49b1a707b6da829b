"""The status line in any room: what shrinks first, and what stays."""

from datetime import UTC, datetime
from itertools import count

import pytest

from tests.tui.conftest import ARTICLES
from workbench.annotate import Reading
from workbench.model import Layer
from workbench.scheme import Scheme
from workbench.tui.paint import NOTED
from workbench.tui.where import head, where

NOW = datetime(2024, 11, 7, tzinfo=UTC)


@pytest.fixture
def reading(scheme: Scheme) -> Reading:
    """The caret in the first word, a source in a quote, all of the sentence selected."""
    ids = (f"{number:032x}" for number in count())
    made = Reading(ARTICLES[0], scheme, Layer("a1", "ann"), now=lambda: NOW, new_id=lambda: next(ids))
    made.select_sentence()
    made.tag("quote")
    made.article_start()
    made.select_word()
    made.tag("source")
    made.article_start()
    made.select_sentence()
    made.swap_ends()
    made.next_cover()
    return made


def test_with_room_everything_is_said_in_full(reading: Reading, scheme: Scheme) -> None:
    """Place, selection with its length, what covers the caret, the target among it, and what it lacks."""
    assert where(reading, scheme, 120).plain == (
        "¶ 1 of 3, 0 read  “The minister resigned.” 3 words   s  source  ▸ q  quote  A attributes"
    )


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (75, "“The mini…” 3 words   s  source  ▸ q  quote  A attributes"),
        (73, "“The minister…” 3 words   s   ▸ q  quote  A attributes"),
        (67, "“The min…” 3 words   s   ▸ q  quote  A attributes"),
        (60, "“The minister resi…” 3 words   s   ▸ q   A"),
        (50, "“The min…” 3 words   s   ▸ q   A"),
    ],
)
def test_the_quote_shrinks_first_then_the_labels_to_their_keys(
    reading: Reading, scheme: Scheme, room: int, said: str
) -> None:
    """That of the target last."""
    drawn = where(reading, scheme, room)
    assert drawn.plain == f"¶ 1 of 3, 0 read  {said}"
    assert drawn.cell_len <= room


def test_while_edges_are_moved_the_line_says_how_it_ends(reading: Reading, scheme: Scheme) -> None:
    """Beside what is selected and what covers the caret."""
    reading.edit()
    assert where(reading, scheme, 59).plain.endswith("3 words   q   Space keeps, Esc drops")


def test_the_words_of_a_note_stand_where_there_is_room(reading: Reading, scheme: Scheme) -> None:
    """On one line, harmless, and only while nothing is selected."""
    reading.set_note(0, "who\n said\x1b this?")
    assert NOTED not in where(reading, scheme, 120).plain
    reading.clear()
    assert where(reading, scheme, 120).plain.endswith(f"{NOTED} who said␛ this?")
    assert where(reading, scheme, 60).cell_len <= 60


def test_doubt_stands_behind_the_name_and_behind_the_key(reading: Reading, scheme: Scheme) -> None:
    """Whatever room there is."""
    reading.clear()
    reading.unsure()
    assert " source?" in where(reading, scheme, 120).plain or " quote?" in where(reading, scheme, 120).plain
    assert "?" in where(reading, scheme, 30).plain


@pytest.mark.parametrize("room", [10, 40, 120])
def test_the_head_says_why_an_article_is_skipped_and_keeps_its_title(reading: Reading, room: int) -> None:
    """The reason takes half of the room at most."""
    reading.skip_article("not about\npolitics\x1b " * 10)
    said = head(reading, room).plain
    assert "skipped" in said
    assert "\n" not in said
    assert "\x1b" not in said
    assert said.endswith("  Minister resigns")
