"""A store with something to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.factories import SCHEME, article
from workbench.store import Store


@pytest.fixture
def desk(any_store: Store) -> Store:
    """On both databases in turn: one article, one scheme, two people."""
    any_store.articles.add([article()])
    any_store.schemes.remember(SCHEME, "test", "name: test")
    any_store.people.ensure("ann")
    any_store.people.ensure("bob")
    return any_store


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that nobody has made yet, or that is empty."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
    else:
        databases: servers.Databases = request.getfixturevalue("databases")
        with databases.database(empty=True) as url:
            yield url
