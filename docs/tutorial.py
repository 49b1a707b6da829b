"""The first article of docs/annotating.md: its keys, which a test and a picture press, and what comes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench import keys

PAGE = Path(__file__).parent / "annotating.md"
SECTION = "## Your first article"
CODE = re.compile(r"`` (.) ``|`([^`]+)`")


def presses() -> list[str]:
    """Textual's names of all keys in the first columns of the section's tables, in their order."""
    rows = re.findall(r"^\| (.*?`.*?) \|", _section(), re.MULTILINE)
    return [key for row in rows for code in CODE.finditer(row) for key in pressed(code[1] or code[2])]


def labelled() -> list[tuple[str, str]]:
    """Which words get which label; `…` stands for what is left out."""
    return re.findall(r"“([^”]+)” becomes `(\w+)`", _section())


def joined() -> list[str]:
    """The types of the relations that are made."""
    return re.findall(r"`\w+` → `(\w+)` → `\w+`", _section())


def rest() -> list[tuple[str, str, str]]:
    """What is left to label: paragraph, words, label."""
    return re.findall(r"^\| (\d+) \| “(.+)” \| `(\w+)`", _section(), re.MULTILINE)


def _section() -> str:
    return PAGE.read_text(encoding="utf-8").split(SECTION)[1].split("\n## ")[0]


def pressed(written: str) -> Iterator[str]:
    """One key as people write it; of a longer word each character."""
    if written[:1].islower() and "+" not in written:
        yield from (keys.named(character) if character != " " else "space" for character in written)
    else:
        yield keys.parsed(written)
