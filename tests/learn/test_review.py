"""Going through the differences of a paragraph."""

from dataclasses import replace

from tests.factories import annotation, article
from workbench import scheme
from workbench.agreement.credit import Credit
from workbench.agreement.differences import DifferenceKind, compare
from workbench.learn import Review
from workbench.model import Span

SCHEME = scheme.parse(
    "scheme: s\nlabels: {cue: , hedge: {guideline: Words., attributes: {kind: [high, low], sure: yes_no}}}"
)
ARTICLE = article(text="aaaa bbbb cccc dddd")
GOLD = [annotation((0, 4), label="cue"), annotation((5, 9), label="hedge"), annotation((10, 14), label="cue")]
MINE = [annotation((0, 4), label="cue"), annotation((5, 9), label="cue")]


def review() -> Review:
    return Review(0, compare(GOLD, MINE, ARTICLE, [Span(0, 19)]), Credit())


def test_it_begins_at_the_first_that_is_not_right() -> None:
    """What is right comes into view by going back."""
    one = review()
    assert [one.at, one.present and one.present.kind] == [1, DifferenceKind.LABEL]


def test_after_the_last_comes_the_first() -> None:
    """And before the first the last."""
    one, seen = review(), []
    for by in (1, 1, -1, -1):
        one.step(by)
        seen.append(one.at)
    assert seen == [2, 0, 2, 1]


def test_the_guidelines_are_those_of_gold_first_and_of_the_label_given() -> None:
    """Each once; of what was missed that of gold alone."""
    one = review()
    assert one.guidelines(SCHEME) == (SCHEME.labels["hedge"], SCHEME.labels["cue"])
    one.step(1)
    assert one.guidelines(SCHEME) == (SCHEME.labels["cue"],)


def test_where_only_an_attribute_differs_its_guideline_is_what_concerns() -> None:
    """Neither that of the label nor other attributes."""
    mine = replace(GOLD[1], id="mine", attributes={"kind": "low"})
    (label,) = Review(0, compare([GOLD[1]], [mine], ARTICLE, [Span(0, 19)]), Credit()).guidelines(SCHEME)
    assert (label.name, label.guideline, [one.name for one in label.attributes]) == ("hedge", "", ["kind"])


def test_where_there_is_nothing_there_is_nothing_to_go_through() -> None:
    """No step, no label, no difference."""
    one = Review(0, [], Credit())
    one.step(1)
    assert (one.has_gold, one.at, one.present, one.guidelines(SCHEME)) == (True, 0, None, ())
