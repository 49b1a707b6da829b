"""The article on the screen: one scrolling view that draws a `Reading` line by line and turns the mouse into its moves."""

from __future__ import annotations

from collections.abc import Callable

from textual.scroll_view import ScrollView

from workbench.annotate import Reading
from workbench.model import Entry


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a `Reading`; holds nothing of the work itself.

    `after` is called in the same callback when the mouse changed the caret, the selection or the target, so that the
    status line changes in the same frame.
    """

    ALLOW_SELECT = False

    def __init__(
        self, reading: Reading, after: Callable[[], None], *, rails: bool = True, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.reading = reading
        self._after = after
        self._rails = rails

    @property
    def rails(self) -> bool:
        """Whether rails are drawn under the lines; else the compact view."""
        return self._rails

    @rails.setter
    def rails(self, rails: bool) -> None:
        self._rails = rails

    def show(self, reading: Reading) -> None:
        """Draw another reading, or the same one after it was loaded again."""
        self.reading = reading

    def sync(self, entry: Entry | None = None) -> None:
        """Redraw what a command changed (`entry`: its changes, if any) and keep the caret in view."""

    def move(self, command: str, *, extend: bool = False) -> None:
        """Carry out `up`, `down`, `line_start`, `line_end`, `page_up` or `page_down`, and redraw: no `sync` needed."""
