"""Arithmetic on spans: the one home of overlap, order and union."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from workbench.model import Span

_START = attrgetter("start")


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two share at least one code point."""
    return a.start < b.end and b.start < a.end


def intersection(a: Span, b: Span) -> Span | None:
    """The code points in both, or None."""
    start, end = max(a.start, b.start), min(a.end, b.end)
    return Span(start, end) if start < end else None


def beyond(spans: Iterable[Span], length: int) -> Span | None:
    """The first span that runs past the end of a text of `length` code points, or None."""
    return next((span for span in spans if span.end > length), None)


def out_of_order(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """The first two neighbours of which the second does not start where the first has ended, or later; or None."""
    return next(((one, other) for one, other in pairwise(spans) if other.start < one.end), None)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same words as sorted spans, trimmed, with words between any two; empty where there are none."""
    parts: list[Span] = []
    for span in filter(None, (trimmed(text, span) for span in union(spans))):
        if parts and not text[parts[-1].end : span.start].strip():
            parts[-1] = Span(parts[-1].start, span.end)
        else:
            parts.append(span)
    return tuple(parts)


def without(spans: Iterable[Span], gone: Span) -> tuple[Span, ...]:
    """What is left of each span outside of `gone`, in their order."""
    parts = ((start, end) for span in spans for start, end in _around(span, gone))
    return tuple(Span(start, end) for start, end in parts if start < end)


def _around(span: Span, gone: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return (span.start, min(span.end, gone.start)), (max(span.start, gone.end), span.end)


def within(spans: Iterable[Span], windows: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that lie in `windows`, sorted. Windows must not overlap."""
    windows = tuple(windows)
    parts = (intersection(span, window) for span in spans for window in windows)
    return tuple(sorted(part for part in parts if part))


def nearest(spans: Sequence[Span], offset: int) -> int:
    """The index of the span that the offset is in, or of the nearest one (of two as near, of the one before).

    There is one at least; they are sorted and do not overlap.
    """
    after = bisect_right(spans, offset, key=_START)
    if after == 0:
        return 0
    if after == len(spans) or offset - spans[after - 1].end <= spans[after].start - offset:
        return after - 1
    return after


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends, or None if there is nothing else in it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None
