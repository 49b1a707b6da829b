"""Revisions of the database: made new, checked on opening, upgraded when asked. Alembic loads only where it works."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from workbench.errors import StoreError
from workbench.store.engine import Database
from workbench.store.schema import HEAD, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"


def make_or_check(database: Database) -> bool:
    """Make the tables of an empty database (True), or see that it is of the newest revision (False).

    Two programs may do this at once. Raises StoreError where it holds something else, or is older or newer.
    """
    with database.reading() as connection:
        found = revision(connection, database.name)
    if found is None:
        with database.migrating() as connection:
            if revision(connection, database.name) is None:
                migrate(connection)
                return True
        return make_or_check(database)
    if found < HEAD:
        raise StoreError(
            f"The database {database.name} is from an older workbench (revision {found}, now {HEAD}).",
            "Upgrade it, after a backup that is made by itself, with: workbench db upgrade",
        )
    if found > HEAD:
        raise StoreError(
            f"The database {database.name} is from a newer workbench (revision {found}, here {HEAD}).",
            "Install the newest workbench.",
        )
    return False


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
