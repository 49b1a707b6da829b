"""Bytes → text: nothing lost, nothing made up, and a sentence with a position where it cannot be done."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import IntakeError
from workbench.intake import decode as module
from workbench.intake.decode import Decoded, decode, read_bytes, require_storable, require_words

FRENCH = "“Le président a déclaré à la presse qu’il était ravi”, écrit le journal. Déjà vu, peut-être…"
RUSSIAN = (
    "Президент России заявил в среду, что переговоры о прекращении огня ещё не начались. Об этом сообщили несколько "
    "источников в Кремле. По их словам, решение будет принято после выборов. Никто не хотел назвать своё имя."
)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_comes_in_to_the_character(text: str) -> None:
    """Line ends, marks and spaces included."""
    assert decode(text.encode(), "x").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_names_the_encoding_and_stays(encoding: str) -> None:
    """The mark is a character of the text."""
    assert decode("\ufeffPutin said".encode(encoding), "x") == Decoded("\ufeffPutin said", encoding)


@pytest.mark.parametrize(
    ("given_", "real"),
    [("utf-16", "utf-16-le"), ("UTF_16", "utf-16-be"), ("utf-8-sig", "utf-8"), ("utf-32", "utf-32-le")],
)
def test_a_file_has_the_same_text_whether_its_encoding_is_given_or_found(given_: str, real: str) -> None:
    """Python's `utf-16` would swallow the mark, and the same file would be two articles."""
    data = "\ufeffPutin said".encode(real)
    assert decode(data, "x", given_).text == decode(data, "x").text


def test_the_given_encoding_stands_above_what_the_bytes_say() -> None:
    """Even where they are UTF-8."""
    assert decode("é".encode(), "x", "latin-1").text == "Ã©"


@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_other_encodings_are_guessed_and_marked(text: str, encoding: str) -> None:
    """The words come out right, and the article will say that it was a guess."""
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.guessed) == (text, True)


def test_bytes_that_are_no_text_are_refused_with_their_position() -> None:
    """The first byte that is not UTF-8 is named, and what to do."""
    data = b"abc \x80" + random.Random(0).randbytes(2000)
    with pytest.raises(IntakeError, match=r"a\.txt is not UTF-8 \(byte 0x80 at position 4") as caught:
        decode(data, "a.txt")
    assert "--encoding" in caught.value.hint


def test_bytes_outside_the_given_encoding_are_refused_with_their_position() -> None:
    """Nothing is replaced by question marks."""
    with pytest.raises(IntakeError, match=r"a\.txt is not utf-8: byte 0xe9 at position 3 does not fit"):
        decode(b"caf\xe9!", "a.txt", "utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "zlib", "undefined", "é", "\udc80"])
def test_an_encoding_that_is_none_is_said_to_be_none(name: str) -> None:
    """Also those of Python's codecs that give no text."""
    with pytest.raises(IntakeError, match="no text encoding"):
        decode(b"abc", "a.txt", name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one\ntwo\0", "a NUL character in line 2, at offset 7"),
        ("\ud800", r"a lone surrogate \(U\+D800\) in line 1, at offset 0"),
    ],
)
def test_what_no_database_can_hold_is_refused_with_its_position(text: str, words: str) -> None:
    """NUL ends a text in PostgreSQL; half a character is not UTF-8."""
    with pytest.raises(IntakeError, match=words):
        require_storable(text, "a.txt")


@pytest.mark.parametrize(("text", "words"), [("", "empty"), (" \n\u2028\t", "only white space"), ("\ufeff\n", "only")])
def test_a_text_without_a_word_is_refused(text: str, words: str) -> None:
    """A byte-order mark is no word."""
    with pytest.raises(IntakeError, match=words):
        require_words(text, "a.txt")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """300 MB of nothing on the disk: only the size is looked at."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(IntakeError, match=r"huge\.txt has 300 MB; an article may have 20 MB") as caught:
        read_bytes(path)
    assert ".jsonl" in caught.value.hint


def test_the_largest_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit itself is allowed."""
    monkeypatch.setattr(module, "MAX_BYTES", 4)
    (tmp_path / "a.txt").write_bytes(b"four")
    assert read_bytes(tmp_path / "a.txt") == b"four"
