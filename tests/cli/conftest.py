"""How tests call the command line: in this process, because a new one costs half a second."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from workbench.cli import main


class Done(NamedTuple):
    """What a command left: exit code, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


Workbench = Callable[..., Done]


@pytest.fixture
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workbench:
    """`workbench("add", "a.txt")` as in a shell that stands in `tmp_path`, without a terminal."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Done:
        monkeypatch.setattr("sys.argv", ["workbench", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main()
        return Done(exit_.value.code, *capsys.readouterr())

    return call
