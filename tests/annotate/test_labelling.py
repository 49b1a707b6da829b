"""Which labels an annotation can have: the scheme's, and where it says so any other name."""

from dataclasses import replace

import pytest

from tests.annotate.stage import SCHEME, labelled, note, reading
from workbench.errors import Refused

FREE = replace(SCHEME, free_labels=True)


def test_a_free_label_is_given_as_any_other() -> None:
    """It has no attributes."""
    made = reading("[One|] two.")
    made.scheme = FREE
    made.tag("irony")
    assert labelled(made) == [("irony", "One")]
    assert made.target is not None
    assert (made.target.attributes, made.target.scheme) == ({}, FREE.fingerprint)


def test_an_annotation_gets_a_free_label_instead_of_its_own() -> None:
    """Its attributes go: the free label has none."""
    made = reading("O|ne two.", note("One two.", "One", "quote", attributes={"mode": "speech"}))
    made.scheme = FREE
    made.tag("irony")
    assert labelled(made) == [("irony", "One")]
    assert made.target is not None
    assert made.target.attributes == {}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("qoute", "'qoute' is no label of the scheme; did you mean 'quote'?"),
        ("", "'' is no label of the scheme; known are 'quote', 'source', 'hedge'."),
    ],
)
def test_a_label_that_the_scheme_does_not_have_is_refused(label: str, told: str) -> None:
    """Nothing changes."""
    made = reading("[One|] two.")
    with pytest.raises(Refused) as refused:
        made.tag(label)
    assert (refused.value.message, labelled(made)) == (told, [])


@pytest.mark.parametrize("label", ["", " irony", "i\nrony", "\u202eirony", "i" * 61])
def test_what_is_no_name_is_no_free_label(label: str) -> None:
    """Empty, padded, unprintable, too long."""
    made = reading("[One|] two.")
    made.scheme = FREE
    with pytest.raises(Refused, match="A name"):
        made.tag(label)
    assert labelled(made) == []
