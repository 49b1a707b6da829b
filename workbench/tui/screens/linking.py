"""Two small questions over the article: which of these relations, and whether to delete what relations hold on to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from workbench.symbols import printable
from workbench.tui.screens.modal import Modal

_DIGITS = 9


class Menu(Modal[int | None]):
    """A few lines to choose from. Gives the number of the line, counted from 0, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False, id="menu.leave"),
        *(Binding(str(n), f"choose({n - 1})", "choose", show=False, id=f"menu.{n}") for n in range(1, _DIGITS + 1)),
    ]

    def __init__(self, title: str, lines: Sequence[Text]) -> None:
        super().__init__()
        self._title = title
        self._lines = [Text.assemble((_digit(n), "bold"), line) for n, line in enumerate(lines, 1)]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Text(printable(self._title, ""))
            dialog.border_subtitle = "1–9 or ↑ ↓ Enter choose · [@click=screen.dismiss(None)]Esc leaves[/]"
            yield OptionList(*self._lines, compact=True)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_choose(self, number: int) -> None:
        if number < len(self._lines):
            self.dismiss(number)


def _digit(number: int) -> str:
    return f"{number}  " if number <= _DIGITS else "   "


class Sure(Modal[bool]):
    """Says what would be lost. Gives True for y, Enter, or the key pressed again that asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "dismiss(False)", "keep", show=False, id="sure.keep"),
        Binding("y,enter", "dismiss(True)", "do it", show=False, id="sure.do"),
    ]

    def __init__(self, title: str, lines: Sequence[Text], again: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self.bind_again(again, "dismiss(True)")

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = Text(printable(self._title, ""))
            dialog.border_subtitle = (
                "[@click=screen.dismiss(True)]y or the same key deletes[/] · [@click=screen.dismiss(False)]Esc keeps[/]"
            )
            yield Static(Text("\n").join(self._lines))
