"""Arithmetic on spans: the one home of overlap, cover and union."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model import Span


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two share at least one code point."""
    return a.start < b.end and b.start < a.end


def covers(outer: Span, inner: Span) -> bool:
    """Whether every code point of `inner` lies in `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def intersection(a: Span, b: Span) -> Span | None:
    """The code points in both, or None."""
    start, end = max(a.start, b.start), min(a.end, b.end)
    return Span(start, end) if start < end else None


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def within(spans: Iterable[Span], windows: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that lie in `windows`, sorted. Windows must not overlap."""
    windows = tuple(windows)
    parts = (intersection(span, window) for span in spans for window in windows)
    return tuple(sorted(part for part in parts if part))


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends, or None if there is nothing else in it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None
