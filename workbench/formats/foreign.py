"""From what a foreign file tells to a record: what the workbench needs and other tools do not have is made here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
    value,
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


Marked = tuple[str, Sequence[Span], int, str, Mapping[str, AttributeValue], str, float | None, bool]
"""A mark by place: taken apart again at once, and made by the million."""


class Link(NamedTuple):
    """A relation as a file tells it: `source` and `target` are keys of marks."""

    type: str
    source: str
    target: str
    line: int = 0


Linked = tuple[str, str, str, int]
"""A link by place."""


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


@value()
class Work:
    """What one annotator made of an article, as a file tells it. `notes` are on the article, `skipped` is a reason."""

    annotator: str
    marks: Iterable[Marked] = ()
    links: Iterable[Linked] = ()
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
    taken, keys, broken, whole = _annotations(article, name, work.marks)
    relations: dict[str, Relation] = {}
    for type_, source, target, line in work.links:
        if source in keys and target in keys:
            made = relation(name, type_, keys[source], keys[target])
            relations[made.id] = made
        else:
            ends = ", ".join(map(short, sorted({source, target} - keys.keys())))
            broken.append((line, f"the relation '{type_}' has an end that was not taken: {ends}"))
    for line, reason in broken:
        yield Broken(place.path, line or place.line, reason)
    yield Record(
        place.path,
        place.line,
        Annotated(
            article,
            taken,
            tuple([relations[id_] for id_ in sorted(relations)]),
            notes=tuple(sorted((_note(article, name, words) for words in work.notes), key=note_order)),
            skips=(Skip(article.id, name, work.skipped, UNTOLD),) if work.skipped else (),
        ),
        {name: work.kind},
        frozenset({name} if whole and work.finished and not work.skipped else ()),
    )


def _annotations(
    article: Article, annotator: str, marks: Iterable[Marked]
) -> tuple[tuple[Annotation, ...], dict[str, str], list[tuple[int, str]], bool]:
    """The annotations in reading order; their ids by the keys of the marks; what cannot be taken, with its line; and
    whether all but doubles were taken.
    """
    id_of_article, text = article.id, article.text
    begun = _begun(_sha256(text), annotator)
    ordered: list[tuple[int, int, str, str, Annotation]] = []  # as `reading_order`: a corpus has millions
    ids: set[str] = set()
    keys: dict[str, str] = {}
    broken: list[tuple[int, str]] = []
    whole = True
    for label, told, line, key, attributes, comment, score, unsure in marks:
        try:
            segments = _segments(text, label, told)
        except ValueError as error:
            whole = False
            broken.append((line, str(error)))
            continue
        keys[key] = id_ = _id(begun, label, segments, attributes, comment, score, unsure)
        if id_ in ids:
            broken.append((line, f"'{label}' on the same words, with the same values, was given before"))
            continue
        ids.add(id_)
        made = Annotation(
            id_, id_of_article, annotator, label, segments, UNTOLD, "", attributes, comment, _IMPORT, score, unsure
        )
        ordered.append((segments[0].start, -segments[-1].end, label, id_, made))
    ordered.sort()
    return tuple([one[-1] for one in ordered]), keys, broken, whole


_IMPORT = Origin.IMPORT


def _segments(text: str, label: str, told: Sequence[Span]) -> tuple[Span, ...]:
    """Those of an annotation, as `records` says. Raises ValueError where it cannot be taken."""
    length = len(text)
    for segment in told:
        if segment.end > length:
            raise ValueError(f"{segment.start}–{segment.end} does not lie in the text of {length} code points")
    segments = joined(text, told)
    if not segments:
        raise ValueError(f"'{label}' has no words")
    if not label.strip():
        raise ValueError("the label has no name")
    return segments


def _id(  # noqa: PLR0913, PLR0917 all that an annotation says
    begun: hashlib.blake2b,
    label: str,
    segments: Sequence[Span],
    attributes: Mapping[str, AttributeValue],
    comment: str,
    score: float | None,
    unsure: bool,
) -> str:
    """An id that the same annotation of the same text always gets: reading a file twice gives nothing new."""
    if len(segments) == 1:
        told = f"{label!r} {segments[0].start} {segments[0].end}"
    else:
        told = f"{label!r} {' '.join([f'{segment.start} {segment.end}' for segment in segments])}"
    if attributes or comment or score is not None or unsure:
        told += repr((sorted(attributes.items()), comment, score, unsure))
    digest = begun.copy()
    digest.update(told.encode())
    return digest.hexdigest()


def _begun(sha256: str, annotator: str) -> hashlib.blake2b:
    """The part of ids that all annotations of a layer have."""
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
    begun = {name: _begun(sha256, name) for name in {one.annotator for one in annotated.annotations}}
    renamed: dict[str, str] = {}
    made: dict[str, Annotation] = {}
    for one in annotated.annotations:
        told = one.label, one.segments, one.attributes, one.comment, one.score, one.unsure
        renamed[one.id] = id_ = _id(begun[one.annotator], *told)
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
