"""What an annotator has remarked: comments and doubts on annotations, notes on paragraphs and articles, skips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model import Annotated, Annotation, Article, Note, Skip
from workbench.spans import nearest


@dataclass(frozen=True, slots=True)
class Remark:
    """`value` is what holds it: an annotation with a comment or a doubt, a note, a skip.

    `paragraph` counts from 0 and is None for the whole article, and so is the `offset` where it stands; `quote` are the
    words that it is about, `text` those that were written.
    """

    article_id: str
    paragraph: int | None
    offset: int | None
    value: Annotation | Note | Skip
    quote: str
    text: str


def remarks(
    article: Article, annotations: Iterable[Annotation], notes: Iterable[Note], skip: Skip | None
) -> list[Remark]:
    """Those on the whole article first, then by place."""
    found = [Remark(article.id, None, None, skip, "", skip.reason)] if skip else []
    found += (_noted(article, note) for note in notes)
    found += (_annotated(article, one) for one in annotations if one.comment or one.unsure)
    return sorted(found, key=_place)


def remarks_everywhere(layers: Iterable[Annotated]) -> list[Remark]:
    """Those of every article, each with the work of one annotator."""
    return [
        remark
        for one in layers
        for remark in remarks(one.article, one.annotations, one.notes, next(iter(one.skips), None))
    ]


def _noted(article: Article, note: Note) -> Remark:
    if note.paragraph is None:
        return Remark(article.id, None, None, note, "", note.text)
    span = article.paragraphs[note.paragraph]
    return Remark(article.id, note.paragraph, span.start, note, span.of(article.text), note.text)


def _annotated(article: Article, one: Annotation) -> Remark:
    start = one.extent.start
    return Remark(article.id, nearest(article.paragraphs, start), start, one, one.quote(article.text), one.comment)


def _place(remark: Remark) -> tuple[int, int, int]:
    """Skip, notes on the article; in a paragraph its notes first."""
    paragraph = -1 if remark.paragraph is None else remark.paragraph
    match remark.value:
        case Skip():
            return paragraph, -2, 0
        case Note():
            return paragraph, -1, 0
        case Annotation(extent=extent):
            return paragraph, extent.start, -extent.end
