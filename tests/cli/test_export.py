"""`workbench export` as a person runs it."""

import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Workbench


def test_an_export_lands_in_the_projects_folder(worked: Path, workbench: Workbench) -> None:
    """Without a name it is exports/spans.jsonl beside the scheme; what it holds is said on stderr."""
    done = workbench("export")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "exports/spans.jsonl: records 1, annotations 1, relations 0\n"
    [record] = [json.loads(line) for line in (worked / "exports" / "spans.jsonl").read_text().splitlines()]
    assert record["spans"][0]["text"] == "“It may rain 👩‍👩‍👧,”"


def test_an_export_to_stdout_is_nothing_but_records(worked: Path, workbench: Workbench) -> None:
    """So that it can go through a pipe."""
    workbench("export", "-o", "file.jsonl")
    done = workbench("export", "--format", "jsonl", "-o", "-", "--state", "done")
    assert done.stdout == (worked / "file.jsonl").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--annotator", "anne"], "Did you mean ann"),
        (["--label", "heddge"], "did you mean 'hedge'"),
        (["--article", "tory2"], "no article 'tory2'"),
        (["--format", "jsonnl"], "did you mean 'jsonl'"),
        (["--state", "started"], "'started' is not one of"),
        (["--state", "to-do"], "There is nothing to export."),
        (["-o", "exprots/spans.jsonl"], "There is no folder exprots"),
        (["-o", "."], "cannot be written"),
        (["-o", "/dev/full"], "No space left on device"),
    ],
)
def test_what_cannot_be_exported_is_told(arguments: list[str], words: str, worked: Path, workbench: Workbench) -> None:
    """With exit code 2, and an older export is still there."""
    workbench("export")
    before = (worked / "exports" / "spans.jsonl").read_bytes()
    done = workbench("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert (worked / "exports" / "spans.jsonl").read_bytes() == before


def test_a_file_where_the_folder_should_be_is_told(worked: Path, workbench: Workbench) -> None:
    """Not a traceback."""
    (worked / "exports").touch()
    done = workbench("export")
    assert done.returncode == 2
    assert "The folder exports cannot be made: File exists." in done.stderr


@pytest.mark.parametrize(("name", "value"), [("FORMAT", "jsonnl"), ("STATE", "to-do"), ("LABEL", "hedg")])
def test_every_option_can_be_a_variable(
    name: str, value: str, worked: Path, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named as the option is, and obeyed."""
    monkeypatch.setenv(f"WORKBENCH_EXPORT_{name}", value)
    assert workbench("export").returncode == 2


ENDED = """
import os, signal, sys
from contextlib import contextmanager
from workbench.cli import export, main

number = int(sys.argv[1])
signal.signal(number, getattr(signal, sys.argv[2]))
sys.argv[1:3] = ["export"]

@contextmanager
def deadly(title):
    yield lambda *_, **__: os.kill(os.getpid(), number)

export.progress_bar = deadly
main()
"""
"""The export gets a signal when its first article has been written; who started it said what that does."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("way", [("-o", "new.jsonl"), ("--format", "brat", "-o", "new")])
def test_an_export_that_is_ended_leaves_nothing_half_written(
    number: signal.Signals, way: tuple[str, ...], worked: Path
) -> None:
    """Files and folders alike; the shell hears of the signal."""
    before = sorted(worked.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", ENDED, str(int(number)), "SIG_DFL", *way], cwd=worked, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, b"", b"")
    assert sorted(path for path in worked.rglob("*") if not path.name.startswith("workbench.db-")) == before


def test_a_program_under_nohup_goes_on(worked: Path) -> None:
    """Who has it ignore a signal is obeyed."""
    command = [sys.executable, "-c", ENDED, str(int(signal.SIGHUP)), "SIG_IGN", "-o", "new.jsonl"]
    assert subprocess.run(command, cwd=worked, capture_output=True, check=False).returncode == 0
    assert (worked / "new.jsonl").exists()


@pytest.mark.parametrize(("stdout", "words"), [("&-", "Standard output is closed"), ("/dev/full", "No space left")])
def test_what_stdout_does_not_take_is_an_error(stdout: str, words: str, worked: Path) -> None:
    """Or a script would take an empty file for the export."""
    shell = f"{shlex.quote(sys.executable)} -m workbench export -o - >{stdout}"
    done = subprocess.run(["sh", "-c", shell], cwd=worked, capture_output=True, text=True, check=False)
    assert (done.returncode, words in done.stderr, "records" in done.stderr) == (2, True, False)


def test_a_folder_with_a_file_of_somebody_is_not_replaced(worked: Path, workbench: Workbench) -> None:
    """It is named, and all is as it was."""
    assert workbench("export", "--format", "brat", "-o", "data").returncode == 0
    (worked / "data" / "ann" / "notes.txt").write_text("mine")
    before = {path: path.read_bytes() for path in (worked / "data").rglob("*") if path.is_file()}
    done = workbench("export", "--format", "brat", "-o", "data")
    assert (done.returncode, "data holds what no export wrote" in done.stderr) == (2, True)
    assert "'ann/notes.txt'" in done.stderr
    assert {path: path.read_bytes() for path in (worked / "data").rglob("*") if path.is_file()} == before
    (worked / "data" / "ann" / "notes.txt").unlink()
    assert workbench("export", "--format", "brat", "-o", "data").returncode == 0


def test_the_scheme_is_not_overwritten(worked: Path, workbench: Workbench) -> None:
    """By a slip of the hand."""
    before = (worked / "labels.yaml").read_bytes()
    done = workbench("export", "-o", "labels.yaml")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "Error: labels.yaml is the label scheme, and would be lost.",
    )
    assert (worked / "labels.yaml").read_bytes() == before
