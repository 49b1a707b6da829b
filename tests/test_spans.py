"""Spans: the arithmetic that everything else trusts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import nasty_text
from workbench.model import Span
from workbench.spans import (
    Ruler,
    Unit,
    beyond,
    fitting,
    intersection,
    laid_out,
    nearest,
    of_tokens,
    out_of_order,
    overlaps,
    touched,
    trimmed,
    union,
    within,
)


def spans(top: int = 60) -> st.SearchStrategy[Span]:
    return st.builds(lambda start, length: Span(start, start + length), st.integers(0, top), st.integers(1, 15))


def points(many: tuple[Span, ...] | list[Span]) -> set[int]:
    return {offset for span in many for offset in range(span.start, span.end)}


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_nor_negative(start: int, end: int) -> None:
    """A span that holds no text cannot be made."""
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_spans_that_touch_do_not_overlap() -> None:
    """The end is not part of the span."""
    assert not overlaps(Span(0, 3), Span(3, 5))
    assert intersection(Span(0, 3), Span(3, 5)) is None


@given(spans(), spans())
def test_spans_overlap_where_they_share_a_code_point(a: Span, b: Span) -> None:
    """And nowhere else."""
    assert overlaps(a, b) == bool(points([a]) & points([b]))


@given(st.lists(spans()))
def test_spans_are_in_order_where_each_starts_after_the_one_before(many: list[Span]) -> None:
    """Spans that touch are; of others the first two are told."""
    assert out_of_order(union(many)) is None
    pair = out_of_order(many)
    assert (pair is None) == (sorted(many) == many and len(points(many)) == sum(map(len, many)))
    assert pair is None or pair in itertools.pairwise(many)


def test_the_first_span_beyond_the_text_is_told() -> None:
    """The end of the text is not beyond it."""
    assert beyond([Span(0, 2), Span(2, 4)], 4) is None
    assert beyond([Span(0, 2), Span(2, 5), Span(5, 6)], 4) == Span(2, 5)


@given(st.lists(spans()))
def test_a_union_keeps_every_point_once(many: list[Span]) -> None:
    """A union has the same code points, sorted, with a gap between any two spans."""
    merged = union(many)
    assert points(merged) == points(many)
    assert all(left.end < right.start for left, right in itertools.pairwise(merged))


@given(st.lists(spans()), st.lists(spans()))
def test_within_windows_is_the_common_text(many: list[Span], windows: list[Span]) -> None:
    """What lies within windows is what both hold."""
    assert points(within(many, union(windows))) == points(many) & points(windows)


@given(st.text(alphabet=" \n\t\u2028ab\U0001f600", min_size=1, max_size=12))
def test_trimming_takes_white_space_from_both_ends_only(text: str) -> None:
    """A trimmed span reads as Python's strip does, at the right place."""
    span = trimmed(text, Span(0, len(text)))
    assert (span.of(text) if span else "") == text.strip()


@given(st.lists(spans(), min_size=1).map(union), st.integers(0, 90))
def test_the_nearest_span_is_the_one_with_the_nearest_edge(sorted_spans: tuple[Span, ...], offset: int) -> None:
    """The offset may be in it; of two that are as near, it is the first."""
    gaps = [max(span.start - offset, offset - span.end, 0) for span in sorted_spans]
    assert nearest(sorted_spans, offset) == gaps.index(min(gaps))


HARD = "\ufeffA 👩‍👩‍👧 said\r\ne\u0301toiles שלום.\rEnd"


