"""Caret stops, words, sentences, paragraphs and quotations of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TypeVar

from workbench import tokens
from workbench.model import Article, Span
from workbench.spans import nearest

T = TypeVar("T", int, Span)

_START, _END = attrgetter("start"), attrgetter("end")


class Table(dict[int, Sequence[T]]):
    """Paragraph → what is found in it, in order; worked out on first use, so that no key pays for the article."""

    def __init__(self, find: Callable[[int], Sequence[T]]) -> None:
        super().__init__()
        self._find: Callable[[int], Sequence[T]] = find

    def __missing__(self, paragraph: int) -> Sequence[T]:
        self[paragraph] = self._find(paragraph)
        return self[paragraph]


class Units:
    """Finds units and edges around an offset. Offsets are code points, paragraphs count from 0.

    Quotations need the whole article and are found at once (15 ms for 57,000 words), all else paragraph by paragraph.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        text, spans = article.text, article.paragraphs
        self.stops: Table[int] = Table(lambda n: tokens.graphemes(text, spans[n]))
        self.words: Table[Span] = Table(lambda n: tokens.words(text, spans[n]))
        self.sentences: Table[Span] = Table(lambda n: tokens.sentences(text, spans[n]))
        self.paragraphs: Table[Span] = Table(lambda n: (spans[n],))
        self.word_starts: Table[int] = Table(lambda n: sorted({spans[n].start, *map(_START, self.words[n])}))
        self.word_ends: Table[int] = Table(lambda n: sorted({spans[n].end, *map(_END, self.words[n])}))
        self.sentence_starts: Table[int] = Table(lambda n: [sentence.start for sentence in self.sentences[n]])
        self._quotations: dict[int, list[Span]] = {}
        for quotation in tokens.quotations(text, spans):
            for paragraph in self.paragraphs_of(quotation):
                self._quotations.setdefault(paragraph, []).append(quotation)

    def paragraph_at(self, offset: int) -> int:
        """The paragraph that the offset is in, or the nearest one."""
        return nearest(self.article.paragraphs, offset)

    def paragraphs_of(self, span: Span) -> range:
        """The paragraphs that share a character with the span; the nearest one where none does."""
        spans = self.article.paragraphs
        first, last = bisect_right(spans, span.start, key=_END), bisect_left(spans, span.end, key=_START)
        if first < last:
            return range(first, last)
        nearest = self.paragraph_at(span.start)
        return range(nearest, nearest + 1)

    def stop_before(self, offset: int) -> int:
        """The caret stop at the offset or before it; the nearest one outside of paragraphs."""
        stops = self.stops[self.paragraph_at(offset)]
        return stops[max(0, bisect_right(stops, offset) - 1)]

    def stop_after(self, offset: int) -> int:
        """The caret stop at the offset or after it; the nearest one outside of paragraphs."""
        stops = self.stops[self.paragraph_at(offset)]
        return stops[min(len(stops) - 1, bisect_left(stops, offset))]

    def before(self, edges: Table[int], offset: int) -> int:
        """The last edge before the offset, in its paragraph or an earlier one, else the article's first stop."""
        for paragraph in range(self.paragraph_at(offset), -1, -1):
            found = edges[paragraph]
            if found and found[0] < offset:
                return found[bisect_left(found, offset) - 1]
        return self.article.paragraphs[0].start

    def after(self, edges: Table[int], offset: int) -> int:
        """The first edge after the offset, in its paragraph or a later one, else the article's last stop."""
        for paragraph in range(self.paragraph_at(offset), len(self.article.paragraphs)):
            found = edges[paragraph]
            if found and found[-1] > offset:
                return found[bisect_right(found, offset)]
        return self.article.paragraphs[-1].end

    def at(self, units: Table[Span], offset: int) -> Span | None:
        """The unit that the offset is in, else the one it ends, else the next or the last of the paragraph."""
        found = units[self.paragraph_at(offset)]
        index = bisect_right(found, offset, key=_START)
        if index and offset <= found[index - 1].end:
            return found[index - 1]
        return found[min(index, len(found) - 1)] if found else None

    def extended(self, units: Table[Span], span: Span) -> Span | None:
        """The span with both ends moved out to whole units; if that is itself, one unit more; None if there is none."""
        first, last = self.at(units, span.start), self.at(units, span.end)
        start = first.start if first and span.start in first else span.start
        end = last.end if last and last.start < span.end <= last.end else span.end
        if (start, end) == (span.start, span.end):
            end = self._next_end(units, end)
        return Span(start, end) if (start, end) != (span.start, span.end) else None

    def _next_end(self, units: Table[Span], offset: int) -> int:
        for paragraph in range(self.paragraph_at(offset), len(self.article.paragraphs)):
            found = units[paragraph]
            if found and found[-1].end > offset:
                return found[bisect_right(found, offset, key=_END)].end
        return offset

    def quotation_around(self, start: int, end: int) -> Span | None:
        """The innermost quotation around `[start, end]`, but not that itself. A caret (start = end) may touch it."""
        near = self.quotations_in(self.paragraph_at(start))
        around = (q for q in near if q.start <= start and end <= q.end and (q.start, q.end) != (start, end))
        return min(around, key=len, default=None)

    def quotations_in(self, paragraph: int) -> Sequence[Span]:
        """The quotations that run through the paragraph."""
        return self._quotations.get(paragraph, ())
