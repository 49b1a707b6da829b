"""A scheme's text with more labels and relations in it, every other line as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import yaml

from workbench.errors import SchemeError
from workbench.scheme.model import Attribute

Labels = Mapping[str, Iterable[Attribute]]
"""Name of a label → its attributes."""

Relations = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""Name of a relation type → the labels where it starts, and where it leads."""


def extended(text: str, source: str, labels: Labels, relations: Relations) -> str:
    """The scheme's text with these at the ends of its lists. Raises SchemeError where they are written in a way that a
    program cannot add to.
    """
    text = _appended(text, source, "labels", [_label(name, attributes) for name, attributes in labels.items()])
    return _appended(text, source, "relations", [_relation(name, *ends) for name, ends in relations.items()])


def made(name: str, labels: Labels, relations: Relations) -> str:
    """The text of a scheme with these."""
    lines = [f"scheme: {_word(name)}", "version: 1", "labels:"]
    lines += [f"  {_label(one, attributes)}" for one, attributes in labels.items()]
    if relations:
        lines += ["relations:", *(f"  {_relation(one, *ends)}" for one, ends in relations.items())]
    return "\n".join(lines) + "\n"


def _label(name: str, attributes: Iterable[Attribute]) -> str:
    told = ", ".join(f"{_word(one.name)}: {{{_attribute(one)}}}" for one in attributes)
    return f"{_word(name)}: {{attributes: {{{told}}}}}" if told else f"{_word(name)}: {{}}"


def _attribute(one: Attribute) -> str:
    return f"type: {one.type}" + (f", values: [{', '.join(map(_word, one.values))}]" if one.values else "")


def _relation(name: str, source: Iterable[str], target: Iterable[str]) -> str:
    ends = (", ".join(map(_word, labels)) for labels in (source, target))
    return "{}: {{from: [{}], to: [{}]}}".format(_word(name), *ends)


def _word(name: str) -> str:
    """As YAML has it: in quotes, where it could mean something else."""
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) else json.dumps(name, ensure_ascii=False)


def _appended(text: str, source: str, key: str, entries: Sequence[str]) -> str:
    if not entries:
        return text
    root = yaml.compose(text, yaml.SafeLoader)
    members = root.value if isinstance(root, yaml.MappingNode) else []
    for (name, value), after in zip(members, [*members[1:], None], strict=True):
        if name.value == key:
            if not isinstance(value, yaml.MappingNode) or value.flow_style or not value.value:
                raise SchemeError(f"To '{key}' in {source} no line can be added by program.", "Add them by hand.")
            lines = text.split("\n")
            end = _last(lines, after[0].start_mark.line if after else len(lines))
            indent = " " * value.value[0][0].start_mark.column
            return "\n".join([*lines[:end], *(indent + entry for entry in entries), *lines[end:]])
    return "\n".join([text.rstrip("\n"), "", f"{key}:", *(f"  {entry}" for entry in entries), ""])


def _last(lines: Sequence[str], end: int) -> int:
    """The line after the last one before `end` that is neither blank nor a comment at the margin."""
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end
