"""The guideline of a label over the article, where the screen has no room for it at the side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from workbench.scheme import Label, Scheme
from workbench.tui.screens.forms import CLOSES
from workbench.tui.screens.modal import Modal
from workbench.tui.widgets.guideline import Asker, lines

if TYPE_CHECKING:
    from workbench.store import Use

_FRAME = 5
"""Cells of the dialog's border, padding and scroll bar."""


class GuidelineScreen(Modal[None]):
    """Scrolls; the keys that open it (`again`, and Tab in the picker) close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,tab", "dismiss", "close", show=False, id="guideline.close"),
    ]

    def __init__(self, label: Label, scheme: Scheme, ask: Asker, again: Sequence[str] = ()) -> None:
        super().__init__()
        self.bind_again(again, "dismiss")
        self._label = label
        self._scheme = scheme
        self._ask = ask
        self._uses: Sequence[Use] = ()
        self._page = Static()

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = "Guideline"
            dialog.border_subtitle = f"↑ ↓ scroll · {CLOSES}"
            yield self._page

    def on_mount(self) -> None:
        self._ask(self._label.name, self._take)

    def on_resize(self) -> None:
        self._draw()

    def _take(self, uses: Sequence[Use]) -> None:
        self._uses = uses
        self._draw()

    def _draw(self) -> None:
        if self._page.is_attached:  # the store may answer when it is closed
            width = min(self.size.width, 72) - _FRAME
            page = lines(self._label, self._scheme, self._uses, width, self.app.console)
            self._page.update(Text("\n").join(page))
