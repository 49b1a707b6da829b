"""`workbench learn` and `workbench learners`, before and after there is a gold standard."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import AT, Workbench
from tests.factories import annotation, made
from workbench.model import Change, Entry, Kind, ReadMark
from workbench.model import Deed as Deeds
from workbench.store import open_store


@pytest.fixture
def gold(worked: Path) -> Path:
    """Gold has read the one article as well, and has nothing in it."""
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        store.people.ensure("gold", Kind.GOLD)
        store.layers.apply("story", "gold", Entry(Deeds.DO, (Change(None, ReadMark("story", "gold", 0, AT)),), AT))
    return worked


def test_there_is_nothing_to_learn_from_without_gold(
    worked: Path, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says who makes one, and how."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    done = workbench("learn")
    assert done.returncode == 2
    assert "There is no gold standard here yet" in done.stderr
    assert "workbench adjudicate" in done.stderr


def test_gold_that_has_read_nothing_is_not_called_none(
    worked: Path, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever made it is told what it lacks, and what to do."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        store.people.ensure("gold", Kind.GOLD)
        (scheme,) = store.schemes.all()
        cue = annotation((0, 3), annotator="gold", article_id="story", scheme=scheme.fingerprint)
        store.layers.apply("story", "gold", made(cue))
    for told in (workbench("learn").stderr, workbench("learners").stdout):
        assert "Gold has annotations" in told
        assert "no paragraph marked read" in " ".join(told.split())
        assert "workbench adjudicate" in told
        assert "There is no gold standard" not in told


def test_a_lesson_needs_a_terminal(gold: Path, workbench: Workbench) -> None:
    """As all screens do."""
    done = workbench("learn", "story")
    assert done.returncode == 2
    assert "need a terminal" in done.stderr


def test_the_report_is_printed_in_80_columns(gold: Path, workbench: Workbench) -> None:
    """Everybody who has read what has gold, their labels, and what went wrong."""
    done = workbench("learners")
    assert done.returncode == 0
    assert "1 learner, 1 article with a gold standard." in done.stdout
    assert "1 × direct_quote where gold has nothing" in done.stdout
    assert max(map(len, done.stdout.split("\n"))) <= 80


def test_a_class_that_has_not_begun_is_told_how(worked: Path, workbench: Workbench) -> None:
    """Without gold, and without readers of what has gold."""
    assert "There is no gold standard yet" in workbench("learners").stdout
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        store.people.ensure("gold", Kind.GOLD)
        store.articles.add([])
    assert "There is no gold standard yet" in workbench("learners").stdout


def test_files_are_written_instead_of_the_table(gold: Path, workbench: Workbench) -> None:
    """CSV and HTML at once; what was written is named."""
    done = workbench("learners", "--csv", "class.csv", "--html", "class.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.split("\n")[:2] == ["Written: class.csv", "Written: class.html"]
    with (gold / "class.csv").open(newline="", encoding="utf-8-sig") as stream:
        assert [row["label"] for row in csv.DictReader(stream)] == ["all labels", "direct_quote"]
    assert (gold / "class.html").read_text().startswith("<!DOCTYPE html>")


def test_one_file_for_both_is_refused(gold: Path, workbench: Workbench) -> None:
    """The second would take the place of the first without a word."""
    done = workbench("learners", "--csv", "class", "--html", "./class")
    assert done.returncode == 2
    assert "name two files" in done.stderr
    assert not (gold / "class").exists()


def test_json_is_one_document(gold: Path, workbench: Workbench) -> None:
    """With a name for everything."""
    document = json.loads(workbench("learners", "--json").stdout)
    assert [one["name"] for one in document["learners"]] == ["ann"]


def test_a_database_is_not_overwritten(gold: Path, workbench: Workbench) -> None:
    """A slip of the hand costs nothing."""
    done = workbench("learners", "--csv", "workbench.db")
    assert done.returncode == 2
    assert "is a database" in done.stderr


def test_the_scheme_is_not_overwritten(gold: Path, workbench: Workbench) -> None:
    """Nor by the second of two files, after the first was written."""
    before = (gold / "labels.yaml").read_text()
    done = workbench("learners", "--csv", "class.csv", "--html", "labels.yaml")
    assert done.returncode == 2
    assert "is the label scheme" in done.stderr
    assert (gold / "labels.yaml").read_text() == before
    assert not (gold / "class.csv").exists()
