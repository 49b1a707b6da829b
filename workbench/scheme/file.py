"""The shape of `labels.yaml`: one model, behind the messages, the types and the JSON Schema.

It judges each entry by itself; what entries say of each other is the affair of `references`. All that it gets is
`document.Data`: mappings, lists, words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from workbench import keys
from workbench.model import AttributeValue
from workbench.names import did_you_mean, listed
from workbench.scheme import naming
from workbench.scheme.colours import COLOURS
from workbench.scheme.model import Attribute, AttributeType

_CHOOSING = (AttributeType.CHOICE, AttributeType.CHOICES)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)


def _wrong(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("wrong", "{sentence}", {"sentence": sentence})


def _name(word: str) -> str:
    if problem := naming.flaw(word):
        raise _wrong(problem)
    return word


def _key(key: str) -> str:
    """One letter, or a path of two; whether the first of them is the key of a label above, `references` says."""
    if len(key) == 2 and all(map(_is_letter, key)):
        return key
    for command in keys.COMMANDS:
        if key in command.keys or key in map(keys.shown, command.keys):
            raise _wrong(f"'{key}' is the command {command.id}; a label's key is a lowercase letter")
    if key.isdigit():
        raise _wrong(f"'{key}' is a digit, and digits are counts; a label's key is a lowercase letter")
    if not _is_letter(key):
        raise _wrong(f"a label's key is one lowercase letter, or that of its parent and one more, not '{key}'")
    return key


def _is_letter(character: str) -> bool:
    return len(character) == 1 and character.isalpha() and character.islower()


def _colour(word: str) -> str:
    colour = COLOURS.get(word.lower(), word.lower())
    if not re.fullmatch("#[0-9a-f]{6}", colour):
        raise _wrong(f"'{word}' is neither '#rrggbb' nor the name of a colour{did_you_mean(word, COLOURS)}")
    return colour


def _truth(word: object) -> object:
    if not isinstance(word, str):
        return word
    if word.lower() not in _TRUTH:
        raise _wrong(f"expected true or false, found '{word}'")
    return _TRUTH[word.lower()]


def _pass_mark(word: object) -> object:
    if word is None:
        return None
    if not (isinstance(word, str) and _NUMBER.fullmatch(word) and 0 < float(word) <= 1):
        found = f", found '{word}'" if isinstance(word, str) else ""
        raise _wrong(f"expected a number above 0 and up to 1, as in 0.8{found}")
    return float(word)


def _many(words: object) -> object:
    return [words] if isinstance(words, str) else words


def _no_name_twice(names: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise _wrong(f"{listed(twice)} stands here twice")
    return names


_WORD = {"type": ["string", "number", "boolean"]}  # an editor takes 2024 for a number and true for a truth value
_WORDS = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]}
_TYPES = {"enum": list(AttributeType)}

Name = Annotated[str, AfterValidator(_name), WithJsonSchema(_WORD)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_many), AfterValidator(_no_name_twice), WithJsonSchema(_WORDS)]
Prose = Annotated[str, AfterValidator(str.strip)]
Rules = Annotated[
    tuple[Prose, ...],
    BeforeValidator(_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Flag = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"enum": [True, False, "yes", "no"]})]
PassMark = Annotated[
    float, BeforeValidator(_pass_mark), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1})
]
Key = Annotated[
    str,
    AfterValidator(_key),
    WithJsonSchema({"type": "string", "pattern": "^[^\\u0000-\\u0060\\u007b-\\u00a9]{1,2}$"}),
]
Colour = Annotated[
    str,
    AfterValidator(_colour),
    WithJsonSchema({"anyOf": [{"enum": list(COLOURS)}, {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}]}),
]


class Entry(BaseModel):
    """Any mapping of the file; a key that it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _or(*short_forms: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """Adds to a JSON Schema the shorter ways to write the same."""

    def add(schema: dict[str, Any]) -> None:
        whole = {key: value for key, value in schema.items() if key != "title"}
        schema.clear()
        schema.update({"description": whole.pop("description"), "anyOf": [whole, *short_forms]})

    return add


def _or_one(schema: dict[str, Any]) -> None:
    """Lets the one item stand where a list of them may."""
    _or(schema["items"])(schema)


class AttributeEntry(Entry):
    """A question about each annotation. Short: a list of values means choice, a single word is the type."""

    model_config = ConfigDict(json_schema_extra=_or({"type": "array", "items": _WORD, "minItems": 1}, _TYPES))

    type: Annotated[AttributeType, WithJsonSchema(_TYPES)] = Field(
        AttributeType.CHOICE,
        description="choice: one of the values (this if nothing is said); choices: any number of them; yes_no; text; "
        "number",
    )
    values: Names = Field((), description="what can be chosen; for choice and choices only", validate_default=True)
    required: Flag = Field(default=False, description="whether an annotation is incomplete without it")
    default: Annotated[Any, WithJsonSchema(_WORDS)] = Field(None, description="the value of a new annotation")
    guideline: Prose = Field("", description="how to decide")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: object) -> object:
        if isinstance(data, str):
            return {"type": data}
        return {"values": data} if isinstance(data, list) else data

    @field_validator("values")
    @classmethod
    def _where_they_belong(cls, values: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        kind = info.data.get("type")
        if kind in _CHOOSING and not values:
            raise _wrong(f"type {kind} needs values to choose from, as in: values: [strong, weak]")
        if kind and kind not in _CHOOSING and values:
            raise _wrong(f"type {kind} has no values; choice and choices have")
        return values

    @field_validator("default")
    @classmethod
    def _fits(cls, word: object, info: ValidationInfo) -> AttributeValue | None:
        if word is None or "type" not in info.data or "values" not in info.data:
            return None
        value: AttributeValue = _typed(info.data["type"], word)
        if problem := Attribute("default", info.data["type"], info.data["values"]).problem(value):
            raise _wrong(f"the default {problem}")
        return value


def _typed(kind: AttributeType, word: Any) -> Any:
    """The written word as a value of this type; as it is where it is none."""
    if kind is AttributeType.CHOICES:
        word = _many(word)
        return tuple(word) if isinstance(word, list) else word
    if not isinstance(word, str):
        return word
    if kind is AttributeType.YES_NO:
        return _TRUTH.get(word.lower(), word)
    if kind is AttributeType.NUMBER and _NUMBER.fullmatch(word) and math.isfinite(float(word)):
        return int(word) if word.lstrip("+-").isdigit() else float(word)
    return word


class ExampleEntry(Entry):
    """Words that bear the label. Short: the words alone."""

    model_config = ConfigDict(json_schema_extra=_or({"type": "string"}))

    text: Prose = Field(min_length=1, description="the words, exactly as the article has them")
    article: Name | None = Field(None, description="the start of the name of the article that has them")
    note: Prose = Field("", description="what it is an example of")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data


def _one_or_many(examples: object) -> object:
    return examples if isinstance(examples, list) else [examples]


def _by_name(attributes: object) -> object:
    """A list of names as a mapping; the shape of its items is looked at here because a mapping would hide it."""
    if not isinstance(attributes, list):
        return attributes
    if any(not isinstance(name, str) for name in attributes):
        raise _wrong("a list of attributes holds names only; to define one here, write a mapping: NAME: [value, …]")
    return dict.fromkeys(_no_name_twice(tuple(attributes)))


class LabelEntry(Entry):
    """A label: what an annotation can be. Everything is optional."""

    model_config = ConfigDict(json_schema_extra=_or({"type": "null"}))

    key: Key | None = Field(
        None, description="the lowercase letter that sets the label; or two: the parent's, then one more"
    )
    colour: Colour | None = Field(None, description="'#rrggbb' in quotes, or the name of a colour")
    parent: Name | None = Field(None, description="the label of which this one is a kind")
    guideline: Prose = Field("", description="what the label means and where its spans begin and end")
    include: Rules = Field((), description="what to mark, and what belongs to the span")
    exclude: Rules = Field((), description="what to leave out, and where it belongs instead")
    examples: Annotated[tuple[ExampleEntry, ...], BeforeValidator(_one_or_many)] = Field(
        (),
        description="words that bear the label",
        json_schema_extra=_or_one,
    )
    attributes: Annotated[dict[Name, AttributeEntry | None], BeforeValidator(_by_name)] = Field(
        {},
        description="names of shared attributes; or a mapping that defines some for this label, and names shared ones "
        "with nothing behind them",
        json_schema_extra=_or({"type": "array", "items": _WORD}),
    )

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: object) -> object:
        return {} if data is None else data


