"""`workbench db`, `status` and `annotators`: what they print, and how they end."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.factories import SCHEME, annotation, article, made, read
from workbench.cli import workbench
from workbench.errors import StoreError
from workbench.store import Store, upgrade


@pytest.fixture
def worked(store: Store) -> Store:
    """A store where ann labelled and read a little."""
    store.articles.add([article()])
    store.schemes.remember(SCHEME, "test", "name: test")
    store.people.ensure("ann")
    store.layers.apply("001_first", "ann", made(annotation(), read(0)))
    return store


def run(store: Store, *arguments: str) -> Result:
    """Run a command on the store's database; an error that `main` would explain is raised."""
    return CliRunner().invoke(workbench, ["--db", store.name, *arguments], catch_exceptions=False)


def test_status_counts_for_machines(worked: Store) -> None:
    """One document, with the names that scripts read."""
    status = json.loads(run(worked, "status", "--json").stdout)
    counts = {key: status[key] for key in ("articles", "annotators", "annotations", "relations", "read_paragraphs")}
    assert counts == {"articles": 1, "annotators": 1, "annotations": 1, "relations": 0, "read_paragraphs": 1}
    assert status["progress"] == [{"annotator": "ann", "done": 0, "in_progress": 1, "to_do": 0, "skipped": 0}]


def test_status_tells_people_where_and_how_far(worked: Store) -> None:
    """The database, the counts, and everybody's progress."""
    shown = run(worked, "status").stdout
    assert worked.name in shown
    assert "read paragraphs" in shown
    assert "ann" in shown


def test_annotators_are_listed_with_their_work(worked: Store) -> None:
    """As a table, and as one document."""
    assert "person" in run(worked, "annotators").stdout
    states = {"in_progress": 1, "done": 0, "skipped": 0}
    assert json.loads(run(worked, "annotators", "--json").stdout) == [
        {"name": "ann", "kind": "person", "articles": 1, **states, "annotations": 1, "read": 1}
    ]


def test_check_of_a_whole_database_ends_well(worked: Store) -> None:
    """Nothing on stdout, exit code 0."""
    done = run(worked, "db", "check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nothing is wrong" in done.stderr


def test_check_names_the_damage_and_ends_with_one(worked: Store) -> None:
    """One line for each; no escape sequence out of a damaged text."""
    with closing(sqlite3.connect(worked.name)) as other, other:
        other.execute("UPDATE article SET text = text || char(27)")
        other.execute("UPDATE annotation SET label = 'x' || char(27)")
    done = run(worked, "db", "check")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    assert "SHA-256" in done.stdout
    assert "\x1b" not in done.stdout


def test_backup_says_where_it_lies(worked: Store, tmp_path: Path) -> None:
    """And a second one to the same file is refused."""
    target = str(tmp_path / "copy.db")
    assert run(worked, "db", "backup", target).stdout == f"{target}\n"
    with pytest.raises(StoreError, match="already"):
        run(worked, "db", "backup", target)


def test_upgrade_of_the_newest_form_does_nothing(worked: Store, tmp_path: Path) -> None:
    """It says so, and makes no backup."""
    before = sorted(tmp_path.glob("*.db"))
    assert "newest form already" in run(worked, "db", "upgrade").stderr
    assert sorted(tmp_path.glob("*.db")) == before


@pytest.mark.parametrize(
    ("backup", "said"), [(Path("copy.db"), "What was there is kept in copy.db"), (None, "with pg_dump")]
)
def test_an_upgrade_tells_where_the_copy_is_or_who_makes_one(
    worked: Store, monkeypatch: pytest.MonkeyPatch, backup: Path | None, said: str
) -> None:
    """On PostgreSQL the workbench makes none."""
    monkeypatch.setattr(upgrade, "upgrade", lambda _: upgrade.Upgraded("0001", "0002", backup))
    assert said in run(worked, "db", "upgrade").stderr


@pytest.mark.parametrize("command", ["check", "backup", "upgrade"])
def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, command: str) -> None:
    """These commands are about one that is."""
    with pytest.raises(StoreError, match="There is no database"):
        CliRunner().invoke(workbench, ["--db", str(tmp_path / "none.db"), "db", command], catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []
