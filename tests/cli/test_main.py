"""The command line as a whole: light to start, clear when wrong, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli import COMMANDS

HEAVY = ("textual", "sqlalchemy", "alembic", "numpy", "pydantic", "trafilatura", "nupunkt", "yaml", "rich")


def run(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workbench", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **more,
    )


@pytest.mark.parametrize("code", ["import workbench.cli", "import workbench.agreement"])
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str, tmp_path: Path) -> None:
    """Help and the statistics as a library load no screen, no database and no reader of web pages."""
    show = f"{code}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", show], cwd=tmp_path, text=True))
    allowed = {"numpy"} if "agreement" in code else set()
    assert not (set(HEAVY) - allowed) & set(loaded)


def test_help_lists_every_command(tmp_path: Path) -> None:
    """A newcomer sees what there is to do."""
    done = run("--help", folder=tmp_path)
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, tmp_path: Path) -> None:
    """Each command has help, in an empty folder too."""
    done = run(name, "--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Usage: workbench " in done.stdout


def test_a_folder_without_a_scheme_is_offered_one(tmp_path: Path) -> None:
    """The error says how to start a project, with exit code 2."""
    done = run(folder=tmp_path)
    assert done.returncode == 2
    assert "workbench init" in done.stderr


def test_the_screens_refuse_without_a_terminal(tmp_path: Path) -> None:
    """A pipe is told in a sentence that it is no terminal."""
    assert run("init", ".", folder=tmp_path).returncode == 0
    done = run(folder=tmp_path)
    assert done.returncode == 2
    assert "terminal" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_names_what_is_wrong(tmp_path: Path) -> None:
    """Bad usage is exit code 2."""
    done = run("anotate", folder=tmp_path)
    assert done.returncode == 2
    assert "anotate" in done.stderr


def test_a_name_that_commands_the_terminal_is_printed_as_symbols(tmp_path: Path) -> None:
    """An escape sequence in a file's name does not reach the terminal."""
    assert run("init", ".", folder=tmp_path).returncode == 0
    done = run("add", "\x1b]0;owned\x07.txt", folder=tmp_path)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "␛" in done.stderr


def test_a_command_makes_no_database_where_there_is_no_project(tmp_path: Path) -> None:
    """A mistaken folder stays as it was."""
    done = run("status", folder=tmp_path)
    assert done.returncode == 2
    assert "workbench init" in done.stderr
    assert not list(tmp_path.iterdir())
