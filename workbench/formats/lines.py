"""Lines of JSON from a file that nobody vouches for: each is an object of honest JSON, or an error names its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import FormatError
from workbench.formats.base import BrokenRecord
from workbench.symbols import unstorable

LONGEST = 64 * 2**20
"""Bytes of the longest line that is read or written: far above any article, far below what fills the memory."""

_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def json_lines(path: Path) -> Iterator[tuple[int, bytes, dict[str, object]]]:
    """Number (from 1), bytes without the line's end, and object of each line; only "\\n" ends a line.

    Refused are a line without an end, one over `LONGEST`, what is not UTF-8 or not JSON, NaN and infinity, a member
    that is given twice, NUL and lone surrogates. Raises BrokenRecord, and FormatError for a file that cannot be read.
    """
    for number, line in _lines(path):
        try:
            yield number, line, _object(line)
        except ValueError as error:
            raise BrokenRecord(path, number, str(error)) from None


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST + 1):
                number += 1
                if len(line) > LONGEST:
                    raise BrokenRecord(path, number, f"the line is longer than {LONGEST:,} bytes")
                if not line.endswith(b"\n"):
                    raise BrokenRecord(path, number, "the line has no end: was the file cut off?")
                yield number, line[:-1]
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error


def _object(line: bytes) -> dict[str, object]:
    value = _value(line)
    if not isinstance(value, dict):
        raise ValueError("the line is no JSON object")  # noqa: TRY004 the value is wrong, not the caller
    if _SUSPECT.search(line):
        _refuse_half_characters(value)
    return value


def _value(line: bytes) -> object:
    try:
        return json.loads(line.decode(), object_pairs_hook=_members, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} of the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"“{next(name for name in names if names.count(name) > 1)}” is given twice in one object")
    return members


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _refuse_half_characters(value: object) -> None:
    pending = [value]
    while pending:
        match pending.pop():
            case str(text):
                position = unstorable(text)
                if position is not None:
                    raise ValueError(f"a string holds U+{ord(text[position]):04X}, which no text may hold")
            case dict(members):
                pending += [*members, *members.values()]
            case list(items):
                pending += items
