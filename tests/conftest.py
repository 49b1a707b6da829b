"""What every test stands on: a home of its own, and nothing of the person's own settings."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import servers
from workbench.store import Store, open_store

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")  # others may use the processor just then; no test is about its own speed


@pytest.fixture(autouse=True)
def no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may touch the home folder or see the variables of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    for name in [name for name in os.environ if name.startswith("WORKBENCH_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    """An application does not settle the memory of all tests before it: that takes it 0.1 s a time."""
    if "workbench.tui.app" in sys.modules:
        monkeypatch.setattr("workbench.tui.app._settle_memory", lambda: None)


def pytest_configure(config: pytest.Config) -> None:
    """The first process of a run says where the server shall live."""
    if not hasattr(config, "workerinput"):
        servers.make_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And it stops the server."""
    if not hasattr(config, "workerinput"):
        servers.remove_folder()


@pytest.fixture(scope="session")
def databases() -> Iterator[servers.Databases]:
    """The PostgreSQL server, as a maker of databases."""
    made = servers.Databases()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store in a file, to be copied: faster than making one."""
    path = tmp_path_factory.mktemp("template") / "workbench.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The URL of a fresh SQLite store, `workbench.db` in `tmp_path`."""
    shutil.copy(sqlite_template, tmp_path / "workbench.db")
    return f"sqlite:///{tmp_path / 'workbench.db'}"


@pytest.fixture
def postgres_url(databases: servers.Databases) -> Iterator[str]:
    """The URL of a fresh PostgreSQL store."""
    with databases.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh store, on both databases in turn."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """A fresh, empty store on SQLite."""
    with open_store(sqlite_url) as opened:
        yield opened


@pytest.fixture
def any_store(any_url: str) -> Iterator[Store]:
    """A fresh, empty store, on both databases in turn."""
    with open_store(any_url) as opened:
        yield opened
