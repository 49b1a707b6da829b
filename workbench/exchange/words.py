"""The words of a file that a scheme must have: labels, attributes, relation types; and a scheme that has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from workbench.errors import FormatError
from workbench.formats import Record
from workbench.formats.losses import as_text
from workbench.model import Annotation, AttributeValue
from workbench.names import short
from workbench.scheme import Attribute, AttributeType, Scheme, extended, made
from workbench.scheme.naming import flaw

Missing = tuple[str, str]
"""Kind and name of a word that a scheme does not have: `("label", "opinion")`."""


@dataclass(slots=True)
class Words:
    """What the records of a file say, gathered one by one.

    `labels` gives, for each label, its attributes and for each of these its values; `relations`, for each type, the
    labels where it starts and those where it leads.
    """

    labels: dict[str, dict[str, set[AttributeValue]]] = field(default_factory=dict)
    relations: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Note what the record says."""
        named = {}
        for one in record.annotated.annotations:
            named[one.id] = one.label
            known = self.labels.setdefault(one.label, {})
            for name, value in one.attributes.items():
                seen = known.setdefault(name, set())
                if len(seen) < _MOST:
                    seen.add(value)
        for link in record.annotated.relations:
            ends = self.relations.setdefault(link.type, (set(), set()))
            for labels, id_ in zip(ends, (link.from_id, link.to_id), strict=True):
                if id_ in named:
                    labels.add(named[id_])

    def added_to(self, scheme: Scheme) -> Scheme:
        """The scheme with the labels and relation types that it lacks; of the latter those whose ends are known.

        Raises FormatError for what cannot be a name, and SchemeError as `scheme.extended`.
        """
        labels = {label: _attributes(told) for label, told in self.labels.items() if scheme.refusal(label)}
        _refuse_flawed([*labels, *self.relations])
        relations = {
            name: (sorted(source), sorted(target))
            for name, (source, target) in self.relations.items()
            if name not in scheme.relations and source and target
        }
        return extended(scheme, labels, relations) if labels or relations else scheme

    def scheme(self, name: str) -> Scheme:
        """A scheme that has just these words, and a label at least. Raises FormatError for what cannot be a name."""
        _refuse_flawed([*self.labels, *self.relations])
        labels = {label: _attributes(told) for label, told in self.labels.items()} or {"unlabelled": []}
        relations = {
            name: (sorted(source or labels), sorted(target or labels))
            for name, (source, target) in self.relations.items()
        }
        return made(name, labels, relations)


def _refuse_flawed(names: Iterable[str]) -> None:
    for name in names:
        if problem := flaw(name):
            raise FormatError(
                f"'{short(name)}' cannot be added to a scheme: {problem}.", "Call it otherwise: --map OLD=NEW"
            )


_MOST = 1000
"""Values of an attribute that are looked at: what has more is text."""


def _attributes(told: Mapping[str, set[AttributeValue]]) -> list[Attribute]:
    """Those whose names a scheme can have: others cannot be called otherwise, and are left out with their values."""
    return [_attribute(name, values) for name, values in sorted(told.items()) if not flaw(name)]


def _attribute(name: str, values: Collection[AttributeValue]) -> Attribute:
    """Of one type where all values are of it, else text. Several values at once are choices, if they can be names."""
    if all(isinstance(value, bool) for value in values):
        return Attribute(name, AttributeType.YES_NO)
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return Attribute(name, AttributeType.NUMBER)
    if all(isinstance(value, tuple) for value in values):
        words = sorted({word for value in values if isinstance(value, tuple) for word in value})
        if words and len(values) < _MOST and not any(map(flaw, words)):
            return Attribute(name, AttributeType.CHOICES, tuple(words))
    return Attribute(name, AttributeType.TEXT)


def names_in(record: Record) -> set[str]:
    """The labels and relation types of a record."""
    return {one.label for one in record.annotated.annotations} | {one.type for one in record.annotated.relations}


def renamed(record: Record, names: Mapping[str, str]) -> Record:
    """The record with its labels and relation types called otherwise, as far as `names` says so.

    An annotation that is called otherwise no longer says under which scheme it was made: there it was not so.
    """
    annotated = record.annotated
    return replace(
        record,
        annotated=replace(
            annotated,
            annotations=tuple(
                replace(one, label=names[one.label], scheme="") if one.label in names else one
                for one in annotated.annotations
            ),
            relations=tuple(replace(one, type=names.get(one.type, one.type)) for one in annotated.relations),
        ),
    )


def fitted(scheme: Scheme, one: Annotation) -> Annotation:
    """The annotation with values of the types that the scheme asks for: a file may tell them as text alone, or the
    scheme have text alone.
    """
    known = {attribute.name: attribute for attribute in scheme.label(one.label).attributes}
    told = {
        name: _typed(known[name].type, value) if name in known and known[name].problem(value) else value
        for name, value in one.attributes.items()
    }
    return one if told == one.attributes else replace(one, attributes=told)


def _typed(wanted: AttributeType, value: AttributeValue) -> AttributeValue:
    """By `formats.losses.as_text` and its inverse; the value itself where it is none of these."""
    text = as_text(value)
    match wanted:
        case AttributeType.TEXT:
            return text
        case AttributeType.YES_NO:
            return {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold(), value)
        case AttributeType.CHOICES:
            return tuple(text.split(" | "))
        case AttributeType.NUMBER:
            try:
                number = float(text)
            except ValueError:
                return value
            return int(number) if number.is_integer() and text.lstrip("+-").isdigit() else number
    return text
