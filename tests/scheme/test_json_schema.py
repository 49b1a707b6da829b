"""The JSON Schema that completes and checks a scheme in editors."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT
from workbench.errors import SchemeError
from workbench.scheme import parse
from workbench.scheme.json_schema import json_schema

SCHEMA = json.loads(json_schema())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
GOOD = "scheme: test\nlabels:\n"


def test_the_committed_file_is_current() -> None:
    """After a change: workbench scheme json-schema > labels.schema.json"""
    assert (ROOT / "labels.schema.json").read_text(encoding="utf-8") == json_schema()


def test_it_is_a_schema_of_draft_07() -> None:
    """The one that editors know best."""
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    VALIDATOR.check_schema(SCHEMA)


def test_the_default_scheme_points_to_it_and_passes() -> None:
    """What the workbench brings is an example to follow."""
    text = (ROOT / "labels.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=labels.schema.json\n")
    VALIDATOR.validate(yaml.safe_load(text))


@pytest.mark.parametrize(
    "lines",
    [
        "  a:",
        "  a: {key: ä, colour: blue, parent: b}\n  b: {include: x, examples: [y, {text: z, article: '004'}]}",
        "  a: {attributes: {x: , y: [1, 2, maybe], z: yes_no, w: {type: number, default: 3}}}\nattributes: {x: text}",
        "  a: {attributes: [x]}\nattributes: {x: {values: [p, q], required: true, default: p}}",
        "  a: {examples: words}\nrelations: {r: {from: a, to: [a], across_articles: true}}",
    ],
)
def test_what_the_workbench_takes_an_editor_takes(lines: str) -> None:
    """Every short form is in it."""
    parse(GOOD + lines)
    VALIDATOR.validate(yaml.safe_load(GOOD + lines))


@pytest.mark.parametrize(
    "text",
    [
        "labels: {a: {}}",
        "scheme: test",
        "scheme: test\nlabels: {}",
        "scheme: test\nlabels: [a]",
        GOOD + "  a: {attribtues: [x]}",
        GOOD + "  a: {key: abc}",
        GOOD + "  a: {key: Q}",
        GOOD + "  a: {key: '?'}",
        GOOD + "  a: {colour: bleu}",
        GOOD + "  a: {colour: '#12'}",
        GOOD + "  a: {guideline: [x]}",
        GOOD + "  a: {examples: [{article: '004'}]}",
        GOOD + "  a: {attributes: {x: chioce}}",
        GOOD + "  a: {attributes: {x: {vlaues: [a]}}}",
        GOOD + "  a: {attributes: {x: {values: [a], required: maybe}}}",
        GOOD + "  a: {}\nrelations: {r: {from: [a]}}",
        GOOD + "  a: {}\nrelations: {r: {from: [a], to: []}}",
    ],
)
def test_a_typical_mistake_is_marked_in_the_editor(text: str) -> None:
    """And told by the workbench too."""
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(yaml.safe_load(text))
    with pytest.raises(SchemeError, match="mistake"):
        parse(text)


def test_every_key_says_what_it_is_for() -> None:
    """Completion teaches."""
    keys = list(_properties(SCHEMA))
    assert len(keys) > 20
    assert [name for name, entry in keys if not entry.get("description")] == []


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
    if isinstance(schema, dict | list):
        for below in schema.values() if isinstance(schema, dict) else schema:
            yield from _properties(below)
