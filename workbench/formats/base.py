"""What a format is, and what goes through it: records of annotated articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from workbench.errors import FormatError
from workbench.model import Annotated, Kind, Value


@dataclass(frozen=True, slots=True)
class SchemeText:
    """A label scheme as it was written, under the fingerprint of what it means."""

    fingerprint: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Header:
    """What holds for a whole export: the scheme of the folder and its version, the sort of every annotator, and in
    `schemes` the text of every scheme that an annotation may name, that of the folder among them.
    """

    scheme: SchemeText
    version: str
    kinds: Mapping[str, Kind]
    schemes: Mapping[str, SchemeText]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file and where it stood: an article with what annotators made of it.

    `kinds` gives the sort of every annotator in it. `scheme` is the fingerprint under which the record was written,
    `schemes` the texts that it brought along.
    """

    line: int
    annotated: Annotated
    kinds: Mapping[str, Kind]
    scheme: str
    schemes: tuple[SchemeText, ...] = ()


def values(annotated: Annotated) -> tuple[Value, ...]:
    """All that was made of the article."""
    return (*annotated.annotations, *annotated.relations, *annotated.read, *annotated.notes, *annotated.skips)


def annotators(annotated: Annotated) -> list[str]:
    """Everybody who made something of the article, sorted."""
    return sorted({value.annotator for value in values(annotated)})


class BrokenRecord(FormatError):
    """A file does not hold what it claims; `path`, `line` (from 1) and `reason` say where and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


Reader = Callable[[Path], Iterator[Record]]
"""Yields the records of a file. Raises BrokenRecord at the first one that is not what it claims to be."""

Writer = Callable[[BinaryIO, Header, Iterable[Annotated]], int]
"""Writes articles in the order they come and gives the number of records. Raises FormatError."""

Loss = Callable[[Annotated], Annotated]
"""Gives back what survives a format; the first line of its docstring is what the user reads."""


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format: `read` or `write` is None where there is only the other way.

    `suffix` is that of its files; `extra` names the extra of the package that brings its library.
    """

    name: str
    title: str
    suffix: str
    read: Reader | None
    write: Writer | None
    losses: tuple[Loss, ...] = field(default=())
    extra: str = ""
