"""A backup is the whole database in one file, and never takes the place of another."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import annotation, made
from workbench.errors import StoreError
from workbench.store import Store, open_store
from workbench.store.backup import backup


def test_a_backup_holds_everything(desk: Store, tmp_path: Path) -> None:
    """It opens as a database; on PostgreSQL the sentence names the program for it."""
    desk.layers.apply("001_first", "ann", made(annotation()))
    target = tmp_path / "copy" / "monday.db"
    target.parent.mkdir()
    if not desk.database.is_sqlite:
        with pytest.raises(StoreError, match="its own program") as refused:
            backup(desk.database, target)
        assert "pg_dump" in refused.value.hint
        return
    assert backup(desk.database, target) == target
    assert [path.name for path in target.parent.iterdir()] == ["monday.db"]
    with open_store(f"sqlite:///{target}") as copy:
        assert copy.layers.load("001_first", "ann") == desk.layers.load("001_first", "ann")


def test_a_backup_without_a_name_lies_beside(store: Store, tmp_path: Path) -> None:
    """It is named for the moment."""
    target = backup(store.database, None)
    assert target.parent == tmp_path
    assert target.name.startswith("workbench-20")


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    """What was there stays."""
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match=r"thesis\.txt already"):
        backup(store.database, tmp_path / "thesis.txt")
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_backup_into_no_folder_is_refused(store: Store, tmp_path: Path) -> None:
    """In a sentence that names the file."""
    with pytest.raises(StoreError, match=r"copy\.db cannot be opened or made"):
        backup(store.database, tmp_path / "none" / "copy.db")


def test_a_backup_does_not_wait_for_who_is_writing(store: Store, tmp_path: Path) -> None:
    """It holds what was committed before."""
    with closing(sqlite3.connect(tmp_path / "workbench.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO annotator VALUES ('eve', 'person')")
        target = backup(store.database, None)
    with open_store(f"sqlite:///{target}") as copy:
        assert copy.people.all() == {}
