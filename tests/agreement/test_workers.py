"""The same figures whoever does the work: this process, several on this machine, or a Dask cluster."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from subprocess import PIPE

import dask
import psutil
import pytest
from distributed import LocalCluster

from tests.agreement.continua import random_continuum
from workbench.agreement import workers as module
from workbench.agreement.continuum import Continuum
from workbench.agreement.gamma import corpus_gamma
from workbench.agreement.workers import workers
from workbench.errors import MissingExtra, WorkbenchError


@pytest.fixture(scope="module")
def corpus() -> list[Continuum]:
    """Large enough for several batches."""
    return [random_continuum(number) for number in range(240)]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of one whose two workers are processes of their own, and which does not try twice."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
    ):
        yield cluster.scheduler_address


def test_two_processes_find_what_one_does(corpus: list[Continuum]) -> None:
    """To the last digit, error and number of draws too; and tell how far they are."""
    heard: list[tuple[int, int]] = []
    with workers(2) as spread:
        found = corpus_gamma(corpus, spread=spread, progress=lambda *so: heard.append(so))
    assert found == corpus_gamma(corpus)
    assert len(heard) > 2
    assert heard == sorted(heard)


def test_a_cluster_finds_what_one_process_does(corpus: list[Continuum], scheduler: str) -> None:
    """To the last digit; and this process does none of it."""
    with workers(scheduler=scheduler) as spread:
        assert corpus_gamma(corpus, spread=spread) == corpus_gamma(corpus)
        assert set(spread(process, range(8))).isdisjoint({os.getpid()})


def process(_: int) -> int:
    return os.getpid()


def refused(number: int) -> int:
    raise MissingExtra(f"Number {number} is missing.", "Install it.")


def test_an_error_of_a_worker_is_that_of_the_work(scheduler: str) -> None:
    """With what to do about it."""
    for options in ({}, {"jobs": 2}, {"scheduler": scheduler}):
        with pytest.raises(MissingExtra) as error, workers(**options) as spread:
            list(spread(refused, [7]))
        assert (error.value.message, error.value.hint) == ("Number 7 is missing.", "Install it.")


def dead(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


HANDS_OUT = """
import os, signal, sys, time
from workbench.agreement.workers import workers
def stop(number, frame):
    raise KeyboardInterrupt
signal.signal(signal.SIGINT, stop)
def tasks():
    for number in range(4):
        if str(number) == sys.argv[2]:
            os.killpg(0, signal.SIGINT)
        yield float(sys.argv[1])
try:
    with workers(2) as spread:
        print(*spread(time.sleep, tasks()))
except KeyboardInterrupt:
    sys.exit(130)
"""


def handing_out(seconds: float, stopped_at: str = "") -> subprocess.Popen[str]:
    """A program of its own, with four tasks for two processes, as if in a terminal of its own.

    It listens for Ctrl-C itself, as the command line does, which may come when it makes the task of this number: then
    the processes have only just begun.
    """
    command = [sys.executable, "-c", HANDS_OUT, str(seconds), stopped_at]
    return subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, start_new_session=True)


def test_a_process_that_only_begins_is_not_stopped_by_ctrl_c() -> None:
    """From its first moment on: Python's start is long, and would end in a traceback."""
    met: set[psutil.Process] = set()
    with handing_out(seconds=0.1) as program:
        parent = psutil.Process(program.pid)
        while program.poll() is None:
            for child in parent.children():
                met.add(child)
                with suppress(psutil.NoSuchProcess):
                    child.send_signal(signal.SIGINT)
            time.sleep(0.005)
        said, complained = program.communicate()
    assert len(met) > 2
    assert (said, complained) == ("None None None None\n", "")


def test_ctrl_c_ends_all_processes_without_a_word() -> None:
    """Whoever has pressed it knows why."""
    with handing_out(seconds=60) as program:
        begun: list[psutil.Process] = []
        while len(begun) < 4:  # two that work, two that clear away
            begun = psutil.Process(program.pid).children()
            time.sleep(0.01)
        os.killpg(program.pid, signal.SIGINT)
        assert program.communicate(timeout=30) == ("", "")
        assert program.returncode == 130
        assert psutil.wait_procs(begun, timeout=10)[1] == []


def test_ctrl_c_while_processes_begin_ends_them_without_a_word() -> None:
    """What has half begun would fail, and tell of it."""
    with handing_out(seconds=60, stopped_at="1") as program:
        assert program.communicate(timeout=30) == ("", "")
        assert program.returncode == 130


def test_a_process_that_dies_is_told_of_in_a_sentence() -> None:
    """A system short of memory kills so."""
    with pytest.raises(WorkbenchError, match="is gone"), workers(2) as spread:
        list(spread(dead, range(4)))


def test_a_task_that_kills_the_workers_of_a_cluster_is_told_of_in_a_sentence(scheduler: str) -> None:
    """The cluster goes on."""
    with workers(scheduler=scheduler) as spread:
        with pytest.raises(WorkbenchError, match="is gone"):
            list(spread(dead, [1]))
        assert list(spread(str, range(30))) == [str(number) for number in range(30)]


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:9", "foo://127.0.0.1:8786"])
def test_a_scheduler_that_does_not_answer_is_told_of(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the address that was given."""
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    with pytest.raises(WorkbenchError, match=f"No Dask scheduler answers at '{address}'"), workers(scheduler=address):
        pass
    gc.collect()  # a client of Dask that never began waits for ever if it is let go while another one begins


def test_a_scheduler_without_workers_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would never be done."""
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as cluster:
        monkeypatch.setattr(module, "PATIENCE", 0.5)
        with pytest.raises(WorkbenchError, match="has no workers"), workers(scheduler=cluster.scheduler_address):
            pass


@pytest.mark.parametrize(("library", "options"), [("joblib", {"jobs": 2}), ("distributed", {"scheduler": "tcp://a:1"})])
def test_without_the_libraries_a_sentence_says_what_to_install(
    library: str, options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process needs none."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra) as error, workers(**options):
        pass
    assert "workbench[cluster]" in error.value.hint
    with workers() as spread:
        assert list(spread(str, [1])) == ["1"]
