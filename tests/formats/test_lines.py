"""Lines of JSON from hostile files: an object, or a sentence with the line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.corpus import in_file
from workbench.errors import FormatError
from workbench.formats import Broken, lines

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
    "digits without end": (b'{"a":' + b"9" * 5_000 + b"}\n", "a number has more digits than can be read"),
    "a thousand brackets": (b'{"a":' + b"[" * 100_000 + b"\n", "nested too deeply"),
    "a thousand braces": (b'{"a":' * 100_000 + b"\n", "nested too deeply"),
    "a control character": (b'{"a":"\x01"}\n', "no JSON: "),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_honest_json_is_refused_with_its_line(case: str, tmp_path: Path) -> None:
    """The good line before it is given, the bad one is named."""
    content, words = HOSTILE[case]
    path = in_file(tmp_path, b'{"a":1}\n' + content)
    good, bad = lines.json_lines(path, ended=True)
    assert good == (1, b'{"a":1}', {"a": 1})
    assert isinstance(bad, Broken)
    assert (bad.path, bad.line) == (path, 2)
    assert words in bad.reason


def test_lines_of_other_tools_may_be_blank_or_without_end(tmp_path: Path) -> None:
    """And a byte-order mark at the start of the file is none of their members."""
    content = b'\xef\xbb\xbf{"a":1}\r\n\r\n{"a":2}'
    assert [line.number for line in lines.json_lines(in_file(tmp_path, content)) if not isinstance(line, Broken)] == [
        1,
        3,
    ]


def test_lines_after_a_broken_one_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after one that is too long."""
    monkeypatch.setattr(lines, "LONGEST", 100)
    found = list(lines.json_lines(in_file(tmp_path, b'{oops}\n"' + b"x" * 250 + b'"\n{"a":1}\n')))
    assert [type(one).__name__ for one in found] == ["Broken", "Broken", "JsonLine"]
    assert "longer than 100 bytes" in str(found[1])
    assert found[2][0] == 3


def test_a_whole_character_in_two_escapes_is_no_half(tmp_path: Path) -> None:
    """JSON writes astral characters so where it keeps to ASCII."""
    [line] = lines.json_lines(in_file(tmp_path, b'{"a":"\\ud83d\\ude00"}\n'))
    assert line[2] == {"a": "😀"}


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_file_that_cannot_be_read_is_no_broken_record(name: str, tmp_path: Path) -> None:
    """It has no line to name."""
    with pytest.raises(FormatError, match="cannot be read"):
        list(lines.json_lines(tmp_path / name))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(content=st.binary() | st.text('{}[]":,\\u0 1e9\n').map(str.encode))
def test_any_bytes_give_objects_or_a_sentence(content: bytes, tmp_path: Path) -> None:
    """Never anything else."""
    found = lines.json_lines(in_file(tmp_path, content))
    numbers = [one.line if isinstance(one, Broken) else one.number for one in found]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers, default=0) <= content.count(b"\n") + 1
