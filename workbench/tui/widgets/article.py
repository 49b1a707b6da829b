"""The article on the screen: its page, and what keys and mouse mean where they depend on where things are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Offset
from textual.timer import Timer

from workbench.annotate import Reading
from workbench.model import Annotation, Entry
from workbench.tui import moves
from workbench.tui.pointer import Pointer
from workbench.tui.widgets.page import Page


class ArticleView(Page):
    """Turns commands that depend on lines, and the mouse, into moves of the `Reading`.

    `after` is called in the same callback when the mouse changed the caret, the selection, the target or, with these
    entries, what was read, so that the status line changes in the same frame.
    """

    def __init__(self, reading: Reading, after: Callable[[Sequence[Entry]], None], *, rails: bool = True) -> None:
        super().__init__(reading, rails=rails)
        self._after = after
        self._pointer = Pointer()
        self._held: Offset | None = None
        self._drift: Timer | None = None
        self._wished = -1, 0

    def show(self, reading: Reading) -> None:
        """Draw another reading. A drag ends here: it meant other words."""
        self._let_go()
        self._pointer = Pointer()
        self._wished = -1, 0
        super().show(reading)

    def move(self, command: str, times: int = 1) -> None:
        """Carry out one of `moves.COMMANDS` so many times, and redraw: no `sync` needed.

        Up and down keep to the cell that the first of them left from, wherever shorter lines have put the caret.
        """
        if self._painter is None:
            return
        place = self._lines.place(self.reading.caret)
        wished = self._wished[1] if self._wished[0] == self.reading.caret else place.cell
        page = max(1, self.size.height - moves.CONTEXT)
        target = place
        for _ in range(times):
            target = moves.target(self._lines, command, target, wished, page)
        if command.startswith("page"):
            rows = times * (page if command == "page_down" else -page)
            self.scroll_to(y=self.scroll_offset.y + rows, animate=False)
        self.reading.move_to(self._lines.offset(target), extend=moves.extends(command))
        self._wished = self.reading.caret, target.cell if command.startswith("line") else wished
        self.sync()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1 or self._painter is None:
            return
        offset, annotation = self._offset_at(event.offset), self._rail_at(event.offset)
        if annotation and annotation.id in self.reading.annotations and not event.shift and not self.reading.selecting:
            self.reading.choose(annotation.id, offset)
        elif (number := self._number_at(event.offset)) is not None and not event.shift and not self.reading.selecting:
            self._tell(self.reading.tick(number))
            return
        else:
            self._held = event.offset
            self.capture_mouse()
            self._pointer.press(self.reading, offset, event.screen_offset, event.time, extend=event.shift)
        self._tell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is None or event.offset == self._held:
            return
        self._held = event.offset
        if 0 <= event.y < self.size.height:
            self._stop_drift()
        elif self._drift is None:
            self._drift = self.set_interval(1 / 20, self._scroll_on)
        self._drag()

    def on_mouse_up(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        self._stop_drift()
        self._held = None
        self.release_mouse()

    def _scroll_on(self) -> None:
        """The pointer is held above or below the view: the further, the faster."""
        if self._held is not None:
            beyond = self._held.y if self._held.y < 0 else self._held.y - self.size.height + 1
            self.scroll_to(y=self.scroll_offset.y + max(-3, min(3, beyond)), animate=False)
            self._drag()

    def _drag(self) -> None:
        if self._held is not None:
            inside = max(0, min(self._held.y, self.size.height - 1))
            self._pointer.drag(self.reading, self._offset_at(Offset(self._held.x, inside)))
            self._tell()

    def _stop_drift(self) -> None:
        if self._drift is not None:
            self._drift.stop()
            self._drift = None

    def _tell(self, *entries: Entry) -> None:
        """Draw without scrolling: the text must not slip away under the pointer."""
        self._redraw(*entries)
        self._after(entries)

    def _offset_at(self, at: Offset) -> int:
        return self._lines.offset(self._lines.nearest(at.y + self.scroll_offset.y, self._cell(at)))

    def _rail_at(self, at: Offset) -> Annotation | None:
        return self._lines.rail_at(at.y + self.scroll_offset.y, self._cell(at))

    def _number_at(self, at: Offset) -> int | None:
        """The paragraph whose number or tick is there."""
        y, digits = at.y + self.scroll_offset.y, self._painter.frame.digits if self._painter else 0
        row = self._lines.row(y)
        there = y < self._lines.height and row.line == 0 and row.rail is None and -digits - 3 <= self._cell(at) <= -3
        return row.paragraph if there else None

    def _cell(self, at: Offset) -> int:
        return at.x - (self._painter.frame.left if self._painter else 0)
