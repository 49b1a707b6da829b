"""The label scheme: what can be annotated. `labels.yaml` → `Scheme`, every mistake told with its line at once."""

from __future__ import annotations

from pathlib import Path

from workbench.scheme.model import Attribute, AttributeType, Example, Label, RelationType, Scheme

__all__ = ["Attribute", "AttributeType", "Example", "Label", "RelationType", "Scheme", "load", "parse"]


def load(path: Path) -> Scheme:
    """The scheme in a file. Raises SchemeError, naming all mistakes with file, line and column."""
    from workbench.scheme.reading import read

    return parse(read(path), str(path))


def parse(text: str, source: str = "labels.yaml") -> Scheme:
    """The scheme in a text; `source` is what errors call it. Raises SchemeError, naming all mistakes."""
    from workbench.scheme.build import build
    from workbench.scheme.reading import compose

    return build(compose(text, source))
