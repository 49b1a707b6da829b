"""What a scheme says, resolved: frozen values that everything above may hold and compare."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from workbench.model import Annotation, AttributeValue, Relation
from workbench.names import did_you_mean, listed
from workbench.scheme import colours, naming


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
    """What an annotation can be. `colour` is `#rrggbb`, always there.

    `key` is one lowercase letter, or a path of two (the key of a label above this one, then its own letter), or None.
    """

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
    """What may link to what. `source` and `target` are label names; the children of a label that was named are in.

    `required`: every annotation with a label of `source` must have one.
    """

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    across_articles: bool = False
    guideline: str = ""
    required: bool = False


@dataclass(frozen=True)
class Scheme:
    """What can be annotated, in the file's order. `text` is the file as written.

    `blind`: annotators do not see each other's work while they label. `free_labels`: they may make labels of their own.
    `pass_mark`: the score, in ]0, 1], from which on somebody who learns has passed; None: nobody passes or fails.
    """

    name: str
    version: str
    labels: dict[str, Label]
    relations: dict[str, RelationType] = field(default_factory=dict)
    guideline: str = ""
    text: str = ""
    blind: bool = False
    free_labels: bool = False
    pass_mark: float | None = None

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits of the SHA-256 of what the scheme means.

        Meaning is name, version, and of labels, attributes and relation types all that tells an annotator what to do,
        guidelines included. Keys, colours, the order of labels, the wrapping of lines, `blind` and `pass_mark` are not.
        What came later to schemes is in it only where it is used, so that older ones keep their fingerprint.
        """
        canonical = json.dumps(self._meaning(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def label_for_key(self, key: str) -> Label | None:
        """The label that a key, or a path of two, stands for."""
        return self._by_key.get(key)

    def paths(self, key: str) -> tuple[Label, ...]:
        """The labels whose key is this letter and one more, in the file's order."""
        return tuple(label for path, label in self._by_key.items() if len(path) == 2 and path[0] == key)

    @cached_property
    def tree(self) -> tuple[tuple[Label, int], ...]:
        """Every label with the number of those above it, children below their parent, else in the file's order."""
        children: dict[str | None, list[Label]] = {}
        for label in reversed(self.labels.values()):
            children.setdefault(label.parent, []).append(label)
        found, waiting = list[tuple[Label, int]](), [(label, 0) for label in children.get(None, ())]
        while waiting:
            label, depth = waiting.pop()
            found.append((label, depth))
            waiting += [(child, depth + 1) for child in children.get(label.name, ())]
        return tuple(found)

    @cached_property
    def parents(self) -> dict[str, str]:
        """The name of the parent, of each label that has one."""
        return {name: label.parent for name, label in self.labels.items() if label.parent}

    def label(self, name: str) -> Label:
        """The label of this name; where the scheme has none, one without a key, with a colour made from the name."""
        return self.labels.get(name) or _free_label(name)

    def allows(self, label: str) -> bool:
        """Whether an annotation can have this label."""
        return label in self.labels or (self.free_labels and not naming.flaw(label))

    def refusal(self, label: str) -> str:
        """Why an annotation cannot have this label, as a sentence without its full stop; empty where it can."""
        if label in self.labels:
            return ""
        if self.free_labels:
            return naming.flaw(label)
        return f"'{label}' is no label of the scheme{did_you_mean(label, self.labels)}"

    def defaults(self, label: str) -> dict[str, AttributeValue]:
        """The attribute values that a new annotation with this label starts with; none for a free label."""
        attributes = self.label(label).attributes
        return {attribute.name: attribute.default for attribute in attributes if attribute.default is not None}

    def violations(self, annotation: Annotation) -> list[str]:
        """What the annotation breaks, one sentence each; what it still lacks is left out."""
        if refusal := self.refusal(annotation.label):
            return [refusal]
        label = self.label(annotation.label)
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
        attributes = self.label(annotation.label).attributes
        return [a.name for a in attributes if a.required and annotation.attributes.get(a.name, ()) in ("", ())]

    def lacking(self, annotation: Annotation, relations: Iterable[Relation]) -> list[str]:
        """What is required of the annotation and not there, one sentence each: attributes and relations.

        `relations` are those of this annotation; where else they start or end, they do not count.
        """
        return [
            *(f"'{name}' has no value yet" for name in self.missing(annotation)),
            *(
                f"no '{kind.name}' leads from here yet; it leads to {listed(kind.target)}"
                for kind in self.missing_relations(annotation, relations)
            ),
        ]

    def missing_relations(self, annotation: Annotation, relations: Iterable[Relation]) -> list[RelationType]:
        """The relation types that must start at the annotation, and of which none of its `relations` is."""
        started = {relation.type for relation in relations if relation.from_id == annotation.id}
        return [kind for kind in self.offers(annotation.label) if kind.required and kind.name not in started]

    def offers(self, label: str) -> tuple[RelationType, ...]:
        """The relation types that may start at an annotation with this label."""
        return tuple(kind for kind in self.relations.values() if label in kind.source)

    def relation_types(self, source_label: str, target_label: str, *, across: bool) -> tuple[RelationType, ...]:
        """The relation types that may lead from one label to the other; `across`: from one article to another."""
        offered = self.offers(source_label)
        return tuple(kind for kind in offered if target_label in kind.target and (kind.across_articles or not across))

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
            **({"free_labels": True} if self.free_labels else {}),
        }


@lru_cache(maxsize=1024)
def _free_label(name: str) -> Label:
    return Label(name, None, colours.of(name))


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
        **({"required": True} if relation.required else {}),
    }


def _unwrapped(prose: str) -> str:
    return " ".join(prose.split())
