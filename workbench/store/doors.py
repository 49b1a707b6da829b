"""What may enter the database: checked once, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

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


def check_annotations(annotations: Collection[Annotation], lengths: Mapping[str, int]) -> None:
    """Raises StoreError for one that cannot be stored; `lengths` are those of the articles, in code points."""
    words = {text for one in annotations for text in (one.label, one.comment)}
    words.update(text for one in annotations if one.attributes for text in _texts(one))
    is_clean = unstorable("".join([*words, *[one.id for one in annotations]])) is None
    for one in annotations:
        if flaw := _flaw(one, lengths[one.article_id]) or (not is_clean and _flaw_of_words(one)):
            raise StoreError(f"The annotation {one.id} ({one.label}) on {one.article_id}{flaw}")


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
    segments = annotation.segments
    if len(segments) != 1 or segments[0].end > length:  # of another one nothing can be wrong
        if not segments:
            return " has no segment."
        if flaw := _flaw_of_spans(segments, length):
            return f": its segments {flaw}"
    if annotation.score is not None and not 0 <= annotation.score <= 1:
        return f" has the score {annotation.score}, which is not between 0 and 1."
    for name, value in annotation.attributes.items():
        if isinstance(value, float) and not math.isfinite(value):
            return f": its attribute {name} is {value}, which is no number."
    return ""


def _flaw_of_words(annotation: Annotation) -> str:
    texts = (annotation.id, annotation.label, annotation.comment, *_texts(annotation))
    return next(filter(None, map(_flaw_of_text, texts)), "")


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
    """Those of the attributes."""
    texts = list(annotation.attributes)
    for value in annotation.attributes.values():
        match value:
            case str():
                texts.append(value)
            case tuple():
                texts.extend(value)
    return texts
