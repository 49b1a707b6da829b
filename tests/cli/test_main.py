"""The command line as a whole: light to start, clear when wrong, never a traceback."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import COMMANDS

HEAVY = ("textual", "sqlalchemy", "alembic", "numpy", "pydantic", "trafilatura", "nupunkt", "yaml", "rich")


def run(*arguments: str, folder: Path, **more: Any) -> subprocess.CompletedProcess[str]:
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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the starter project."""
    folder = tmp_path / "project"
    assert run("init", str(folder), folder=tmp_path).returncode == 0
    return folder


@pytest.mark.parametrize("code", ["import workbench.cli", "import workbench.agreement"])
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str, tmp_path: Path) -> None:
    """Help and the statistics as a library load no screen, no database and no reader of web pages."""
    show = f"{code}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", show], cwd=tmp_path, text=True))
    allowed = {"numpy"} if "agreement" in code else set()
    assert not (set(HEAVY) - allowed) & set(loaded)


LATER = (
    "workbench.annotate",
    "workbench.search",
    "workbench.scheme.file",
    "workbench.tui.doing",
    "workbench.tui.screens.article",
    "workbench.tui.screens.lists",
    "alembic",
    "pydantic",
    "regex",
    "sqlalchemy.dialects.postgresql",
    "yaml",
)


def test_the_library_loads_nothing_that_only_an_article_needs(tmp_path: Path) -> None:
    """Nor what reads schemes, searches, or speaks to the other database."""
    shown = "from workbench.tui.app import Bench; from workbench.store import open_store"
    show = f"{shown}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", show], cwd=tmp_path, text=True))
    assert not set(LATER) & set(loaded)


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


@pytest.mark.parametrize("command", [["status"], ["articles", "--json"], ["scheme", "show"]])
def test_who_stops_reading_early_finds_nothing_wrong(command: list[str], project: Path) -> None:
    """`workbench … | head` ends with 0, because 1 says that a check found something."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", *command],
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_streams_may_be_closed(project: Path) -> None:
    """Without stdout a command does its work in silence; the screens say that they need a terminal."""
    shell = f"{shlex.quote(sys.executable)} -m workbench"
    assert subprocess.run(["sh", "-c", f"{shell} status >&- 2>&- <&-"], cwd=project, check=False).returncode == 0
    refused = subprocess.run(["sh", "-c", f"{shell} <&-"], cwd=project, capture_output=True, text=True, check=False)
    assert (refused.returncode, "terminal" in refused.stderr) == (2, True)


@pytest.mark.parametrize("command", [["--help"], ["articles"], ["scheme", "show"]])
def test_a_character_that_the_terminal_lacks_is_told_by_its_number(command: list[str], project: Path) -> None:
    """An old encoding of the terminal is no reason to fail."""
    done = run(*command, folder=project, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u20" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_no_bug(project: Path) -> None:
    """What cannot be written to stdout is told in a sentence."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "status"],
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr


def test_ctrl_c_of_which_a_library_makes_an_error_is_no_bug() -> None:
    """As pydantic does while it makes a model."""
    code = """
from workbench import cli

def stopped(**_):
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt as interrupt:
        raise TypeError("no model") from interrupt

cli.workbench.main = stopped
cli.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such signals")
@pytest.mark.parametrize(("name", "ended"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_during_an_import_is_not_lost(name: str, ended: int, tmp_path: Path) -> None:
    """A library may pass over any error there, and Python does where it lets go of the lock of a module."""
    library = f"""
import signal

try:
    signal.raise_signal(signal.{name})
except BaseException:
    pass
"""
    code = """
import time
from workbench import cli

def work(**_):
    import library
    time.sleep(30)

cli.workbench.main = work
cli.main()
"""
    (tmp_path / "library.py").write_text(library)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (ended, "", "")


@pytest.mark.parametrize("name", ["what?", "100%41 #1", "a&b=c;d"])
def test_a_project_may_lie_in_a_folder_of_any_name(name: str, project: Path) -> None:
    """What means something in an address means nothing in a path: the database is where it should be."""
    folder = project.rename(project.with_name(name))
    scheme = str(Path("..") / name / "labels.yaml")
    for arguments in (["status"], ["--scheme", scheme, "status"], ["--db", "other?.db", "status"]):
        assert run(*arguments, folder=folder).returncode == 0
    assert sorted(path.name for path in folder.glob("*.db*")) == ["other?.db", "workbench.db"]


def test_a_folder_is_no_scheme(project: Path) -> None:
    """It is told which file to name, and no database is made beside the folder."""
    done = run("--scheme", str(project), "status", folder=project)
    assert done.returncode == 2
    assert str(project / "labels.yaml") in done.stderr
    assert not (project.parent / "workbench.db").exists()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\udcff"])
def test_who_cannot_be_called_so_is_told(name: str, project: Path) -> None:
    """Before anything is shown as theirs."""
    done = run("--as", name, "articles", folder=project)
    assert done.returncode == 2
    assert "cannot be called" in done.stderr


def test_an_article_is_not_found_by_half_a_character(project: Path) -> None:
    """What a terminal in another encoding makes of a name is told in a sentence."""
    done = run("articles", "show", "\udcff", folder=project)
    assert done.returncode == 2
    assert "U+DCFF" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--scheme", "a" * 300, "status"], ["init", "a" * 300], ["db", "backup", "a" * 300]]
)
def test_a_name_that_the_system_refuses_is_no_bug(arguments: list[str], project: Path) -> None:
    """It is told in the system's words."""
    assert run("status", folder=project).returncode == 0
    done = run(*arguments, folder=project)
    assert done.returncode == 2
    assert "File name too long" in done.stderr


@pytest.mark.parametrize(
    ("variable", "command"),
    [("WORKBENCH_STATUS_JSON", ["status"]), ("WORKBENCH_ARTICLES_SHOW_JSON", ["articles", "show", "000"])],
)
def test_an_option_can_be_a_variable_that_is_called_as_it_is(
    variable: str, command: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of commands and of commands' commands."""
    monkeypatch.setenv(variable, "1")
    assert json.loads(run(*command, folder=project).stdout)
