"""First attempts: what a paragraph was when it was first marked read."""

from dataclasses import replace
from datetime import timedelta

from tests.factories import NOW, annotation, article, made, read
from workbench.attempts import Attempts
from workbench.model import Annotation, Change, Deed, Entry, ReadMark, Value, inverse

ARTICLE = article()  # paragraphs 0–20 and 22–42
QUOTE, LATER = annotation((0, 9)), annotation((22, 28), label="hedge")


def changed(before: Value | None, after: Value | None) -> Entry:
    return Entry(Deed.DO, (Change(before, after),), NOW)


def found(attempts: Attempts) -> dict[int, list[Annotation]]:
    return {number: list(one.annotations) for number, one in attempts.first.items()}


def test_what_is_corrected_after_the_paragraph_was_read_does_not_count() -> None:
    """Relabelled, deleted, added: the attempt stays what it was."""
    other = replace(QUOTE, label="scare_quote")
    entries = [made(QUOTE), made(read(0)), changed(QUOTE, other), changed(other, None), made(annotation((10, 14)))]
    assert found(Attempts(ARTICLE, entries)) == {0: [QUOTE]}


def test_what_was_taken_back_before_counts_neither() -> None:
    """An undo is an entry like any other."""
    label = made(QUOTE)
    undone = Entry(Deed.UNDO, inverse(label.step), NOW)
    assert found(Attempts(ARTICLE, [label, undone, made(read(0))])) == {0: []}


def test_a_paragraph_that_is_read_again_keeps_its_first_attempt() -> None:
    """Neither taking the mark away nor setting it anew gives a second chance."""
    entries = [made(read(0)), changed(read(0), None), made(QUOTE), made(replace(read(0), at=NOW + timedelta(days=1)))]
    attempts = Attempts(ARTICLE, entries)
    assert found(attempts) == {0: []}
    assert attempts.first[0].at == NOW


def test_each_paragraph_has_what_lies_in_it_in_the_order_in_which_they_were_read() -> None:
    """An annotation over both is in both; the second paragraph was read first."""
    both = annotation((15, 25), label="cue")
    attempts = Attempts(ARTICLE, [made(LATER, QUOTE, both), made(read(1)), made(read(0))])
    assert [*found(attempts).items()] == [(1, [both, LATER]), (0, [QUOTE, both])]


def test_what_comes_in_one_step_with_its_mark_counts() -> None:
    """So it is with imported work: mark and annotations are one entry, in whatever order."""
    attempts = Attempts(ARTICLE, [made(ReadMark("001_first", "ann", 0, NOW), QUOTE)])
    assert found(attempts) == {0: [QUOTE]}
