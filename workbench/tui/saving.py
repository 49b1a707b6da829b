"""The right end of the status line: whether all is saved, said at a moment that costs no key a frame of its own."""

from __future__ import annotations

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable

from workbench.tui.where import saved
from workbench.tui.widgets.status import Line
from workbench.tui.writer import Outbox

REST = 0.2
"""Seconds without a change after which the screen says that all is saved."""


class Saving:
    """Says on a line how the outbox stands that `outbox` gives: it is another one when another article is shown."""

    def __init__(self, line: Line, outbox: Callable[[], Outbox]) -> None:
        self._line = line
        self._outbox = outbox
        self._resting: TimerHandle | None = None

    @property
    def rests(self) -> bool:
        """Whether nothing has changed for a while, so that the line says how it is."""
        return self._resting is None

    def written(self, outbox: Outbox) -> None:
        """The writer has settled something; while hands are busy only a failure is worth a frame."""
        if outbox is self._outbox() and (self.rests or outbox.error or outbox.held):
            self._say()

    def changed(self) -> None:
        """Say that all is saved when the hands rest: in between it would cost each key a frame."""
        if self._resting is not None:
            self._resting.cancel()
        self._resting = get_running_loop().call_later(REST, self._rested)

    def _rested(self) -> None:
        self._resting = None
        self._say()

    def _say(self) -> None:
        self._line.end(saved(self._outbox()))
