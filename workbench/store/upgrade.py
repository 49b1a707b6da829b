"""Revisions of the database: made new, checked on opening, upgraded when asked. Alembic loads only where it works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from workbench.errors import StoreError
from workbench.store.backup import backup
from workbench.store.engine import Database, existing
from workbench.store.schema import HEAD, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which revision to which, and the backup of what was there (None on PostgreSQL)."""

    before: str
    after: str
    backup: Path | None


def make_or_check(database: Database) -> None:
    """Make the tables of an empty database, or see that it is of the newest revision.

    Two programs may do this at once. Raises StoreError where it holds something else, or is older or newer.
    """
    with database.reading() as connection:
        found = revision(connection, database.name)
    if found is None:
        with database.migrating() as connection:
            found = revision(connection, database.name)
            if found is None:
                migrate(connection)
                return
    _refuse_newer(found, database.name)
    _refuse_older(found, database)


def upgrade(url: str) -> Upgraded | None:
    """Bring the database at `url` to the newest revision, after a backup beside it; None where it is there already.

    All or nothing. Raises StoreError where there is no database, or it is newer or somebody else's.
    """
    database = existing(url)
    try:
        with database.reading() as connection:
            found = revision(connection, database.name)
        if found is None:
            raise StoreError(f"The database {database.name} is empty: there is nothing to upgrade.")
        _refuse_newer(found, database.name)
        if found == HEAD:
            return None
        kept = backup(database, None) if database.is_sqlite else None
        with database.migrating() as connection:
            migrate(connection)
        return Upgraded(found, HEAD, kept)
    finally:
        database.close()


def revision(connection: Connection, name: str) -> str | None:
    """The revision of the database, None where it is empty. Raises StoreError where somebody else's tables are."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        hint = "Name another one with --db: a new file, or an empty database."
        raise StoreError(f"The database {name} belongs to another program (it has a table {tables[0]!r}).", hint)
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))


def migrate(connection: Connection, target: str = "head") -> None:
    """Run the migrations up to `target` in the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, target)


def _refuse_newer(found: str, name: str) -> None:
    if found > HEAD:
        problem = f"The database {name} is from a newer workbench (revision {found}, here {HEAD})."
        raise StoreError(problem, "Install the newest workbench.")


def _refuse_older(found: str, database: Database) -> None:
    if found < HEAD:
        problem = f"The database {database.name} is from an older workbench (revision {found}, now {HEAD})."
        keep = "it makes a backup first" if database.is_sqlite else "make a backup first, with pg_dump"
        raise StoreError(problem, f"Upgrade it with: workbench db upgrade    ({keep})")
