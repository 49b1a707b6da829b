"""From what a foreign file tells to a record: what the workbench needs and other tools do not have is made here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from workbench.errors import FormatError, MissingExtra
from workbench.formats.base import UNTOLD, Broken, NobodySays, Record
from workbench.intake.draft import id_of
from workbench.intake.paragraphs import paragraphs
from workbench.model import (
    Annotated,
    Annotation,
    Article,
    AttributeValue,
    Kind,
    Note,
    Origin,
    Relation,
    Skip,
    Span,
    note_order,
    reading_order,
)
from workbench.names import normal
from workbench.spans import beyond, joined
from workbench.symbols import unstorable


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as a file tells it; `key` is what relations call it there, `line` where it stands."""

    label: str
    segments: Sequence[Span]
    line: int = 0
    key: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    comment: str = ""
    score: float | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as a file tells it: `source` and `target` are keys of marks."""

    type: str
    source: str
    target: str
    line: int = 0


def article(name: str, text: str, title: str = "", metadata: Mapping[str, str] | None = None) -> Article:
    """The article of this text; `name` becomes its id, and the title where there is none.

    Raises ValueError for a text without words, and for characters that no database can hold.
    """
    known = dict(metadata or {})
    for words in (text, name, title, *known, *known.values()):
        if (position := unstorable(words)) is not None:
            raise ValueError(f"U+{ord(words[position]):04X} at {position} is a character that no text may hold")
    if not (divided := paragraphs(text)):
        raise ValueError("the text has no words")
    return Article(id_of(name), title or name, text, divided, known)


class Place(NamedTuple):
    """Where a record stands: its file, and the line as in `Record`."""

    path: Path
    line: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What one annotator made of an article, as a file tells it. `notes` are on the article, `skipped` is a reason."""

    annotator: str
    marks: Iterable[Mark] = ()
    links: Iterable[Link] = ()
    notes: Iterable[str] = ()
    skipped: str = ""
    finished: bool = True
    kind: Kind = Kind.PERSON


def records(place: Place, article: Article, work: Work) -> Iterator[Record | Broken]:
    """The record of the work; before it, what of that cannot be taken.

    Segments are put in order and joined where only white space is between them. A mark that is given twice is taken
    once.
    """
    name = normal(work.annotator)
    sha256 = article.sha256
    taken: dict[str, Annotation] = {}
    keys: dict[str, str] = {}
    for mark in work.marks:
        try:
            made = _annotation(article, sha256, name, mark)
        except ValueError as error:
            yield Broken(place.path, mark.line or place.line, str(error))
            continue
        if made.id in taken:
            words = f"'{mark.label}' on the same words, with the same values, was given before"
            yield Broken(place.path, mark.line or place.line, words)
        taken[made.id] = made
        keys[mark.key] = made.id
    relations: dict[str, Relation] = {}
    for link in work.links:
        if missing := {link.source, link.target} - keys.keys():
            words = f"the relation '{link.type}' has an end that was not taken: {', '.join(sorted(missing))}"
            yield Broken(place.path, link.line or place.line, words)
            continue
        made_relation = relation(name, link.type, keys[link.source], keys[link.target])
        relations[made_relation.id] = made_relation
    yield Record(
        place.path,
        place.line,
        Annotated(
            article,
            tuple(sorted(taken.values(), key=reading_order)),
            tuple(relations[id_] for id_ in sorted(relations)),
            notes=tuple(sorted((_note(article, name, words) for words in work.notes), key=note_order)),
            skips=(Skip(article.id, name, work.skipped, UNTOLD),) if work.skipped else (),
        ),
        {name: work.kind},
        frozenset({name} if work.finished and not work.skipped else ()),
    )


def _annotation(article: Article, sha256: str, annotator: str, mark: Mark) -> Annotation:
    if far := beyond(mark.segments, len(article.text)):
        raise ValueError(f"{far.start}–{far.end} does not lie in the text of {len(article.text)} code points")
    segments = joined(article.text, mark.segments)
    if not segments:
        raise ValueError(f"'{mark.label}' has no words")
    if not mark.label.strip():
        raise ValueError("the label has no name")
    told = mark.label, segments, mark.attributes, mark.comment, mark.score, mark.unsure
    return Annotation(
        _id(sha256, annotator, *told),
        article.id,
        annotator,
        mark.label,
        segments,
        UNTOLD,
        "",
        mark.attributes,
        mark.comment,
        Origin.IMPORT,
        mark.score,
        mark.unsure,
    )


