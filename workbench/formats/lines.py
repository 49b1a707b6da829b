"""JSON: how it is written, and what of it is read from a file that nobody vouches for.

Each line is an object of honest JSON, or an error names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from workbench.errors import FormatError
from workbench.formats.base import Broken, Record
from workbench.formats.files import bytes_of, decoded
from workbench.symbols import unstorable

LONGEST = 64 * 2**20
"""Bytes of the longest line that is read or written: far above any article, far below what fills the memory."""

encoder = partial(json.JSONEncoder, ensure_ascii=False, allow_nan=False)
"""Writes values in JSON: characters as they are. Raises ValueError for NaN and infinity, which JSON has not."""

as_json = encoder().encode

_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


class JsonLine(NamedTuple):
    """A line of a file: its number (from 1), its bytes without the line's end, and the members of its object."""

    number: int
    raw: bytes
    members: dict[str, object]


def json_lines(path: Path, *, ended: bool = False) -> Iterator[JsonLine | Broken]:
    """The objects in the lines of a file; only "\n" ends a line, and blank ones are none.

    Broken are a line over `LONGEST`, what is not UTF-8 or not JSON, NaN and infinity, a member that is given twice, NUL
    and lone surrogates; a last line without an end where every line must be `ended`, and then blank ones too. A
    byte-order mark at the start of the file is not part of its first line, unless lines must be `ended`. Raises
    FormatError for a file that cannot be read.
    """
    for number, line in _lines(path):
        if not ended:
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line  # noqa: PLW2901
            if not line.strip():
                continue
        raw = line.removesuffix(b"\n")
        if len(line) > LONGEST:
            yield Broken(path, number, f"the line is longer than {LONGEST:,} bytes")
        elif ended and raw == line:
            yield Broken(path, number, "the line has no end: was the file cut off?")
        else:
            yield _json_line(path, number, raw)


def of_lines(path: Path, read: Callable[[JsonLine], Iterator[Record | Broken]]) -> Iterator[Record | Broken]:
    """What `read` gives of each line of another tool's file; where it raises ValueError, the line is broken."""
    for line in json_lines(path):
        if isinstance(line, Broken):
            yield line
            continue
        try:
            yield from read(line)
        except ValueError as error:
            yield Broken(path, line.number, str(error))


def first_line(path: Path) -> bytes:
    """The first line that is not blank, as far as `LONGEST`, without white space and a byte-order mark around it.

    Empty where there is none. Raises FormatError for a file that cannot be read.
    """
    lines = (line.removeprefix(b"\xef\xbb\xbf").strip() for _, line in _lines(path))
    return next(filter(None, lines), b"")


def json_document(path: Path) -> object:
    """The one value that a whole file is, whatever it is; a byte-order mark at its start is not part of it.

    Raises FormatError for a file that cannot be read, and for all that makes a line Broken.
    """
    data = bytes_of(path).removeprefix(b"\xef\xbb\xbf")
    decoded(data, path)
    try:
        return _honest(data)
    except ValueError as error:
        raise FormatError(f"{path} cannot be read: {error}.") from None


def json_value(data: bytes) -> object:
    """The one value in these bytes. Raises ValueError for all that makes a line Broken."""
    return _honest(data)


def _json_line(path: Path, number: int, raw: bytes) -> JsonLine | Broken:
    try:
        return JsonLine(number, raw, _object(raw))
    except ValueError as error:
        return Broken(path, number, str(error))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered; what is longer than `LONGEST` comes in its first part alone."""
    number = 0
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST + 1):
                number += 1
                yield number, line
                while len(line) > LONGEST and not line.endswith(b"\n"):
                    line = file.readline(LONGEST + 1)
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error


def _object(line: bytes) -> dict[str, object]:
    value = _honest(line)
    if not isinstance(value, dict):
        raise ValueError("the line is no JSON object")  # noqa: TRY004 the value is wrong, not the caller
    return value


def _honest(data: bytes) -> object:
    value = _value(data)
    if _SUSPECT.search(data):
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
    except ValueError as error:
        if "set_int_max_str_digits" in str(error):  # so says Python
            raise ValueError("a number has more digits than can be read") from None
        raise


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
