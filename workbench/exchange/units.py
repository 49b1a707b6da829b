"""Articles → what a record of training data is of: an article, a paragraph, a sentence; and only what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.exchange.merging import only
from workbench.exchange.wanted import Unit, Wanted
from workbench.formats import annotators
from workbench.model import Annotated, Article, Span
from workbench.spans import within
from workbench.tokens import sentences


@dataclass(slots=True)
class Cut:
    """What was cut so far: annotations that lay in several units or beyond, relations and notes that lay in none; and
    what was left out: paragraphs that were not read, records without annotations.
    """

    annotations: int = 0
    relations: int = 0
    notes: int = 0
    unread: int = 0
    empty: int = 0


def records(annotated: Annotated, wanted: Wanted, cut: Cut) -> Iterator[Annotated]:
    """The article in the units that are wanted; one that is left whole is left as it is.

    With `read_only`, each annotator's work leaves by itself, cut to the paragraphs that they have read: for a unit of
    an article, to each run of them. Ids of parts are those of articles with the place in code points behind.
    """
    whole = wanted.unit is Unit.ARTICLE and not wanted.read_only
    layers = [only(annotated, {name}) for name in annotators(annotated)] if wanted.read_only else [annotated]
    for layer in layers:
        windows = [None] if whole else _windows(layer, wanted, cut)
        cut.notes += None not in windows and sum(note.paragraph is None for note in layer.notes)
        for window in windows:
            part = layer if window is None else excerpt(layer, window, cut)
            if part.annotations or wanted.negatives:
                yield part
            else:
                cut.empty += 1


def _windows(layer: Annotated, wanted: Wanted, cut: Cut) -> list[Span | None]:
    article = layer.article
    read = {mark.paragraph for mark in layer.read}
    numbers = [n for n in range(len(article.paragraphs)) if n in read or not wanted.read_only]
    cut.unread += len(article.paragraphs) - len(numbers)
    match wanted.unit:
        case Unit.PARAGRAPH:
            return [article.paragraphs[number] for number in numbers]
        case Unit.SENTENCE:
            return [one for number in numbers for one in sentences(article.text, article.paragraphs[number])]
    if len(numbers) == len(article.paragraphs):
        return [None]
    return [Span(article.paragraphs[run[0]].start, article.paragraphs[run[-1]].end) for run in _runs(numbers)]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers that follow one another, together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def excerpt(annotated: Annotated, window: Span, cut: Cut) -> Annotated:
    """The words in the window as an article of its own, with what was made of them.

    Segments end at the window's edges; an annotation that is cut gets an id of its own for each part. Relations stay
    where both ends do, notes where their paragraph does.
    """
    article = annotated.article
    numbers = {
        number: new
        for new, number in enumerate(
            n for n, paragraph in enumerate(article.paragraphs) if within([paragraph], [window])
        )
    }
    part = Article(
        f"{article.id}-{window.start}-{window.end}",
        article.title,
        window.of(article.text),
        tuple(_moved(one, window) for one in within(article.paragraphs, [window])),
        article.metadata,
        article.guessed,
    )
    kept, ids = [], {}
    for one in annotated.annotations:
        segments = within(one.segments, [window])
        if segments:
            is_cut = segments != one.segments
            cut.annotations += is_cut and segments[0].start == one.extent.start
            ids[one.id] = _id(one.id, window) if is_cut else one.id
            moved = tuple(_moved(segment, window) for segment in segments)
            kept.append(replace(one, id=ids[one.id], article_id=part.id, segments=moved))
    links = [one for one in annotated.relations if one.from_id in ids and one.to_id in ids]
    starts = {one.id for one in annotated.annotations if one.extent.start in window}
    cut.relations += sum(one.from_id in starts for one in annotated.relations)
    cut.relations -= sum(one.from_id in starts for one in links)
    return Annotated(
        part,
        tuple(kept),
        tuple(replace(one, from_id=ids[one.from_id], to_id=ids[one.to_id]) for one in links),
        tuple(
            replace(one, article_id=part.id, paragraph=numbers[one.paragraph])
            for one in annotated.read
            if one.paragraph in numbers
        ),
        tuple(
            replace(one, article_id=part.id, paragraph=numbers[one.paragraph])
            for one in annotated.notes
            if one.paragraph is not None and one.paragraph in numbers
        ),
        tuple(replace(one, article_id=part.id) for one in annotated.skips),
        tuple(annotators(annotated)),
    )


def _id(id_: str, window: Span) -> str:
    return hashlib.blake2b(f"{id_} {window.start} {window.end}".encode(), digest_size=16).hexdigest()


def _moved(span: Span, window: Span) -> Span:
    return Span(span.start - window.start, span.end - window.start)
