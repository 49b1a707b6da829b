"""One paragraph as cells: what is drawn for each grapheme cluster, how wide it is, and where a line may break.

Widths are those of Rich, which Textual pads with, so that no line is ever wider or narrower than Textual believes.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from rich.cells import cell_len

from workbench import tokens
from workbench.model import Span
from workbench.symbols import printable, symbol

WIDEST = 8
"""Cells that one grapheme cluster may take; a wider one is no writing (or an attack) and becomes a symbol."""

_LONGEST = 32
"""Code points of one cluster that are sent to the terminal: a family emoji has 11, stacked marks may have thousands."""

_JOINER = "\u200d"
_SOFT_HYPHEN = "\xad"  # terminals do not agree on whether it takes a cell

_PLAIN = re.compile("[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u2010-\u2027\u2030-\u203a\u20ac]*")
"""Texts in which each code point is one grapheme cluster of one cell: most of the news."""

_SPACES = " \u2000-\u2006\u2008-\u200a\u3000␉"
_DASHES = "‐–—/-"
_LETTER = r"[^\W\d_]"
_CJK = "「『（《【〈\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_AFTER = re.compile(f"[{_SPACES}{_DASHES}](?:(?<=[{_SPACES}])|(?<={_LETTER}[{_DASHES}])(?={_LETTER}))")
"""What a line may break after: white space that is not fixed, a dash between letters. (What begins with a set of
characters is searched for at twice the speed.)"""
_BEFORE = re.compile(f"[{_CJK}](?<![「『（《【〈“‘(\\[].)")
"""What a line may break before."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph of `n` grapheme clusters, measured; it holds for every width.

    `glyphs` is what is drawn for each cluster (n), `stops` the offset before each and after the last (n + 1), `cells`
    the cells before each and in all (n + 1, strictly rising), `breaks` the clusters that may begin a line.
    """

    span: Span
    glyphs: Sequence[str]
    stops: Sequence[int]
    cells: Sequence[int]
    breaks: Sequence[int]

    def floor(self, offset: int) -> int:
        """The index of the last stop that is not after `offset`; the first one if there is none."""
        return max(0, bisect_right(self.stops, offset) - 1)

    def ceiling(self, offset: int) -> int:
        """The index of the first stop that is not before `offset`; the last one if there is none."""
        index = self.floor(offset)
        return min(index + (self.stops[index] < offset), len(self.glyphs))


def shape(text: str, span: Span) -> Shape:
    """Measure the paragraph `span` of `text`."""
    words = span.of(text)
    if _PLAIN.fullmatch(words):
        drawn = words.replace("\n", " ")
        return Shape(span, drawn, range(span.start, span.end + 1), range(len(drawn) + 1), _breaks(drawn))
    stops = array("q", tokens.graphemes(text, span))
    measured = [glyph(text[start:end]) for start, end in pairwise(stops)]
    glyphs = tuple(drawn for drawn, _ in measured)
    cells = array("q", accumulate((width for _, width in measured), initial=0))
    return Shape(span, glyphs, stops, cells, _breaks("".join(drawn[0] for drawn in glyphs)))


@lru_cache(maxsize=8192)
def glyph(cluster: str) -> tuple[str, int]:
    """What is drawn for a grapheme cluster, and its width: at least one cell, so that the caret can stand on it.

    A line break is drawn as a space, control characters as symbols, a mark without a letter on a dotted circle.
    """
    if cluster in ("\n", "\r\n"):
        return " ", 1
    drawn = printable(cluster, keep="")[:_LONGEST].rstrip(_JOINER)
    width = cell_len(drawn)
    if width == 0 and drawn and unicodedata.category(drawn[0]) in ("Mn", "Mc", "Me"):
        drawn = "◌" + drawn
        width = cell_len(drawn)
    return (drawn, width) if 0 < width <= WIDEST and cluster != _SOFT_HYPHEN else (symbol(cluster[0]), 1)


def _breaks(drawn: str) -> Sequence[int]:
    breaks = [found.end() for found in _AFTER.finditer(drawn)]
    if before := [found.start() for found in _BEFORE.finditer(drawn)]:
        breaks = sorted({*breaks, *before} - {0})
    return array("q", breaks[:-1] if breaks and breaks[-1] == len(drawn) else breaks)


def wrap(shape: Shape, width: int) -> list[int]:
    """The clusters that begin a line of at most `width` cells, 0 first.

    The space at which a line breaks may hang in the cell after the last; so may the caret after a full last line. A
    word longer than a line is cut.
    """
    glyphs, cells, breaks = shape.glyphs, shape.cells, shape.breaks
    starts = [0]
    while (fits := bisect_right(cells, cells[starts[-1]] + width) - 1) < len(glyphs):
        last = breaks[found - 1] if (found := bisect_right(breaks, fits + (glyphs[fits] == " "))) else 0
        starts.append(last if last > starts[-1] else max(fits, starts[-1] + 1))
    return starts
