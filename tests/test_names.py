"""Names that people type: one writing, and a guess at what was meant."""

import pytest

from workbench.names import did_you_mean, guesses, nearest, normal, sentence, short, shortened


def test_a_name_has_one_writing() -> None:
    """Composed, and without white space around it."""
    assert normal(" Zoe\u0308\n") == "Zoë"


def test_the_nearest_name_is_found_in_any_case_and_given_as_it_is_written() -> None:
    """Best first, as many as asked for, none where none is near."""
    known = ["Opinion", "option", "cue"]
    assert nearest("OPINON", known) == ["Opinion"]
    assert nearest("OPINON", known, 3) == ["Opinion", "option"]
    assert nearest("xyz", known) == []


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("opinon", ["cue", "opinion"], "; did you mean 'opinion'?"),
        ("xyz", ["cue", "opinion"], "; known are 'cue', 'opinion'"),
        ("xyz", [], ""),
        ("xyz", [f"a{number}" for number in range(30)], ", …"),
    ],
)
def test_what_was_meant_is_said_at_the_end_of_a_sentence(word: str, known: list[str], said: str) -> None:
    """The nearest; else those that there are, the first twenty of them."""
    assert did_you_mean(word, known).endswith(said)


def test_a_hint_names_what_may_have_been_meant() -> None:
    """Or says something else."""
    assert guesses("an", ["ann", "ben"], "Look.") == "Did you mean ann?"
    assert guesses("xyz", ["ann", "ben"], "Look.") == "Look."


def test_a_clause_becomes_a_sentence() -> None:
    """A question keeps its mark."""
    assert sentence("'a' is no label") == "'a' is no label."
    assert sentence("no label; did you mean 'a'?") == "No label; did you mean 'a'?"


@pytest.mark.parametrize(
    ("told", "cut"),
    [
        (f"'{'a' * 61}' is no label", f"'{'a' * 60}…' is no label"),
        (f"“{'a b ' * 99}” is not “{'c' * 60}”", f"“{'a b ' * 15}…” is not “{'c' * 60}”"),
        (f"'a' and {'words ' * 20}and 'b'", f"'a' and {'words ' * 20}and 'b'"),
        (f"another annotator's {'words ' * 20}and ben's", f"another annotator's {'words ' * 20}and ben's"),
        (f"{'9' * 60}–{'9' * 61} lies beyond", f"{'9' * 60}–{'9' * 60}… lies beyond"),
        (f"'it's {'a' * 61}' is no label", f"'it's {'a' * 55}…' is no label"),
    ],
)
def test_a_long_name_in_quotes_or_number_is_cut_and_nothing_else(told: str, cut: str) -> None:
    """What a file from outside calls things, and counts to, may be of any length."""
    assert shortened(told) == cut


def test_a_name_is_cut_where_it_is_longer_than_names_are() -> None:
    """And told whole where it is not."""
    assert (short("a" * 60), short("a" * 61)) == ("a" * 60, "a" * 60 + "…")
