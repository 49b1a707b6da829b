"""Upgrades: tables and migrations agree, old databases come along, and nothing half-done is left."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.factories import article
from workbench.errors import StoreError
from workbench.store import Store, engine, open_store, upgrade
from workbench.store.check import check_article, check_file, check_history
from workbench.store.schema import metadata

DUMPS = sorted((Path(__file__).parent / "dumps").glob("*.sql"))
INDEX = {"search_trigrams", *(f"search_trigrams_{part}" for part in ("config", "data", "idx")), "ix_search_folded"}
"""What there is of the full-text index hangs on what the database can do."""
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("article", recreate=rebuild) as batch:
        batch.add_column(sa.Column("stars", sa.Integer(), nullable=False, server_default="3"))
    {more}
"""


def test_tables_and_migrations_agree(any_store: Store) -> None:
    """What the migrations make is what the code speaks of, to the last index."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    options = {"version_table": upgrade.VERSION_TABLE, "include_name": lambda name, *_: name not in INDEX}
    with any_store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
def test_a_database_of_every_released_revision_comes_along(empty_url: str, dump: Path) -> None:
    """With all its rows, and whole. A dump holds the rows that a program of its revision wrote."""
    database = engine.connect(empty_url)
    with database.migrating() as connection:
        upgrade.migrate(connection, dump.stem)
        driver = connection.connection.dbapi_connection
        for statement in dump.read_bytes().decode().split(";\n\n"):
            driver.cursor().execute(statement)
    database.close()
    upgrade.upgrade(empty_url)
    with open_store(empty_url) as store:
        assert store.counts()["articles"] == 2
        assert store.counts()["annotations"] >= 3
        assert store.articles.get("002_nasty").text == "Зачем?\r\n\n“Why; 👩‍👩‍👧?\u2028” she said.\n"
        assert [one.words for one in store.articles.search("WHY", regex=False, case=False, limit=9)] == ["why", "Why"]
        assert check_file(store) + [found for id_ in store.articles.ids() for found in check_article(store, id_)] == []
        assert [found for name in store.people.all() for found in check_history(store, name)] == []


@pytest.fixture
def tomorrow(any_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbench of the next revision, and a database of today's with one article in it."""
    any_store.articles.add([article()])
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", *(f"versions/revision_{number}.py" for number in ("0001", "0002", "0003"))):
        (folder / name).write_text((upgrade.MIGRATIONS / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "HEAD", "0004")
    return folder / "versions" / "revision_0004.py"


def stars(url: str) -> list[int]:
    """What the next revision adds."""
    administrator = create_engine(url)
    with administrator.connect() as connection:
        found = list(connection.scalars(text("SELECT stars FROM article")))
    administrator.dispose()
    return found


def test_an_old_database_is_upgraded_after_a_backup(any_url: str, tomorrow: Path) -> None:
    """It is refused before, with the command to run; afterwards it opens, and the backup is what was there."""
    tomorrow.write_text(NEXT.format(more=""), encoding="utf-8")
    with pytest.raises(StoreError, match="older workbench"):
        open_store(any_url)
    done = upgrade.upgrade(any_url)
    assert done is not None
    assert (done.before, done.after) == ("0003", "0004")
    assert stars(any_url) == [3]
    open_store(any_url).close()
    assert upgrade.upgrade(any_url) is None
    if done.backup:
        with sqlite3.connect(done.backup) as copy:
            assert copy.execute("SELECT id FROM article").fetchall() == [("001_first",)]
        copy.close()


def test_an_upgrade_that_fails_changes_nothing(any_url: str, tomorrow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the half that went well."""
    tomorrow.write_text(NEXT.format(more="op.drop_table('nowhere')"), encoding="utf-8")
    with pytest.raises(StoreError, match="nowhere"):
        upgrade.upgrade(any_url)
    monkeypatch.undo()
    with open_store(any_url) as store:
        assert store.articles.get("001_first") == article()


def test_an_upgrade_needs_a_database(tmp_path: Path) -> None:
    """None is made by asking for it."""
    with pytest.raises(StoreError, match="There is no database"):
        upgrade.upgrade(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []
