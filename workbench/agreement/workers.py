"""Where work is done that falls into many tasks: here, in processes on this machine, or on a cluster.

Results come in the order of the tasks, and the tasks do not depend on who does them: the same figures everywhere.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import resource_tracker
from typing import Any, Protocol, TypeVar

from workbench.errors import MissingExtra, WorkbenchError

Task = TypeVar("Task")
Result = TypeVar("Result")

PATIENCE = 10
"""Seconds after which a scheduler that does not answer is given up."""
GONE = "A process that did a part of the work is gone, and its part with it."


class Spread(Protocol):
    """As `map`: a function and tasks; their results, in this order."""

    def __call__(self, work: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[Result]: ...


@contextmanager
def workers(jobs: int = 1, scheduler: str = "") -> Iterator[Spread]:
    """`map` itself for one job; so many processes; or the workers of a Dask scheduler.

    There are no more processes than cores, and as many where `jobs` is less than 1. `scheduler` is its address, such as
    tcp://host:8786; its workers need the same version of the workbench. Raises MissingExtra without the libraries,
    WorkbenchError where no scheduler answers.
    """
    if scheduler:
        with _client(scheduler) as client:
            yield _on_cluster(client)
    elif jobs == 1:
        yield map
    else:
        yield _in_processes(jobs)


def _in_processes(jobs: int) -> Spread:
    joblib = _library("joblib")
    cores = joblib.cpu_count()

    def spread(work: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[Result]:
        number = min(jobs, cores) if jobs > 0 else cores
        run = joblib.Parallel(n_jobs=number, return_as="generator", max_nbytes=None)
        try:
            with _deaf() as heard:
                results = run(joblib.delayed(work)(task) for task in tasks)
            with _unsaid():
                if heard:
                    results.throw(KeyboardInterrupt())
                yield from results
        except BrokenExecutor:
            raise WorkbenchError(GONE) from None

    return spread


def _on_cluster(client: Any) -> Spread:
    """Not through joblib's own way to Dask, which waits for ever (1.6) where a task has killed its workers."""
    gone = CancelledError, _library("distributed").KilledWorker

    def spread(work: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[Result]:
        waiting: deque[Any] = deque()
        ahead = 2 * sum(client.ncores().values())
        try:
            for task in tasks:
                waiting.append(client.submit(work, task, pure=False))
                if len(waiting) > ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except gone:
            raise WorkbenchError(GONE) from None

    return spread


@contextmanager
def _deaf() -> Iterator[list[int]]:
    """Processes begun meanwhile never hear of Ctrl-C, which a terminal sends to all: who began them ends them.

    Nor does this process, which could not end what has only half begun: it is told afterwards, by a list with something
    in it.
    """
    heard: list[int] = []
    if sys.platform == "win32":  # knows no mask that a process hands on
        yield heard
        return
    resource_tracker.ensure_running()  # when it begins, it lets Ctrl-C through again
    told = signal.getsignal(signal.SIGINT)
    listens = callable(told) and threading.current_thread() is threading.main_thread()
    if listens:  # the mask alone is of this thread; any other one may take the signal
        signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield heard
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if listens:
            signal.signal(signal.SIGINT, told)


@contextmanager
def _unsaid() -> Iterator[None]:
    """loky's own thread does not tell that tasks are gone: stopped when processes begin, it looks for some that it has
    cleared away itself (3.6)."""
    before = threading.excepthook

    def say(error: threading.ExceptHookArgs) -> None:
        if not (error.exc_type is KeyError and type(error.thread).__name__ == "_ExecutorManagerThread"):
            before(error)

    threading.excepthook = say
    try:
        yield
    finally:
        threading.excepthook = before


def _client(scheduler: str) -> Any:
    distributed = _library("distributed")
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would log, an error of ours says
    try:
        client = distributed.Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise WorkbenchError(f"No Dask scheduler answers at '{scheduler}': {error}.") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise WorkbenchError(f"The Dask scheduler at '{scheduler}' has no workers.") from None
    return client


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        hint = "python -m pip install 'workbench[cluster]'"
        raise MissingExtra("Several processes need libraries that are not installed.", hint) from None
