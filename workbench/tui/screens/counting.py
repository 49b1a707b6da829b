"""A screen whose figures take long to find: they are found in a thread, which stops when nobody waits for them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.worker import Worker, WorkerState, get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.screens.place import Place

SHOWN_EACH = 0.1
"""Seconds between two looks at how far it is."""


class Stopped(Exception):
    """Nobody waits for it any more."""


class Counting(Place):
    """Keys are answered meanwhile, what was annotated is saved, and Esc leaves at once."""

    _looked = 0.0

    @abstractmethod
    def found(self, result: Any) -> None:
        """Show what was found."""

    def count(self, work: Callable[[], object]) -> None:
        """Have the work done in a thread of its own, in place of such as is still being done."""
        self._looked = 0.0
        self.run_worker(work, thread=True, exclusive=True, exit_on_error=False)

    def progress(self, what: str, done: int, number: int) -> None:
        """Called in the thread: say how far it is. Raises Stopped when the screen is left, or counts anew."""
        if get_current_worker().is_cancelled:
            raise Stopped
        if (now := monotonic()) - self._looked > SHOWN_EACH:
            self._looked = now
            self.call_later(self._say, f"{what}… {done / max(1, number):.0%}", get_current_worker())

    def _say(self, words: str, worker: Worker[object]) -> None:
        """Unless it is done, or others count by now."""
        if worker.is_running:
            self.status.say(words)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What was wanted is there, or the reason why not."""
        worker = event.worker
        if event.state is WorkerState.SUCCESS:
            self.found(worker.result)
        elif event.state is WorkerState.ERROR:
            if not isinstance(worker.error, WorkbenchError):
                raise worker.error or AssertionError
            self.status.warn(worker.error.message)
