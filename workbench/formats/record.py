"""The shape of one line of the workbench's own format: its members, their types and bounds; docs/export.md tells more.

Whether a record is true (offsets, quotes, hashes) is proved in `recording`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    PlainValidator,
    ValidationError,
)

from workbench.formats.members import attribute
from workbench.model import AttributeValue
from workbench.names import normal, short

NAME = "workbench"
VERSION = 1


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("is no time with a zone in ISO 8601")


def _attribute(value: object) -> AttributeValue:
    return attribute(value, "it")


Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Name = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]
Moment = Annotated[datetime, BeforeValidator(_moment)]


def _person(name: str) -> str:
    if name != normal(name):
        raise ValueError("is not trimmed, or not in Unicode NFC")
    return name


class Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class SchemeName(Shape):
    name: Name
    version: str
    fingerprint: Fingerprint


class SchemeSource(Shape):
    fingerprint: Fingerprint
    name: Name
    text: str


class ArticleShape(Shape):
    id: Name
    title: str
    sha256: Sha256
    paragraphs: Annotated[
        list[Annotated[list[Offset], Field(min_length=2, max_length=2), FailFast()]], Field(min_length=1), FailFast()
    ]
    metadata: dict[str, str]
    guessed: Annotated[list[str], FailFast()]


class AnnotatorShape(Shape):
    name: Annotated[Name, AfterValidator(_person)]
    kind: Literal["person", "machine", "gold"]


class SegmentShape(Shape):
    start: Offset
    end: Offset
    text: str


class SpanShape(SegmentShape):
    label: Name
    id: Id
    segments: Annotated[list[SegmentShape], Field(min_length=1), FailFast()]
    attributes: dict[str, Annotated[AttributeValue, PlainValidator(_attribute)]]
    comment: str
    unsure: bool = False
    origin: Literal["hand", "suggestion", "import", "adjudication"]
    score: Annotated[float, Field(ge=0, le=1)] | None
    made_at: Moment
    scheme: Fingerprint


class RelationShape(Shape):
    id: Id
    type: Name
    source: Id = Field(alias="from")
    target: Id = Field(alias="to")


class NoteShape(Shape):
    id: Id
    paragraph: Offset | None
    text: Name
    made_at: Moment


class SkipShape(Shape):
    reason: Name
    at: Moment


class DecisionShape(Shape):
    id: Id
    start: Offset
    end: Offset
    candidates: Annotated[list[Annotated[str, Field(pattern="^[0-9a-f]{32}@[0-9a-f]{16}$")]], FailFast()]
    result: Annotated[list[Id], FailFast()]
    verdict: Literal["unanimous", "majority", "took", "both", "edited", "rejected", "added"]
    by: Name
    comment: str
    at: Moment


class RecordShape(Shape):
    format: Literal["workbench"]
    format_version: Literal[1]
    tool: str
    offset_unit: Literal["code point"]
    text: Name
    spans: Annotated[list[SpanShape], FailFast()]
    relations: Annotated[list[RelationShape], FailFast()]
    article: ArticleShape
    annotator: AnnotatorShape
    read_paragraphs: Annotated[list[Offset], FailFast()]
    read_at: Annotated[list[Moment], FailFast()]
    notes: Annotated[list[NoteShape], FailFast()] = []
    skip: SkipShape | None = None
    decisions: Annotated[list[DecisionShape], FailFast()] = []
    scheme: SchemeName
    schemes: Annotated[list[SchemeSource], FailFast()]
    record_sha256: Sha256


def shaped(members: dict[str, object]) -> RecordShape:
    """The record in these members. Raises ValueError, naming the first member that is not as it should be."""
    if members.get("format") != NAME:
        raise ValueError(f"is no record of the workbench: “format” is not “{NAME}”")
    if members.get("format_version") != VERSION:
        raise ValueError(f"“format_version” is not {VERSION}, the one that this workbench reads")
    try:
        return RecordShape.model_validate(members)
    except ValidationError as error:
        raise ValueError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{short(step)}" for step in first["loc"])
    return f"{path.removeprefix('.')}: {first['msg'].removeprefix('Value error, ')}"
