"""Arithmetic on spans: the one home of overlap, order and union, and of the units that files count offsets in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise, product
from operator import attrgetter

from workbench.model import Span

_START, _END = attrgetter("start"), attrgetter("end")


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
    spans = tuple(spans)
    if _are_joined(text, spans):
        return spans  # nearly all are so, and a large import asks for each
    parts: list[Span] = []
    for span in filter(None, (trimmed(text, span) for span in union(spans))):
        if parts and not text[parts[-1].end : span.start].strip():
            parts[-1] = Span(parts[-1].start, span.end)
        else:
            parts.append(span)
    return tuple(parts)


def _are_joined(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether words stand at their ends, and between any two."""
    before = None
    for one in spans:
        words = text[one.start : one.end]
        if words != words.strip():
            return False
        if before is not None and not text[before.end : one.start].strip():
            return False
        before = one
    return True


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


# Offsets in tokens, which are counted from 0: spans in order that do not overlap


def touched(tokens: Sequence[Span], span: Span) -> range:
    """The numbers of the tokens that share a code point with the span."""
    return range(bisect_right(tokens, span.start, key=_END), bisect_left(tokens, span.end, key=_START))


def of_tokens(tokens: Sequence[Span], start: int, end: int) -> Span:
    """From where the token `start` begins to where the one before `end` ends. Raises ValueError for none of these."""
    if not 0 <= start < end <= len(tokens):
        raise ValueError(f"{start}–{end} are no tokens of {len(tokens)}")
    return Span(tokens[start].start, tokens[end - 1].end)


def laid_out(tokens: Iterable[str], gaps: Iterable[str]) -> tuple[str, list[Span]]:
    """The text of these tokens, each with its gap before it, and where each lies in it. There may be more gaps.

    Raises ValueError for an empty token.
    """
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    for gap, token in zip(gaps, tokens, strict=False):
        parts += (gap, token)
        start = length + len(gap)
        length = start + len(token)
        spans.append(Span(start, length))
    return "".join(parts), spans


# Offsets in the units of files


class Unit(StrEnum):
    """What a file counts offsets in. The workbench itself counts code points."""

    CODE_POINT = "code point"
    UTF_16 = "UTF-16 unit"
    BYTE = "UTF-8 byte"


class Ruler:
    """Offsets into one text in a unit of a file, and back.

    Two habits of tools are told apart from the unit: one that does not count a byte-order mark at the start
    (`skips_mark`), and one that counts CR LF as one (`folds_lines`).
    """

    def __init__(self, text: str, unit: Unit, *, skips_mark: bool = False, folds_lines: bool = False) -> None:
        self.text = text
        self._unit = unit
        skips_mark = skips_mark and text.startswith("\ufeff")
        folds_lines = folds_lines and "\r\n" in text
        wide = unit is not Unit.CODE_POINT and not text.isascii()
        self._starts = _measured(text, unit, skips_mark, folds_lines) if wide or skips_mark or folds_lines else None

    def span(self, start: int, end: int) -> Span:
        """The span that the file means.

        Raises ValueError for one that is empty, runs backwards, is not in the text, or begins or ends inside of a
        character; the message says which.
        """
        if not 0 <= start < end:
            raise ValueError(f"{start}–{end} is no span")
        if self._starts is None:
            if end > len(self.text):
                raise ValueError(f"{start}–{end} does not lie in the text of {len(self.text)} code points")
            return Span(start, end)
        if end > self._starts[-1]:
            raise ValueError(f"{start}–{end} does not lie in the text of {self._starts[-1]} {self._unit}s")
        span = Span(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end))
        if (self._starts[span.start], self._starts[span.end]) != (start, end):
            raise ValueError(f"{start}–{end} begins or ends inside of a character")
        return span

    def offsets(self, span: Span) -> tuple[int, int]:
        """Start and end as the file counts them."""
        if self._starts is None:
            return span.start, span.end
        return self._starts[span.start], self._starts[span.end]


def _measured(text: str, unit: Unit, skips_mark: bool, folds_lines: bool) -> list[int]:
    """Where each code point begins in the unit, and where the text ends."""
    sizes = [_SIZES[unit](character) for character in text]
    if skips_mark:
        sizes[0] = 0
    if folds_lines:
        for found in re.finditer("\r\n", text):
            sizes[found.start()] = 0
    return list(accumulate(sizes, initial=0))


_SIZES: dict[Unit, Callable[[str], int]] = {
    Unit.CODE_POINT: lambda _: 1,
    Unit.UTF_16: lambda character: 2 if character > "\uffff" else 1,
    Unit.BYTE: lambda character: len(character.encode(errors="surrogatepass")),
}

Quoted = tuple[int, int, str]
"""Start, end, and the words that a file says are there."""


def fitting(text: str, quoted: Sequence[Quoted], first: Unit = Unit.CODE_POINT) -> Ruler:
    """The ruler by which all quotations lie where the file says they do; where none does so, that for most of them.

    Tried are the unit `first`, then others, each with the habits that this text can show. White space in quotations is
    compared as one space, because line-based files cannot hold a line end.
    """
    if not quoted:
        return Ruler(text, first)
    wanted = [(start, end, _spaced(words)) for start, end, words in quoted]
    best, most = Ruler(text, first), -1
    for ruler in _rulers(text, first):
        right = sum(_lies(ruler, *one) for one in wanted)
        if right > most:
            best, most = ruler, right
        if most == len(wanted):
            break
    return best


def _rulers(text: str, first: Unit) -> Iterator[Ruler]:
    """Those that differ on this text."""
    units = [first, *(unit for unit in Unit if unit is not first)] if not text.isascii() else [first]
    marks = [False, True] if text.startswith("\ufeff") else [False]
    lines = [False, True] if "\r\n" in text else [False]
    for folds_lines, skips_mark, unit in product(lines, marks, units):
        yield Ruler(text, unit, skips_mark=skips_mark, folds_lines=folds_lines)


def _lies(ruler: Ruler, start: int, end: int, words: str) -> bool:
    try:
        return _spaced(ruler.span(start, end).of(ruler.text)) == words
    except ValueError:
        return False


def quotes(text: str, span: Span, words: str) -> bool:
    """Whether the words stand there, white space compared as one space."""
    found = span.of(text)
    return found == words or _spaced(found) == _spaced(words)


class Finder:
    """Finds in one text what a file quotes from it, white space compared as one space."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _flat(self) -> tuple[str, list[int]]:
        """The text with one space for white space, and where each of its characters came from."""
        pieces = [(found[0], found.start()) for found in _PIECE.finditer(self._text)]
        return "".join(" " if piece.isspace() else piece for piece, _ in pieces), [start for _, start in pieces]

    def find(self, words: str, before: str = "", after: str = "") -> Iterator[Span]:
        """Where the words stand, without white space at their ends, with what is told to be before and after them."""
        inner = words.strip()
        if not inner:
            return
        lead = _spaced(before + words[: len(words) - len(words.lstrip())])
        tail = _spaced(words[len(words.rstrip()) :] + after)
        text, places = self._flat
        wanted = lead + _spaced(inner) + tail
        at = text.find(wanted)
        while at >= 0:
            first, last = at + len(lead), at + len(wanted) - len(tail) - 1
            yield Span(places[first], places[last] + 1)
            at = text.find(wanted, at + 1)


def _spaced(words: str) -> str:
    return _SPACE.sub(" ", words)


_SPACE = re.compile(r"\s+")
_PIECE = re.compile(r"\s+|\S")
