"""The label scheme: what can be annotated. `labels.yaml` → `Scheme`, every mistake told with its line at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.scheme.model import Attribute, AttributeType, Example, Label, RelationType, Scheme

if TYPE_CHECKING:
    from workbench.scheme.adding import Labels, Relations

__all__ = [
    "Attribute",
    "AttributeType",
    "Example",
    "Label",
    "RelationType",
    "Scheme",
    "extended",
    "load",
    "made",
    "parse",
]


def load(path: Path) -> Scheme:
    """The scheme in a file. Raises SchemeError, naming all mistakes with file, line and column."""
    from workbench.scheme.reading import read

    return parse(read(path), str(path))


def parse(text: str, source: str = "labels.yaml") -> Scheme:
    """The scheme in a text; `source` is what errors call it. Raises SchemeError, naming all mistakes."""
    from workbench.scheme.build import build
    from workbench.scheme.reading import compose

    return build(compose(text, source))


def extended(scheme: Scheme, labels: Labels, relations: Relations, source: str = "labels.yaml") -> Scheme:
    """The scheme with these at the ends of its lists, every other line of its text as it was.

    Raises SchemeError for what is no name, and where the text is written in a way that a program cannot add to.
    """
    from workbench.scheme import adding

    return parse(adding.extended(scheme.text, source, labels, relations), source)


def made(name: str, labels: Labels, relations: Relations) -> Scheme:
    """A scheme of these. Raises SchemeError for what is no name."""
    from workbench.scheme import adding

    return parse(adding.made(name, labels, relations), name)
