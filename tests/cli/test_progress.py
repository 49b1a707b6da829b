"""The progress bar: only for who waits, and only where somebody looks."""

from itertools import count

import pytest

from workbench.cli import progress
from workbench.cli.progress import progress_bar


def test_nothing_is_drawn_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe gets no bar, however long it takes."""
    monkeypatch.setattr(progress, "monotonic", count(step=60).__next__)
    with progress_bar("Reading") as tell:
        tell(1, 2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("seconds", "drawn"), [(0.01, False), (60, True)])
def test_the_bar_comes_when_it_takes_long(
    seconds: float, drawn: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal, after a second, on stderr."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(progress, "monotonic", count(step=seconds).__next__)
    with progress_bar("Reading") as tell:
        for number in range(3):
            tell(number, 3)
    out, err = capsys.readouterr()
    assert (out, "Reading" in err) == ("", drawn)
