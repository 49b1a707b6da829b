"""How the command line prints a scheme for people to read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from workbench.scheme import Attribute, AttributeType, Example, Label, RelationType, Scheme
from workbench.symbols import printable

_WIDTH = 100  # longer lines tire the reader
_INDENT = (0, 0, 0, 4)


def print_scheme(scheme: Scheme) -> None:
    """Everything: what holds for all labels, each label, the relations."""
    settings = {
        "annotators may make labels of their own": scheme.free_labels,
        "annotators do not see each other's work while they label": scheme.blind,
        f"whoever learns has passed from {scheme.pass_mark or 0:g} on": scheme.pass_mark,
    }
    _print(
        [
            Text(f"{scheme.name}, version {scheme.version}", style="bold"),
            Text(f"fingerprint {scheme.fingerprint}", style="dim"),
            *(Text(words, style="dim") for words, holds in settings.items() if holds),
            *_paragraph(scheme.guideline),
        ]
    )
    for label in scheme.labels.values():
        print_label(scheme, label)
    if scheme.relations:
        _print([Text(), Rule("relations", align="left", style="dim"), *map(_relation, scheme.relations.values())])


def print_label(scheme: Scheme, label: Label) -> None:
    """One label: guideline, rules, examples, attributes, and the relations it takes part in."""
    title = Text.assemble(
        (f" {label.key or ' '} ", f"reverse {label.colour}"), (f" {label.name}", f"bold {label.colour}")
    )
    if label.parent:
        title.append(f"  a kind of {label.parent}", style="dim")
    _print(
        [
            Text(),
            title,
            *_paragraph(label.guideline),
            *_rules("include", "+", "green", map(Text, map(printable, label.include))),
            *_rules("exclude", "−", "red", map(Text, map(printable, label.exclude))),
            *_rules("examples", "·", "dim", map(_example, label.examples)),
            *_rules("attributes", "·", "dim", map(_attribute, label.attributes)),
            *_rules("relations", "·", "dim", (Text(part) for part in _parts(scheme, label))),
        ]
    )


def _print(parts: Iterable[RenderableType]) -> None:
    width = Console().width if sys.stdout.isatty() else _WIDTH
    console = Console(width=min(width, _WIDTH), highlight=False)
    for part in parts:
        console.print(part)


def _paragraph(prose: str) -> Iterator[RenderableType]:
    if prose:
        yield Padding(Text(printable(prose)), _INDENT, expand=False)


def _rules(heading: str, mark: str, style: str, items: Iterable[Text]) -> Iterator[RenderableType]:
    rows = list(items)
    if not rows:
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=10, style="dim")
    grid.add_column(width=1, style=style)
    grid.add_column()
    for number, row in enumerate(rows):
        grid.add_row(heading if number == 0 else "", mark, row)
    yield Padding(grid, _INDENT, expand=False)


def _example(example: Example) -> Text:
    text = Text(printable(example.text), style="italic")
    origin = ", ".join(part for part in (example.article, example.note) if part)
    return text.append(printable(f"  ({origin})"), style="not italic dim") if origin else text


def _attribute(attribute: Attribute) -> Text:
    text = Text.assemble((attribute.name, "bold"), ": ")
    text.append(", ".join(attribute.values) if attribute.values else attribute.type.replace("_", "/"))
    notes = ["several" if attribute.type is AttributeType.CHOICES else "", "required" if attribute.required else ""]
    notes.append(f"at first {attribute.default}" if attribute.default is not None else "")
    if any(notes):
        text.append(f" ({', '.join(note for note in notes if note)})")
    return text.append(printable(f"\n{attribute.guideline}"), style="dim") if attribute.guideline else text


def _parts(scheme: Scheme, label: Label) -> Iterator[str]:
    for relation in scheme.relations.values():
        if label.name in relation.source:
            yield f"{relation.name} → {', '.join(relation.target)}"
        if label.name in relation.target:
            yield f"{relation.name} ← {', '.join(relation.source)}"


def _relation(relation: RelationType) -> Padding:
    text = Text.assemble((relation.name, "bold"), f": {', '.join(relation.source)} → {', '.join(relation.target)}")
    notes = ["across articles too" if relation.across_articles else "", "required" if relation.required else ""]
    if any(notes):
        text.append(f" ({', '.join(filter(None, notes))})")
    if relation.guideline:
        text.append(printable(f"\n{relation.guideline}"), style="dim")
    return Padding(text, _INDENT, expand=False)
