"""`workbench verify` as a person runs it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Workbench
from tests.formats.corpus import sealed


@pytest.fixture
def exported(worked: Path, workbench: Workbench) -> Path:
    """An export, and a second line that is the first one under another annotator's name."""
    workbench("export")
    path = worked / "exports" / "spans.jsonl"
    record = json.loads(path.read_text())
    record["annotator"]["name"], record["spans"] = "bob", []
    path.write_bytes(path.read_bytes() + sealed(record))
    return path


def test_an_honest_file_holds(exported: Path, workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with what was proved, exit code 0; it may have been carried to where no project is."""
    elsewhere = exported.parent / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(exported, elsewhere / "s.jsonl")
    monkeypatch.chdir(elsewhere)
    done = workbench("verify", "s.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "s.jsonl: every record holds (records 2, articles 1, annotators 2, annotations 1, relations 0)\n"
    )
    assert [path.name for path in elsewhere.iterdir()] == ["s.jsonl"]


def test_one_changed_character_is_found_on_its_line(exported: Path, workbench: Workbench) -> None:
    """Exit code 1, with file and line first, as compilers do."""
    exported.write_text(exported.read_text().replace('"bob"', '"rob"'))
    done = workbench("verify", "exports/spans.jsonl")
    assert done.returncode == 1
    assert done.stdout.startswith("exports/spans.jsonl:2: the line was changed: record_sha256 is ")


def test_the_finding_can_be_read_by_a_machine(exported: Path, workbench: Workbench) -> None:
    """As can the proof."""
    held = json.loads(workbench("verify", "--json", "exports/spans.jsonl").stdout)
    assert (held["ok"], held["records"], held["annotations"]) == (True, 2, 1)
    exported.write_text(exported.read_text().replace("It may", "It  may", 1))
    done = workbench("verify", "--json", "exports/spans.jsonl")
    finding = json.loads(done.stdout)
    assert (done.returncode, finding["ok"], finding["broken"]) == (1, False, 1)
    [problem] = finding["problems"]
    assert (problem["file"], problem["line"]) == ("exports/spans.jsonl", 1)
    assert problem["problem"].startswith("article.sha256 is ")


def test_an_escape_sequence_in_a_file_does_not_reach_the_terminal(exported: Path, workbench: Workbench) -> None:
    """A finding quotes what is there, in symbols."""
    record = json.loads(exported.read_text().splitlines()[0])
    record["spans"][0]["text"] = "\x1b[2J"
    exported.write_bytes(sealed(record))
    done = workbench("verify", "exports/spans.jsonl")
    assert "text says “␛[2J”" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_scheme_that_the_file_does_not_bring_is_looked_up(exported: Path, workbench: Workbench) -> None:
    """First in the folder, then in its database; a folder that has neither cannot prove the line."""
    folder = exported.parent.parent
    exported.write_bytes(exported.read_bytes().splitlines(keepends=True)[0])
    record = json.loads(exported.read_text())
    record["schemes"] = []
    exported.write_bytes(sealed(record))
    assert workbench("verify", "exports/spans.jsonl").returncode == 0
    (folder / "labels.yaml").write_text("scheme: other\nlabels:\n  opinion: {key: o}\n")
    assert workbench("verify", "exports/spans.jsonl").returncode == 0
    (folder / "workbench.db").rename(folder / "away.db")
    done = workbench("verify", "exports/spans.jsonl")
    assert (done.returncode, "neither file, folder nor database has the scheme" in done.stdout) == (1, True)
    assert not (folder / "workbench.db").exists()


def test_a_missing_file_is_no_finding(workbench: Workbench) -> None:
    """Exit code 2: nothing was checked."""
    done = workbench("verify", "nothing.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing.jsonl cannot be read" in done.stderr


def test_files_of_other_tools_are_proved_as_they_are_imported(tmp_path: Path, workbench: Workbench) -> None:
    """With who annotated and the format's options; each problem tells its file."""
    for name in "ada", "ben":
        (tmp_path / "corpus" / name).mkdir(parents=True)
        (tmp_path / "corpus" / name / "a.txt").write_text("One two.")
        (tmp_path / "corpus" / name / "a.ann").write_text("T1\tcue 0 3\tOne\nT2\tcue 4 99\ttwo\n")
    assert workbench("verify", "corpus", "--format", "brat").returncode == 2
    done = workbench("verify", "corpus", "--format", "brat", "--annotator-from", "folder", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["annotators"], told["annotations"]) == (1, 2, 2)
    assert [one["file"] for one in told["problems"]] == ["corpus/ada/a.ann", "corpus/ben/a.ann"]
    (tmp_path / "tasks.jsonl").write_text('{"text": "👍 yes", "label": [[2, 5, "cue"]]}')
    rest = ("verify", "tasks.jsonl", "--format", "doccano", "--annotator", "ada")
    assert workbench(*rest, "-O", "offsets=code-point").returncode == 0
    assert "no option 'unit'" in workbench(*rest, "-O", "unit=byte").stderr
