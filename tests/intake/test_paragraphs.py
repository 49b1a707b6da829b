"""Where paragraphs begin and end: the five seeds are the measure, then books, poems, lists and nasty text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from tests.strategies import crowded_text, nasty_text
from workbench.intake.paragraphs import paragraphs

STARTS = {
    "000": """
Kremlin Roots | Submitted by | Posted 13 days | Kremlin Offici | According to a | The sources t |
The Kremlin h | The report co | Despite these | As the 2024 | Latest News""",
    "001": """
Russian Presid | New York: | Trump, the | The Russian | Putin is | At a rally | “Even | Putin made |
Meanwhile, the | “I have | “Yes, | Some media | McCaffrey, | Following | “Although | Russia has |
On the | “While | In March | Putin auth | The Kremlin | Also Read | Comments are closed.""",
    "002": """
top of page | Search | Putin Wants | He Wouldn't | Before the KGB | Probably | Earlier, | Matthew |
On the day | Referring to | Putin has long | …With the war | On Tuesday, | Putin defended |
“We don’t | Asked about | However, | Putin said | Getting Trump | bottom of page""",
    "003": """
date 2024 | Did Putin | During the E | Russian | Putin cont | Some obs | Putin's Crit | Putin also |
Even though | This strange | Trump's Resp | Donald Trump | Despite | During a | A Larger | Putin’s |
Just this | Meanwhile,""",
}
"""Read off the files by eye: the first words of every paragraph."""

BOOK = """\
CHAPTER I.

The road to the harbour was longer than it had looked from the hill, and
before the two of them had gone half of the way the lamps of the town were
being lit behind them, one after the other.

“It is not far now,” said the elder, who had walked it often enough as a
boy.

Nobody answered. They went on past the last houses, where a dog barked at
Martin without getting up, and then there was only the sea.

    The ships go out, the ships come in,
    And nobody can tell
    Which of the captains drank the gin
    And which one rang the bell.

“That,” said Martin at last, “is what my grandfather sang in the winter.
And he was no captain.”
"""


def starts(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


@pytest.mark.parametrize("number", STARTS)
def test_the_seeds_fall_into_their_paragraphs(number: str) -> None:
    """Every paragraph of the first four seeds begins where a reader sees it begin."""
    text = next(SEEDS.glob(f"{number}_*")).read_bytes().decode()
    found = starts(text)
    expected = [start.strip() for start in STARTS[number].split("|")]
    assert [words[: len(start)] for words, start in zip(found, expected, strict=True)] == expected


def test_a_paragraph_torn_by_a_blank_line_stays_two() -> None:
    """Seed 004 has 44 paragraphs; the blank line in mid-sentence is what the file has."""
    text = next(SEEDS.glob("004_*")).read_bytes().decode()
    found = starts(text)
    assert len(found) == len([block for block in text.split("\n\n") if block.strip()]) == 44
    assert found[0].startswith("# Kremlin Officials Hope")
    assert found[19].endswith("there will effectively be no divided")
    assert found[20].startswith("government, so")
    assert found[-1].startswith("<https://www.themoscowtimes.com/")


def test_hard_wrapped_prose_is_not_cut_at_every_line() -> None:
    """A book's paragraphs stay whole, the verses in it do not, and a full stop at a line's end tells nothing."""
    assert [(words.split()[0], words.count("\n")) for words in starts(BOOK)] == [
        ("CHAPTER", 0),
        ("The", 2),
        ("“It", 1),
        ("Nobody", 1),
        ("The", 0),
        ("And", 0),
        ("Which", 0),
        ("And", 0),
        ("“That,”", 1),
    ]


def test_capital_letters_within_sentences_do_not_hide_that_a_text_is_wrapped() -> None:
    """German has one at every other word."""
    text = (
        "Der Präsident sagte am Mittwoch, daß die Verhandlungen über den\n"
        "Waffenstillstand noch nicht begonnen hätten. Das Ministerium habe\n"
        "Dokumente vorgelegt, die das Gegenteil beweisen, sagte ein Sprecher\n"
        "der Regierung in Berlin."
    )
    assert starts(text) == [text]


def test_lists_and_headings_in_wrapped_text_begin_their_own_paragraphs() -> None:
    """However full the line before was."""
    text = (
        "What the committee wants to see before it gives any money for this is\n"
        "the following, in this order and not later than by the end of the May:\n"
        "- a plan that says who does what, when, and for how much money a year,\n"
        "  with a line for every month until the winter after the next one\n"
        "- a name\n"
        "## And then\n"
        "it will talk.\n"
    )
    assert [words.split("\n")[0][:8] for words in starts(text)] == [
        "What the",
        "- a plan",
        "- a name",
        "## And t",
        "it will ",
    ]


def test_long_lines_among_wrapped_ones_stay_paragraphs() -> None:
    """A file that somebody pasted together from a book and a web page has both kinds."""
    long = (
        "This line comes from a web page, where nobody wraps anything, and goes on for as long as it likes to, alone."
    )
    text = f"{BOOK}{long}\n{long}\n"
    assert starts(text)[-2:] == [long, long]


@pytest.mark.parametrize(
    "text",
    [
        "top of page\nSearch",
        "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\nRough winds do shake",
        "apples\npears\nplums and damsons",
        "The minister said on Tuesday that he would stay.\nThe opposition said on Tuesday that he would not.",
    ],
)
def test_short_lines_are_paragraphs_of_their_own(text: str) -> None:
    """Headings, poems, lists, and one-line paragraphs without a blank line between them."""
    assert starts(text) == text.split("\n")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("path", sorted(SEEDS.glob("0*.txt")), ids=lambda path: path.name[:3])
def test_line_ends_make_no_difference_to_a_seed(path: Path, end: str) -> None:
    """Windows' and the old Mac's line ends give the same paragraphs."""
    text = path.read_bytes().decode()
    assert starts(text.replace("\n", end)) == starts(text)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference_to_a_book(end: str) -> None:
    """Nor where lines are wrapped; the paragraph keeps the line ends that it has."""
    assert starts(BOOK.replace("\n", end)) == [words.replace("\n", end) for words in starts(BOOK)]


@pytest.mark.parametrize("character", ["\u2028", "\u0085", "\f", "\v", "\x1c"])
def test_other_separators_end_no_line(character: str) -> None:
    """Only LF, CR LF and CR do; what other programs call a line end is white space within the line."""
    assert starts(f"one{character}two") == [f"one{character}two"]


def test_a_byte_order_mark_is_in_no_paragraph() -> None:
    """It is in the text, and counts, but nobody would label it."""
    assert [(span.start, span.end) for span in paragraphs("\ufeffone\n\ntwo")] == [(1, 4), (6, 9)]
    assert paragraphs("\ufeff \n") == ()


@given(
    st.one_of(
        crowded_text, nasty_text, st.lists(st.integers(1, 90), max_size=30).map(lambda n: "\n".join("a" * i for i in n))
    )
)
def test_every_character_that_shows_is_in_exactly_one_paragraph(text: str) -> None:
    """In order, without overlap, without white space at the ends, and nothing is left over but white space."""
    found = paragraphs(text)
    assert list(found) == sorted(found)
    assert all(span.of(text) == span.of(text).strip() for span in found)
    edges = [0, *(edge for span in found for edge in (span.start, span.end)), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert "".join(gaps).removeprefix("\ufeff").strip() == ""
