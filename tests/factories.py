"""Small values for tests: say what matters, the rest is filled in."""

import uuid
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any

from workbench.model import (
    Annotation,
    Article,
    Change,
    Decision,
    Deed,
    Entry,
    Note,
    ReadMark,
    Relation,
    Skip,
    Span,
    Value,
    Verdict,
)

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
SCHEME = "0123456789abcdef"
TEXT = "“We knew,” she said.\n\nNobody asked her why."


def article(article_id: str = "001_first", text: str = TEXT, **other: Any) -> Article:
    """An article whose paragraphs are what empty lines divide."""
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            paragraphs.append(Span(start, start + len(part)))
        start += len(part) + 2
    return Article(article_id, **{"title": article_id.title(), "text": text, "paragraphs": tuple(paragraphs)} | other)


def article_of(*paragraphs: str) -> Article:
    """An article of these paragraphs, whatever is in them, with empty lines between."""
    ends = [*accumulate(len(paragraph) + 2 for paragraph in paragraphs)]
    spans = tuple(Span(end - 2 - len(paragraph), end - 2) for paragraph, end in zip(paragraphs, ends, strict=True))
    return article(text="\n\n".join(paragraphs), paragraphs=spans)


def annotation(
    *segments: tuple[int, int], label: str = "direct_quote", annotator: str = "ann", **other: Any
) -> Annotation:
    """An annotation on these segments (the first nine code points if none are given) of `001_first`."""
    values: dict[str, Any] = {"id": uuid.uuid4().hex, "article_id": "001_first", "made_at": NOW, "scheme": SCHEME}
    spans = tuple(Span(*segment) for segment in segments or ((0, 9),))
    return Annotation(label=label, annotator=annotator, segments=spans, **values | other)


def relation(source: Annotation, target: Annotation, kind: str = "said_by") -> Relation:
    """A relation by the annotator of its source."""
    return Relation(uuid.uuid4().hex, source.annotator, kind, source.id, target.id)


def read(paragraph: int, annotator: str = "ann", article_id: str = "001_first") -> ReadMark:
    """A read mark."""
    return ReadMark(article_id, annotator, paragraph, NOW)


def note(text: str, paragraph: int | None = None, annotator: str = "ann", **other: Any) -> Note:
    """A note on a paragraph of `001_first`, or on the article."""
    values: dict[str, Any] = {"id": uuid.uuid4().hex, "article_id": "001_first", "made_at": NOW}
    return Note(annotator=annotator, paragraph=paragraph, text=text, **values | other)


def skip(reason: str, annotator: str = "ann", article_id: str = "001_first") -> Skip:
    """An article left out."""
    return Skip(article_id, annotator, reason, NOW)


def decision(extent: tuple[int, int], annotator: str = "ann", **other: Any) -> Decision:
    """A decision of eve's on two annotations of `001_first` that nobody has, with nothing as its result."""
    values: dict[str, Any] = {"id": uuid.uuid4().hex, "article_id": "001_first", "candidates": ("a", "b"), "result": ()}
    values |= {"verdict": Verdict.REJECTED, "by": "eve", "comment": "", "at": NOW}
    return Decision(annotator=annotator, extent=Span(*extent), **values | other)


def made(*values: Value) -> Entry:
    """The entry that makes these values."""
    return Entry(Deed.DO, tuple(Change(None, value) for value in values), NOW)
