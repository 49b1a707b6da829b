"""What a review says of each kind of difference."""

import pytest

from tests.factories import annotation, article
from workbench import scheme
from workbench.agreement.credit import Credit
from workbench.agreement.differences import Difference, compare
from workbench.learn import Review
from workbench.model import Span
from workbench.tui.feedback import row, signs, summary

SCHEME = scheme.parse("scheme: s\nlabels: {cue: {key: c}, hedge: {key: h}}")
ARTICLE = article(text="aaaa bbbb cccc dddd eeee")
Made = tuple[int, int, str]


def held(gold: list[Made], mine: list[Made], **attributes: str) -> tuple[Difference, ...]:
    first = [annotation((start, end), label=label, id=f"gold {start}") for start, end, label in gold]
    second = [
        annotation((start, end), label=label, id=f"mine {start}", attributes=attributes) for start, end, label in mine
    ]
    return compare(first, second, ARTICLE, [Span(0, 24)])


@pytest.mark.parametrize(
    ("gold", "mine", "attributes", "told"),
    [
        ([(0, 4, "cue")], [(0, 4, "cue")], {}, "✓ found       1.00   c  cue  aaaa"),
        ([(0, 4, "cue")], [(0, 4, "cue")], {"kind": "x"}, "≈ attribute   1.00   c  cue  kind: yours x, gold –  aaaa"),
        (
            [(0, 14, "cue")],
            [(5, 24, "cue")],
            {},
            "↔ boundary    0.38   c  cue  yours begins 1 word later, ends 2 words later  aaaa bbbb cccc",
        ),
        ([(0, 4, "cue")], [(0, 4, "hedge")], {}, "≠ wrong label 0.50   h  hedge →  c  cue  aaaa"),
        (
            [(0, 9, "cue")],
            [(0, 4, "cue"), (5, 9, "cue")],
            {},
            "÷ split       0.44   c  cue  gold has one, yours are 2  aaaa bbbb",
        ),
        (
            [(0, 4, "cue"), (5, 9, "cue")],
            [(0, 9, "cue")],
            {},
            "∪ merged      0.44   c  cue  gold has 2, yours is one  aaaa",
        ),
        ([(0, 4, "cue")], [], {}, "○ missed      0.00   c  cue  aaaa"),
        ([], [(5, 9, "hedge")], {}, "✗ extra       0.00   h  hedge  bbbb"),
    ],
)
def test_each_kind_has_sign_word_credit_labels_and_what_differs(
    gold: list[Made], mine: list[Made], attributes: dict[str, str], told: str
) -> None:
    """Of another label that of the learner leads to that of gold; the words are those of gold where it has any."""
    (difference,) = held(gold, mine, **attributes)
    assert row(difference, SCHEME, ARTICLE.text, ARTICLE.paragraphs[0]).plain == told


def test_what_gold_has_beyond_the_paragraph_is_not_quoted() -> None:
    """The next one has yet to be read; pieces in the paragraph are quoted each."""
    gold = annotation((0, 4), (10, 14), (15, 24), label="cue")
    (missed,) = compare([gold], [], ARTICLE, [Span(0, 14)])
    assert row(missed, SCHEME, ARTICLE.text, Span(0, 14)).plain.endswith("cue  aaaa … cccc")


def test_signs_tell_mine_from_what_gold_has() -> None:
    """Each by its id."""
    review = Review(0, held([(0, 4, "cue"), (5, 9, "cue")], [(0, 4, "hedge"), (10, 14, "cue")]), Credit())
    assert signs(review) == {"gold 0": "★", "gold 5": "★", "mine 0": "≠", "mine 10": "✗"}


def test_the_summary_counts_each_kind_and_tells_the_score() -> None:
    """Where nothing is there is no score, and where there is no gold that is told."""
    differences = held([(0, 4, "cue"), (5, 9, "cue")], [(0, 4, "cue"), (10, 14, "cue"), (15, 19, "hedge")])
    now = Review(0, differences, Credit()).now
    assert summary(Review(3, differences, now)).plain == "¶ 4  score 0.40  1 found, 1 missed, 2 extra  ★ gold"
    assert summary(Review(3, differences, Credit(1))).plain.startswith("¶ 4  first attempt 0.00, now 0.40")
    assert summary(Review(0, (), Credit())).plain == "¶ 1  Gold has nothing here, and neither have you."
    assert "no gold standard for this paragraph" in summary(Review(0, None, Credit())).plain
