"""What a text shows of itself: the five seeds are the measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from workbench.intake.metadata import guess, one_line

KOZLOV = (
    "https://www.themoscowtimes.com/2024/11/06/kremlin-officials-hope-that-trump-will-hand-putin-an-advantage-in-"
    "ukraine-and-europe-a86929"
)
SHOWN = {
    "000": {"title": "Kremlin Roots for Trump: 2024 Election Hopes", "byline": "MAGA"},
    "001": {
        "title": "Russian President Vladimir Putin wants Trump back as President: Retd US Army General Barry McCaffrey"
    },
    "002": {"title": "Putin Wants Trump Back In The Oval Office... Of Course"},
    "003": {
        "title": "Did Putin Back Kamala Harris For The 2024 Election? Here’s What It Could Mean",
        "date": "2024-09-06",
    },
    "004": {
        "title": "Kremlin Officials Hope Trump Will Hand Putin an Advantage in Ukraine – and Europe",
        "byline": "Pyotr Kozlov",
        "date": "2024-11-06",
        "url": KOZLOV,
        "outlet": "themoscowtimes.com",
    },
}


@pytest.mark.parametrize("number", SHOWN)
def test_the_seeds_show_what_a_reader_sees(number: str) -> None:
    """No more and no less: “Posted 13 days ago” is no date, the dateline “New York:” no byline."""
    assert guess(next(SEEDS.glob(f"{number}_*")).read_text("utf-8")) == SHOWN[number]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("November 06, 2024", "2024-11-06"),
        ("Sept. 6, 2024", "2024-09-06"),
        ("6 May 2024", "2024-05-06"),
        ("Published on March 1st, 2024", "2024-03-01"),
        ("2024-09-06T10:00:00Z", "2024-09-06"),
        ("Date: 2024-09-06", "2024-09-06"),
        ("February 30, 2024", None),
        ("9/6/2024", None),
        ("The talks that began in Geneva on May 4, 2024 have failed", None),
    ],
)
def test_a_line_that_is_a_date_dates_the_article(line: str, date: str | None) -> None:
    """A sentence about a day does not, nor a day that is none, nor figures that may mean two days."""
    assert guess(f"A Title\n\n{line}\n\nThe text.").get("date") == date


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("Written by Jane Doe and John Roe | May 4, 2024", "Jane Doe and John Roe"),
        ("*By [Jane Doe](https://example.org/jane)*", "Jane Doe"),
        ("Author: Jane Doe", "Jane Doe"),
        ("By then it was too late", None),
        ("By Monday the talks had failed", None),
        ("By Monday the talks had failed.", None),
        ("Byron Smith", None),
    ],
)
def test_a_line_that_names_the_author_gives_the_byline(line: str, byline: str | None) -> None:
    """A sentence that begins with “By” does not."""
    assert guess(f"A Title\n\n{line}\n\nThe text.").get("byline") == byline


def test_labelled_lines_are_believed() -> None:
    """As books have them, and the front matter of Markdown."""
    text = '---\ntitle: "The Sea"\nauthor: Jane Doe\ndate: 2024-05-06\noutlet: The Paper\n---\n\n# Another\n\nText.'
    expected = {"title": "The Sea", "byline": "Jane Doe", "date": "2024-05-06", "outlet": "The Paper"}
    assert guess(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Menu\nSearch\nBy Jane Doe\nMay 6, 2024\nhttps://example.org/a\n\nA Title\n\nText.",
        "\ufeff\r\n**A Title**\rText.",
    ],
)
def test_the_title_is_the_first_line_that_can_be_one(text: str) -> None:
    """What surrounds an article on its page is none, and Markdown's marks are no part of it."""
    assert guess(text)["title"] == "A Title"


def test_a_text_that_begins_with_a_paragraph_is_named_by_its_first_words() -> None:
    """Cut at a word."""
    title = guess("word " * 100)["title"]
    assert title == "word " * 31 + "…"


def test_a_url_within_a_sentence_is_not_the_articles() -> None:
    """Only one that stands alone on a line at the top or at the bottom."""
    assert "url" not in guess("A Title\n\nSee https://example.org/a for more.")
    assert guess("A Title\n\nText.\n\nSource: https://www.example.org:80/a")["outlet"] == "example.org"


@pytest.mark.parametrize("url", ["http://[::1", "https://", "http://www."])
def test_a_broken_url_gives_no_outlet(url: str) -> None:
    """And no traceback."""
    assert "outlet" not in guess(f"A Title\n\nText.\n\n{url}")


def test_a_title_is_one_line_that_a_terminal_can_show() -> None:
    """Line ends become spaces, an escape sequence a symbol."""
    assert one_line(" A\u2028title\r\n\x1b[31mhere\ufeff ") == "A title ␛[31mhere"


@given(st.text())
def test_guessing_never_fails(text: str) -> None:
    """Whatever the text, each guess is one line and not empty."""
    assert all(value and value == value.strip() and "\n" not in value for value in guess(text).values())
