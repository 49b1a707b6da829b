"""A small YAML file that a person writes: its keys with their lines, and one value in it replaced.

Every scalar is the word that was written, as in a scheme: `no` is a word, not a falsehood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from workbench.errors import SettingsError

_BYTES = 100_000


def text_of(path: Path) -> str:
    """The text of a file. Raises SettingsError if it cannot be read, is not UTF-8, or too large to be one."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_BYTES + 1)
        if len(content) > _BYTES:
            raise SettingsError(f"{path} is larger than {_BYTES:,} bytes: it is something else.")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}:{line}: this is not UTF-8.") from None


def entries(text: str, source: str) -> Iterator[tuple[str, yaml.Node, int]]:
    """The keys of the file with their values and lines. Raises SettingsError where it is not YAML, or no mapping."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{source}:{mark.line + 1}" if mark else source
        raise SettingsError(
            f"{where}: this is not YAML ({error.problem}); a sign such as ? or # wants quotes."
        ) from None
    except yaml.YAMLError as error:
        raise SettingsError(f"{source}: this is not YAML ({error}).") from None
    except RecursionError:
        raise SettingsError(f"{source}: this is nested too deeply.") from None
    except (ValueError, OverflowError):  # PyYAML's own, of a version or a character that is a huge number
        raise SettingsError(f"{source}: this is not YAML (a number is too large).") from None
    return members(root, source) if root is not None else iter(())


def members(node: yaml.Node, source: str) -> Iterator[tuple[str, yaml.Node, int]]:
    """The keys of a mapping with their values and lines, counted from 1. Raises SettingsError where it is none."""
    if not isinstance(node, yaml.MappingNode):
        raise SettingsError(f"{source}:{node.start_mark.line + 1}: here stand keys and values, such as 'keymap: vi'.")
    for key, value in node.value:
        yield str(key.value), value, key.start_mark.line + 1


def words(node: yaml.Node) -> list[str] | None:
    """The word, or the words of a list; None for what is neither."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [each.value for each in nodes] if all(isinstance(each, yaml.ScalarNode) for each in nodes) else None


def mistake(source: str, line: int, clause: str) -> str:
    """The sentence about a mistake in a line."""
    return f"{source}:{line}: {clause}{'' if clause.endswith('?') else '.'}"


def with_value(text: str, source: str, name: str, word: str) -> str:
    """The text with another word for a key, or with a line for it at the end; comments stay."""
    quoted = (
        word if re.fullmatch(r"[\w./~][\w ./~-]*[\w/]|\w", word, re.ASCII) else json.dumps(word, ensure_ascii=False)
    )
    for key, node, _ in entries(text, source):
        if key == name:
            start, end = node.start_mark.index, node.end_mark.index
            return f"{text[:start]}{' ' * (text[start - 1] == ':')}{quoted}{text[end:]}"
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{name}: {quoted}\n"
