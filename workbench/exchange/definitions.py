"""What a scheme says about its labels and relations, for the readers of a dataset, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.exchange.markdown import plain, prose, section
from workbench.formats.losses import as_text
from workbench.scheme import Attribute, AttributeType, Example, Label, RelationType, Scheme


def general(scheme: Scheme) -> Iterator[str]:
    """What holds for all labels."""
    yield f"The scheme is {plain(scheme.name)}, version {plain(scheme.version)}, fingerprint `{scheme.fingerprint}`."
    if scheme.free_labels:
        yield "Annotators may make labels of their own."
    if scheme.blind:
        yield "Annotators do not see each other's work while they label."
    yield from prose(scheme.guideline)


def labels(scheme: Scheme) -> Iterator[str]:
    """A section for each label of which the scheme says more than its name."""
    for label in scheme.labels.values():
        yield from section(f"### {plain(label.name)}", list(_label(label))[1:])


def relations(scheme: Scheme) -> Iterator[str]:
    """A line for each type."""
    return map(_relation, scheme.relations.values())


def _label(label: Label) -> Iterator[str]:
    if label.parent:
        yield from ("", f"A kind of {plain(label.parent)}.")
    yield from prose(label.guideline)
    yield from _list("Mark", map(plain, label.include))
    yield from _list("Leave out", map(plain, label.exclude))
    yield from _list("Examples", map(_example, label.examples))
    yield from _list("Attributes", map(_attribute, label.attributes))


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from ("", f"**{heading}**", "", *lines)


def _example(example: Example) -> str:
    origin = ", ".join(plain(part) for part in (example.article, example.note) if part)
    return f"*{plain(example.text)}*{f' ({origin})' if origin else ''}"


_TAKES = {
    AttributeType.CHOICE: "one of",
    AttributeType.CHOICES: "any of",
    AttributeType.YES_NO: "yes or no",
    AttributeType.TEXT: "text",
    AttributeType.NUMBER: "a number",
}


def _attribute(attribute: Attribute) -> str:
    takes = " ".join([_TAKES[attribute.type], ", ".join(map(plain, attribute.values))]).strip()
    first = "" if attribute.default is None else f"at first {plain(as_text(attribute.default))}"
    notes = [takes, "required" if attribute.required else "", first]
    return _told(attribute.name, "; ".join(filter(None, notes)), attribute.guideline)


def _relation(kind: RelationType) -> str:
    leads = f"{_names(kind.source)} → {_names(kind.target)}"
    notes = [leads, "across articles too" if kind.across_articles else "", "required" if kind.required else ""]
    return f"- {_told(kind.name, '; '.join(filter(None, notes)), kind.guideline)}"


def _told(name: str, what: str, guideline: str) -> str:
    return " ".join([f"**{plain(name)}**: {what}.", plain(guideline)]).strip()


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(plain, names))
