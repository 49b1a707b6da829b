"""What stands over everything while the last changes are being saved, and takes all keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from workbench.tui.screens.modal import Modal

SHOWN_AFTER = 0.3
"""Seconds; saving takes less, unless another program holds the database."""
TOLD = (
    "Saving what is left. Another program may be using the database: then it is saved, and this ends, when it is free."
)


class Leaving(Modal[None]):
    """Escape stays. What is typed meanwhile would be lost, so nothing else means anything."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "stay", show=False, id="leaving.stay"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Quit"
            dialog.border_subtitle = "[@click=screen.dismiss]Esc stays[/] · Ctrl+Q gives it up after half a minute"
            yield Static(TOLD)

    def on_mount(self) -> None:
        self.set_timer(SHOWN_AFTER, lambda: self.add_class("-shown"))
