"""The lines of a CoNLL file as documents of rows, and the values in its comments and tags; see `conll`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from workbench.errors import FormatError
from workbench.formats.base import Broken
from workbench.formats.lines import LONGEST
from workbench.formats.tagging import OUTSIDE, is_tag
from workbench.symbols import printable, unstorable

DOCSTART = "-DOCSTART-"
TIGHT = "SpaceAfter=No"
META = "meta::"

_COMMENT = re.compile(r"# *([^\s=]+)(?: id)?(?: = ?(.*))?")


class Columns(NamedTuple):
    """What the columns hold, and where token, tag and spacing stand in them (`misc` is -1 where there is none)."""

    names: Sequence[str]
    token: int
    tag: int
    misc: int

    @classmethod
    def of(cls, told: str) -> Columns:
        """The columns that the option names. Raises FormatError where these are none."""
        names = [name.strip().casefold() for name in told.split(",")]
        if names.count("token") != 1 or names.count("tag") != 1:
            raise FormatError(
                f"“{told}” are no columns: 'token' and 'tag' must each be there once.",
                "Name them in their order, as in columns=token,pos,chunk,tag.",
            )
        return cls(names, names.index("token"), names.index("tag"), names.index("misc") if "misc" in names else -1)

    def tag_in(self, fields: Sequence[str]) -> str:
        """The tag of a row, or nothing. Where the row is longer than it should be, what is last stays last."""
        last = len(fields) > len(self.names) == self.tag + 1
        return fields[-1] if last else fields[self.tag] if self.tag < len(fields) else ""


def told(value: str) -> str:
    """The value in one line: as it is, or as a JSON string where that would not be read back."""
    plain = value and value == value.strip() == printable(value, keep="") and not value.startswith('"')
    return value if plain else json.dumps(value)


def escaped(name: str) -> str:
    """The name with its white space percent-encoded, at which readers divide lines."""
    return re.sub(r"[\s%]", lambda found: quote(found[0], safe=""), name)


def unescaped(name: str) -> str:
    """What `escaped` was given; what is no UTF-8 stays as it is."""

    def plain(found: re.Match[str]) -> str:
        try:
            return unquote(found[0], errors="strict")
        except UnicodeDecodeError:
            return found[0]

    return re.sub(r"(?:%[0-9A-F]{2})+", plain, name)


class Row(NamedTuple):
    """A token with its tag, and what stands between the token before and this one. `first`: of its sentence."""

    line: int
    token: str
    tag: str
    gap: str
    first: bool


@dataclass(slots=True)
class Document:
    """A document as far as it is read. `gap` and `first` are those of the row that comes next; `whole`: no tag was
    refused.
    """

    line: int
    name: str
    declared: bool = False
    annotator: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    gap: str = ""
    first: bool = True
    whole: bool = True

    def add(self, line: int, token: str, tag: str, *, tight: bool) -> None:
        """A row, which follows the one before."""
        self.rows.append(Row(line, token, tag, self.gap, self.first))
        self.gap, self.first = "" if tight else " ", False

    def take(self, comment: _Comment) -> None:
        """What a comment tells; what it does not mean to us, such as `sent_id`, changes nothing."""
        if comment.key == "newpar" and self.rows:
            self.gap = "\n\n"
        elif comment.key == "annotator":
            self.annotator = comment.value
        elif comment.key.startswith(META):
            self.facts[unescaped(comment.key.removeprefix(META))] = comment.value


class _Comment(NamedTuple):
    """`# key = value`; both are empty for a comment in free words."""

    key: str
    value: str = ""


def documents(file: Path, columns: Columns, name: str) -> Iterator[Document | Broken]:
    """The documents of a file, each once it has ended; and what cannot be taken."""
    found, count = Document(1, name), 0
    for line in _lines(file):
        if isinstance(line, Broken):
            yield line
            continue
        number, words = line
        fields = _split(words)
        comment = _comment(words, fields, columns, first=found.first)
        if not fields:
            found.first = True
        elif fields[0] == DOCSTART or (comment and comment.key == "newdoc"):
            yield from _ended(file, found)
            count += 1
            called = comment.value if comment else ""
            found = Document(number, called or f"{name}-{count}", declared=comment is not None)
        elif comment:
            found.take(comment)
        else:
            yield from (Broken(file, number, problem) for problem in _add(found, number, fields, columns))
    yield from _ended(file, found)


def _ended(file: Path, found: Document) -> Iterator[Document | Broken]:
    if found.rows:
        yield found
    elif found.declared:
        yield Broken(file, found.line, f"the document '{found.name}' has no tokens")


def _lines(file: Path) -> Iterator[tuple[int, str] | Broken]:
    """Numbered, without their ends and without a byte-order mark at the start. Raises FormatError."""
    number = 0
    try:
        with file.open("rb") as stream:
            while raw := stream.readline(LONGEST + 1):
                number += 1
                if len(raw) > LONGEST:
                    raise FormatError(f"{file}:{number}: the line is longer than {LONGEST:,} bytes: no CoNLL.")
                yield _line(file, number, raw)
    except OSError as error:
        raise FormatError(f"{file} cannot be read: {error.strerror}.") from error


def _line(file: Path, number: int, raw: bytes) -> tuple[int, str] | Broken:
    try:
        words = raw.removesuffix(b"\n").removesuffix(b"\r").decode()
    except UnicodeDecodeError as error:
        return Broken(file, number, f"byte {error.start + 1} of the line is not UTF-8")
    if "\0" in words:
        return Broken(file, number, "the line holds U+0000, which no text may hold")
    return number, words.removeprefix("\ufeff") if number == 1 else words


def _split(words: str) -> list[str]:
    """The columns of a line: between tabs where there are any, between spaces elsewhere."""
    if not words.strip():
        return []
    return [one.strip(" ") for one in words.split("\t")] if "\t" in words else re.split(" +", words.strip(" "))


def _comment(words: str, fields: Sequence[str], columns: Columns, *, first: bool) -> _Comment | None:
    """The comment in a line; None where it is a row, whose token may begin with #. Only before the first row of a
    sentence may a comment be in free words.
    """
    if not words.startswith("#"):
        return None
    is_row = is_tag(columns.tag_in(fields))
    found = None if is_row and "\t" in words else _COMMENT.fullmatch(words)
    if found and (found[2] is not None or found[1] in ("newdoc", "newpar")):
        return _Comment(found[1], _value(found[2] or ""))
    return _Comment("") if first and not is_row else None


def _value(words: str) -> str:
    """What `told` was given."""
    words = words.strip()
    if words.startswith('"'):
        try:
            value = json.loads(words)
        except ValueError:
            return words
        if isinstance(value, str) and unstorable(value) is None:
            return value
    return words


def _add(found: Document, line: int, fields: Sequence[str], columns: Columns) -> Iterator[str]:
    """Puts the row to the document; yields what of it cannot be taken."""
    if len(fields) <= columns.token or not fields[columns.token].strip():
        yield "the row has no token"
        return
    tag = columns.tag_in(fields)
    if not is_tag(tag):
        yield f"'{tag}' is no tag, such as O or B-PER" if tag else f"the row has no tag in column {columns.tag + 1}"
        tag, found.whole = OUTSIDE, False
    misc = fields[columns.misc] if 0 <= columns.misc < len(fields) else ""
    found.add(line, fields[columns.token], tag, tight=TIGHT in misc.split("|"))
