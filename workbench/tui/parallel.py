"""A paragraph with the rails of two annotators under each line, drawn; and in words, how two annotations differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip

from workbench import tokens
from workbench.annotate import Reading
from workbench.annotate.comparing import Difference, Verdict
from workbench.model import Annotation, Span
from workbench.spans import intersection, overlaps
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.layout import Layout
from workbench.tui.paint import Frame, Look, Painter
from workbench.tui.palette import Palette
from workbench.tui.prose import counted, flat
from workbench.tui.shape import WIDEST
from workbench.tui.values import words

NAME = 10
"""Cells for the name of an annotator beside their rails."""
_DIGITS = 2
_MARKS = {
    Verdict.SAME: ("=", "green"),
    Verdict.ATTRIBUTES: ("≈", "yellow"),
    Verdict.EDGES: ("↔", "yellow"),
    Verdict.LABEL: ("≠", "red"),
    Verdict.MINE: ("+", "cyan"),
    Verdict.THEIRS: ("-", "cyan"),
}
_VERDICT = 1 + max(map(len, Verdict))
"""Cells for what a verdict says."""


class Parallel:
    """Draws the paragraph of a reading's caret, compared with another annotator, in `width` cells."""

    def __init__(self, reading: Reading, other: str, palette: Palette, width: int) -> None:
        self._names = reading.annotator, other
        self._palette = palette
        self._paragraph = reading.article.paragraphs[reading.paragraph]
        mine, theirs = reading.touching(reading.paragraph), reading.others.touching(other, reading.paragraph)
        self._words, *self._rails = (self._painter(reading, made, width - NAME) for made in ((), mine, theirs))

    def strips(self, difference: Difference | None) -> Iterator[Strip]:
        """Each line, then its rails by annotator; the words of the difference are lit up, its rails are heavy."""
        lit = intersection(difference.extent, self._paragraph) if difference else None
        pair = (difference.mine, difference.theirs) if difference else (None, None)
        block = self._words.layout.blocks[0]
        for line in range(len(block.lines)):
            yield self._row(self._words, block.tops[line], "", Look(0, lit, -1, None, ()))
            for painter, name, one in zip(self._rails, self._names, pair, strict=True):
                look = Look(0, None, -1, one.id if one else None, ())
                first, end = painter.layout.blocks[0].tops[line : line + 2]
                for row in range(first + 1, end):
                    yield self._row(painter, row, name if row == first + 1 else "", look)

    def row(self, difference: Difference) -> int:
        """Which of the strips has the first words of the difference."""
        line = self._words.layout.place(difference.extent.start).line
        return sum(painter.layout.blocks[0].tops[line] for painter in self._rails) - line

    def _painter(self, reading: Reading, made: Sequence[Annotation], width: int) -> Painter:
        layout = Layout(replace(reading.article, paragraphs=(self._paragraph,)), lambda _: made)
        parts = Frame(width, 0, _DIGITS, max(WIDEST, width - _DIGITS - 4), 0)
        layout.fit(parts.text, rails=True)
        return Painter(layout, reading.scheme, self._palette, parts)

    def _row(self, painter: Painter, number: int, name: str, look: Look) -> Strip:
        """The row with the annotator's name in place of the paragraph's number."""
        cell = Segment(set_cell_size(" " + printable(name, ""), NAME), self._palette.margin(current=True))
        return Strip.join([Strip([cell], NAME), painter.strip(number, look).crop(painter.frame.left)])


def told(difference: Difference, reading: Reading) -> Text:
    """The verdict, the labels, what differs, and the words of both or of the one."""
    verdict, mine, theirs = difference.verdict, difference.mine, difference.theirs
    mark, style = _MARKS[verdict]
    both = [one for one in (mine, theirs) if one]
    labels = [reading.scheme.label(name) for name in dict.fromkeys(one.label for one in both)]
    all_named = Text(" / ").join(map(named, labels))
    sign, about = (f" {mark} ", f"bold {style}"), (_details(difference, reading), "bold")
    quote = flat(both[0].quote(reading.article.text))
    return Text.assemble(sign, f"{verdict:<{_VERDICT}}", all_named, about, "  ", (quote, "dim"))


def _details(difference: Difference, reading: Reading) -> str:
    parts = [f"by {_length(difference.apart, reading)}"] if difference.apart else []
    if difference.mine and difference.theirs and difference.mine.label == difference.theirs.label:
        parts += [_values(name, difference.mine, difference.theirs) for name in difference.attributes]
    return "".join(f"  {part}" for part in parts)


def _length(apart: Sequence[Span], reading: Reading) -> str:
    found = tokens.words(reading.article.text, reading.article.paragraphs[reading.paragraph])
    number = sum(any(overlaps(word, span) for span in apart) for word in found)
    return counted(number, "word") if number else "punctuation"


def _values(name: str, mine: Annotation, theirs: Annotation) -> str:
    both = (" ".join(words(one.attributes.get(name))) or "–" for one in (mine, theirs))
    return printable(f"{name}: {' / '.join(both)}", "")
