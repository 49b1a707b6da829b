"""Web pages: the article inside, what the markup says of it, and pages that mean no good."""

import hashlib
import socket
from pathlib import Path

import pytest

from workbench.errors import IntakeError
from workbench.intake import articles_in
from workbench.model import Article

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>Der Hafen – Die Zeitung</title>
<meta name="author" content="Anna Müller"><meta property="og:site_name" content="Die Zeitung">
<meta property="article:published_time" content="2024-11-06T10:00:00Z">
<link rel="canonical" href="https://www.example.org/hafen"></head>
<body><nav><a href="/">Startseite</a> <a href="/abo">Abo</a></nav>
<article><h1>Der Hafen</h1>
<p>Der Weg zum Hafen war länger, als er vom Hügel ausgesehen hatte, sagte „Martin“ am Mittwoch.</p>
<p>Niemand antwortete ihm, und dann war da nur noch das Meer, größer als zuvor.</p></article>
<footer>Impressum</footer></body></html>
"""
TEXT = (
    "Der Hafen\n\n"
    "Der Weg zum Hafen war länger, als er vom Hügel ausgesehen hatte, sagte „Martin“ am Mittwoch.\n\n"
    "Niemand antwortete ihm, und dann war da nur noch das Meer, größer als zuvor."
)
LONG = "word " * 80


def read(folder: Path, page: bytes, encoding: str | None = None) -> Article:
    path = folder / "page.html"
    path.write_bytes(page)
    (article,) = articles_in([path], encoding=encoding)
    return article


def test_the_article_is_stored_and_not_the_page(tmp_path: Path) -> None:
    """Text without navigation and footer, a paragraph each, with the hash of the page."""
    page = PAGE.format(charset="utf-8").encode()
    article = read(tmp_path, page)
    assert article.text == TEXT
    assert len(article.paragraphs) == 3
    assert article.metadata["source_sha256"] == hashlib.sha256(page).hexdigest() != article.sha256


def test_what_the_markup_says_is_a_guess(tmp_path: Path) -> None:
    """Title, byline, date, outlet and URL are found, and marked."""
    article = read(tmp_path, PAGE.format(charset="utf-8").encode())
    assert article.title == "Der Hafen"
    assert {key: article.metadata[key] for key in ("byline", "date", "outlet", "url")} == {
        "byline": "Anna Müller",
        "date": "2024-11-06",
        "outlet": "Die Zeitung",
        "url": "https://www.example.org/hafen",
    }
    assert article.guessed == {"title", "byline", "date", "outlet", "url"}


@pytest.mark.parametrize(
    ("declared", "real"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("iso-8859-1", "utf-8"), ("x", "utf-8")],
)
def test_a_page_is_read_in_its_declared_encoding_unless_it_is_utf8(declared: str, real: str, tmp_path: Path) -> None:
    """Latin-1 means windows-1252, as in a browser; a declaration that the bytes contradict is not believed."""
    assert read(tmp_path, PAGE.format(charset=declared).encode(real)).text == TEXT


def test_a_given_encoding_stands_above_the_declared_one(tmp_path: Path) -> None:
    """Whoever says it has looked."""
    assert read(tmp_path, PAGE.format(charset="koi8-r").encode("cp1252"), "cp1252").text == TEXT


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the canonical address, not an external entity, not a picture."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was opened"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("an address was looked up"))
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "http://127.0.0.1/">]>'
    page = (
        PAGE.format(charset="utf-8").replace("<!DOCTYPE html>", entity).replace("„Martin“", "&x; <img src='http://a/'>")
    )
    assert "Hafen" in read(tmp_path, page.encode()).text


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"no tags at all, only words " * 9,
        b"<html><body>" + b"<div>" * 50_000,
        b"<html><!--" + b"-" * 99_999,
        b"<html><body>" + b"<table><tr><td>" * 3000,
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xfe<\0h\0t\0m\0l\0",
        b"",
    ],
)
def test_a_page_without_an_article_is_refused_in_a_sentence(page: bytes, tmp_path: Path) -> None:
    """Broken, nested without end, empty, or no page at all."""
    with pytest.raises(IntakeError, match=r"page\.html"):
        read(tmp_path, page)


def test_what_no_database_can_hold_does_not_come_out_of_a_page(tmp_path: Path) -> None:
    """Character references to NUL and to half a character are replaced, as in a browser."""
    page = f"<html><body><article><p>a &#0; b &#xD800; c {LONG}</p></article></body></html>"
    assert not {"\0", "\ud800"} & set(read(tmp_path, page.encode()).text)


def test_a_bad_page_says_nothing_behind_our_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The library's own log does not reach the terminal."""
    with pytest.raises(IntakeError):
        read(tmp_path, b"<html></html>")
    assert capfd.readouterr() == ("", "")
