"""Where an article's paragraphs begin and end.

A paragraph is a run of lines that are not blank; and in it every line is a paragraph of its own, except in hard-wrapped
prose, where a line ends because it was full. See docs/articles.md for the rule in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.model import Span
from workbench.spans import trimmed

BYTE_ORDER_MARK = "\ufeff"

_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE_FEED = re.compile(r"\n")  # alone it is found ten times as fast
_OWN_LINE = re.compile(r"(?:[-*+•]|#+|\d{1,2}[.)])\s|[>|]")
"""How list items, headings, quoted lines and table rows begin, which are never the rest of the line before."""

_NARROWEST, _WIDEST = 45, 100
_SLACK = 10
"""Columns: nobody wraps prose to less or to more than this, and no line ends this much before it has to."""


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs in order, without white space at their ends; every other character is in exactly one.

    Lines end at LF, CR LF and CR. A byte-order mark at the start is in no paragraph.
    """
    lines = tuple(_lines(text))
    width = _wrap_width(text, lines)
    found: list[Span] = []
    before = None
    for line in lines:
        if line and before and width and _runs_on(text, before, line, width):
            found[-1] = Span(found[-1].start, line.end)
        elif line:
            found.append(line)
        before = line
    return tuple(found)


def _lines(text: str) -> Iterator[Span | None]:
    """Each line without white space around it; None for a blank one."""
    start = 1 if text.startswith(BYTE_ORDER_MARK) else 0
    for end in (_LINE_END if "\r" in text else _LINE_FEED).finditer(text):
        yield _line(text, start, end.start())
        start = end.end()
    yield _line(text, start, len(text))


def _line(text: str, start: int, end: int) -> Span | None:
    return trimmed(text, Span(start, end)) if start < end else None


def _wrap_width(text: str, lines: tuple[Span | None, ...]) -> int | None:
    """The column at which the text is hard-wrapped, or None if it is not.

    It is when a third of the lines of a likely width are followed by one that begins with a small letter, so within a
    sentence (in German, with its capitals, not many more are). The width is the one that nine of ten such lines keep,
    so that a table or a stray long line does not set it.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a and b and _NARROWEST <= len(a) <= _WIDEST]
    broken = sorted(len(line) for line, after in pairs if text[after.start].islower())
    return broken[len(broken) * 9 // 10] if broken and len(broken) * 3 >= len(pairs) else None


def _runs_on(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether `line` ended because it was full: the first word of the next had no room (give or take the slack)."""
    if _OWN_LINE.match(text, after.start, after.end):
        return False
    first_word = after.of(text).split(maxsplit=1)[0]
    return width < len(line) + 1 + len(first_word) + _SLACK and len(line) <= _WIDEST
