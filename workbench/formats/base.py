"""What a format is, and what goes through it: records of annotated articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from workbench.errors import FormatError, SchemeError
from workbench.model import Annotated, Kind, Value, value
from workbench.scheme import Scheme, parse

UNTOLD = datetime(1970, 1, 1, tzinfo=UTC)
"""When something was made, where a file does not say so."""


@dataclass(frozen=True, slots=True)
class SchemeText:
    """A label scheme as it was written, under the fingerprint of what it means."""

    fingerprint: str
    name: str
    text: str


def scheme_of(told: SchemeText) -> Scheme | None:
    """What the text means, or None where it is no scheme: not every format proves what it brings."""
    try:
        return parse(told.text)
    except SchemeError:
        return None


@dataclass(frozen=True, slots=True)
class Header:
    """What holds for a whole export: the scheme of the folder and its version, the sort of every annotator, and in
    `schemes` the text of every scheme that an annotation may name, that of the folder among them.
    """

    scheme: SchemeText
    version: str
    kinds: Mapping[str, Kind]
    schemes: Mapping[str, SchemeText]


@value()
class Record:
    """One record of a file and where it stood: an article with what annotators made of it.

    `line` counts from 1, and is 0 where the file has no lines. `kinds` gives the sort of every annotator in it, such as
    made nothing of the article among them. `finished` are those of them who are done with the article although the file
    has no read marks. `scheme` is the fingerprint under which the record was written, empty where the format knows no
    schemes; `schemes` are the texts that it brought along.
    """

    path: Path
    line: int
    annotated: Annotated
    kinds: Mapping[str, Kind]
    finished: frozenset[str] = frozenset()
    scheme: str = ""
    schemes: tuple[SchemeText, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """What of a file cannot be taken, where it stood (as in `Record`) and why."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


def values(annotated: Annotated) -> tuple[Value, ...]:
    """All that was made of the article."""
    made = annotated.annotations, annotated.relations, annotated.read, annotated.notes, annotated.skips
    return tuple(chain(*made, annotated.decisions))


def annotators(annotated: Annotated) -> list[str]:
    """Everybody whose layers are in it, sorted."""
    return sorted(set(map(_ANNOTATOR, values(annotated))).union(annotated.by))


def by_annotator(annotated: Annotated) -> Iterator[tuple[str, Annotated]]:
    """The article once for everybody whose layers are in it, sorted by name, with what they made in its order."""
    remarks = annotated.notes, annotated.skips, annotated.decisions
    kinds = (annotated.annotations, annotated.relations, annotated.read, *remarks)
    made = [_by_annotator(values) for values in kinds]
    for name in sorted(set(annotated.by).union(*made)):
        annotations, relations, read, notes, skips, decisions = (tuple(values.get(name, ())) for values in made)
        yield name, Annotated(annotated.article, annotations, relations, read, notes, skips, (name,), decisions)


_ANNOTATOR: Callable[[Any], str] = attrgetter("annotator")


def _by_annotator(values: Iterable[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for one in values:
        groups[one.annotator].append(one)
    return groups


class NobodySays(FormatError):
    """Neither a file nor a person says who annotated."""


class SaidBy(StrEnum):
    """What says who annotated a file that does not say it itself."""

    NOTHING = "nothing"
    FOLDER = "folder"
    SUFFIX = "suffix"


Options = Mapping[str, str]
"""The options of a format by name, all of them."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a person says of files that do not say it: who annotated, and what the options of the format are."""

    options: Options = field(default_factory=dict)
    annotator: str = ""
    said_by: SaidBy = SaidBy.NOTHING

    @property
    def says_who(self) -> bool:
        """Whether it is said who annotated what does not say it itself."""
        return bool(self.annotator) or self.said_by is not SaidBy.NOTHING

    def who(self, path: Path) -> str:
        """Who annotated the file. Raises NobodySays."""
        match self.said_by:
            case SaidBy.FOLDER:
                name = path.absolute().parent.name
            case SaidBy.SUFFIX:
                name = path.stem.rpartition("_")[2] if "_" in path.stem else ""
            case _:
                name = self.annotator
        if not name.strip():
            raise NobodySays(
                f"{path} does not say who annotated it.",
                "Say so: --annotator NAME, --annotator-from folder, or --annotator-from suffix (ARTICLE_NAME.txt).",
            )
        return name

    def name(self, path: Path) -> str:
        """What the article in the file is called."""
        return path.stem.rpartition("_")[0] or path.stem if self.said_by is SaidBy.SUFFIX else path.stem


class Target(Protocol):
    """Where a writer writes to: one file, or the files of a folder."""

    def open(self, name: str = "") -> AbstractContextManager[BinaryIO]:
        """A new file of the folder (`name` may have folders in it), or the one file there is."""

    def put(self, name: str, content: bytes) -> None:
        """A new file of the folder, at once."""


Reader = Callable[[Path, Source], Iterator[Record | Broken]]
"""Yields the records of a file, or of all files of the format in a folder; and in its place, each that is not what it
claims to be. Raises FormatError where the file cannot be read at all, or where nobody says who annotated.
"""

Writer = Callable[[Target, Header, Iterable[Annotated], Options], int]
"""Writes articles in the order they come and gives the number of records. Raises FormatError.

Of annotations that are equal in the format only one comes (`exchange.losing`).
"""

Loss = Callable[[Annotated], Annotated]
"""Gives back what survives a format; the first line of its docstring is what the user reads."""

KindLoss = Callable[[str, Kind], Kind]
"""Gives back as which kind an annotator of this name and kind is taken afterwards; told as a `Loss` is."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen about a format: one of `values`, the first where nothing is said; any text where those are
    none, `default` where nothing is said.
    """

    name: str
    help: str
    values: tuple[str, ...] = ()
    default: str = ""

    @property
    def usual(self) -> str:
        """What holds where nothing is said."""
        return self.values[0] if self.values else self.default


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format: `read` is None for one that is only written.

    `suffix` is that of its files, empty where it is a folder of them. `losses` gives those that there are with these
    options, which are applied in their order; `kinds` is that of the kinds of annotators, None where they stay. `extra`
    names the extra of the package that brings its library. `card` gives what the card of a dataset says of data in this
    format, as members of its YAML header; a format that has it writes the one file `data.jsonl`.
    """

    name: str
    title: str
    suffix: str
    read: Reader | None
    write: Writer
    losses: Callable[[Options], tuple[Loss, ...]] = lambda _: ()
    options: tuple[Option, ...] = ()
    extra: str = ""
    card: Callable[[Header, Options], Mapping[str, object]] | None = None
    kinds: KindLoss | None = None
