"""What a scheme says, resolved: frozen values that everything above may hold and compare."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from workbench.model import Annotation, AttributeValue, Relation
from workbench.names import did_you_mean, listed


class AttributeType(StrEnum):
    """What sort of value an attribute takes. In an annotation: str, tuple of str, bool, str, int or float."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question that an annotation answers. `values` are what choice and choices may take, empty for other types."""

    name: str
    type: AttributeType
    values: tuple[str, ...] = ()
    required: bool = False
    default: AttributeValue | None = None
    guideline: str = ""

    def problem(self, value: AttributeValue) -> str:
        """Why the value cannot stand here, or an empty string."""
        match self.type, value:
            case (AttributeType.CHOICE, str(word)):
                return self._unknown((word,))
            case (AttributeType.CHOICES, tuple(words)) if all(isinstance(word, str) for word in words):
                return self._unknown(words) or ("names a value twice" if len(set(words)) < len(words) else "")
            case (AttributeType.YES_NO, bool()) | (AttributeType.TEXT, str()):
                return ""
            case (AttributeType.NUMBER, int() | float()) if not isinstance(value, bool) and math.isfinite(value):
                return ""
        return f"must be {_EXPECTED[self.type]}, not {value!r}"

    def _unknown(self, words: tuple[str, ...]) -> str:
        unknown = [word for word in words if word not in self.values]
        return f"cannot be '{unknown[0]}'{did_you_mean(unknown[0], self.values)}" if unknown else ""


_EXPECTED = {
    AttributeType.CHOICE: "one of its values",
    AttributeType.CHOICES: "a list of its values",
    AttributeType.YES_NO: "yes or no",
    AttributeType.TEXT: "text",
    AttributeType.NUMBER: "a number",
}


@dataclass(frozen=True, slots=True)
class Example:
    """Words that bear the label. `article` is the start of the id of the article that holds them, or empty."""

    text: str
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What an annotation can be. `key` is one lowercase letter or None; `colour` is `#rrggbb`, always there."""

    name: str
    key: str | None
    colour: str
    parent: str | None = None
    guideline: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationType:
    """What may link to what. `source` and `target` are label names; the children of a label that was named are in."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    across_articles: bool = False
    guideline: str = ""


@dataclass(frozen=True)
class Scheme:
    """What can be annotated, in the file's order. `text` is the file as written."""

    name: str
    version: str
    labels: dict[str, Label]
    relations: dict[str, RelationType] = field(default_factory=dict)
    guideline: str = ""
    text: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits of the SHA-256 of what the scheme means.

        Meaning is name, version, and of labels, attributes and relation types all that tells an annotator what to do,
        guidelines included. Keys, colours, the order of labels and the wrapping of lines are not.
        """
        canonical = json.dumps(self._meaning(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def label_for_key(self, key: str) -> Label | None:
        """The label that a key stands for."""
        return self._by_key.get(key)

    def defaults(self, label: str) -> dict[str, AttributeValue]:
        """The attribute values that a new annotation with this label starts with. Raises KeyError if there is none."""
        attributes = self.labels[label].attributes
        return {attribute.name: attribute.default for attribute in attributes if attribute.default is not None}

    def violations(self, annotation: Annotation) -> list[str]:
        """What the annotation breaks, one sentence each; what it still lacks is left out."""
        label = self.labels.get(annotation.label)
        if label is None:
            return [f"'{annotation.label}' is no label of the scheme{did_you_mean(annotation.label, self.labels)}"]
        known = {attribute.name: attribute for attribute in label.attributes}
        problems = []
        for name, value in annotation.attributes.items():
            if name not in known:
                problems.append(f"'{name}' is no attribute of '{label.name}'{did_you_mean(name, known)}")
            elif problem := known[name].problem(value):
                problems.append(f"'{name}' of '{label.name}' {problem}")
        return problems

    def missing(self, annotation: Annotation) -> list[str]:
        """The required attributes that have no value yet: the annotation is unfinished, not wrong."""
        label = self.labels.get(annotation.label)
        attributes = label.attributes if label else ()
        return [a.name for a in attributes if a.required and annotation.attributes.get(a.name, ()) in ("", ())]

    def relation_problems(self, relation: Relation, source: Annotation, target: Annotation) -> list[str]:
        """What the relation between these two annotations breaks, one sentence each."""
        kind = self.relations.get(relation.type)
        if kind is None:
            return [f"'{relation.type}' is no relation of the scheme{did_you_mean(relation.type, self.relations)}"]
        problems = []
        if source.label not in kind.source:
            problems.append(f"'{kind.name}' starts at {listed(kind.source)}, not at '{source.label}'")
        if target.label not in kind.target:
            problems.append(f"'{kind.name}' leads to {listed(kind.target)}, not to '{target.label}'")
        if source.id == target.id:
            problems.append(f"'{kind.name}' cannot link an annotation to itself")
        if source.article_id != target.article_id and not kind.across_articles:
            problems.append(f"'{kind.name}' cannot link two articles")
        return problems

    @cached_property
    def _by_key(self) -> dict[str, Label]:
        return {label.key: label for label in self.labels.values() if label.key is not None}

    def _meaning(self) -> dict[str, object]:
        return {
            "name": self.name,
            "version": self.version,
            "guideline": _unwrapped(self.guideline),
            "labels": {label.name: _label_meaning(label) for label in self.labels.values()},
            "relations": {relation.name: _relation_meaning(relation) for relation in self.relations.values()},
        }


def _label_meaning(label: Label) -> dict[str, object]:
    return {
        "parent": label.parent,
        "guideline": _unwrapped(label.guideline),
        "include": [_unwrapped(rule) for rule in label.include],
        "exclude": [_unwrapped(rule) for rule in label.exclude],
        "examples": [[example.text, example.article, _unwrapped(example.note)] for example in label.examples],
        "attributes": {
            a.name: [a.type, a.values, a.required, a.default, _unwrapped(a.guideline)] for a in label.attributes
        },
    }


def _relation_meaning(relation: RelationType) -> dict[str, object]:
    return {
        "from": sorted(relation.source),
        "to": sorted(relation.target),
        "across_articles": relation.across_articles,
        "guideline": _unwrapped(relation.guideline),
    }


def _unwrapped(prose: str) -> str:
    return " ".join(prose.split())
