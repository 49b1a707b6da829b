"""A copy of the whole database, taken while others may work on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from workbench.errors import StoreError
from workbench.store.engine import Database
from workbench.store.failures import explain


def backup(database: Database, target: Path | None) -> Path:
    """Copy an SQLite database to `target` (None: a file beside it, named for the moment) and give where it lies.

    The copy appears when it is complete. Raises StoreError where the file is there already or cannot be written, and
    for PostgreSQL, which brings its own program for that.
    """
    if database.file is None:
        raise StoreError("A PostgreSQL database is copied by its own program.", "Run: pg_dump --format=custom DATABASE")
    target = target or _name(database.file)
    if target.exists():
        raise StoreError(f"There is a file {target} already; it stays as it is.", "Name another file.")
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with database.reading() as connection, closing(sqlite3.connect(part)) as copy:
            source: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        part.rename(target)
    except sqlite3.Error as error:
        raise explain(URL.create("sqlite", database=str(target)), error) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _name(file: Path) -> Path:
    return file.with_name(f"{file.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S}{file.suffix}")
