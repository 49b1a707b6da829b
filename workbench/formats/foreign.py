"""From what a foreign file tells to a record: what the workbench needs and other tools do not have is made here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from workbench.errors import MissingExtra
from workbench.formats.base import UNTOLD, Broken, Record
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
from workbench.names import normal, short
from workbench.spans import joined
from workbench.symbols import unstorable


class Mark(NamedTuple):
    """An annotation as a file tells it; `key` is what relations call it there, `line` where it stands."""

    label: str
    segments: Sequence[Span]
    line: int = 0
    key: str = ""
    attributes: Mapping[str, AttributeValue] = MappingProxyType({})
    comment: str = ""
    score: float | None = None
    unsure: bool = False


class Link(NamedTuple):
    """A relation as a file tells it: `source` and `target` are keys of marks."""

    type: str
    source: str
    target: str
    line: int = 0


def article(name: str, text: str, title: str = "", metadata: Mapping[str, str] | None = None) -> Article:
    """The article of this text; `name` becomes its id, and the title where there is none.

    Raises ValueError for a text without words, and for characters that no database can hold.
    """
    return _article(name, text, title, tuple((metadata or {}).items()))


@lru_cache(maxsize=1)  # what several annotators made of a text mostly comes together
def _article(name: str, text: str, title: str, metadata: tuple[tuple[str, str], ...]) -> Article:
    known = dict(metadata)
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
    once. Where one cannot be taken, the work does not count as finished: its words would count as unmarked.
    """
    name = normal(work.annotator)
    sha256 = _sha256(article.text)
    taken: dict[str, Annotation] = {}
    keys: dict[str, str] = {}
    whole = work.finished and not work.skipped
    for mark in work.marks:
        try:
            made = _annotation(article, sha256, name, mark)
        except ValueError as error:
            whole = False
            yield Broken(place.path, mark.line or place.line, str(error))
            continue
        if made.id in taken:
            words = f"'{mark.label}' on the same words, with the same values, was given before"
            yield Broken(place.path, mark.line or place.line, words)
        taken[made.id] = made
        keys[mark.key] = made.id
    relations: dict[str, Relation] = {}
    for link in work.links:
        if link.source not in keys or link.target not in keys:
            ends = ", ".join(map(short, sorted({link.source, link.target} - keys.keys())))
            words = f"the relation '{link.type}' has an end that was not taken: {ends}"
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
        frozenset({name} if whole else ()),
    )


def _annotation(article: Article, sha256: str, annotator: str, mark: Mark) -> Annotation:
    label, segments, _, _, attributes, comment, score, unsure = mark
    text = article.text
    for segment in segments:
        if segment.end > len(text):
            raise ValueError(f"{segment.start}–{segment.end} does not lie in the text of {len(text)} code points")
    segments = joined(text, segments)
    if not segments:
        raise ValueError(f"'{label}' has no words")
    if not label.strip():
        raise ValueError("the label has no name")
    id_ = _id(sha256, annotator, label, segments, attributes, comment, score, unsure)
    return Annotation(
        id_, article.id, annotator, label, segments, UNTOLD, "", attributes, comment, Origin.IMPORT, score, unsure
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
    told = f"{label!r} {' '.join([f'{segment.start} {segment.end}' for segment in segments])}"
    if attributes or comment or score is not None or unsure:
        told += repr((sorted(attributes.items()), comment, score, unsure))
    digest = _begun(sha256, annotator).copy()
    digest.update(told.encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)  # what is of one layer comes together
def _begun(sha256: str, annotator: str) -> hashlib.blake2b:
    return hashlib.blake2b(repr(("annotation", sha256, annotator)).encode(), digest_size=16)


@lru_cache(maxsize=1)  # as `_article`
def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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


def missing(extra: str, what: str) -> MissingExtra:
    """The error where the library that a format needs is not installed."""
    return MissingExtra(f"{what} needs a library that is not installed.", f"python -m pip install 'workbench[{extra}]'")
