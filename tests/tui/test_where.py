"""The status line in any room: what shrinks first, and what stays."""

from datetime import UTC, datetime
from itertools import count

import pytest

from tests.tui.conftest import ARTICLES
from workbench.annotate import Reading
from workbench.model import Layer
from workbench.scheme import Scheme
from workbench.tui.where import where

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
