"""A screen whose figures take long to find: they are found in a thread, which stops when nobody waits for them.

Where something was stored while another screen lay over it, they are found anew.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.worker import Worker, WorkerState, get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.screens.place import Place

if TYPE_CHECKING:
    from workbench.store import Store

SHOWN_EACH = 0.1
"""Seconds between two looks at how far it is."""


class Stopped(Exception):
    """Nobody waits for it any more."""


class Counting(Place):
    """Keys are answered meanwhile, what was annotated is saved, and Esc leaves at once."""

    _looked = 0.0
    _was_left = False
    _steps = 0

    @abstractmethod
    def look(self) -> None:
        """Have everything found that the screen shows."""

    @abstractmethod
    def found(self, result: Any) -> None:
        """Show what was found."""

    def count(self, work: Callable[[], object]) -> None:
        """Have the work done in a thread of its own, in place of such as is still being done."""
        self._looked = 0.0
        self.run_worker(partial(self._work, work), thread=True, exclusive=True, exit_on_error=False)

    def _work(self, work: Callable[[], object]) -> object:
        self._steps = _steps_of(self.bench.store)
        return work()

    def on_screen_suspend(self) -> None:
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Back on top: an article may have been changed meanwhile, here or elsewhere."""
        if self._was_left:
            self.bench.ask(_steps_of, self._look_again)

    def _look_again(self, steps: int) -> None:
        if self.is_attached and steps != self._steps:
            self.look()

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


def _steps_of(store: Store) -> int:
    """Rises with everything that is stored."""
    return store.counts()["steps"]
