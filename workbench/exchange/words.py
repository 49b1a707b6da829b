"""The words of a file that a scheme must have: labels, attributes, relation types; and a scheme that has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workbench.formats import Record
from workbench.model import Annotation, AttributeValue
from workbench.scheme import AttributeType, Scheme, extended, made

Missing = tuple[str, str]
"""Kind and name of a word that a scheme does not have: `("label", "opinion")`."""


@dataclass(slots=True)
class Words:
    """What the records of a file say, gathered one by one.

    `labels` gives, for each label, its attributes and for each of these the types of its values; `relations`, for each
    type, the labels where it starts and those where it leads.
    """

    labels: dict[str, dict[str, set[AttributeType]]] = field(default_factory=dict)
    relations: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Note what the record says."""
        named = {}
        for one in record.annotated.annotations:
            named[one.id] = one.label
            known = self.labels.setdefault(one.label, {})
            for name, value in one.attributes.items():
                known.setdefault(name, set()).add(_type(value))
        for link in record.annotated.relations:
            source, target = self.relations.setdefault(link.type, (set(), set()))
            source.update(named[id_] for id_ in [link.from_id] if id_ in named)
            target.update(named[id_] for id_ in [link.to_id] if id_ in named)

    def added_to(self, scheme: Scheme) -> Scheme:
        """The scheme with the labels and relation types that it lacks. Raises SchemeError as `scheme.extended`."""
        labels = {
            label: {name: _one(types) for name, types in attributes.items()}
            for label, attributes in self.labels.items()
            if scheme.refusal(label)
        }
        relations = {
            name: (sorted(source), sorted(target))
            for name, (source, target) in self.relations.items()
            if name not in scheme.relations and source and target
        }
        return extended(scheme, labels, relations) if labels or relations else scheme

    def scheme(self, name: str) -> Scheme:
        """A scheme that has just these words. Raises SchemeError for what is no name."""
        labels = {
            label: {name: _one(types) for name, types in attributes.items()}
            for label, attributes in self.labels.items()
        }
        relations = {
            name: (sorted(source or labels), sorted(target or labels))
            for name, (source, target) in self.relations.items()
        }
        return made(name, labels, relations)


def _type(value: AttributeValue) -> AttributeType:
    match value:
        case bool():
            return AttributeType.YES_NO
        case int() | float():
            return AttributeType.NUMBER
    return AttributeType.TEXT


def _one(types: Iterable[AttributeType]) -> AttributeType:
    found = set(types)
    return found.pop() if len(found) == 1 else AttributeType.TEXT


def renamed(record: Record, names: Mapping[str, str]) -> Record:
    """The record with its labels and relation types called otherwise, as far as `names` says so."""
    annotated = record.annotated
    return replace(
        record,
        annotated=replace(
            annotated,
            annotations=tuple(replace(one, label=names.get(one.label, one.label)) for one in annotated.annotations),
            relations=tuple(replace(one, type=names.get(one.type, one.type)) for one in annotated.relations),
        ),
    )


def fitted(scheme: Scheme, one: Annotation) -> Annotation:
    """The annotation with values of the types that the scheme asks for, where a file could tell them as text alone."""
    known = {attribute.name: attribute for attribute in scheme.label(one.label).attributes}
    told = {
        name: _typed(known[name].type, value)
        if name in known and isinstance(value, str) and known[name].problem(value)
        else value
        for name, value in one.attributes.items()
    }
    return one if told == one.attributes else replace(one, attributes=told)


def _typed(wanted: AttributeType, text: str) -> AttributeValue:
    """The inverse of `formats.losses.as_text`; the text itself where it is none of these."""
    match wanted:
        case AttributeType.YES_NO:
            return {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold(), text)
        case AttributeType.CHOICES:
            return tuple(text.split(" | "))
        case AttributeType.NUMBER:
            try:
                number = float(text)
            except ValueError:
                return text
            return int(number) if number.is_integer() and text.lstrip("+-").isdigit() else number
    return text
