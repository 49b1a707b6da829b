"""The keys and the labels, from the table of commands and from the scheme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, zip_longest
from operator import attrgetter
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from workbench import keys
from workbench.keymap import PLAIN, Keymap
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import cap
from workbench.tui.screens.modal import Modal

TWO_COLUMNS_FROM = 112
KEYS = 18
"""Cells for the keys."""

Row = tuple[Text, str]
Section = tuple[str, list[Row]]

LIBRARY = (
    ("↑ ↓ PgUp PgDn Home End", "choose an article"),
    ("Enter", "open it where you left off"),
    ("any letter", "filter by id, title and outlet"),
    ("Esc", "drop the filter"),
    ("F10", "settings; also in the palette"),
    ("Ctrl+F", "search all articles"),
    ("F5", "how far annotators agree, and the differences behind each figure"),
    ("Ctrl+G", "adjudicate: decide between those who have read it, and make gold"),
)
MOUSE = (
    ("drag", "select"),
    ("double click", "select a word; in the library: open"),
    ("triple click", "select a sentence"),
    ("click a label", "as its key"),
    ("click a word", "in the bottom line or at a form's lower edge: what it says; ‹ at the top: the library"),
)
ANYWHERE = (
    ("Ctrl+P", "palette: every command, every article, themes"),
    ("Ctrl+Q", "save what is left and quit"),
)


def sections(scheme: Scheme, keymap: Keymap = PLAIN) -> list[Section]:
    """What the screen shows: titles, and under each the keys with what they do."""
    labels = [(cap(label), printable(label.name, "")) for label in scheme.labels.values()]
    after = f", each after {keys.shown(keymap.labels)}" if keymap.labels else ""
    return [
        *((group, _commands(members, keymap)) for group, members in groupby(keys.COMMANDS, key=attrgetter("group"))),
        (f"Labels of {printable(scheme.name, '')}{after}", labels),
        *((title, [(Text(key, "bold"), what) for key, what in rows]) for title, rows in _FIXED),
    ]


_FIXED = (("Library", LIBRARY), ("Mouse", MOUSE), ("Everywhere", ANYWHERE))


def _commands(commands: Iterable[keys.Command], keymap: Keymap) -> list[Row]:
    """One row for each title: commands that differ only in direction share it."""
    return [
        (Text(" ".join(keymap.all_shown_for(command.id) for command in same), "bold"), title)
        for title, same in groupby(commands, key=attrgetter("title"))
    ]


def page(drawn: Sequence[Section], width: int) -> Text:
    """The sections as they are drawn, `width` cells wide: in two columns where there is room."""
    if width < TWO_COLUMNS_FROM:
        return Text("\n").join(line for section in drawn for line in _section(section, width))
    half = width // 2 - 1
    lines = [_section(section, half) for section in drawn]
    middle = sum(map(len, lines)) / 2
    tops = accumulate(map(len, lines), initial=0)
    left: list[Text] = []
    right: list[Text] = []
    for top, section in zip(tops, lines, strict=False):
        (left if top + len(section) / 2 <= middle else right).extend(section)
    return Text("\n").join(_beside(*pair, half) for pair in zip_longest(left, right, fillvalue=Text()))


def _section(section: Section, width: int) -> list[Text]:
    title, rows = section
    return [Text.assemble((title, "bold underline")), *(line for row in rows for line in _row(*row, width)), Text()]


def _row(key: Text, what: str, width: int) -> list[Text]:
    lines = wrap(what, max(20, width - KEYS)) or [""]
    if cell_len(key.plain) > KEYS - 2:
        lines.insert(0, "")
    first = Text.assemble(key, " " * (KEYS - cell_len(key.plain)), lines[0])
    return [first, *(Text(" " * KEYS + line) for line in lines[1:])]


def _beside(left: Text, right: Text, width: int) -> Text:
    left = left.copy()
    left.truncate(width, pad=True)
    return Text.assemble(left, "  ", right)


class HelpScreen(Modal[None]):
    """What keys do. Those that open it, in an article or in the library, close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter,space", "dismiss", "close", show=False, id="help.close"),
    ]

    def __init__(self, drawn: Sequence[Section], keymap: Keymap) -> None:
        super().__init__()
        self.bind_again(keymap.keys["help"], "dismiss")
        self._drawn = drawn

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = "Help"
            dialog.border_subtitle = "↑ ↓ scroll · [@click=screen.dismiss]Esc closes[/]"
            yield Static()

    def on_resize(self) -> None:
        self.query_one(Static).update(page(self._drawn, self.size.width - 5))
