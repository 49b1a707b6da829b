"""Numbers before commands."""

from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.stage import labelled, note, reading, shown
from workbench.annotate.counting import MOST, Count, repeated

TEXT = "One two three four five six."


def counted(keys: str) -> int | None:
    """The number that these keys make."""
    count = Count()
    for key in keys:
        count.typed(key)
    return count.taken()


def test_digits_make_a_number_that_is_taken_once() -> None:
    """What comes after it begins anew."""
    count = Count()
    assert [count.typed(digit) for digit in "12"] == [True, True]
    assert (str(count), count.taken(), count.taken()) == ("12", 12, None)


def test_a_zero_counts_only_after_a_digit() -> None:
    """Alone it may be a command of some keymap."""
    assert not Count().typed("0")
    assert counted("10") == 10


@given(st.text("0123456789x٣"))
def test_no_number_is_over_the_most(keys: str) -> None:
    """Digits of other scripts are none here."""
    number = counted(keys)
    assert number is None or 1 <= number <= MOST


def test_a_command_is_repeated() -> None:
    """Three words on."""
    made = reading("|" + TEXT)
    entries, refusal = repeated(made.word_right, 3)
    assert (entries, refusal, shown(made)) == ([], None, "One two three| four five six.")


def test_undoing_several_steps_gives_every_entry() -> None:
    """All of them are stored."""
    made = reading("[One| two] three")
    made.tag("quote")
    made.tag("source")
    entries, _ = repeated(made.undo, 2)
    assert len(entries) == 2
    assert labelled(made) == []


def test_a_refusal_ends_the_repetition_and_is_told() -> None:
    """What was done before it stays done."""
    made = reading("[One| two] three")
    made.tag("quote")
    entries, refusal = repeated(made.undo, 5)
    assert len(entries) == 1
    assert refusal is not None
    assert refusal.message == "There is nothing to undo."


def test_a_count_goes_through_annotations() -> None:
    """To the second one from here."""
    made = reading("|" + TEXT, note(TEXT, "two", id="a"), note(TEXT, "four", id="b"))
    repeated(made.next_annotation, 2)
    assert made.target == made.annotations["b"]
