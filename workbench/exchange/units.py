"""Articles → what a record of training data is of: an article, a paragraph, a sentence; and only what was read."""

from __future__ import annotations

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
    """What was cut so far: annotations that lay in several units, and records that were left out."""

    annotations: int = 0
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

    Segments end at the window's edges; relations stay where both ends do, notes where their paragraph does.
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
    kept = []
    for one in annotated.annotations:
        segments = within(one.segments, [window])
        if segments:
            cut.annotations += segments != one.segments
            moved = tuple(_moved(segment, window) for segment in segments)
            kept.append(replace(one, article_id=part.id, segments=moved))
    ids = {one.id for one in kept}
    return Annotated(
        part,
        tuple(kept),
        tuple(one for one in annotated.relations if {one.from_id, one.to_id} <= ids),
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
    )


def _moved(span: Span, window: Span) -> Span:
    return Span(span.start - window.start, span.end - window.start)
