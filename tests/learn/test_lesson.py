"""A lesson: what gold has of a paragraph is shown once that is read, and the first attempt counts."""

from dataclasses import replace

import pytest

from tests.factories import NOW, annotation, article, made, read
from workbench.agreement.credit import Credit
from workbench.agreement.differences import DifferenceKind
from workbench.agreement.standard import Standard
from workbench.errors import Refused
from workbench.learn import Lesson
from workbench.model import Annotated, Change, Deed, Entry, inverse

ARTICLE = article()
GOLD = annotation((0, 9), annotator="gold")
MINE = annotation((0, 9))


def lesson(*history: Entry) -> Lesson:
    """Gold has read the first paragraph alone."""
    return Lesson(Standard(Annotated(ARTICLE, (GOLD,), read=(read(0, "gold"),)), ["gold"]), history)


def test_nothing_is_shown_of_a_paragraph_that_has_not_been_read() -> None:
    """Not even that there is no gold."""
    for paragraph in (0, 1):
        with pytest.raises(Refused, match="Mark the paragraph read first"):
            lesson(made(MINE)).review(paragraph, [MINE])


def test_a_paragraph_without_gold_says_so() -> None:
    """That is not the same as a paragraph in which gold has nothing."""
    review = lesson(made(read(1))).review(1, [])
    assert not review.has_gold
    assert review.present is None


def test_what_was_corrected_is_told_beside_the_first_attempt() -> None:
    """Missed at first, right now."""
    review = lesson(made(read(0)), made(MINE)).review(0, [MINE])
    assert review.first == Credit(there=1)
    assert review.now.f1 == 1
    assert [one.kind for one in review.differences] == [DifferenceKind.SAME]


def test_a_mark_that_is_set_asks_for_a_review() -> None:
    """Whatever else was done before in the same breath."""
    assert lesson().follow([made(MINE), made(read(0))]) == 0


@pytest.mark.parametrize(
    "entry",
    [
        made(MINE),
        Entry(Deed.REDO, (Change(None, read(0)),), NOW),
        Entry(Deed.UNDO, inverse(made(read(0)).step), NOW),
        made(read(0), read(1)),
        Entry(Deed.DO, (Change(read(0), None),), NOW),
    ],
    ids=["label", "redo", "undo", "many at once", "unread"],
)
def test_nothing_else_does(entry: Entry) -> None:
    """An undo, or the way back in the history, is about something else."""
    assert lesson(made(read(0))).follow([entry]) is None


def test_what_comes_while_the_article_is_open_is_an_attempt_too() -> None:
    """Followed entry by entry as from the history; a correction changes nothing of it."""
    open_one = lesson()
    wrong = replace(MINE, label="scare_quote")
    open_one.follow([made(wrong), made(read(0)), Entry(Deed.DO, (Change(wrong, MINE),), NOW)])
    assert open_one.review(0, [MINE]).first.f1 == 0.5
