"""Opening a database: what cannot work is said in a sentence that names it and says what to do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from tests import servers
from tests.factories import article
from workbench.errors import MissingExtra, StoreError
from workbench.store import Store, engine, open_store, upgrade
from workbench.store.schema import VERSION_TABLE


def test_a_new_database_is_made_where_the_url_says(tmp_path: Path) -> None:
    """Once, and without articles; a file name with signs that mean something elsewhere is a file name."""
    url = f"sqlite:///{tmp_path / 'my 100% new.db'}"
    with open_store(url) as store:
        assert not store.articles.any()
        store.articles.add([article()])
    assert [path.name for path in tmp_path.glob("*.db")] == ["my 100% new.db"]
    with open_store(url) as store:
        assert store.articles.any()


def test_an_sqlite_address_has_no_options(tmp_path: Path) -> None:
    """They would be passed over in silence, and the mark be part of the name or not."""
    with pytest.raises(StoreError, match="takes no options"):
        open_store(f"sqlite:///{tmp_path / 'a.db'}?mode=ro")


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    """It is what is left where making one was cut off."""
    (tmp_path / "a.db").touch()
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        assert store.counts()["articles"] == 0


def test_sqlite_is_set_up_to_keep_what_it_is_given(store: Store) -> None:
    """Write-ahead log, a commit that waits for the disk, foreign keys, and patience."""
    with store.database.reading() as connection:
        set_up = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert set_up == ["wal", 2, 1, engine.BUSY_SECONDS * 1000]


@pytest.mark.parametrize("content", [b"name: labels\n" * 100, b"\xff" * 5000])
def test_another_file_is_no_database(tmp_path: Path, content: bytes) -> None:
    """It is named, and left as it is."""
    path = tmp_path / "labels.yaml"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"labels\.yaml is not an SQLite database"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(any_url: str) -> None:
    """On both databases: no table is added to somebody else's."""
    administrator = create_engine(any_url)
    with administrator.begin() as connection:
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    administrator.dispose()
    with pytest.raises(StoreError, match="belongs to another program"):
        open_store(any_url)


@pytest.mark.parametrize(
    ("revision", "problem", "hint"),
    [
        ("0000", "from an older workbench", "workbench db upgrade"),
        ("9999", "from a newer workbench", "newest workbench"),
    ],
)
def test_another_revision_is_refused(any_url: str, revision: str, problem: str, hint: str) -> None:
    """The hint says what to run."""
    administrator = create_engine(any_url)
    with administrator.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'"))
    administrator.dispose()
    with pytest.raises(StoreError, match=problem) as refused:
        open_store(any_url)
    assert hint in refused.value.hint


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """And nothing is made."""
    with pytest.raises(StoreError, match=r"none/a\.db cannot be opened or made"):
        open_store(f"sqlite:///{tmp_path / 'none' / 'a.db'}")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_says_so(store: Store) -> None:
    """Reading works, a change is refused."""
    event.listen(store.database._engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
    store.database.close()
    assert store.articles.ids() == []
    with pytest.raises(StoreError, match="is read-only"):
        store.articles.add([article()])


def test_a_full_disk_loses_only_the_change(store: Store) -> None:
    """The sentence says that nothing of it was stored, and that is so."""
    event.listen(store.database._engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 60"))
    store.database.close()
    with pytest.raises(StoreError, match=r"disk is full\. Nothing"):
        store.articles.add([article(text="x" * 1_000_000)])
    assert store.articles.ids() == []
    store.articles.add([article()])


def test_who_opens_waits_for_the_program_that_makes_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the other holds the whole file, only the write-ahead log is not waited for."""
    path, try_wal = tmp_path / "a.db", engine._try_wal
    with closing(sqlite3.connect(path, isolation_level=None)) as maker:
        maker.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(engine, "_try_wal", lambda opening: (try_wal(opening), maker.rollback()))
        with open_store(f"sqlite:///{path}") as store:
            assert store.articles.ids() == []


def test_a_database_that_another_program_holds_is_named(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while, not for ever."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    with (
        open_store(sqlite_url) as store,
        closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="held by another program"):
            store.people.ensure("ann")


def test_a_database_without_the_log_works_all_the_same(sqlite_url: str) -> None:
    """Where SQLite cannot keep a write-ahead log, as while another program reads, it works in the old way."""
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM article").fetchone()
        with open_store(sqlite_url) as store:
            assert store.articles.ids() == []
            other.execute("COMMIT")
            store.articles.add([article()])


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://user:secret@host/db", "keeps no data in 'mysql'"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("postgresql://user:secret@host:port/db", "is no URL"),
        ("postgresql://user:secret@127.0.0.1:1/db", r"db \(PostgreSQL on 127\.0\.0\.1:1\) cannot be reached"),
        ("postgres:///db?host=127.0.0.1&port=1&password=secret", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_explained(url: str, problem: str) -> None:
    """Without the password that it may hold."""
    with pytest.raises(StoreError, match=problem) as refused:
        open_store(url)
    assert "secret" not in str(refused.value)


def test_a_missing_database_on_a_server_is_named(databases: servers.Databases) -> None:
    """With the command that makes it."""
    with pytest.raises(StoreError, match='database "nowhere" does not exist') as refused:
        open_store(databases.url.set(database="nowhere").render_as_string(hide_password=False))
    assert "createdb" in refused.value.hint


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint can be pasted."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match="psycopg") as missing:
        open_store("postgresql://host/db")
    assert "workbench[postgres]" in missing.value.hint


def test_the_short_names_of_postgresql_are_understood(postgres_url: str) -> None:
    """As other programs write them."""
    for scheme in ("postgresql", "postgres"):
        with open_store(postgres_url.replace("postgresql+psycopg", scheme)) as store:
            assert not store.articles.any()


def test_a_server_that_dropped_the_line_is_called_again(postgres_url: str) -> None:
    """After a night's sleep the next key works."""
    administrator = create_engine(postgres_url)
    with open_store(postgres_url) as store:
        with administrator.connect() as connection:
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
        assert store.articles.ids() == []
    administrator.dispose()


def test_opening_loads_neither_alembic_nor_the_object_mapper(sqlite_url: str) -> None:
    """Start-up counts: a database that is there needs no migrations."""
    code = "import sys; from workbench.store import open_store; open_store(sys.argv[1]); print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code, sqlite_url], text=True, env={**os.environ}).split()
    assert "sqlalchemy" in loaded
    assert not {"alembic", "sqlalchemy.orm", "psycopg"} & set(loaded)


def test_the_newest_revision_is_the_last_migration() -> None:
    """`HEAD` is written down, so that alembic need not load to read it."""
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(upgrade.MIGRATIONS)).get_current_head() == upgrade.HEAD


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_stored_in_a_file_that_has_gone(replaced: bool, tmp_path: Path) -> None:
    """A database that was removed, or replaced by another, refuses; back in its place it goes on."""
    path = tmp_path / "work.db"
    with open_store(f"sqlite:///{path}") as store:
        store.articles.add([article()])
        for part in list(tmp_path.iterdir()):
            part.rename(part.with_name(f"kept-{part.name}"))
        if replaced:
            path.touch()
        with pytest.raises(StoreError, match="was removed or replaced while it was open"):
            store.people.ensure("ann")
        for part in tmp_path.glob("kept-*"):
            part.rename(part.with_name(part.name.removeprefix("kept-")))
        store.people.ensure("ann")
        assert list(store.people.all()) == ["ann"]
