"""Words from outside are shown in Markdown as they are, and mean nothing in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.strategies import nasty_text
from workbench.exchange.markdown import code, plain, prose, table
from workbench.symbols import printable

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

signs = st.lists(st.sampled_from([*"\\`*_[]()<>|~&#+-=.!:; \n1a", "&lt;", "](x)", "<b>", "www.", "```"]), max_size=12)
words = (nasty_text | signs.map("".join)).filter(lambda text: text.strip() and "`" not in text)


def shown(line: str) -> tuple[list[str], str]:
    """The kinds of blocks that the line makes, and the text that a reader sees."""
    blocks = GITHUB.parse(line)
    inside = [child for block in blocks for child in block.children or []]
    assert {child.type for child in inside} <= {"text"}
    return [block.type for block in blocks], "".join(child.content for child in inside)


@given(words)
def test_words_are_a_paragraph_of_just_these_words(text: str) -> None:
    """No heading, list, emphasis, link, entity or tag comes of them."""
    expected = printable(" ".join(text.split()), keep="")
    assert shown(plain(text)) == (["paragraph_open", "inline", "paragraph_close"], expected)


SIGNS = ("_a_", "*a*", "~~a~~", "[a](b)", "![a](b)", "<b>", "&lt;", "\\*", "***", "---", "___", "~~~")


@pytest.mark.parametrize(
    "text", [*SIGNS, "# a", "###### a", "> a", "- a", "+ a", "* a", "1. a", "23) a", "#", "-", "1."]
)
def test_signs_of_markdown_are_shown(text: str) -> None:
    """Wherever they would mean something."""
    assert shown(plain(text)) == (["paragraph_open", "inline", "paragraph_close"], text)


@pytest.mark.parametrize(
    "text", ["ada/001_first.ann", "snake_case", "1.5", "-0.2", "#7", "a > b", "AT&T", "1990", "well-known"]
)
def test_what_means_nothing_is_written_as_it_is(text: str) -> None:
    """A card is read as text, too."""
    assert plain(text) == text


@pytest.mark.parametrize("text", ["``", "a`b", "`<b>`", "`a``b`", "``a`", "`a", "`|`"])
def test_backticks_are_shown_where_they_hold_no_name(text: str) -> None:
    """What they would hold could mean anything."""
    assert shown(plain(text))[1] == text


def test_a_name_in_backticks_is_code() -> None:
    """So guidelines name attributes."""
    assert GITHUB.renderInline(plain("see `quote_form`, not `b>`")) == "see <code>quote_form</code>, not `b&gt;`"


@given(words, words)
def test_words_stay_in_their_cell(one: str, other: str) -> None:
    """A table has as many rows and columns as were given."""
    html = GITHUB.render("\n".join(table(("a", "b"), [(plain(one), plain(other))] * 2)))
    assert (html.count("<tr>"), html.count("<th"), html.count("<td")) == (3, 3, 4)


def test_numbers_stand_to_the_right() -> None:
    """Below one another, as in any table."""
    assert table(("a", "b"), [("1", "1,000"), ("x", "2")])[1] == "| --- | ---: |"


def test_paragraphs_stay_apart() -> None:
    """And each is one line."""
    assert list(prose("one\ntwo\n \n\n# three\n")) == ["", "one two", "", "\\# three"]


@pytest.mark.parametrize("text", ["a ``` b", "a\n```\n# b", "````", "\x1b[31m"])
def test_code_ends_where_it_ends(text: str) -> None:
    """Whatever stands in it; only what no terminal may get is drawn."""
    [block] = GITHUB.parse("\n".join(code(text, "sh")))
    assert (block.type, block.info, block.content) == ("fence", "sh", f"{printable(text)}\n")
