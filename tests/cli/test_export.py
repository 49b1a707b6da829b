"""`workbench export` as a person runs it."""

import json
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
