"""The bytes of spaCy's DocBin, looked at without trusting them: compressed msgpack with columns of numbers, and strings
that numbers stand for. See https://spacy.io/api/docbin#serialization-format, release 3.8.

spaCy's own Doc believes the numbers in a file, so none is made here; and nothing in the file is executed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import FormatError
from workbench.formats.files import LARGEST, bytes_of
from workbench.formats.foreign import missing
from workbench.formats.members import Members, integer, listing, mapping, maybe, need, text
from workbench.model import Span
from workbench.spans import laid_out, of_tokens
from workbench.symbols import unstorable

if TYPE_CHECKING:
    from spacy.strings import StringStore

ATTRIBUTES = {
    "ORTH": 65,
    "LEMMA": 73,
    "POS": 74,
    "TAG": 75,
    "DEP": 76,
    "ENT_IOB": 77,
    "ENT_TYPE": 78,
    "ENT_KB_ID": 452,
    "MORPH": 453,
    "ENT_ID": 454,
}
"""The numbers by which files name the attributes of tokens: those of `spacy.attrs`."""

MOST = 20_000_000
"""Values in one message: far above any file under `LARGEST`, far below what fills the memory."""


class Told(NamedTuple):
    """An annotation as spaCy tells it: its tokens, half-open, and the numbers of its strings."""

    start: int
    end: int
    label: int
    id: int
    kb_id: int


@dataclass(frozen=True, slots=True)
class Document:
    """A Doc: its tokens in code points, columns by attribute, span groups by key.

    All that raises does so with a ValueError, the end of a sentence.
    """

    text: str
    tokens: list[Span]
    columns: Mapping[int, memoryview]
    groups: Mapping[str, Members]
    user_data: Members
    has_categories: bool
    strings: StringStore

    def span(self, start: int, end: int) -> Span:
        """The code points of the tokens from `start` up to `end`."""
        return of_tokens(self.tokens, start, end)

    def column(self, name: str) -> list[int]:
        """What the tokens have of an attribute; zeros where the file has none of it."""
        found = self.columns.get(ATTRIBUTES[name])
        return [0] * len(self.tokens) if found is None else found.tolist()

    def string(self, number: int) -> str:
        """What the number stands for."""
        try:
            return storable(self.strings[number], "a string")
        except KeyError:
            raise ValueError(f"the file does not tell the string that {number} stands for") from None

    def name(self, number: int) -> str:
        """The same where spaCy lets a number stand for nothing: then it is its own name."""
        try:
            return storable(self.strings[number], "a string")
        except KeyError:
            return str(number)

    def annotations(self, key: str) -> Iterator[Told | str]:
        """Those of the group, or the entities where there is none; of what is no annotation, why."""
        if key not in self.groups:
            yield from self.entities()
            return
        for index, packed in enumerate(need(self.groups[key], "spans", listing, key)):
            try:
                yield self._told(packed)
            except ValueError as error:
                yield f"spans[{key}][{index}]: {error}"

    def _told(self, packed: object) -> Told:
        try:
            id_, kb_id, label, start, end, first, last = struct.unpack(">QQQllll", _bytes(packed, "it"))
        except struct.error:
            raise ValueError("it is no span of this spaCy") from None
        span = self.span(start, end)
        if (span.start, span.end) != (first, last):
            raise ValueError(f"its tokens are {span.start}–{span.end}, but it says {first}–{last}")
        return Told(start, end, label, id_, kb_id)

    def entities(self) -> Iterator[Told]:
        """`doc.ents`: a token with a label that begins one (3), and those inside (1) after it."""
        columns = (self.column(name) for name in ("ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID"))
        begun: Told | None = None
        for index, (tag, label, id_, kb_id) in enumerate(zip(*columns, strict=True)):
            if tag == 1 and begun:
                begun = begun._replace(end=index + 1)
                continue
            if begun:
                yield begun
            begun = Told(index, index + 1, label, id_, kb_id) if tag in (1, 3) and label else None
        if begun:
            yield begun


def documents(file: Path) -> Iterator[Document | str]:
    """The documents in their order; of one that is none, what is wrong with it.

    The whole file is in memory. Raises FormatError for what is no DocBin, MissingExtra without spaCy.
    """
    try:
        from spacy.strings import StringStore
    except ImportError:
        raise missing("nlp", "The format docbin") from None
    try:
        members = mapping(unpacked(_inflated(bytes_of(file))), "the file")
        strings = StringStore([text(one, "strings") for one in need(members, "strings", listing)])
        parts = _parts(members)
    except ValueError as error:
        raise FormatError(f"{file} is no DocBin of spaCy: {error}.") from None
    for part in parts:
        try:
            yield _document(part, strings)
        except ValueError as error:
            yield str(error)


def storable(value: object, what: str) -> str:
    """The value as text that a database can hold. Raises ValueError."""
    words = text(value, what)
    if (position := unstorable(words)) is not None:
        raise ValueError(f"{what} holds U+{ord(words[position]):04X}, which no text may hold")
    return words


def unpacked(message: bytes) -> object:
    """The value in msgpack, without the extension by which srsly makes arrays of it. Raises ValueError."""
    from srsly import msgpack

    left = MOST

    def counted(items: list[object]) -> list[object]:
        nonlocal left
        left -= 1 + len(items)
        if left < 0:
            raise ValueError
        return items

    def members(pairs: list[tuple[object, object]]) -> dict[object, object]:
        counted(list(pairs))
        return {tuple(key) if isinstance(key, list) else key: value for key, value in pairs}

    try:
        return msgpack.unpackb(
            message, raw=False, list_hook=counted, object_pairs_hook=members, max_array_len=MOST, max_map_len=MOST
        )
    except (ValueError, TypeError):
        raise ValueError("its msgpack is damaged") from None


def _inflated(data: bytes) -> bytes:
    inflating = zlib.decompressobj()
    try:
        message = inflating.decompress(data, LARGEST)
    except zlib.error:
        raise ValueError("it is not compressed as spaCy does it") from None
    if not inflating.eof:
        raise ValueError(f"it is cut off, or holds more than {LARGEST // 2**20:,} MiB")
    return message


class _Part(NamedTuple):
    """What the file holds of one document, nothing of it looked at but its size."""

    columns: Mapping[int, memoryview]
    spaces: bytes
    flags: object
    cats: object
    groups: object
    user_data: object


def _parts(members: Members) -> Iterator[_Part]:
    attributes = [integer(one, "attrs") for one in need(members, "attrs", listing)]
    lengths = _numbers(members, "lengths", "i")
    table = _numbers(members, "tokens", "Q")
    spaces = need(members, "spaces", _bytes)
    if ATTRIBUTES["ORTH"] not in attributes or any(length < 0 for length in lengths):
        raise ValueError("it has no words")
    width, total = len(attributes), sum(lengths)
    if (len(table), len(spaces)) != (total * width, total):
        raise ValueError("its tokens are not as many as it says")
    others = [_one_each(members, name, len(lengths)) for name in ("flags", "cats", "span_groups", "user_data")]
    return (
        _Part(
            {number: table[start * width + at : end * width : width] for at, number in enumerate(attributes)},
            spaces[start:end],
            *each,
        )
        for (start, end), *each in zip(pairwise(accumulate(lengths, initial=0)), *others, strict=True)
    )


def _numbers(members: Members, name: str, code: str) -> memoryview:
    """The member as numbers of this `struct` code."""
    packed = need(members, name, _bytes)
    if len(packed) % struct.calcsize(code):
        raise ValueError(f"{name} is cut off")
    return memoryview(packed).cast(code)  # type: ignore[call-overload,no-any-return]


def _one_each(members: Members, name: str, count: int) -> list[object]:
    """The list, one item a document; older files lack some."""
    items = maybe(members, name, listing) or [None] * count
    if len(items) != count:
        raise ValueError(f"{name} has {len(items)} items for {count} documents")
    return items


def _document(part: _Part, strings: StringStore) -> Document:
    flags = {} if part.flags is None else mapping(part.flags, "flags")
    unknown = bool(flags.get("has_unknown_spaces"))
    try:
        words = [strings[number] for number in part.columns[ATTRIBUTES["ORTH"]].tolist()]
    except KeyError:
        raise ValueError("the file does not tell all of its words") from None
    gaps = ["", *(" " if unknown or space else "" for space in part.spaces)]
    written, tokens = laid_out(words, gaps)
    return Document(
        written + gaps[-1],
        tokens,
        part.columns,
        dict(_groups(_inner(part.groups, "span_groups"))),
        mapping(_inner(part.user_data, "user_data") or {}, "user_data"),
        bool(part.cats),
        strings,
    )


def _groups(told: object) -> Iterator[tuple[str, Members]]:
    """Groups by key; before spaCy 3.3 they were a list, each with its name."""
    if isinstance(told, dict):
        for packed, keys in told.items():
            for key in listing(keys, "span_groups"):
                yield text(key, "span_groups"), mapping(_inner(packed, "span_groups"), "span_groups")
        return
    for packed in listing(told or [], "span_groups"):
        group = mapping(_inner(packed, "span_groups"), "span_groups")
        yield need(group, "name", text, "span_groups"), group


def _inner(value: object, what: str) -> object:
    """The value of a message in a message, None for none."""
    return unpacked(data) if value is not None and (data := _bytes(value, what)) else None


def _bytes(value: object, what: str) -> bytes:
    if isinstance(value, bytes):
        return value
    raise ValueError(f"{what} is not in bytes")
