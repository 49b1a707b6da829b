"""What happens to a layer in the store."""

import pytest

from tests.factories import SCHEME, annotation, article, made, read, relation
from workbench.model import Layer
from workbench.store import Store


@pytest.fixture
def desk(any_store: Store) -> Store:
    """A store with one article, one scheme, and two people."""
    any_store.articles.add([article()])
    any_store.schemes.remember(SCHEME, "test", "name: test")
    any_store.people.ensure("ann")
    any_store.people.ensure("bob")
    return any_store


def test_what_is_stored_comes_back_equal(desk: Store) -> None:
    """Annotations, relations, read marks and the entry itself."""
    outer, inner = annotation((0, 20), (22, 28)), annotation((1, 8), attributes={"verb": ("said", "knew"), "n": 1.5})
    values = (outer, inner, relation(outer, inner), read(1))
    entry = made(*values)
    desk.layers.apply("001_first", "ann", entry)
    assert desk.layers.load("001_first", "ann") == Layer(
        "001_first", "ann", (outer, inner), (values[2],), (values[3],), (entry,)
    )
