"""A store with something to work on."""

import pytest

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