@given(text=nasty_text.filter(bool), unit=st.sampled_from(Unit), data=st.data())
def test_a_span_in_any_unit_comes_back(text: str, unit: Unit, data: st.DataObject) -> None:
    """To the code point, whatever is before it."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    ruler = Ruler(text, unit)
    assert ruler.span(*ruler.offsets(span)) == span


@pytest.mark.parametrize(("unit", "encoding", "size"), [(Unit.UTF_16, "utf-16-le", 2), (Unit.BYTE, "utf-8", 1)])
def test_units_are_what_encodings_count(unit: Unit, encoding: str, size: int) -> None:
    """Start and end, as another program would count them."""
    ruler = Ruler(HARD, unit)
    for start in range(len(HARD)):
        before, upto = (len(HARD[:end].encode(encoding)) // size for end in (start, start + 1))
        assert ruler.offsets(Span(start, start + 1)) == (before, upto)


REFUSED = {
    "empty": (3, 3, "3–3 is no span"),
    "backwards": (5, 3, "5–3 is no span"),
    "negative": (-1, 3, "-1–3 is no span"),
    "past the end": (0, 99, "0–99 does not lie in the text of 36 UTF-16 units"),
    "inside of a character": (4, 6, "4–6 begins or ends inside of a character"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_offsets_that_mean_no_span_are_refused(case: str) -> None:
    """With a sentence."""
    start, end, sentence = REFUSED[case]
    with pytest.raises(ValueError, match=sentence):
        Ruler(HARD, Unit.UTF_16).span(start, end)


HABITS = {
    "code points": {"unit": Unit.CODE_POINT},
    "UTF-16": {"unit": Unit.UTF_16},
    "bytes": {"unit": Unit.BYTE},
    "no mark": {"unit": Unit.CODE_POINT, "skips_mark": True},
    "CR LF as one": {"unit": Unit.CODE_POINT, "folds_lines": True},
    "all of it": {"unit": Unit.UTF_16, "skips_mark": True, "folds_lines": True},
}


@pytest.mark.parametrize("habit", HABITS)
def test_quotations_tell_how_a_file_counts(habit: str) -> None:
    """Unit, byte-order mark and line ends, from the words that it says are there."""
    ruler = Ruler(HARD, **HABITS[habit])
    spans = [Span(HARD.index(word), HARD.index(word) + len(word)) for word in ("said", "e\u0301toiles", "End")]
    quoted = [(*ruler.offsets(span), span.of(HARD)) for span in spans]
    found = fitting(HARD, quoted)
    assert [found.span(start, end) for start, end, _ in quoted] == spans


def test_one_wrong_quotation_does_not_change_how_the_others_are_counted() -> None:
    """Most of them decide."""
    found = fitting(HARD, [(0, 4, "What?"), *((*Ruler(HARD, Unit.UTF_16).offsets(Span(8, 12)), HARD[8:12]),) * 2])
    assert found.offsets(Span(8, 12)) == Ruler(HARD, Unit.UTF_16).offsets(Span(8, 12))


def test_tokens_are_laid_out_with_their_gaps() -> None:
    """The spans say where they lie."""
    text, found = laid_out(["a", "🐙", "."], ["", "\n\n", ""])
    assert text == "a\n\n🐙."
    assert [span.of(text) for span in found] == ["a", "🐙", "."]
    with pytest.raises(ValueError, match="no span"):
        laid_out(["a", ""], ["", " "])


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), min_size=1), spans())
def test_tokens_are_found_by_their_offsets_and_offsets_by_tokens(sizes: list[tuple[int, int]], span: Span) -> None:
    """Those that share a code point with the span; from the first to the last they cover what they cover."""
    _, tokens = laid_out(["x" * length for _, length in sizes], [" " * gap for gap, _ in sizes])
    found = touched(tokens, span)
    assert [*found] == [number for number, token in enumerate(tokens) if overlaps(token, span)]
    if found:
        assert of_tokens(tokens, found.start, found.stop) == Span(tokens[found[0]].start, tokens[found[-1]].end)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 1), (-1, 1), (0, 2), (5, 9)])
def test_tokens_that_there_are_not_have_no_offsets(start: int, end: int) -> None:
    """As a damaged file may ask for."""
    with pytest.raises(ValueError, match=f"{start}–{end} are no tokens of 1"):
        of_tokens([Span(0, 3)], start, end)
