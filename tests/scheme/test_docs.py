"""What docs/scheme.md promises about schemes."""

import re

import pytest

from tests.conftest import ROOT
from workbench.scheme import parse
from workbench.scheme.colours import COLOURS
from workbench.scheme.file import AttributeEntry, LabelEntry, RelationEntry, SchemeFile

PAGE = (ROOT / "docs" / "scheme.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_every_example_is_a_scheme(example: str) -> None:
    """A reader may copy it."""
    assert parse(example if "scheme:" in example else f"scheme: test\n{example}").labels


@pytest.mark.parametrize("entry", [SchemeFile, LabelEntry, AttributeEntry, RelationEntry])
def test_every_key_is_explained(entry: type[SchemeFile]) -> None:
    """In the first column of a table."""
    for name, field in entry.model_fields.items():
        assert f"\n| `{field.alias or name}` |" in PAGE


def test_every_colour_is_named() -> None:
    """In the order in which they are given out."""
    assert ", ".join(COLOURS) in PAGE
