"""Annotators and schemes: known by one name, never forgotten."""

import pytest

from workbench.errors import StoreError
from workbench.model import Kind
from workbench.store import Store


def test_a_name_is_one_name_however_it_is_typed(any_store: Store) -> None:
    """Composed or not, with spaces around or not."""
    assert any_store.people.ensure("Zoë") == "Zoë"
    assert any_store.people.ensure("  Zoe\u0308 ") == "Zoë"
    assert any_store.people.all() == {"Zoë": Kind.PERSON}


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1b[31m", "a\0", "\ud800"])
def test_a_name_that_cannot_be_shown_is_refused(any_store: Store, name: str) -> None:
    """In a sentence that a terminal can print."""
    with pytest.raises(StoreError, match="cannot be called"):
        any_store.people.ensure(name)
    assert any_store.people.all() == {}


def test_a_machine_is_no_person(any_store: Store) -> None:
    """A name keeps its kind."""
    any_store.people.ensure("gold", Kind.GOLD)
    with pytest.raises(StoreError, match="gold is a gold here, not a person"):
        any_store.people.ensure("gold")


def test_a_scheme_is_kept_as_it_was_first_written(any_store: Store) -> None:
    """Its text comes back to the letter, and the oldest comes first."""
    any_store.schemes.remember("f" * 16, "news", "name: news\r\n# é\n")
    any_store.schemes.remember("0" * 16, "news", "name: news 2\n")
    any_store.schemes.remember("f" * 16, "news", "laid out otherwise")
    assert any_store.schemes.get("f" * 16).text == "name: news\r\n# é\n"
    assert [scheme.fingerprint[0] for scheme in any_store.schemes.all()] == ["f", "0"]
    with pytest.raises(StoreError, match="aaaa"):
        any_store.schemes.get("a" * 16)