def _id(  # noqa: PLR0913, PLR0917 all that an annotation says
    sha256: str,
    annotator: str,
    label: str,
    segments: Iterable[Span],
    attributes: Mapping[str, AttributeValue],
    comment: str,
    score: float | None,
    unsure: bool,
) -> str:
    """An id that the same annotation of the same text always gets: reading a file twice gives nothing new."""
    places = [(segment.start, segment.end) for segment in segments]
    return _digest("annotation", sha256, annotator, label, places, sorted(attributes.items()), comment, score, unsure)


def relation(annotator: str, type_: str, source: str, target: str) -> Relation:
    """A relation with an id that it always gets."""
    return Relation(_digest("relation", type_, source, target), annotator, type_, source, target)


def _note(article: Article, annotator: str, words: str) -> Note:
    return Note(_digest("note", article.sha256, annotator, words), article.id, annotator, None, words, UNTOLD)


def made_anew(annotated: Annotated) -> Annotated:
    """The same as a foreign file gives it back: ids made anew, no times, no origins, no schemes."""
    sha256 = annotated.article.sha256
    renamed: dict[str, str] = {}
    made: dict[str, Annotation] = {}
    for one in annotated.annotations:
        told = one.label, one.segments, one.attributes, one.comment, one.score, one.unsure
        renamed[one.id] = id_ = _id(sha256, one.annotator, *told)
        made[id_] = replace(one, id=id_, made_at=UNTOLD, scheme="", origin=Origin.IMPORT)
    links = (
        relation(one.annotator, one.type, renamed[one.from_id], renamed[one.to_id])
        for one in annotated.relations
        if one.from_id in renamed and one.to_id in renamed
    )
    notes = (replace(note, made_at=UNTOLD) for note in annotated.notes)
    again_notes = (
        _note(annotated.article, note.annotator, note.text) if note.paragraph is None else note for note in notes
    )
    return replace(
        annotated,
        annotations=tuple(sorted(made.values(), key=reading_order)),
        relations=tuple(sorted({one.id: one for one in links}.values(), key=lambda one: one.id)),
        notes=tuple(sorted(again_notes, key=note_order)),
        skips=tuple(replace(skip, at=UNTOLD) for skip in annotated.skips),
    )


def _digest(*told: object) -> str:
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


def files(path: Path, *suffixes: str) -> list[Path]:
    """The file, or all of these suffixes in the folder and below it, sorted; hidden ones are left out.

    Raises FormatError where there is none.
    """
    if not path.is_dir():
        return [path]
    found = sorted(
        one
        for one in path.rglob("*")
        if one.suffix.casefold() in suffixes
        and one.is_file()
        and not any(part.startswith(".") for part in one.relative_to(path).parts)
    )
    if not found:
        raise FormatError(f"In the folder {path} is no file that ends in {' or '.join(suffixes)}.")
    return found


def from_files(
    path: Path, suffixes: Sequence[str], read: Callable[[Path], Iterator[Record | Broken]]
) -> Iterator[Record | Broken]:
    """What `read` gives of the file, or of each of the folder; there, one that cannot be read is broken as a whole."""
    for file in files(path, *suffixes):
        try:
            yield from read(file)
        except NobodySays:
            raise
        except FormatError as error:
            if file == path:
                raise
            yield Broken(file, 0, error.message)


def text_of(path: Path) -> str:
    """The whole file as it is, every character kept. Raises FormatError; the message says what is wrong."""
    return decoded(bytes_of(path), path)


def bytes_of(path: Path) -> bytes:
    """The whole file. Raises FormatError where it cannot be read, or is too large for one text."""
    try:
        if not path.is_file():
            raise FormatError(f"{path} is no file." if path.exists() else f"There is no file {path}.")
        if path.stat().st_size > LARGEST:
            raise FormatError(f"{path} is larger than {LARGEST // 2**20:,} MiB, the most that is read at once.")
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error


def decoded(data: bytes, path: Path) -> str:
    """The text in UTF-8. Raises FormatError, saying which byte is none."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise FormatError(f"{path} is not UTF-8: byte {error.start + 1}.", "Convert it to UTF-8 first.") from None


LARGEST = 512 * 2**20
"""Bytes of the largest file that is not read line by line."""


def missing(extra: str, what: str) -> MissingExtra:
    """The error where the library that a format needs is not installed."""
    return MissingExtra(f"{what} needs a library that is not installed.", f"python -m pip install 'workbench[{extra}]'")
