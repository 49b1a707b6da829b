"""A field, and under it the rows that go with what is typed there: one of them is taken."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from workbench.tui.screens.modal import Modal
from workbench.tui.widgets.rows import Rows

T = TypeVar("T")
R = TypeVar("R", bound=Rows)


class Chooser(Modal[T | None], Generic[T, R]):
    """The field has the focus; the keys that move in rows move in `rows`. A subclass carries out `take`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False, priority=True, id="chooser.leave"),
        Binding("enter", "take", "take this row", show=False, priority=True, id="chooser.take"),
        Binding("up", "step(-1)", "one row up", show=False, priority=True, id="chooser.up"),
        Binding("down", "step(1)", "one row down", show=False, priority=True, id="chooser.down"),
        Binding("pageup", "page(-1)", "one page up", show=False, priority=True, id="chooser.page_up"),
        Binding("pagedown", "page(1)", "one page down", show=False, priority=True, id="chooser.page_down"),
    ]

    def __init__(self, field: Input, rows: R) -> None:
        super().__init__()
        self.field = field
        self.rows = rows
        field.compact = True
        field.cursor_blink = False
        rows.can_focus = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield self.field
            yield self.rows

    def action_step(self, by: int) -> None:
        self.rows.action_step(by)

    def action_page(self, by: int) -> None:
        self.rows.action_page(by)
