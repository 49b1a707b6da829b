"""Where a scheme file is not of the shape that `file` wants: pydantic's findings in our words, at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from workbench.names import did_you_mean
from workbench.scheme.document import Document, KeyPath
from workbench.scheme.file import AttributeEntry, ExampleEntry, LabelEntry, RelationEntry, SchemeFile
from workbench.scheme.mistakes import MOST, Mistake
from workbench.scheme.model import AttributeType

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_EXPECTED = {
    "string_type": "text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping (name: …)",
    "mapping_type": "a mapping (name: …)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "bool_type": "true or false",
    "too_short": "at least one",
    "string_too_short": "some text",
    "enum": "one of " + ", ".join(AttributeType),
}
_SHOWN = 40


def shaped(document: Document) -> tuple[SchemeFile | None, list[Mistake]]:
    """The file's content, or every mistake of shape."""
    try:
        return SchemeFile.model_validate(document.data), []
    except ValidationError as error:
        return None, [_mistake(document, finding) for finding in error.errors(include_url=False)[:MOST]]


def _mistake(document: Document, finding: ErrorDetails) -> Mistake:
    path, kind = finding["loc"], finding["type"]
    if path[-1:] == ("[key]",):
        return document.mistake(path[:-1], finding["msg"], at_key=True)
    if kind == "extra_forbidden":
        message = f"there is no key '{path[-1]}' here{did_you_mean(str(path[-1]), _keys(path))}"
        return document.mistake(path, message, at_key=True)
    if kind == "missing":
        return document.mistake(path[:-1], f"the key '{path[-1]}' is missing", at_key=True)
    if kind == "wrong":
        return document.mistake(path, finding["msg"])
    hint = did_you_mean(finding["input"], AttributeType) if kind == "enum" and isinstance(finding["input"], str) else ""
    return document.mistake(path, f"expected {_EXPECTED[kind]}, found {_found(finding['input'])}{hint}")


def _keys(path: KeyPath) -> list[str]:
    return [field.alias or name for name, field in _entry(path).model_fields.items()]


def _entry(path: KeyPath) -> type[BaseModel]:
    """The model of the entry whose key the path names."""
    match path:
        case ("labels", _, "examples", *_):
            return ExampleEntry
        case ("attributes", _, _) | ("labels", _, "attributes", *_):
            return AttributeEntry
        case ("labels", _, _):
            return LabelEntry
        case ("relations", _, _):
            return RelationEntry
    return SchemeFile


def _found(data: Any) -> str:
    match data:
        case None:
            return "nothing"
        case str():
            return f"'{data[:_SHOWN]}…'" if len(data) > _SHOWN else f"'{data}'"
        case dict():
            return "a mapping" if data else "an empty mapping"
    return "a list" if data else "an empty list"
