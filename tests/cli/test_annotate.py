"""Opening the screens from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Workbench
from workbench.cli.annotate import open_screens
from workbench.cli.project import Project
from workbench.errors import Conflict, WorkbenchError
from workbench.tui.app import Bench
from workbench.tui.writer import Outbox


def test_without_a_terminal_the_screens_refuse_with_a_sentence() -> None:
    """A pipe gets words and an exit code, not escape sequences; nothing is opened or made."""
    with pytest.raises(WorkbenchError, match="need a terminal"):
        open_screens(Project())


def lossy(bench: Bench) -> None:
    """Screens that end with losses in two articles."""
    for article_id in ("a1", "b2"):
        outbox = Outbox(article_id, "ann")
        outbox.error = Conflict("Somebody else was faster.")
        bench.writer.failed.append(outbox)


@pytest.mark.parametrize(("bug", "code"), [(None, 2), (ZeroDivisionError("oh"), 3)])
def test_every_loss_is_told_whatever_else_went_wrong(
    workbench: Workbench, worked: Path, monkeypatch: pytest.MonkeyPatch, bug: Exception | None, code: int
) -> None:
    """A bug is told last, and sets the exit code."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(Bench, "run", lossy)
    monkeypatch.setattr(Bench, "bug", bug)
    done = workbench("annotate")
    assert done.returncode == code
    assert "to a1 could not be stored" in done.stderr
    assert "to b2 could not be stored" in done.stderr
    assert ("This is a bug" in done.stderr) is (bug is not None)
