"""The command that shows agreement on the screen."""

from pathlib import Path

import pytest

from tests.cli.conftest import Workbench
from workbench.tui.app import Bench


@pytest.mark.parametrize(
    ("option", "name", "nearest"),
    [("--label", "direct_quot", "direct_quote"), ("--annotator", "anne", "ann"), ("--article", "storx", "story")],
)
def test_a_name_that_nobody_has_is_refused_before_the_screen_opens(
    workbench: Workbench, worked: Path, option: str, name: str, nearest: str
) -> None:
    """With the nearest one."""
    done = workbench("dashboard", option, name)
    assert done.returncode == 2
    assert nearest in done.stderr


def test_the_dashboard_lies_over_the_library(
    workbench: Workbench, worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what was asked for."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    pushed: list[str] = []
    monkeypatch.setattr(Bench, "push_screen", lambda _, screen: pushed.append(type(screen).__name__))
    monkeypatch.setattr(Bench, "run", lambda bench: bench.begin())
    workbench("dashboard", "--label", "hedge")
    assert pushed == ["AgreementScreen"]
