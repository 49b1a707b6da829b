"""How the store reaches its database: one engine, one kind of transaction to read and one to write."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, ExceptionContext, Table, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from workbench.errors import MissingExtra, StoreError
from workbench.store.codec import JsonText, as_json
from workbench.store.failures import explain, shown

BUSY_SECONDS = 30
"""How long a write waits for another program's write before it is refused."""

_ROOM_KIB = 64 * 1024
"""KiB of a database that a large transaction keeps in memory."""

_FILE = "file"
"""Where a connection keeps what file it has opened."""

_MIGRATION_LOCK = 7_620_115
"""Any number that no other program takes in the same database."""


class Database:
    """A way to one database for any number of threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._joined = threading.local()
        if self.is_sqlite:
            self._reader = engine.execution_options(begin="BEGIN")
            self._writer = engine.execution_options(begin="BEGIN IMMEDIATE")
        else:  # one snapshot for all queries of a method, as SQLite gives
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self._writer = engine.execution_options(isolation_level="READ COMMITTED")

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a server."""
        return Path(self._engine.url.database or "") if self.is_sqlite else None

    @property
    def name(self) -> str:
        """The database as a person names it, without any password."""
        return shown(self._engine.url)

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one moment of the database."""
        joined: Connection | None = getattr(self._joined, "connection", None)
        return self._reader.begin() if joined is None else nullcontext(joined)

    @contextmanager
    def writing(self, *locked: Table) -> Iterator[Connection]:
        """A transaction in which what was read stays true until it ends.

        SQLite lets one write at a time into the database. PostgreSQL keeps other writers out of the tables `locked`;
        who writes to rows only, locks them by `with_for_update`.
        """
        joined: Connection | None = getattr(self._joined, "connection", None)
        with self._writer.begin() if joined is None else nullcontext(joined) as connection:
            if locked and not self.is_sqlite:
                names = ", ".join(table.name for table in locked)
                connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """One writing transaction around all that this thread reads and writes inside: all of it or nothing.

        Inside another one it is a part of that.
        """
        outer: Connection | None = getattr(self._joined, "connection", None)
        with self.writing() as connection, self._roomy(connection):
            self._joined.connection = connection
            try:
                yield
            finally:
                self._joined.connection = outer

    @contextmanager
    def _roomy(self, connection: Connection) -> Iterator[None]:
        """What SQLite has no memory for it writes and reads again: a quarter of the time of a large transaction."""
        if not self.is_sqlite:
            yield
            return
        usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOM_KIB}")
        try:
            yield
        finally:
            connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction that may make and change tables; one at a time in a database, also in an empty one.

        SQLite rebuilds a table by dropping the old one, so foreign keys are not looked at until the end.
        """
        with self._writer.connect() as connection:
            connection.detach()  # closed afterwards, not given to others with its foreign keys off
            if self.is_sqlite:
                connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
                yield connection

    def close(self) -> None:
        self._engine.dispose()


def connect(url: str) -> Database:
    """A way to the database at an SQLAlchemy URL, or in an SQLite file; nothing is opened yet.

    Raises StoreError for a URL that names no SQLite file and no PostgreSQL database, MissingExtra without a driver.
    """
    parsed = _parsed(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    try:
        engine = create_engine(
            parsed,
            connect_args={"timeout": 0} if is_sqlite else {"connect_timeout": 10},
            pool_pre_ping=not is_sqlite,
            json_serializer=_to_json,
            json_deserializer=_from_json,
        )
    except ModuleNotFoundError as error:
        hint = 'Install it with: pip install "workbench[postgres]"'
        raise MissingExtra(f"PostgreSQL needs the library {error.name}.", hint) from None
    _listen(engine)
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # Ctrl-C while one closes would be a traceback
    return Database(engine)


def existing(url: str) -> Database:
    """A way to a database that is there. Raises StoreError for a file that is not."""
    database = connect(url)
    if database.file is not None and not database.file.is_file():
        raise StoreError(f"There is no database {database.name}.", "Name one with --db, or open this one: workbench")
    return database


def _to_json(value: object) -> str:
    return value if isinstance(value, JsonText) else as_json(value)


def _from_json(written: str | bytes) -> object:
    return {} if written == "{}" else json.loads(written)


def _parsed(url: str) -> URL:
    hint = "Use a file, sqlite:///FILE, or postgresql://USER@HOST/DATABASE."
    try:
        parsed = make_url(url) if "://" in url else URL.create("sqlite", database=url)  # ? # % mean nothing in a path
    except (ArgumentError, ValueError):
        raise StoreError("The address of the database is no URL.", hint) from None
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreError(f"The workbench keeps no data in {parsed.drivername!r}.", hint)
    if parsed.drivername == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StoreError("A database needs a file, so that work outlives the program.", hint)
    if parsed.drivername == "sqlite" and parsed.query:
        raise StoreError("The address of an SQLite database takes no options after a question mark.", hint)
    return parsed


def _listen(engine: Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> None:
        # a connection that died in the pool is replaced unseen; what is no driver's error is a bug, and stays one
        if isinstance(context.sqlalchemy_exception, DBAPIError) and not context.is_pre_ping:
            raise explain(engine.url, context.original_exception) from context.original_exception

    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _set_up_sqlite(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would begin only at the first write, after what we have read
    connection.execute("PRAGMA foreign_keys = ON")
    _try_wal(connection)
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA synchronous = FULL")  # reads the file, which somebody may just be making
    record.info[_FILE] = _identity(connection.execute("PRAGMA database_list").fetchone()[2])


def _try_wal(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, so that readers and the writer do not wait for each other.

    Refused while another program uses the file, and on network disks. Then the old way goes on: slower, as safe.
    """
    try:
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname not in {"SQLITE_BUSY", "SQLITE_READONLY"}:
            raise


def _identity(path: str) -> tuple[int, int] | None:
    """What tells one file from another that later has its name; None where there is no file."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin_sqlite(connection: Connection) -> None:
    """Begin, unless the file has gone: SQLite would go on writing into a file that nobody can find any more."""
    if _identity(connection.engine.url.database or "") != connection.info[_FILE]:
        problem = f"The database {shown(connection.engine.url)} was removed or replaced while it was open."
        raise StoreError(problem, "Put the file back where it was, or close the workbench and open it again.")
    connection.exec_driver_sql(connection.get_execution_options()["begin"])
