"""What a record tells, both ways: its members as they are written, and those that somebody brings, proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from operator import attrgetter
from pathlib import Path

from workbench import __version__
from workbench.errors import FormatError
from workbench.formats.base import Header, Record, SchemeText, by_annotator
from workbench.formats.record import NAME, VERSION, RecordShape, SegmentShape, SpanShape
from workbench.model import (
    Annotated,
    Annotation,
    Article,
    AttributeValue,
    Decision,
    Kind,
    Note,
    Origin,
    ReadMark,
    Relation,
    Skip,
    Span,
    Verdict,
    note_order,
    reading_order,
)
from workbench.spans import beyond, out_of_order


def told(header: Header, articles: Iterable[Annotated]) -> Iterator[dict[str, object]]:
    """The members of the records, one per article and annotator, without their seals.

    The text of a scheme stands in the first that names it. Raises FormatError where an annotation does not lie in its
    article's text.
    """
    before: set[str] = set()
    for annotated in articles:
        for name, layer in by_annotator(annotated):
            named = {header.scheme.fingerprint}.union(map(attrgetter("scheme"), layer.annotations))
            yield _members(layer, name, header, [header.schemes[fingerprint] for fingerprint in sorted(named - before)])
            before |= named


# Writing


def _members(layer: Annotated, annotator: str, header: Header, schemes: list[SchemeText]) -> dict[str, object]:
    article, scheme = layer.article, header.scheme
    return {
        "format": NAME,
        "format_version": VERSION,
        "tool": f"workbench {__version__}",
        "offset_unit": "code point",
        "text": article.text,
        "spans": [_span(annotation, article) for annotation in layer.annotations],
        "relations": [{"id": r.id, "type": r.type, "from": r.from_id, "to": r.to_id} for r in layer.relations],
        "article": {
            "id": article.id,
            "title": article.title,
            "sha256": article.sha256,
            "paragraphs": [[paragraph.start, paragraph.end] for paragraph in article.paragraphs],
            "metadata": dict(sorted(article.metadata.items())),
            "guessed": sorted(article.guessed),
        },
        "annotator": {"name": annotator, "kind": header.kinds[annotator]},
        "read_paragraphs": [mark.paragraph for mark in layer.read],
        "read_at": [_moment(mark.at) for mark in layer.read],
        **_remarks(layer),
        "scheme": {"name": scheme.name, "version": header.version, "fingerprint": scheme.fingerprint},
        "schemes": [{"fingerprint": s.fingerprint, "name": s.name, "text": s.text} for s in schemes],
    }


def _remarks(layer: Annotated) -> dict[str, object]:
    """Notes, skip and decisions have members only where there are any: older records have none either."""
    told: dict[str, object] = {}
    if layer.notes:
        told["notes"] = [
            {"id": note.id, "paragraph": note.paragraph, "text": note.text, "made_at": _moment(note.made_at)}
            for note in layer.notes
        ]
    for skip in layer.skips:
        told["skip"] = {"reason": skip.reason, "at": _moment(skip.at)}
    if layer.decisions:
        told["decisions"] = [_decision(one) for one in layer.decisions]
    return told


def _decision(one: Decision) -> dict[str, object]:
    return {
        "id": one.id,
        "start": one.extent.start,
        "end": one.extent.end,
        "candidates": one.candidates,
        "result": one.result,
        "verdict": one.verdict.value,
        "by": one.by,
        "comment": one.comment,
        "at": _moment(one.at),
    }


def _span(annotation: Annotation, article: Article) -> dict[str, object]:
    text, segments = article.text, annotation.segments
    if problem := _misplaced(segments, text):
        raise FormatError(f"Annotation {annotation.id} of article {article.id} cannot be written: {problem}.")
    start, end = segments[0].start, segments[-1].end
    members = {
        "start": start,
        "end": end,
        "text": text[start:end],
        "label": annotation.label,
        "id": annotation.id,
        "segments": [{"start": one.start, "end": one.end, "text": text[one.start : one.end]} for one in segments],
        "attributes": _attributes(annotation) if annotation.attributes else {},
        "comment": annotation.comment,
    }
    if annotation.unsure:
        members["unsure"] = True
    members["origin"] = annotation.origin._value_
    members["score"] = annotation.score
    members["made_at"] = _moment(annotation.made_at)
    members["scheme"] = annotation.scheme
    return members


def _attributes(annotation: Annotation) -> dict[str, AttributeValue]:
    for name, value in annotation.attributes.items():
        if isinstance(value, float) and not isfinite(value):
            where = f"Annotation {annotation.id} of article {annotation.article_id}"
            raise FormatError(f"{where} cannot be written: its attribute {name} is {value}, which is no number.")
    return dict(sorted(annotation.attributes.items()))


@lru_cache(maxsize=64)  # what is imported was made at one moment
def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _misplaced(spans: tuple[Span, ...], text: str) -> str:
    """Why the spans are no sorted, disjoint spans of the text, or an empty string."""
    if len(spans) == 1 and spans[0].end <= len(text):
        return ""
    if far := beyond(spans, len(text)):
        return f"{far.start}–{far.end} does not lie in the text of {len(text)} characters"
    if pair := out_of_order(spans):
        one, other = pair
        return f"{other.start}–{other.end} does not come after {one.start}–{one.end}"
    return ""


# Reading: each function raises ValueError with the sentence that follows the file and line


def proved(path: Path, number: int, shape: RecordShape) -> Record:
    """The record of this shape, its offsets, quotes, hash of the text and order proved. Raises ValueError."""
    article = _article(shape)
    name = shape.annotator.name
    annotations = tuple(_annotation(span, index, article, name) for index, span in enumerate(shape.spans))
    _prove_order("spans", "in reading order", (reading_order(a) < reading_order(b) for a, b in pairwise(annotations)))
    relations = tuple(Relation(r.id, name, r.type, r.source, r.target) for r in shape.relations)
    _prove_starts(relations, {annotation.id for annotation in annotations})
    _prove_order("relations", "sorted by id", (a.id < b.id for a, b in pairwise(relations)))
    return Record(
        path,
        number,
        Annotated(
            article,
            annotations,
            relations,
            _read_marks(shape, article),
            _notes(shape, article),
            (Skip(article.id, name, shape.skip.reason, shape.skip.at),) if shape.skip else (),
            decisions=_decisions(shape, article),
        ),
        {name: Kind(shape.annotator.kind)},
        scheme=shape.scheme.fingerprint,
        schemes=tuple(SchemeText(s.fingerprint, s.name, s.text) for s in shape.schemes),
    )


def _article(shape: RecordShape) -> Article:
    claimed = shape.article
    paragraphs = tuple(
        _span_of(start, end, f"article.paragraphs[{i}]") for i, (start, end) in enumerate(claimed.paragraphs)
    )
    if problem := _misplaced(paragraphs, shape.text):
        raise ValueError(f"article.paragraphs: {problem}")
    guessed = frozenset(claimed.guessed)
    article = Article(claimed.id, claimed.title, shape.text, paragraphs, claimed.metadata, guessed)
    if article.sha256 != claimed.sha256:
        raise ValueError(f"article.sha256 is {claimed.sha256}, but the text has {article.sha256}")
    return article


def _annotation(shape: SpanShape, index: int, article: Article, annotator: str) -> Annotation:
    where = f"spans[{index}]"
    segments = tuple(_segment(part, f"{where}.segments[{i}]", article.text) for i, part in enumerate(shape.segments))
    if problem := _misplaced(segments, article.text):
        raise ValueError(f"{where}.segments: {problem}")
    extent = _segment(shape, where, article.text)
    annotation = Annotation(
        id=shape.id,
        article_id=article.id,
        annotator=annotator,
        label=shape.label,
        segments=segments,
        made_at=shape.made_at,
        scheme=shape.scheme,
        attributes=shape.attributes,
        comment=shape.comment,
        unsure=shape.unsure,
        origin=Origin(shape.origin),
        score=shape.score,
    )
    if annotation.extent != extent:
        reach = annotation.extent
        raise ValueError(f"{where} is {extent.start}–{extent.end}, but its segments reach {reach.start}–{reach.end}")
    return annotation


def _segment(shape: SegmentShape, where: str, text: str) -> Span:
    span = _span_of(shape.start, shape.end, where)
    if span.end > len(text):
        raise ValueError(f"{where}: {span.start}–{span.end} does not lie in the text of {len(text)} characters")
    if span.of(text) != shape.text:
        there = _shortened(span.of(text))
        raise ValueError(
            f"{where}: text says “{_shortened(shape.text)}”, but the article has “{there}” at {span.start}–{span.end}"
        )
    return span


def _span_of(start: int, end: int, where: str) -> Span:
    if start >= end:
        raise ValueError(f"{where}: {start}–{end} is no span")
    return Span(start, end)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"


def _read_marks(shape: RecordShape, article: Article) -> tuple[ReadMark, ...]:
    if len(shape.read_at) != len(shape.read_paragraphs):
        raise ValueError(f"read_at has {len(shape.read_at)} times for {len(shape.read_paragraphs)} read_paragraphs")
    _prove_order("read_paragraphs", "ascending", (a < b for a, b in pairwise(shape.read_paragraphs)))
    for paragraph in shape.read_paragraphs:
        if paragraph >= len(article.paragraphs):
            raise ValueError(f"read_paragraphs: there is no paragraph {paragraph} of {len(article.paragraphs)}")
    pairs = zip(shape.read_paragraphs, shape.read_at, strict=True)
    return tuple(ReadMark(article.id, shape.annotator.name, paragraph, at) for paragraph, at in pairs)


def _notes(shape: RecordShape, article: Article) -> tuple[Note, ...]:
    name, count = shape.annotator.name, len(article.paragraphs)
    for index, note in enumerate(shape.notes):
        if note.paragraph is not None and note.paragraph >= count:
            raise ValueError(f"notes[{index}].paragraph: there is no paragraph {note.paragraph} of {count}")
    notes = tuple(Note(n.id, article.id, name, n.paragraph, n.text, n.made_at) for n in shape.notes)
    order = "sorted by paragraph, time and id, those on the article first"
    _prove_order("notes", order, (note_order(a) < note_order(b) for a, b in pairwise(notes)))
    return notes


def _decisions(shape: RecordShape, article: Article) -> tuple[Decision, ...]:
    made = []
    for index, one in enumerate(shape.decisions):
        extent = _span_of(one.start, one.end, f"decisions[{index}]")
        if extent.end > len(article.text):
            size = len(article.text)
            raise ValueError(f"decisions[{index}]: {one.start}–{one.end} does not lie in the text of {size} characters")
        ids, verdict = (tuple(one.candidates), tuple(one.result)), Verdict(one.verdict)
        name = shape.annotator.name
        made.append(Decision(one.id, article.id, name, extent, *ids, verdict, one.by, one.comment, one.at))
    places = [(one.extent, one.id) for one in made]
    _prove_order("decisions", "sorted by place and id", (a < b for a, b in pairwise(places)))
    return tuple(made)


def _prove_order(member: str, order: str, rises: Iterable[bool]) -> None:
    for index, rise in enumerate(rises, start=1):
        if not rise:
            raise ValueError(f"{member} are not {order}: {member}[{index}] does not come after the one before")


def _prove_starts(relations: Iterable[Relation], ids: set[str]) -> None:
    for index, relation in enumerate(relations):
        if relation.from_id not in ids:
            raise ValueError(f"relations[{index}].from {relation.from_id} is none of the record's spans")
