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


def test_an_annotator_is_found_by_what_a_person_types(any_store: Store) -> None:
    """However the name is written; a slip of the finger is told the nearest."""
    any_store.people.ensure("Zoë")
    assert any_store.people.find("  Zoe\u0308 ") == "Zoë"
    with pytest.raises(StoreError, match="no annotator 'zoe' here") as refused:
        any_store.people.find("zoe")
    assert refused.value.hint == "Did you mean Zoë?"
    with pytest.raises(StoreError, match="no annotator") as refused:
        any_store.people.find("max")
    assert "workbench annotators" in refused.value.hint


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
    kept = [(scheme.fingerprint[0], scheme.text) for scheme in any_store.schemes.all()]
    assert kept == [("f", "name: news\r\n# é\n"), ("0", "name: news 2\n")]
