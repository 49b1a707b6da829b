"""A checked scheme file → `Scheme`: names become what they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from workbench.scheme import colours
from workbench.scheme.document import Document
from workbench.scheme.file import AttributeEntry, LabelEntry, RelationEntry, SchemeFile
from workbench.scheme.mistakes import MOST, Mistakes
from workbench.scheme.model import Attribute, Example, Label, RelationType, Scheme
from workbench.scheme.references import crossed
from workbench.scheme.shape import shaped


def build(document: Document) -> Scheme:
    """The scheme in a document. Raises Mistakes with all that is wrong."""
    file, mistakes = shaped(document)
    mistakes += [*document.mistakes, *islice(crossed(document), MOST)]
    if file is None or mistakes:
        raise Mistakes(document.source, mistakes)
    return Scheme(
        name=file.scheme,
        version=file.version,
        labels=_labels(file),
        relations={name: _relation(name, entry, file.labels) for name, entry in file.relations.items()},
        guideline=file.guideline,
        text=document.text,
        blind=file.blind,
        free_labels=file.free_labels,
        pass_mark=file.pass_mark,
    )


def _labels(file: SchemeFile) -> dict[str, Label]:
    filled = colours.fill(entry.colour for entry in file.labels.values())
    return {
        name: Label(
            name=name,
            key=entry.key,
            colour=colour,
            parent=entry.parent,
            guideline=entry.guideline,
            include=entry.include,
            exclude=entry.exclude,
            examples=tuple(Example(example.text, example.article or "", example.note) for example in entry.examples),
            attributes=tuple(_attributes(entry, file.attributes)),
        )
        for (name, entry), colour in zip(file.labels.items(), filled, strict=True)
    }


def _attributes(label: LabelEntry, shared: Mapping[str, AttributeEntry]) -> Iterable[Attribute]:
    for name, own in label.attributes.items():
        entry = own or shared[name]
        yield Attribute(name, entry.type, entry.values, entry.required, entry.default, entry.guideline)


def _relation(name: str, entry: RelationEntry, labels: Mapping[str, LabelEntry]) -> RelationType:
    source, target = (_with_children(ends, labels) for ends in (entry.source, entry.target))
    return RelationType(name, source, target, entry.across_articles, entry.guideline, entry.required)


def _with_children(named: tuple[str, ...], labels: Mapping[str, LabelEntry]) -> tuple[str, ...]:
    """The named labels and all below them, in the file's order."""

    def line(name: str | None) -> Iterable[str]:
        while name is not None:
            yield name
            name = labels[name].parent

    return tuple(name for name in labels if any(ancestor in named for ancestor in line(name)))
