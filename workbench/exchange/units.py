"""Articles → what a record of training data is of: an article, a paragraph, a sentence; and only what was read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workbench.exchange.merging import only
from workbench.exchange.wanted import Unit, Wanted
from workbench.formats import annotators
from workbench.model import Annotated, Annotation, Article, Note, ReadMark, Relation, Span, reading_order
from workbench.spans import touched
from workbench.tokens import sentences

_OnParagraph = TypeVar("_OnParagraph", ReadMark, Note)
_Pieces = dict[int, Annotation]
"""What of an annotation lies in which window, by the window's number."""


@dataclass(slots=True)
class Cut:
    """What was cut so far: annotations that lay in several units or beyond, relations, notes and decisions that lie in
    none; and what was left out: paragraphs that were not read, records without annotations.
    """

    annotations: int = 0
    relations: int = 0
    notes: int = 0
    decisions: int = 0
    unread: int = 0
    empty: int = 0


def records(annotated: Annotated, wanted: Wanted, cut: Cut) -> Iterator[Annotated]:
    """The article in the units that are wanted; one that is left whole is left as it is, one of nobody not at all.

    With `read_only`, each annotator's work leaves by itself, cut to the paragraphs that they have read: for a unit of
    an article, to each run of them; nothing of an article that they skip. Without `negatives`, a record is of those
    who have an annotation in it. Ids of parts are those of articles with the place in code points behind.
    """
    layers = [only(annotated, {name}) for name in annotators(annotated)] if wanted.read_only else [annotated]
    for layer in layers:
        windows = _windows(layer, wanted, cut)
        for part in [layer] if windows is None else _excerpts(layer, windows, cut):
            record = part if wanted.negatives else _positive(part, cut)
            if record.annotations or annotators(record):
                yield record


def _positive(part: Annotated, cut: Cut) -> Annotated:
    """What is of those who have annotations in it."""
    names = {one.annotator for one in part.annotations}
    cut.empty += len(annotators(part)) - len(names)
    return only(part, names)


def _windows(layer: Annotated, wanted: Wanted, cut: Cut) -> list[Span] | None:
    """What of the article leaves, piece by piece; None where all of it does, in one."""
    paragraphs = layer.article.paragraphs
    numbers = list(range(len(paragraphs)))
    if wanted.read_only:
        read = set() if layer.skips else {mark.paragraph for mark in layer.read}
        numbers = [number for number in numbers if number in read]
    cut.unread += len(paragraphs) - len(numbers)
    match wanted.unit:
        case Unit.PARAGRAPH:
            return [paragraphs[number] for number in numbers]
        case Unit.SENTENCE:
            return [one for number in numbers for one in sentences(layer.article.text, paragraphs[number])]
    if len(numbers) == len(paragraphs):
        return None
    return [Span(paragraphs[run[0]].start, paragraphs[run[-1]].end) for run in _runs(numbers)]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers that follow one another, together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _excerpts(annotated: Annotated, windows: Sequence[Span], cut: Cut) -> Iterator[Annotated]:
    """The words in each window as an article of its own, with what was made of them.

    Windows are in order and do not overlap. Segments end at their edges; an annotation that is cut gets an id of its
    own for each part, and so does a relation that has such an end. Relations stay where both ends are, read marks
    where anything of their paragraph is, a note where its paragraph begins.
    """
    article, names = annotated.article, tuple(annotators(annotated))
    made, links = _divided(annotated, windows, cut)
    marks, notes = _by_paragraph(annotated.read), _by_paragraph(annotated.notes)
    for number, window in enumerate(windows):
        inside = touched(article.paragraphs, window)
        id_ = _part_id(article.id, window)
        paragraphs = tuple(_within(article.paragraphs[paragraph], window) for paragraph in inside)
        text = window.of(article.text)
        yield Annotated(
            Article(id_, article.title, text, paragraphs, article.metadata, article.guessed),
            tuple(sorted(made[number], key=reading_order)),
            tuple(sorted(links[number], key=lambda link: link.id)),
            tuple(replace(one, article_id=id_, paragraph=p - inside[0]) for p in inside for one in marks[p]),
            tuple(replace(one, article_id=id_, paragraph=p - inside[0]) for p in inside for one in notes.pop(p, ())),
            tuple(replace(one, article_id=id_) for one in annotated.skips),
            names,
        )
    cut.notes += sum(map(len, notes.values()))
    cut.decisions += len(annotated.decisions)


def _divided(
    annotated: Annotated, windows: Sequence[Span], cut: Cut
) -> tuple[dict[int, list[Annotation]], dict[int, list[Relation]]]:
    """The annotations and the relations in each window, by its number."""
    pieces = {one.id: _pieces(one, windows) for one in annotated.annotations}
    made: dict[int, list[Annotation]] = defaultdict(list)
    for id_, parts in pieces.items():
        cut.annotations += any(part.id != id_ for part in parts.values())
        for number, part in parts.items():
            made[number].append(part)
    links: dict[int, list[Relation]] = defaultdict(list)
    for one in annotated.relations:
        sources, targets = pieces.get(one.from_id, {}), pieces.get(one.to_id, {})
        both = sources.keys() & targets.keys()
        cut.relations += not both and bool(sources or targets)
        for number in both:
            ends = sources[number].id, targets[number].id
            id_ = one.id if ends == (one.from_id, one.to_id) else _id(one.id, windows[number])
            links[number].append(Relation(id_, one.annotator, one.type, *ends))
    return made, links


def _pieces(one: Annotation, windows: Sequence[Span]) -> _Pieces:
    segments: dict[int, list[Span]] = defaultdict(list)
    for segment in one.segments:
        for number in touched(windows, segment):
            segments[number].append(_within(segment, windows[number]))
    length = sum(map(len, one.segments))
    return {
        number: replace(
            one,
            id=one.id if sum(map(len, parts)) == length else _id(one.id, windows[number]),
            article_id=_part_id(one.article_id, windows[number]),
            segments=tuple(parts),
        )
        for number, parts in segments.items()
    }


def _by_paragraph(values: Iterable[_OnParagraph]) -> dict[int | None, list[_OnParagraph]]:
    found: dict[int | None, list[_OnParagraph]] = defaultdict(list)
    for value in values:
        found[value.paragraph].append(value)
    return found


def _within(span: Span, window: Span) -> Span:
    """What of the span is in the window, counted from its start. They overlap."""
    return Span(max(span.start, window.start) - window.start, min(span.end, window.end) - window.start)


def _part_id(id_: str, window: Span) -> str:
    return f"{id_}-{window.start}-{window.end}"


def _id(id_: str, window: Span) -> str:
    return hashlib.blake2b(f"{id_} {window.start} {window.end}".encode(), digest_size=16).hexdigest()
