"""Why two annotators disagree."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from workbench.agreement.differences import Difference, DifferenceKind, compare, differences, slip
from workbench.model import Annotated, Annotation, Article, Span

TEXT = "She told us so, and he said no to all of it.\n\nNobody asked.\n\nSo he left."
ARTICLE = factories.article(text=TEXT)
FIRST, SECOND, LAST = ARTICLE.paragraphs


def ann(words: str, label: str = "quote", **other: Any) -> Annotation:
    """What ann made: `words` of one segment or, with an ellipsis between, of more."""
    segments = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in words.split(" … ")]
    return factories.annotation(*segments, label=label, **other)


def bea(words: str, label: str = "quote", **other: Any) -> Annotation:
    """What bea made."""
    return ann(words, label, annotator="bea", **other)


def one(first: list[Annotation], second: list[Annotation]) -> Difference:
    """The only difference there is."""
    (difference,) = compare(first, second, ARTICLE, ARTICLE.paragraphs)
    return difference


def kinds(first: list[Annotation], second: list[Annotation]) -> list[str]:
    return [one.kind.value for one in compare(first, second, ARTICLE, ARTICLE.paragraphs)]


@pytest.mark.parametrize(
    ("first", "second", "kind", "labels"),
    [
        ([ann("She")], [bea("She")], "same", ("quote", "quote")),
        ([ann("She", attributes={"mode": "speech"})], [bea("She")], "attribute", ("quote", "quote")),
        ([ann("She told")], [bea("She told us so")], "boundary", ("quote", "quote")),
        ([ann("She told")], [bea("She told", "source")], "label", ("quote", "source")),
        ([ann("he said no to all")], [bea("he said"), bea("to all")], "split", ("quote", "quote")),
        ([ann("he said"), ann("to all")], [bea("he said no to all")], "merge", ("quote", "quote")),
        ([ann("She")], [], "missed", ("quote", None)),
        ([], [bea("She", "source")], "extra", (None, "source")),
    ],
)
def test_each_kind(first: list[Annotation], second: list[Annotation], kind: str, labels: tuple[str, str]) -> None:
    """All annotations of both stand in the one difference."""
    found = one(first, second)
    assert (found.kind, found.first, found.second, found.labels) == (kind, tuple(first), tuple(second), labels)
    assert found.agrees == (kind in {"same", "attribute"})


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        ("he said no", "said no", (1, 0)),
        ("said no", "and he said no", (-2, 0)),
        ("he said no", "he said no to all", (0, 2)),
        ("he said no", "said", (1, -1)),
        ("She told us so", "She told us so,", (0, 0)),
        ("said no", "id no", (0, 0)),
        ("us so, and he", "us so … and he", (0, 0)),
        ("it.\n\nNobody asked", "it", (0, -2)),
    ],
)
def test_a_boundary_is_off_by_words(first: str, second: str, slip: tuple[int, int]) -> None:
    """By none where only punctuation, part of a word or a gap differs; over paragraphs too."""
    found = one([ann(first)], [bea(second)])
    assert (found.kind, found.start, found.end) == (DifferenceKind.BOUNDARY, *slip)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("he said no", "said no to all", "begins 1 word later, ends 2 words later"),
        ("said no", "and he said", "begins 2 words earlier, ends 1 word earlier"),
        ("She told us so", "She told us so,", "differs by less than a word"),
        ("us so, and he", "us so … and he", "has another gap"),
        ("She", "She", ""),
    ],
)
def test_a_slip_in_words(first: str, second: str, words: str) -> None:
    """Side by side, what is off alone."""
    assert slip(one([ann(first)], [bea(second)])) == words


def test_what_one_alone_has_is_off_by_nothing() -> None:
    """There is nothing that its edges could be held against."""
    assert slip(one([ann("She")], [])) == ""


def test_another_label_may_have_other_edges() -> None:
    """It says by how much."""
    found = one([ann("She told us so")], [bea("told us so", "source")])
    assert (found.kind, found.start, found.end) == (DifferenceKind.LABEL, 1, 0)


def test_a_short_one_inside_of_a_long_one_is_not_the_same_thing_with_another_label() -> None:
    """One of both is missed and the other extra."""
    assert kinds([ann("She told us so, and he said no")], [bea("told", "hedge")]) == ["missed", "extra"]


def test_attributes_are_named() -> None:
    """Those with other values, or with none; with another label they mean something else."""
    mine, other = {"mode": "speech", "sure": True, "kind": "a"}, {"mode": "thought", "sure": True}
    assert one([ann("She", attributes=mine)], [bea("She", attributes=other)]).attributes == ("kind", "mode")
    assert one([ann("She", attributes=mine)], [bea("She told", attributes=other)]).attributes == ("kind", "mode")
    assert one([ann("She", attributes=mine)], [bea("She", "source", attributes=other)]).attributes == ()


def test_the_same_is_paired_before_what_overlaps() -> None:
    """Else a long annotation would take the partner of a short one."""
    assert kinds([ann("She told us so"), ann("told", "source")], [bea("told", "source")]) == ["missed", "same"]


def test_the_same_label_is_paired_before_more_words() -> None:
    """Two labels over the same words are two opinions."""
    mine, other, same = ann("She told us so"), bea("She told us so", "source"), bea("She told")
    found = compare([mine], [other, same], ARTICLE, ARTICLE.paragraphs)
    assert [(one.first, one.second) for one in found] == [((mine,), (same,)), ((), (other,))]


def test_the_nearest_is_paired_first() -> None:
    """A short one goes with a short one, although a long one has all of its words."""
    long, short, near = ann("She told us so, and he said no"), ann("he said no"), bea("he said no to all")
    found = compare([long, short], [near], ARTICLE, ARTICLE.paragraphs)
    assert [(one.first, one.second) for one in found] == [((long,), ()), ((short,), (near,))]


def test_pieces_lie_inside_and_beside_each_other() -> None:
    """One inside of another piece is extra, and so is one that lies mostly elsewhere."""
    assert kinds([ann("he said no to all")], [bea("he said no"), bea("said")]) == ["boundary", "extra"]
    assert kinds([ann("he said no to")], [bea("he said no"), bea("to all of it")]) == ["boundary", "extra"]
    assert kinds([ann("he said no to all")], [bea("he said no"), bea("to all", "source")]) == ["boundary", "extra"]


def test_a_split_into_three_counts_once() -> None:
    """In reading order, with the slip of all pieces together."""
    pieces = [bea("said no"), bea("to all"), bea("of it")]
    found = one([ann("he said no to all of it")], pieces[::-1])
    assert (found.kind, found.second, found.start, found.end) == (DifferenceKind.SPLIT, tuple(pieces), 1, 0)


def test_segments_count_one_by_one() -> None:
    """A discontinuous annotation is the same only with the same gap."""
    assert kinds([ann("She told … he said no")], [bea("She told … he said no")]) == ["same"]
    assert one([ann("She told … he said no")], [bea("She told us so, and he said no")]).kind is DifferenceKind.BOUNDARY
    assert kinds([ann("She told … he said no")], [bea("so, and")]) == ["missed", "extra"]


def test_segments_that_touch_are_one() -> None:
    """Another tool may tell the same text in two parts."""
    parts = factories.annotation((0, 3), (3, 8), label="quote", annotator="ann")
    assert kinds([parts], [bea("She told")]) == ["same"]


def test_the_same_twice_is_extra_once() -> None:
    """Each annotation stands in one difference; the one with the same attributes is the partner."""
    with_mode = bea("She", attributes={"mode": "speech"})
    found = compare([ann("She", attributes={"mode": "speech"})], [bea("She"), with_mode], ARTICLE, [FIRST])
    assert {(one.kind.value, one.second[0].attributes.get("mode")) for one in found} == {
        ("same", "speech"),
        ("extra", None),
    }


def test_only_text_in_the_windows_counts() -> None:
    """What lies outside is cut off on both sides, and what lies wholly outside is no difference."""
    mine, other = [ann("it.\n\nNobody asked.\n\nSo"), ann("left")], [bea("it."), bea("So")]
    found = compare(mine, other, ARTICLE, [FIRST, LAST])
    assert [(one.kind.value, one.start, one.end) for one in found] == [
        ("split", 0, 0),
        ("missed", 0, 0),
    ]
    assert [one.kind.value for one in compare(mine, other, ARTICLE, [FIRST])] == ["same"]
    assert compare(mine, other, ARTICLE, [SECOND]) == (Difference(DifferenceKind.MISSED, (mine[0],), ()),)


def test_differences_of_an_article_are_those_in_text_that_both_have_read() -> None:
    """Of these two annotators alone."""
    made = (ann("She"), ann("Nobody"), bea("She"), bea("asked"), bea("left"), ann("So", annotator="cem"))
    read = [(0, "ann"), (1, "ann"), (0, "bea"), (2, "bea"), (0, "cem"), (2, "cem")]
    annotated = Annotated(ARTICLE, made, read=tuple(factories.read(*mark) for mark in read))
    assert [(one.kind, one.first, one.second) for one in differences(annotated, "ann", "bea")] == [
        (DifferenceKind.SAME, (made[0],), (made[2],))
    ]
    assert [one.kind.value for one in differences(annotated, "bea", "cem")] == ["missed", "extra", "missed"]
    assert differences(annotated, "ann", "nobody") == ()


@pytest.mark.parametrize(
    ("first", "second", "credit"),
    [
        ([ann("She told")], [bea("She told")], 1),
        ([ann("She told", attributes={"mode": "speech"})], [bea("She told")], 1),
        ([ann("us so,")], [bea("us")], 2 / 6),
        ([ann("us so,")], [bea("us s", "source")], 4 / 6 / 2),
        ([ann("us so,")], [bea("us"), bea("so")], 4 / 6 / 2),
        ([ann("us"), ann("so")], [bea("us so,")], 4 / 6 / 2),
        ([ann("said")], [], 0),
        ([], [bea("said")], 0),
    ],
)
def test_credit_is_the_share_of_common_text(first: list[Annotation], second: list[Annotation], credit: float) -> None:
    """Half of it with another label or another number of annotations."""
    assert one(first, second).credit == pytest.approx(credit)


def test_where_a_difference_lies() -> None:
    """From where the first of all starts to where the last ends."""
    assert one([ann("he said no to all")], [bea("said"), bea("to all of")]).extent.of(TEXT) == "he said no to all of"


SMALL = factories.article_of("ab cd ef, gh ij", "kl mn op qr", "st uv wx")

places = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 14)), min_size=1, max_size=2)


@st.composite
def annotations(draw: st.DrawFn, annotator: str) -> list[Annotation]:
    """A few, some of them discontinuous, of two labels."""
    made = []
    for number in range(draw(st.integers(0, 6))):
        segments: list[tuple[int, int]] = []
        for start, length in sorted(draw(places)):
            if not segments or start > segments[-1][1]:
                segments.append((start, min(start + length, len(SMALL.text))))
        label, mode = draw(st.sampled_from(["quote", "source"])), draw(st.sampled_from(["speech", "thought"]))
        id_ = f"{annotator}{number}"
        made.append(
            factories.annotation(*segments, label=label, annotator=annotator, id=id_, attributes={"mode": mode})
        )
    return made


windows = st.sets(st.integers(0, 2)).map(lambda numbers: [SMALL.paragraphs[number] for number in sorted(numbers)])

SWAPPED = {"missed": "extra", "extra": "missed", "split": "merge", "merge": "split"}


@given(annotations("ann"), annotations("bea"), windows)
def test_swapping_the_annotators_swaps_what_is_said_of_them(
    first: list[Annotation], second: list[Annotation], read: list[Span]
) -> None:
    """Missed and extra, split and merge, and the sign of every slip."""
    found = compare(first, second, SMALL, read)
    swapped = compare(second[::-1], first[::-1], SMALL, read)
    said = Counter((SWAPPED.get(d.kind, d.kind.value), *_told(d)[::-1], -d.start, -d.end, d.attributes) for d in found)
    assert said == Counter((d.kind.value, *_told(d), d.start, d.end, d.attributes) for d in swapped)
    assert sorted(d.credit for d in found) == pytest.approx(sorted(d.credit for d in swapped))


def _told(found: Difference) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(one.id for one in found.first), frozenset(one.id for one in found.second)


@given(annotations("ann"), annotations("bea"), windows)
def test_every_annotation_in_common_text_stands_in_one_difference(
    first: list[Annotation], second: list[Annotation], read: list[Span]
) -> None:
    """And no other one does; in reading order."""
    found = compare(first, second, SMALL, read)
    inside = [
        one.id
        for one in (*first, *second)
        if any(part.start < window.end and window.start < part.end for part in one.segments for window in read)
    ]
    assert sorted(one.id for d in found for one in (*d.first, *d.second)) == sorted(inside)
    places = [(d.extent.start, -d.extent.end) for d in found]
    assert places == sorted(places)


@given(annotations("ann"), windows)
def test_identical_layers_give_nothing_but_the_same(made: list[Annotation], read: list[Span]) -> None:
    """Whatever the order."""
    copies = [replace(one, annotator="bea", id=f"copy{one.id}") for one in reversed(made)]
    found = compare(made, copies, SMALL, read)
    assert all(d.kind is DifferenceKind.SAME and d.credit == 1 for d in found)


@given(annotations("ann"), annotations("bea"), windows)
def test_all_that_is_the_same_is_found(first: list[Annotation], second: list[Annotation], read: list[Span]) -> None:
    """No other pair takes away a partner."""

    def made(side: list[Annotation]) -> Counter:
        cut = ((one.label, _cut(one, read)) for one in side)
        return Counter((label, points) for label, points in cut if points)

    agreed = sum(d.agrees for d in compare(first, second, SMALL, read))
    assert agreed == (made(first) & made(second)).total()


def _cut(one: Annotation, read: list[Span]) -> frozenset[int]:
    return frozenset(
        place for part in one.segments for place in range(part.start, part.end) if any(place in w for w in read)
    )


WORDS = factories.article(text="one two three four five six seven eight")


@given(st.integers(1, 5), st.integers(0, 2), st.sampled_from([-1, 1]), st.booleans())
def test_a_slip_by_one_word_is_a_boundary(first: int, more: int, by: int, at_end: bool) -> None:
    """On the side where it happened, with its sign, and worth less than the same."""
    last = min(first + 1 + more, 6)
    second = (first, last + by) if at_end else (first + by, last)
    (found,) = compare([_words(first, last)], [_words(*second)], WORDS, WORDS.paragraphs)
    slip = (0, by) if at_end else (by, 0)
    assert (found.kind, found.start, found.end) == (DifferenceKind.BOUNDARY, *slip)
    assert 0 < found.credit < 1


def _words(first: int, last: int, article: Article = WORDS) -> Annotation:
    """From the one word to the other, counted from 0."""
    starts = [0, *(n + 1 for n, c in enumerate(article.text) if c == " "), len(article.text) + 1]
    return factories.annotation((starts[first], starts[last + 1] - 1), label="quote")


def test_thousands_of_annotations_are_no_trouble() -> None:
    """Nothing compares each with each."""
    article = factories.article(text="word " * 9000)
    made = [factories.annotation((n * 15, n * 15 + 9), label="quote") for n in range(3000)]
    slips = [factories.annotation((n * 15, n * 15 + 4), label="quote") for n in range(3000)]
    found = compare(made, slips, article, article.paragraphs)
    assert Counter((one.kind.value, one.end) for one in found) == {("boundary", -1): 3000}
