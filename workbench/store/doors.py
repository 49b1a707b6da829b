"""What may enter the database: checked once, before anything is written."""

from __future__ import annotations

import math

from workbench.errors import StoreError
from workbench.model import Annotation, Article, Span
from workbench.spans import out_of_order
from workbench.symbols import unstorable


def check_article(article: Article) -> None:
    """Raises StoreError for text that no database can hold, and unless there are paragraphs inside it, in order."""
    where = f"The article {article.id}"
    for text in (article.id, article.title, article.text, *article.metadata, *article.metadata.values()):
        check_text(text, where)
    if not article.paragraphs:
        raise StoreError(f"{where} has no paragraph, so there is nothing in it to label.")
    check_spans(article.paragraphs, len(article.text), f"{where}: its paragraphs")


def check_annotation(annotation: Annotation, length: int) -> None:
    """Raises StoreError for an annotation that cannot be stored on an article of `length` code points."""
    if flaw := _flaw(annotation, length):
        raise StoreError(f"The annotation {annotation.id} ({annotation.label}) on {annotation.article_id}{flaw}")


def check_spans(spans: tuple[Span, ...], length: int, what: str) -> None:
    """Raises StoreError where spans overlap, are not sorted, or run past the end."""
    if flaw := _flaw_of_spans(spans, length):
        raise StoreError(f"{what} {flaw}")


def check_text(text: str, where: str) -> None:
    """Raises StoreError for what is no text in UTF-8, or ends it in PostgreSQL."""
    if flaw := _flaw_of_text(text):
        raise StoreError(f"{where}{flaw}")


# The end of the sentence that says what is wrong, or nothing: an import asks for each annotation


def _flaw(annotation: Annotation, length: int) -> str:
    if not annotation.segments:
        return " has no segment."
    if flaw := _flaw_of_spans(annotation.segments, length):
        return f": its segments {flaw}"
    if annotation.score is not None and not 0 <= annotation.score <= 1:
        return f" has the score {annotation.score}, which is not between 0 and 1."
    texts = [annotation.id, annotation.label, annotation.comment, *_texts(annotation)]
    if unstorable("".join(texts)) is not None:
        return next(filter(None, map(_flaw_of_text, texts)))
    for name, value in annotation.attributes.items():
        if isinstance(value, float) and not math.isfinite(value):
            return f": its attribute {name} is {value}, which is no number."
    return ""


def _flaw_of_spans(spans: tuple[Span, ...], length: int) -> str:
    if len(spans) > 1 and (pair := out_of_order(spans)):
        one, next_ = pair
        return f"[{one.start}, {one.end}) and [{next_.start}, {next_.end}) overlap or go back."
    if spans and spans[-1].end > length:
        return f"run to {spans[-1].end}, but the text ends at {length}."
    return ""


def _flaw_of_text(text: str) -> str:
    position = unstorable(text)
    if position is None:
        return ""
    return f" holds U+{ord(text[position]):04X} at position {position}, which no text may hold."


def _texts(annotation: Annotation) -> list[str]:
    if not annotation.attributes:
        return []
    texts = list(annotation.attributes)
    for value in annotation.attributes.values():
        match value:
            case str():
                texts.append(value)
            case tuple():
                texts.extend(value)
    return texts
