"""The keys and the labels, from the table of commands and from the scheme."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench import keys
from workbench.scheme import Scheme
from workbench.symbols import printable

WIDE = 132
"""From this width on there are two columns."""

LIBRARY = (
    ("↑ ↓ PgUp PgDn Home End", "choose an article"),
    ("Enter", "open it where you left off"),
    ("any letter", "filter by id, title and outlet"),
    ("Esc", "drop the filter"),
)
ANYWHERE = (
    ("Ctrl+P", "palette: every command, every article"),
    ("Ctrl+Q", "quit; everything is saved"),
    ("mouse", "drag selects, two clicks a word, three a sentence"),
)


def sections(scheme: Scheme) -> list[tuple[str, list[tuple[Text, str]]]]:
    """What the screen shows: a title, and keys with what they do."""
    commands = [
        (group, [(_keys(*map(keys.shown, command.keys)), command.title) for command in members])
        for group, members in groupby(keys.COMMANDS, key=lambda command: command.group)
    ]
    labels = [
        (Text(f" {label.key or ' '} ", style=f"bold reverse {label.colour}"), printable(label.name, ""))
        for label in scheme.labels.values()
    ]
    return [
        *commands,
        (f"Labels of {printable(scheme.name, '')}", labels),
        ("Library", [(_keys(key), what) for key, what in LIBRARY]),
        ("Everywhere", [(_keys(key), what) for key, what in ANYWHERE]),
    ]


def _keys(*names: str) -> Text:
    return Text(" ").join(Text(name, style="bold") for name in names)


def page(scheme: Scheme, width: int) -> Text:
    """The help as it is drawn, `width` cells wide."""
    drawn = [_section(title, rows) for title, rows in sections(scheme)]
    if width < WIDE:
        return Text("\n\n").join(Text("\n").join(lines) for lines in drawn)
    half = width // 2
    left, right = _columns(drawn)
    rows = [_beside(left, right, index, half) for index in range(max(len(left), len(right)))]
    return Text("\n").join(rows)


def _section(title: str, rows: list[tuple[Text, str]]) -> list[Text]:
    return [Text(title, style="bold underline"), *(_row(key, what) for key, what in rows)]


def _row(key: Text, what: str) -> Text:
    return Text.assemble(key, " " * max(2, 24 - cell_len(key.plain)), what)


def _columns(drawn: list[list[Text]]) -> tuple[list[Text], list[Text]]:
    left: list[Text] = []
    right: list[Text] = []
    for lines in drawn:
        column = left if len(left) + len(lines) / 2 <= sum(map(len, drawn)) / 2 else right
        column += [*lines, Text()]
    return left, right


def _beside(left: list[Text], right: list[Text], index: int, half: int) -> Text:
    row = left[index].copy() if index < len(left) else Text()
    row.truncate(half, pad=True)
    return row + right[index] if index < len(right) else row


class HelpScreen(ModalScreen[None]):
    """Opened by `?`; the keys that open it close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter,space", "dismiss", "close", show=False, id="help.close"),
    ]

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self._scheme = scheme

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = "Help"
            dialog.border_subtitle = "↑ ↓ scroll · Esc closes"
            yield Static()

    def on_resize(self) -> None:
        self.query_one(Static).update(page(self._scheme, self.size.width - 6))
