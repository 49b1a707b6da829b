"""The key tables of docs/annotating.md, from the table of commands and the two presets: `python -m docs.key_tables`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from workbench import keys
from workbench.keymap import PLAIN, VI, Keymap
from workbench.keys import COMMANDS, Command

PAGE = Path(__file__).parent / "annotating.md"
BEGIN, END = "<!-- keys: made by `make docs` -->", "<!-- end of keys -->"
COUNTED = " ×"
"""Stands after what a number before the key repeats."""


def tables() -> str:
    """A table for each group of commands. Commands that differ only in direction share a row, as in the help."""
    return "\n\n".join(_table(group, members) for group, members in groupby(COMMANDS, key=attrgetter("group")))


def _table(group: str, members: Iterable[Command]) -> str:
    rows = [_row(title, tuple(same)) for title, same in groupby(members, key=attrgetter("title"))]
    return "\n".join([f"| {group} | plain | vi |", "| --- | --- | --- |", *rows])


def _row(title: str, same: tuple[Command, ...]) -> str:
    counted = COUNTED if same[0].counted else ""
    return f"| {title}{counted} | {_keys(same, PLAIN)} | {_keys(same, VI)} |"


def _keys(commands: Iterable[Command], keymap: Keymap) -> str:
    return " ".join(_code(keys.shown(key)) for command in commands for key in keymap.keys[command.id])


def _code(key: str) -> str:
    """As code in a table of Markdown."""
    return "`` ` ``" if key == "`" else f"`{key}`".replace("|", "\\|")


def filled(page: str) -> str:
    """The page with the tables as they are now."""
    pattern = f"(?<={re.escape(BEGIN)}\n\n).*?(?=\n\n{re.escape(END)})"
    return re.sub(pattern, lambda _: tables(), page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
