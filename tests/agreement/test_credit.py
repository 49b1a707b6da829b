"""Partial credit: worked examples by hand."""

import pytest

from tests.factories import annotation, article
from workbench.agreement.credit import Credit, credits_of, total
from workbench.agreement.differences import Difference, compare
from workbench.errors import Undefined
from workbench.model import Span

ARTICLE = article(text="aaaa bbbb cccc dddd eeee ffff")
WHOLE = [Span(0, 29)]


def held(first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]) -> tuple[Difference, ...]:
    one, other = ([annotation((start, end), label=label) for start, end, label in side] for side in (first, second))
    return compare(one, other, ARTICLE, WHOLE)


def test_what_is_the_same_counts_one_and_what_only_one_has_nothing() -> None:
    """Of two in gold one is found, of three made one is right: F1 is 2·1 / (2 + 3)."""
    gold, mine = [(0, 4, "cue"), (5, 9, "cue")], [(0, 4, "cue"), (10, 14, "cue"), (15, 19, "cue")]
    credit = credits_of(held(gold, mine))["cue"]
    assert credit == Credit(there=2, found=1, made=3, right=1)
    assert (credit.precision, credit.recall, credit.f1) == (pytest.approx(1 / 3), 1 / 2, pytest.approx(2 / 5))


def test_other_edges_count_the_share_of_common_text() -> None:
    """Four of nine characters are common."""
    assert credits_of(held([(0, 9, "cue")], [(5, 9, "cue")]))["cue"].f1 == pytest.approx(4 / 9)


def test_another_label_counts_half_for_that_of_gold_and_for_the_one_given() -> None:
    """The one label has a recall, the other a precision, of ½."""
    found = credits_of(held([(0, 4, "cue")], [(0, 4, "hedge")]))
    assert found == {"cue": Credit(there=1, found=0.5), "hedge": Credit(made=1, right=0.5)}
    assert total(found.values()).f1 == 0.5


def test_one_made_of_two_counts_half_of_what_it_shares() -> None:
    """Two pieces of nine characters out of gold's nine with the gap: each piece and gold have half of 8/9."""
    credit = credits_of(held([(0, 9, "cue")], [(0, 4, "cue"), (5, 9, "cue")]))["cue"]
    assert credit == Credit(there=1, found=pytest.approx(4 / 9), made=2, right=pytest.approx(8 / 9))


def test_where_nothing_is_there_is_no_figure() -> None:
    """Undefined, and not 0 or 1; nothing made has a recall of 0, and no precision."""
    for figure in ("precision", "recall", "f1"):
        with pytest.raises(Undefined):
            getattr(Credit(), figure)
    missed = credits_of(held([(0, 4, "cue")], []))["cue"]
    assert (missed.recall, missed.f1) == (0, 0)
    with pytest.raises(Undefined, match="nothing was made"):
        _ = missed.precision
