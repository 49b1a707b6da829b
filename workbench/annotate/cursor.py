"""The caret and the selection."""

from __future__ import annotations

from workbench.annotate.units import Units
from workbench.errors import Refused
from workbench.model import Span

Stand = tuple[int | None, int, bool]
"""Anchor, caret, and whether every move extends."""


class Cursor:
    """A caret that rests on grapheme boundaries inside paragraphs, and perhaps a selection.

    `caret` is the offset of the character that it stands before, `anchor` the end of the selection that does not move
    (None without one). While `selecting`, every move extends.
    """

    def __init__(self, units: Units) -> None:
        self.units = units
        self.caret = units.article.paragraphs[0].start
        self.anchor: int | None = None
        self.selecting = False
        self._passed: list[tuple[int | None, int, Span | None]] = []

    @property
    def selection(self) -> Span | None:
        """What is selected, as it was selected: white space at its ends is trimmed only when it is labelled."""
        if self.anchor is None or self.anchor == self.caret:
            return None
        return Span(*sorted((self.anchor, self.caret)))

    def move_to(self, offset: int, extend: bool = False) -> None:
        """Put the caret at the grapheme of this offset; between paragraphs, at the nearest end of one."""
        if not extend and not self.selecting:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = self.caret
        self.caret = self.units.stop_before(offset)

    def take(self, span: Span, caret_at_start: bool = False) -> None:
        """Select the span, moved out to whole graphemes."""
        start, end = self._stops_around(span)
        self.anchor, self.caret = (end, start) if caret_at_start else (start, end)

    def around(self, span: Span) -> Span | None:
        """What `take` would select: nothing for a span between paragraphs."""
        start, end = self._stops_around(span)
        return Span(start, end) if start < end else None

    def _stops_around(self, span: Span) -> tuple[int, int]:
        return self.units.stop_before(span.start), self.units.stop_after(span.end)

    @property
    def stand(self) -> Stand:
        """How it stands, to be put back so."""
        return self.anchor, self.caret, self.selecting

    @stand.setter
    def stand(self, stand: Stand) -> None:
        self.anchor, self.caret, self.selecting = stand

    def widen(self, span: Span) -> None:
        """Select a span around the selection or the caret; `narrow` goes back to these."""
        before = self.anchor, self.caret
        if not (self._passed and self._passed[-1][2] == self.selection):
            self._passed.clear()
        self.take(span)
        self._passed.append((*before, self.selection))

    def narrow(self) -> bool:
        """Go back to what the last `widen` started from; says whether its selection is still the present one."""
        if not self._passed or self._passed[-1][2] != self.selection:
            return False
        self.anchor, self.caret, _ = self._passed.pop()
        return True

    def swap_ends(self) -> None:
        """Let the caret take the other end of the selection. Raises Refused without one."""
        if self.anchor is None or self.selection is None:
            raise Refused("Nothing is selected.")
        self.anchor, self.caret = self.caret, self.anchor

    def toggle_selecting(self) -> None:
        """Start selecting at the caret (with a selection: go on with it), or stop and keep what is selected."""
        self.selecting = not self.selecting
        if self.selecting and self.anchor is None:
            self.anchor = self.caret

    def drop(self) -> None:
        """No selection; the caret stays."""
        self.anchor, self.selecting = None, False
