"""The progress bar: only for who waits, and only where somebody looks."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from time import sleep
from typing import Any

import pytest

from workbench.cli import progress
from workbench.cli.progress import progress_bar
from workbench.cli.tellings import tell_broken
from workbench.exchange import Progress
from workbench.formats import Broken


class RunOut:
    """A timer for which nobody has to wait."""

    def __init__(self, seconds: float, then: Callable[[], None]) -> None:
        self.start = then
        self.cancel = self.join = lambda: None


@contextmanager
def watched(title: str, timer: Callable[..., Any] = RunOut) -> Iterator[Progress]:
    """The bar as on a terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm")
        patch.setattr(sys.stderr, "isatty", lambda: True)
        patch.setattr(progress, "Timer", timer)
        with progress_bar(title) as tell:
            yield tell


def test_nothing_is_drawn_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe gets no bar, however long it takes, and whatever colours are wished for."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(progress, "Timer", RunOut)
    with progress_bar("Reading") as tell:
        tell(1, 2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("timer", "drawn"), [(Timer, False), (RunOut, True)])
def test_the_bar_comes_when_it_takes_long(
    timer: Callable[..., Any], drawn: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal, after a second, on stderr."""
    with watched("Reading", timer) as tell:
        for number in range(3):
            tell(number, 3)
    out, err = capsys.readouterr()
    assert (out, "Reading" in err) == ("", drawn)


def test_the_bar_comes_before_the_first_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is one document is read for long before anything of it is told."""
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with watched("Reading", Timer):
        for _ in range(1000):
            if "Reading" in (drawn := capsys.readouterr().err):
                break
            sleep(0.01)
    assert "Reading" in drawn


def test_the_bar_tells_how_much_and_how_fast(capsys: pytest.CaptureFixture[str]) -> None:
    """With or without an end in sight."""
    with watched("Reading") as tell:
        for number in range(1, 1301):
            tell(number, 2000)
    assert re.search(r"1,300/2,000\S* \S*[\d,]+/s", capsys.readouterr().err)
    with watched("Reading") as tell:
        for number in range(1, 1301):
            tell(number, None)
    assert re.search(r"1,300\S* \S*[\d,]+/s", capsys.readouterr().err)


def test_one_thing_after_the_other_has_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its own name and count."""
    with watched("Reading") as tell:
        tell(3, 3, what="Looking for labels")
        tell(1, 7)
        tell(2, 7)
    last = capsys.readouterr().err.rpartition("Reading")[2]
    assert ("2/7" in last, "Looking" in last) == (True, False)


def test_what_is_told_meanwhile_stands_above_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """On a line of its own, not behind the bar."""
    with watched("Reading") as tell:
        tell(1, 2)
        tell_broken(Broken(Path("a.jsonl"), 1, "no JSON"))
    assert "\x1b[2Ka.jsonl:1: no JSON\n" in capsys.readouterr().err


def test_what_goes_into_a_file_goes_there_while_the_bar_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    """`workbench verify spans.jsonl > problems.txt`."""
    with watched("Verifying") as tell:
        tell(1, 2)
        tell_broken(Broken(Path("a.jsonl"), 1, "no JSON"), err=False)
    assert capsys.readouterr().out == "a.jsonl:1: no JSON\n"
