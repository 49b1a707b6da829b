"""Values as JSON and back, exactly: the history speaks it.

It is written as text at once: an import has a value a line, and `json` takes four times as long to go through it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from json.encoder import encode_basestring as _text
from typing import Any

from workbench.model import (
    Annotation,
    AttributeValue,
    Change,
    Decision,
    Note,
    Origin,
    ReadMark,
    Relation,
    Skip,
    Span,
    Step,
    Value,
    Verdict,
)

Json = dict[str, Any]


class JsonText(str):
    """JSON as it is stored: a column of the database takes it as it is."""

    __slots__ = ()


as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
"""Anything of which JSON is made. Raises ValueError for NaN and infinity."""


def step_to_json(step: Step) -> JsonText:
    """`[[before, after], …]`."""
    changes = [
        f"[null,{_WRITERS[type(change.after)](change.after)}]"  # as all of an import are
        if change.before is None
        else f"[{_WRITERS[type(change.before)](change.before)},{_WRITERS[type(change.after)](change.after)}]"
        for change in step
    ]
    return JsonText(f"[{','.join(changes)}]")


def step_from_json(changes: list[list[Json | None]]) -> Step:
    """The inverse of `step_to_json`."""
    return tuple(Change(_value_from_json(before), _value_from_json(after)) for before, after in changes)


def attributes_to_json(attributes: Mapping[str, AttributeValue]) -> JsonText:
    """Several choices become a list."""
    if not attributes:
        return _NO_ATTRIBUTES
    members = [
        f"{_text(name)}:{_text(value) if isinstance(value, str) else as_json(value)}"
        for name, value in attributes.items()
    ]
    return JsonText(f"{{{','.join(members)}}}")


_NO_ATTRIBUTES = JsonText("{}")


def attributes_from_json(attributes: Json) -> dict[str, AttributeValue]:
    """The inverse of `attributes_to_json`."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in attributes.items()}


def _annotation_to_json(value: Annotation) -> str:
    segments = value.segments
    if len(segments) == 1:
        places = f"[{segments[0].start},{segments[0].end}]"
    else:
        places = ",".join([f"[{segment.start},{segment.end}]" for segment in segments])
    return (
        f'{{"annotation":{_text(value.id)},{_of(value.article_id, value.annotator)},"label":{_text(value.label)},'
        f'"segments":[{places}],{_made(value.made_at, value.scheme)},'
        f'"attributes":{attributes_to_json(value.attributes)},"comment":{_text(value.comment)},"origin":{_text(value.origin)},'
        f'"score":{"null" if value.score is None else as_json(value.score)},'
        f'"unsure":{"true" if value.unsure else "false"}}}'
    )


# The members that mostly are the same in what is written together


@lru_cache(maxsize=256)
def _of(article_id: str, annotator: str) -> str:
    return f'"article":{_text(article_id)},"annotator":{_text(annotator)}'


@lru_cache(maxsize=256)
def _made(at: datetime, scheme: str) -> str:
    return f'"made_at":{_moment(at)},"scheme":{_text(scheme)}'


def _relation_to_json(value: Relation) -> str:
    return (
        f'{{"relation":{_text(value.id)},"annotator":{_text(value.annotator)},"type":{_text(value.type)},'
        f'"from":{_text(value.from_id)},"to":{_text(value.to_id)}}}'
    )


def _read_mark_to_json(value: ReadMark) -> str:
    return f'{{"read":{value.paragraph},{_of(value.article_id, value.annotator)},"at":{_moment(value.at)}}}'


def _note_to_json(value: Note) -> str:
    return (
        f'{{"note":{_text(value.id)},"article":{_text(value.article_id)},"annotator":{_text(value.annotator)},'
        f'"paragraph":{_number(value.paragraph)},"text":{_text(value.text)},"made_at":{_moment(value.made_at)}}}'
    )


def _skip_to_json(value: Skip) -> str:
    return (
        f'{{"skip":{_text(value.reason)},"article":{_text(value.article_id)},"annotator":{_text(value.annotator)},'
        f'"at":{_moment(value.at)}}}'
    )


def _decision_to_json(value: Decision) -> str:
    return (
        f'{{"decision":{_text(value.id)},"article":{_text(value.article_id)},"annotator":{_text(value.annotator)},'
        f'"extent":[{value.extent.start},{value.extent.end}],"candidates":{as_json(value.candidates)},'
        f'"result":{as_json(value.result)},"verdict":{_text(value.verdict)},"by":{_text(value.by)},'
        f'"comment":{_text(value.comment)},"at":{_moment(value.at)}}}'
    )


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    Annotation: _annotation_to_json,
    Relation: _relation_to_json,
    ReadMark: _read_mark_to_json,
    Note: _note_to_json,
    Skip: _skip_to_json,
    Decision: _decision_to_json,
}


def _number(value: float | None) -> str:
    return "null" if value is None else as_json(value)


@lru_cache(maxsize=256)  # what comes together was mostly made at one moment
def _moment(at: datetime) -> str:
    return _text(at.isoformat())


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
            return _decision_from_json(document) if "decision" in document else _annotation_from_json(document)


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


def _decision_from_json(document: Json) -> Decision:
    return Decision(
        id=document["decision"],
        article_id=document["article"],
        annotator=document["annotator"],
        extent=Span(*document["extent"]),
        candidates=tuple(document["candidates"]),
        result=tuple(document["result"]),
        verdict=Verdict(document["verdict"]),
        by=document["by"],
        comment=document["comment"],
        at=datetime.fromisoformat(document["at"]),
    )
