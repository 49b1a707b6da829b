"""Lines of JSON from hostile files: an object, or a sentence with the line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.corpus import in_file
from workbench.errors import FormatError
from workbench.formats import BrokenRecord, lines

HOSTILE = {
    "no JSON": (b"{oops}\n", "no JSON: "),
    "cut off": (b'{"a":1}', "the line has no end"),
    "an empty line": (b"\n", "no JSON: "),
    "no object": (b"[1]\n", "the line is no JSON object"),
    "a byte-order mark": (b'\xef\xbb\xbf{"a":1}\n', "no JSON: "),
    "no UTF-8": (b'{"a":"\xff"}\n', "byte 7 of the line is not UTF-8"),
    "NaN": (b'{"a":NaN}\n', "NaN is no JSON number"),
    "infinity": (b'{"a":-Infinity}\n', "-Infinity is no JSON number"),
    "a member twice": (b'{"a":1,"a":2}\n', "“a” is given twice"),
    "a NUL": (b'{"a":{"b":["\\u0000"]}}\n', "U+0000"),
    "half a character": (b'{"a":"\\ud83d"}\n', "U+D83D"),
    "half a character as a name": (b'{"\\udc00":1}\n', "U+DC00"),
    "a number of 5,000 digits": (b'{"a":' + b"9" * 5000 + b"}\n", "digits"),
    "a thousand brackets": (b'{"a":' + b"[" * 100_000 + b"\n", "nested too deeply"),
    "a thousand braces": (b'{"a":' * 100_000 + b"\n", "nested too deeply"),
    "a control character": (b'{"a":"\x01"}\n', "no JSON: "),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_honest_json_is_refused_with_its_line(case: str, tmp_path: Path) -> None:
    """The good line before it is given, the bad one is named."""
    content, words = HOSTILE[case]
    reader = lines.json_lines(in_file(tmp_path, b'{"a":1}\n' + content))
    assert next(reader) == (1, b'{"a":1}', {"a": 1})
    with pytest.raises(BrokenRecord) as caught:
        next(reader)
    assert caught.value.line == 2
    assert words in caught.value.reason


def test_a_whole_character_in_two_escapes_is_no_half(tmp_path: Path) -> None:
    """JSON writes astral characters so where it keeps to ASCII."""
    [(_, _, members)] = lines.json_lines(in_file(tmp_path, b'{"a":"\\ud83d\\ude00"}\n'))
    assert members == {"a": "😀"}


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops where no record can end any more."""
    monkeypatch.setattr(lines, "LONGEST", 100)
    with pytest.raises(BrokenRecord, match="longer than 100 bytes"):
        list(lines.json_lines(in_file(tmp_path, b"[" * 101)))


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_file_that_cannot_be_read_is_no_broken_record(name: str, tmp_path: Path) -> None:
    """It has no line to name."""
    with pytest.raises(FormatError, match="cannot be read") as caught:
        list(lines.json_lines(tmp_path / name))
    assert not isinstance(caught.value, BrokenRecord)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.text('{}[]":,\\u0 1e9\n').map(str.encode))
def test_any_bytes_give_objects_or_a_sentence(content: bytes, tmp_path: Path) -> None:
    """Never anything else."""
    numbers = []
    try:
        numbers += [number for number, _, _ in lines.json_lines(in_file(tmp_path, content))]
    except BrokenRecord as broken:
        numbers.append(broken.line)
    assert len(set(numbers)) == len(numbers)
    assert max(numbers, default=0) <= content.count(b"\n") + 1
