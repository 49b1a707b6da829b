"""Values as JSON and back, exactly: the history speaks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workbench.model import (
    Annotation,
    AttributeValue,
    Change,
    Note,
    Origin,
    ReadMark,
    Relation,
    Skip,
    Span,
    Step,
    Value,
)

Json = dict[str, Any]


def step_to_json(step: Step) -> list[list[Json | None]]:
    """`[[before, after], …]`."""
    return [[_value_to_json(change.before), _value_to_json(change.after)] for change in step]


def step_from_json(changes: list[list[Json | None]]) -> Step:
    """The inverse of `step_to_json`."""
    return tuple(Change(_value_from_json(before), _value_from_json(after)) for before, after in changes)


def attributes_to_json(attributes: Mapping[str, AttributeValue]) -> Json:
    """Several choices become a list."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in attributes.items()}


def attributes_from_json(attributes: Json) -> dict[str, AttributeValue]:
    """The inverse of `attributes_to_json`."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in attributes.items()}


def _value_to_json(value: Value | None) -> Json | None:
    match value:
        case None:
            return None
        case Annotation():
            return _annotation_to_json(value)
        case Relation(id, annotator, type, from_id, to_id):
            return {"relation": id, "annotator": annotator, "type": type, "from": from_id, "to": to_id}
        case ReadMark(article_id, annotator, paragraph, at):
            return {"read": paragraph, "article": article_id, "annotator": annotator, "at": at.isoformat()}
        case Note(id, article_id, annotator, paragraph, text, made_at):
            return {
                "note": id,
                "article": article_id,
                "annotator": annotator,
                "paragraph": paragraph,
                "text": text,
                "made_at": made_at.isoformat(),
            }
        case Skip(article_id, annotator, reason, at):
            return {"skip": reason, "article": article_id, "annotator": annotator, "at": at.isoformat()}


def _annotation_to_json(value: Annotation) -> Json:
    return {
        "annotation": value.id,
        "article": value.article_id,
        "annotator": value.annotator,
        "label": value.label,
        "segments": [[segment.start, segment.end] for segment in value.segments],
        "made_at": value.made_at.isoformat(),
        "scheme": value.scheme,
        "attributes": attributes_to_json(value.attributes),
        "comment": value.comment,
        "origin": value.origin._value_,
        "score": value.score,
        "unsure": value.unsure,
    }


def _value_from_json(document: Json | None) -> Value | None:
    match document:
        case None:
            return None
        case {"relation": id, "annotator": annotator, "type": type, "from": from_id, "to": to_id}:
            return Relation(id, annotator, type, from_id, to_id)
        case {"read": paragraph, "article": article_id, "annotator": annotator, "at": at}:
            return ReadMark(article_id, annotator, paragraph, datetime.fromisoformat(at))
        case {"note": id, "article": article_id, "annotator": annotator, "paragraph": paragraph}:
            made_at = datetime.fromisoformat(document["made_at"])
            return Note(id, article_id, annotator, paragraph, document["text"], made_at)
        case {"skip": reason, "article": article_id, "annotator": annotator, "at": at}:
            return Skip(article_id, annotator, reason, datetime.fromisoformat(at))
        case _:
            return _annotation_from_json(document)


def _annotation_from_json(document: Json) -> Annotation:
    return Annotation(
        id=document["annotation"],
        article_id=document["article"],
        annotator=document["annotator"],
        label=document["label"],
        segments=tuple(Span(start, end) for start, end in document["segments"]),
        made_at=datetime.fromisoformat(document["made_at"]),
        scheme=document["scheme"],
        attributes=attributes_from_json(document["attributes"]),
        comment=document["comment"],
        origin=Origin(document["origin"]),
        score=document["score"],
        unsure=document.get("unsure", False),  # the first revision did not know doubt
    )
