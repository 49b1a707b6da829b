"""The store's writes, in submit order on one thread: no key waits for the database, and nothing is lost on the way.

The executor is used directly. A future of `asyncio.run_in_executor` is cancelled with its task, and with it every write
that still waits in the queue when the screen closes; `shutdown(wait=True)` runs them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from workbench.errors import Busy, StoreError
from workbench.model import Entry

if TYPE_CHECKING:
    from workbench.store import Store

P = ParamSpec("P")
T = TypeVar("T")

Beside = Callable[["Store"], Iterable[tuple[str, str, Entry]]]
"""Gives, on the writer's thread, entries of other layers (article, annotator) that go with one of the open layer."""

LEAD = 0.015
"""Seconds that the thread sleeps on while the screen draws: of two threads that compute only one can at a time."""
PATIENCE = 2.0
"""Seconds that a screen stands still for what was submitted before it reads."""


class Outbox:
    """What goes from one open layer to the store.

    The first failure closes it: what is submitted later was made on a state that the store does not hold, so it is
    kept in `lost` instead of being written. Whoever wants to go on loads the layer again and opens a new outbox.
    """

    def __init__(self, article_id: str, annotator: str) -> None:
        self.article_id = article_id
        self.annotator = annotator
        self.error: BaseException | None = None
        self.held: Busy | None = None
        """Why the oldest entry waits, where another program holds the database: it is tried again."""
        self.lost: list[Entry] = []
        self.unasked: Entry | None = None
        """The one that no person did but a rule, when the layer was opened."""
        self.submitted = 0  # counted by the screen's thread alone
        self.settled = 0  # counted by the writer's thread alone

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return self.settled == self.submitted

    @property
    def saved(self) -> bool:
        """Whether the store holds everything that was submitted."""
        return self.error is None and self.idle


class Writer:
    """One thread that writes. `told` is called on that thread each time an outbox has changed.

    `later` calls what it is given a moment later (`LEAD`): until then the thread does not even wake up.
    """

    def __init__(
        self, store: Store, told: Callable[[Outbox], object], later: Callable[[Callable[[], None]], object]
    ) -> None:
        self._store = store
        self._told = told
        self._later = later
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._leaving = False
        self._waiting: list[tuple[Outbox, Entry, Beside | None]] = []
        self._lock = Lock()
        self.failed: list[Outbox] = []
        """Outboxes that have lost something of which nobody has been told yet."""

    def submit(self, outbox: Outbox, entry: Entry, beside: Beside | None = None) -> None:
        """Have the entry written after everything that was submitted before, and return at once.

        What `beside` gives is written in the same transaction: all or nothing.
        """
        outbox.submitted += 1
        with self._lock:
            self._waiting.append((outbox, entry, beside))
            is_first = len(self._waiting) == 1
        if is_first:
            self._later(self._hand_over)

    def start(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have it called after everything that was submitted before."""
        self._hand_over()
        return self._thread.submit(call, *args, **kwargs)

    def in_turn(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `start`, and wait for the result: a read sees every write. Raises Busy where writes wait for long."""
        try:
            self.drain(PATIENCE)
        except TimeoutError:
            raise Busy("What was done here is still being saved: try again in a moment.") from None
        return self.start(call, *args, **kwargs).result()

    def drain(self, seconds: float | None = None) -> None:
        """Wait until everything that was submitted is settled. Raises TimeoutError after so many seconds."""
        self.start(lambda: None).result(seconds)

    def close(self) -> None:
        """Drain, and end the thread. What another program keeps out now is given up."""
        self._leaving = True
        self._hand_over()
        self._thread.shutdown(wait=True)

    def _hand_over(self) -> None:
        """Give the thread what waits, in order; called by the screen, and by whoever leaves or reads."""
        with self._lock:
            for one in self._waiting:
                self._thread.submit(self._write, *one)
            self._waiting.clear()

    def _write(self, outbox: Outbox, entry: Entry, beside: Beside | None) -> None:
        try:
            if outbox.error is None:
                self._apply(outbox, entry, beside)
            else:
                outbox.lost.append(entry)
        except BaseException as error:
            outbox.error = error  # a bug too: the screen raises it, since nobody looks into the future
            outbox.lost.append(entry)
            self.failed.append(outbox)
            raise
        finally:
            outbox.settled += 1
            self._told(outbox)

    def _apply(self, outbox: Outbox, entry: Entry, beside: Beside | None) -> None:
        """Have it stored, however long another program holds the database, unless somebody wants to leave."""
        while True:
            try:
                self._put(outbox, entry, beside)
            except Busy as busy:
                if self._leaving:
                    raise
                outbox.held = busy
                self._told(outbox)
            else:
                outbox.held = None
                return

    def _put(self, outbox: Outbox, entry: Entry, beside: Beside | None) -> None:
        layers = self._store.layers
        if beside is None:
            layers.apply(outbox.article_id, outbox.annotator, entry)
            return
        with self._store.together():
            layers.apply(outbox.article_id, outbox.annotator, entry)
            layers.apply_all(beside(self._store))


def lost(outbox: Outbox) -> StoreError:
    """What a person must know about an outbox that failed: how much is lost, where, and why."""
    number = max(1, sum(entry is not outbox.unasked for entry in outbox.lost))
    what = "The last change" if number == 1 else f"The last {number} changes"
    error = outbox.error
    reason, hint = (error.message, error.hint) if isinstance(error, StoreError) else (repr(error), "")
    return StoreError(f"{what} to {outbox.article_id} could not be stored. {reason}", hint)
