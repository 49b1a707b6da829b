"""The same figures whoever does the work: this process, several on this machine, or a Dask cluster."""

import os
import signal
import sys
from collections.abc import Iterator

import dask
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


def test_a_process_that_dies_is_told_of_in_a_sentence() -> None:
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
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    with pytest.raises(WorkbenchError, match=f"No Dask scheduler answers at '{address}'"), workers(scheduler=address):
        pass


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
