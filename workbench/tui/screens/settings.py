"""The form of a person's settings: what is changed is shown at once, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from workbench.errors import SettingsError
from workbench.keymap import PRESETS
from workbench.settings import SETTINGS, Settings, Value
from workbench.symbols import printable
from workbench.tui.screens.modal import Modal

if TYPE_CHECKING:
    from workbench.tui.app import Bench

_TITLES = 32
_VALUES: dict[str, Sequence[Value]] = {
    "reading_width": range(40, 121, 4),
    "line_spacing": range(2),
    "rails": (True, False),
    "labels": (None, True, False),
}
_WORDS: dict[tuple[str, Value], str] = {
    ("theme", ""): "as the terminal can",
    ("labels", None): "where there is room",
    ("line_spacing", 0): "none",
}


class SettingsForm(Modal[None]):
    """↑ ↓ choose a setting, ← → change it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f10", "dismiss", "close", show=False, id="settings.close"),
        Binding("up,shift+tab", "choose(-1)", "previous", show=False, id="settings.previous"),
        Binding("down,tab", "choose(1)", "next", show=False, id="settings.next"),
        Binding("left", "turn(-1)", "the value before", show=False, id="settings.before"),
        Binding("right,space", "turn(1)", "the value after", show=False, id="settings.after"),
    ]

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bind_again(bench.preferences.keymap.keys["settings"], "dismiss")
        self._bench = bench
        self._table = SettingsTable(bench)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Settings"
            dialog.border_subtitle = "↑ ↓ choose · ← → change · [@click=screen.dismiss]Esc closes[/]"
            yield self._table

    def action_choose(self, by: int) -> None:
        self._table.chosen = (self._table.chosen + by) % len(SETTINGS)
        self._table.refresh()

    def action_turn(self, by: int) -> None:
        """Give the chosen setting its next value."""
        name = list(SETTINGS)[self._table.chosen]
        values = _values(self._bench, name)
        value = getattr(self._bench.preferences.values, name)
        at = values.index(value) if value in values else -(by < 0)
        self._set(name, values[(at + by) % len(values)])

    def action_click(self, row: int, by: int) -> None:
        self._table.chosen = row
        self.action_turn(by)

    def _set(self, name: str, value: Value) -> None:
        try:
            self._bench.set(name, value)
            self._table.problem = ""
        except SettingsError as error:
            self._table.problem = error.message
        self._table.refresh(layout=True)


class SettingsTable(Widget):
    """The settings with their values, and what is wrong with them."""

    DEFAULT_CSS = """
    SettingsTable { height: auto; padding: 1 1 0 1; link-style: none; }
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.chosen = 0
        self.problem = " ".join(bench.preferences.mistakes)

    def render(self) -> Text:
        settings = self._bench.preferences.values
        lines = [self._row(number, name, settings) for number, name in enumerate(SETTINGS)]
        path = self._bench.preferences.path
        kept = f"Kept in {printable(str(path), '')}" if path else "Not kept: there is no file of settings."
        notes = [
            Text(),
            Text(kept, "dim"),
            *([Text(printable(self.problem, ""), "bold yellow")] if self.problem else []),
        ]
        return Text("\n").join([*lines, *notes])

    def _row(self, number: int, name: str, settings: Settings) -> Text:
        is_chosen = number == self.chosen
        value = getattr(settings, name)
        word = _WORDS.get((name, value), SETTINGS[name].write(value))
        return Text.assemble(
            ("▌ " if is_chosen else "  ", "bold"),
            (f"{SETTINGS[name].title:<{_TITLES}}", "bold" if is_chosen else ""),
            ("‹ ", _click(number, -1)),
            (printable(word, ""), Style(bold=is_chosen, reverse=is_chosen)),
            (" ›", _click(number, 1)),
        )


def _click(row: int, by: int) -> Style:
    return Style(meta={"@click": f"screen.click({row}, {by})"})


def _values(bench: Bench, name: str) -> Sequence[Value]:
    if name == "theme":
        return ("", *sorted(bench.available_themes))
    if name == "keymap":
        return (*PRESETS, *({bench.preferences.first_keymap} - PRESETS.keys()))
    return _VALUES[name]