class RelationEntry(Entry):
    """A relation: what may be linked to what. A label stands for its children too."""

    source: Names = Field(alias="from", min_length=1, description="labels where the link may start")
    target: Names = Field(alias="to", min_length=1, description="labels where it may lead")
    across_articles: Flag = Field(default=False, description="whether it may link two articles")
    required: Flag = Field(default=False, description="whether every annotation where it may start needs one")
    guideline: Prose = Field("", description="when to link")


class SchemeFile(Entry):
    """What can be annotated: labels, their attributes, and relations between annotations."""

    scheme: Name = Field(description="the name of the scheme")
    version: Name = Field("1", description="raise it when annotations made before mean something else")
    guideline: Prose = Field("", description="what holds for all labels")
    blind: Flag = Field(default=False, description="whether annotators must not see each other's work while they label")
    free_labels: Flag = Field(default=False, description="whether annotators may make labels of their own")
    pass_mark: PassMark | None = Field(
        None, description="the score, up to 1, from which on somebody who learns has passed a label"
    )
    labels: Annotated[Mapping[Name, LabelEntry], Field(min_length=1)] = Field(description="name: label")
    attributes: Mapping[Name, AttributeEntry] = Field({}, description="attributes that labels share, name: attribute")
    relations: Mapping[Name, RelationEntry] = Field({}, description="name: relation")
