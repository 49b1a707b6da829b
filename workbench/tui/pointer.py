"""What pressing and dragging the mouse means for a `Reading`: caret, characters, words, sentences."""

from __future__ import annotations

from workbench.annotate import Reading
from workbench.annotate.units import Table
from workbench.model import Span

AGAIN = 0.5
"""Seconds within which a press in the same cell counts on: word, sentence, caret."""


class Pointer:
    """Remembers the last press: how often, where, and the word or sentence that a drag extends from."""

    def __init__(self) -> None:
        self._presses = 0
        self._cell = (-1, -1)
        self._time = 0.0
        self._units: Table[Span] | None = None
        self._anchor: Span | None = None

    def press(self, reading: Reading, offset: int, cell: tuple[int, int], time: float, *, extend: bool) -> None:
        """The button goes down at `cell` of the screen, where `offset` is drawn, at `time` in seconds."""
        again = cell == self._cell and time - self._time <= AGAIN and not extend
        self._presses = self._presses % 3 + 1 if again else 1
        self._cell, self._time = cell, time
        self._units = {2: reading.units.words, 3: reading.units.sentences}.get(self._presses)
        self._anchor = reading.units.at(self._units, offset) if self._units is not None else None
        if self._anchor:
            self.drag(reading, offset)
        else:
            reading.move_to(offset, extend=extend)

    def drag(self, reading: Reading, offset: int) -> None:
        """The pointer is at `offset` with the button down: select up to there, by what the press began with."""
        unit = reading.units.at(self._units, offset) if self._units is not None else None
        if self._anchor is None or unit is None:
            reading.move_to(offset, extend=True)
        elif unit.start < self._anchor.start:
            reading.move_to(self._anchor.end)
            reading.move_to(unit.start, extend=True)
        else:
            reading.move_to(self._anchor.start)
            reading.move_to(unit.end, extend=True)
