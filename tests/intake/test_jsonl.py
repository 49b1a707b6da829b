"""JSON Lines: one article a line, and every mistake named by its line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import IntakeError
from workbench.intake import articles_in, jsonl
from workbench.model import Article

Lines = Callable[..., list[Article]]


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    """Write records (or raw bytes) as lines and read them."""

    def read(*records: object, encoding: str | None = None) -> list[Article]:
        data = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
        (tmp_path / "many.jsonl").write_bytes(b"\n".join(data))
        return list(articles_in([tmp_path / "many.jsonl"], encoding=encoding))

    return read


def test_each_line_is_an_article(lines: Lines) -> None:
    """Blank lines are none; the text is what the JSON string says."""
    found = lines({"text": " one\r\n"}, b"", {"text": "two\u2028\ufeff"}, b"")
    assert [article.text for article in found] == [" one\r\n", "two\u2028\ufeff"]


def test_lines_end_at_a_line_feed_alone(lines: Lines) -> None:
    """U+2028, U+0085 and a carriage return inside a line are JSON's affair."""
    raw = '{"text": "a\u2028b\u0085c"}\r'.encode()
    assert [article.text for article in lines(raw, b'{"text": "d"}')] == ["a\u2028b\u0085c", "d"]


def test_a_byte_order_mark_before_json_is_no_text(lines: Lines) -> None:
    """RFC 8259 lets a reader pass over it."""
    assert lines(b'\xef\xbb\xbf{"text": "a"}')[0].text == "a"


def test_what_a_line_says_of_its_article_is_kept(lines: Lines) -> None:
    """Numbers as written, lists as JSON, null as nothing; none of it is a guess."""
    (article,) = lines(
        {"text": "Words.", "title": " A\ntitle ", "date": "6.9.24", "year": 2024, "tags": ["a", "é"], "byline": None}
    )
    assert article.title == "A title"
    assert {key: article.metadata[key] for key in ("date", "year", "tags")} == {
        "date": "6.9.24",
        "year": "2024",
        "tags": '["a", "é"]',
    }
    assert "byline" not in article.metadata
    assert article.guessed == set()


def test_a_line_may_name_its_own_source(lines: Lines) -> None:
    """An empty name is none: then it is the file's."""
    found = lines({"text": "a", "source": "wire"}, {"text": "b", "source": ""})
    assert [article.metadata["source"] for article in found] == ["wire", "many.jsonl"]


def test_what_a_line_does_not_say_is_guessed(lines: Lines) -> None:
    """As from a text file."""
    (article,) = lines({"text": "A Title\n\nBy Jane Doe\n\nText."})
    assert (article.title, article.metadata["byline"], article.guessed) == ("A Title", "Jane Doe", {"title", "byline"})


def test_ids_come_from_the_line_or_from_its_number(lines: Lines) -> None:
    """Where an id had to be changed so that it can be typed, the metadata keep it as it was."""
    found = lines({"text": "a", "id": "x1"}, {"text": "b", "id": 7}, {"text": "c", "id": "news/é 1"}, {"text": "d"})
    assert [article.id for article in found] == ["x1", "7", "news-é-1", "many-4"]
    assert [article.metadata.get("id") for article in found] == [None, None, "news/é 1", None]


def test_another_encoding_can_be_given(lines: Lines) -> None:
    """Without it, JSON is UTF-8."""
    raw = b'{"text": "caf\xe9"}'
    assert lines(raw, encoding="latin-1")[0].text == "café"
    with pytest.raises(IntakeError, match=r"line 1 is not utf-8: byte 0xe9 at position 13"):
        lines(raw)


def test_an_encoding_whose_lines_end_otherwise_is_refused(lines: Lines) -> None:
    """A line feed in UTF-16 is two bytes, and JSON Lines are split at one."""
    with pytest.raises(IntakeError, match="cannot be read line by line as utf-16"):
        lines({"text": "a"}, encoding="utf-16-le")
    with pytest.raises(IntakeError, match="no text encoding"):
        lines({"text": "a"}, encoding="klingon")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{", "line 2 is not JSON"),
        (b"[1]", "line 2 is not an object"),
        (b'{"title": "x"}', "line 2 has no string under “text”"),
        (b'{"text": 5}', "line 2 has no string under “text”"),
        (b'{"text": ""}', "text of .*line 2 is empty"),
        (b'{"text": "a\\u0000"}', r"line 2 has a NUL character in line 1, at offset 1"),
        (b'{"text": "a\\ud800"}', r"line 2 has a lone surrogate \(U\+D800\)"),
        (b'{"text": "a", "k": "\\u0000"}', "“k” of .*line 2 has a NUL"),
        (b'{"text": "a", "\\udfff": 1}', "line 2 has a lone surrogate"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "line 2 is JSON that nobody can mean"),
        (b"[" * 100_000, "line 2 is JSON that nobody can mean"),
    ],
)
def test_a_bad_line_is_named(bad: bytes, words: str, lines: Lines) -> None:
    """With what is wrong in it."""
    with pytest.raises(IntakeError, match=words):
        lines({"text": "good"}, bad, {"text": "good"})


def test_a_line_that_is_too_long_is_refused(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds for one article, not for the file."""
    monkeypatch.setattr(jsonl, "MAX_BYTES", 20)
    assert len(lines(*[{"text": "short"}] * 5)) == 5
    with pytest.raises(IntakeError, match="line 2 has more than"):
        lines({"text": "short"}, {"text": "long" * 9})


def test_a_file_without_a_line_is_refused(lines: Lines) -> None:
    """Blank lines are none."""
    with pytest.raises(IntakeError, match="has no line that is an article"):
        lines(b"", b" ", b"")


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    """The first article is there before the second line is looked at."""
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "first"}\n{')
    articles = articles_in([tmp_path / "a.jsonl"])
    assert next(articles).text == "first"
    with pytest.raises(IntakeError, match="line 2"):
        next(articles)
