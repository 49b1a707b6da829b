"""Where everything stands: paragraphs as blocks of lines, lines with their rails, and back from a cell to an offset.

Measured once per article, wrapped once per width; a change of an annotation lays out only the paragraphs that it
touches. Rows count all that is drawn: text lines, rails, and the empty row after each paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

from workbench.model import Annotation, Article, Span
from workbench.spans import nearest, overlaps
from workbench.tui.rails import Rail, pack
from workbench.tui.shape import Shape, shape, wrap


class Place(NamedTuple):
    """Where a caret stop is drawn: paragraph, line of the paragraph, and cell of the line, each counted from 0."""

    paragraph: int
    line: int
    cell: int


class Row(NamedTuple):
    """What a row shows: `rail` is None for the text itself, `line` None for the empty row after the paragraph."""

    paragraph: int
    line: int | None
    rail: int | None


class Moved(NamedTuple):
    """The rows from `first` to `rest` are others, those from `rest` on stood `by` rows higher before."""

    first: int
    rest: int
    by: int


class Piece(NamedTuple):
    """What one segment of an annotation covers of a paragraph, in its grapheme clusters: `[start, end)`."""

    annotation: Annotation
    segment: Span
    start: int
    end: int


class Strand(NamedTuple):
    """The pieces of one annotation in a line, and the clusters that their rail takes: `[start, end)`.

    The rail reaches to the line's edge where other parts of the annotation are on the lines before or after.
    """

    pieces: Sequence[Piece]
    start: int
    end: int


class Line(NamedTuple):
    """One line of text: the clusters `[start, end)` of its paragraph. `last` means that the paragraph ends here."""

    start: int
    end: int
    last: bool
    pieces: Sequence[Piece]
    rails: Sequence[Sequence[Strand]]


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph laid out. `tops` are the rows of its lines, counted from its own top, and its height at the end."""

    shape: Shape
    lines: Sequence[Line]
    tops: Sequence[int]

    @property
    def height(self) -> int:
        return self.tops[-1]

    def index(self, line: Line, cell: int) -> int:
        """The cluster at the cell of the line; the last stop that belongs to the line, if the cell is beyond it."""
        cells = self.shape.cells
        index = bisect_right(cells, cells[line.start] + max(0, cell)) - 1
        return min(index, line.end if line.last else line.end - 1)

    def cell(self, line: Line, index: int) -> int:
        """The cell of the line where cluster `index` begins."""
        return self.shape.cells[index] - self.shape.cells[line.start]


class Layout:
    """An article laid out for a width in cells, with or without rails under the lines. Call `fit` before all else.

    `touching` gives the annotations with words in a paragraph, in reading order.
    """

    def __init__(self, article: Article, touching: Callable[[int], Iterable[Annotation]]) -> None:
        self._paragraphs = article.paragraphs
        self._shapes = [shape(article.text, paragraph) for paragraph in article.paragraphs]
        self._touching = touching
        self._pieces = [self._cover(paragraph) for paragraph in range(len(self._shapes))]
        self.width, self.rails, self.spacing = 0, True, 0
        self.blocks: list[Block] = []
        self.tops: list[int] = [0]

    def fit(self, width: int, *, rails: bool, spacing: int = 0) -> None:
        """Wrap everything anew, if something is other than it was; `spacing` rows at least are under a line of text."""
        if (width, rails, spacing) == (self.width, self.rails, self.spacing):
            return
        self.width, self.rails, self.spacing = width, rails, spacing
        self.blocks = [self._block(paragraph) for paragraph in range(len(self._shapes))]
        self.tops = list(accumulate((block.height + 1 for block in self.blocks), initial=0))

    def update(self, paragraphs: Iterable[int]) -> tuple[list[int], Moved | None]:
        """Lay out paragraphs, in order, whose annotations have changed.

        Gives the rows that are others now, and what has moved.
        """
        changed: list[int] = []
        moved: int | None = None
        height = self.height
        for paragraph in paragraphs:
            top, before = self.tops[paragraph], self.blocks[paragraph]
            self._pieces[paragraph] = self._cover(paragraph)
            after = self.blocks[paragraph] = self._block(paragraph)
            for number, lines in enumerate(zip(before.lines, after.lines, strict=True)):
                first = top + after.tops[number]
                changed += (first + row for row in _differing(*lines))
                if moved is None and after.tops[number + 1] != before.tops[number + 1]:
                    moved = first
            if grown := after.height - before.height:
                self.tops[paragraph + 1 :] = [below + grown for below in self.tops[paragraph + 1 :]]
        return changed, None if moved is None else Moved(moved, self.tops[paragraph + 1], self.height - height)

    @property
    def height(self) -> int:
        """Rows in all."""
        return self.tops[-1]

    def place(self, offset: int) -> Place:
        """Where the caret stop at `offset` is drawn; between stops, the one before; between paragraphs, the nearest."""
        paragraph = nearest(self._paragraphs, offset)
        block = self.blocks[paragraph]
        index = block.shape.floor(offset)
        number = bisect_right(block.lines, index, key=lambda line: line.start) - 1
        return Place(paragraph, number, block.cell(block.lines[number], index))

    def offset(self, place: Place) -> int:
        """The caret stop drawn at the place, or the nearest one before it on the line: the inverse of `place`."""
        block = self.blocks[place.paragraph]
        return block.shape.stops[block.index(block.lines[place.line], place.cell)]

    def row_of(self, place: Place) -> int:
        """The row of the place's text line."""
        return self.tops[place.paragraph] + self.blocks[place.paragraph].tops[place.line]

    def bottom_of(self, place: Place) -> int:
        """The row after the place's line and its rails."""
        return self.tops[place.paragraph] + self.blocks[place.paragraph].tops[place.line + 1]

    def beside(self, place: Place, by: int) -> Place | None:
        """The same cell of the line before (`by` -1) or after (1), also of another paragraph; None at the ends."""
        paragraph, line = place.paragraph, place.line + by
        if not 0 <= line < len(self.blocks[paragraph].lines):
            paragraph += by
            if not 0 <= paragraph < len(self.blocks):
                return None
            line = 0 if by > 0 else len(self.blocks[paragraph].lines) - 1
        return Place(paragraph, line, place.cell)

    def row(self, number: int) -> Row:
        """What the row shows. Rows before the first and after the last are those."""
        paragraph = min(max(0, bisect_right(self.tops, number) - 1), len(self.blocks) - 1)
        block = self.blocks[paragraph]
        inside = max(0, number - self.tops[paragraph])
        line = bisect_right(block.tops, inside) - 1
        if line >= len(block.lines):
            return Row(paragraph, None, None)
        rail = inside - block.tops[line] - 1
        return Row(paragraph, line, rail if rail >= 0 else None)

    def nearest(self, number: int, cell: int) -> Place:
        """The place at a cell of a row; the line above, where the row is a rail or empty."""
        row = self.row(number)
        line = len(self.blocks[row.paragraph].lines) - 1 if row.line is None else row.line
        return Place(row.paragraph, line, cell)

    def rails_of(self, row: Row) -> list[Rail]:
        """The rails that the row shows, from left to right."""
        if row.line is None or row.rail is None:
            return []
        block = self.blocks[row.paragraph]
        line = block.lines[row.line]
        return [rail(block, line, strand) for strand in line.rails[row.rail]]

    def bears(self, row: Row, annotation_id: str) -> bool:
        """Whether a rail in the row is that of the annotation."""
        if row.line is None or row.rail is None:
            return False
        strands = self.blocks[row.paragraph].lines[row.line].rails[row.rail]
        return any(strand.pieces[0].annotation.id == annotation_id for strand in strands)

    def rail_at(self, number: int, cell: int) -> Annotation | None:
        """The annotation whose rail is drawn at the cell of the row."""
        rails = self.rails_of(self.row(number))
        return next((rail.annotation for rail in rails if rail.start <= cell < rail.end), None)

    def _block(self, paragraph: int) -> Block:
        shape = self._shapes[paragraph]
        starts = wrap(shape, self.width)
        pieces = self._by_line(paragraph, starts)
        lines, tops = [], [0]
        for number, (start, end) in enumerate(pairwise([*starts, len(shape.glyphs)])):
            here = pieces.get(number, ())
            rails = pack(strands(here, start, end)) if here and self.rails else ()
            rails = [*rails, *([] for _ in range(self.spacing - len(rails)))]
            lines.append(Line(start, end, number == len(starts) - 1, here, rails))
            tops.append(tops[-1] + 1 + len(rails))
        return Block(shape, lines, tops)

    def _by_line(self, paragraph: int, starts: list[int]) -> Mapping[int, Sequence[Piece]]:
        """The pieces in the lines that begin at `starts`, in reading order; no entry for a bare line."""
        lines: dict[int, list[Piece]] = {}
        for piece in self._pieces[paragraph]:
            for line in range(bisect_right(starts, piece.start) - 1, bisect_left(starts, piece.end)):
                lines.setdefault(line, []).append(piece)
        return lines

    def _cover(self, paragraph: int) -> list[Piece]:
        shape = self._shapes[paragraph]
        return [
            Piece(annotation, segment, shape.floor(segment.start), shape.ceiling(segment.end))
            for annotation in self._touching(paragraph)
            for segment in annotation.segments
            if overlaps(segment, shape.span)
        ]


def _differing(before: Line, after: Line) -> Iterator[int]:
    """The rows of a line that are others now, counted from that of its words."""
    if before.pieces != after.pieces:
        yield 0
    for number, (old, new) in enumerate(zip_longest(before.rails, after.rails), 1):
        if new is not None and old != new:
            yield number


def strands(pieces: Sequence[Piece], start: int, end: int) -> list[Strand]:
    """The pieces of the line `[start, end)`, by annotation, in their order."""
    if len(pieces) == 1:
        return [_strand(pieces, start, end)]
    by_annotation: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_annotation.setdefault(piece.annotation.id, []).append(piece)
    return [_strand(group, start, end) for group in by_annotation.values()]


def _strand(pieces: Sequence[Piece], start: int, end: int) -> Strand:
    first, last = pieces[0], pieces[-1]
    segments = first.annotation.segments
    if first.segment is segments[0] and first.start > start:
        start = first.start
    if last.segment is segments[-1] and last.end < end:
        end = last.end
    return Strand(pieces, start, end)


def rail(block: Block, line: Line, strand: Strand) -> Rail:
    """The strand in cells. The space at which the line breaks has no rail, unless it is all there is."""
    cells, stops = block.shape.cells, block.shape.stops
    origin = cells[line.start]
    edge = cells[line.end - (not line.last and block.shape.glyphs[line.end - 1] == " ")] - origin
    runs: list[tuple[int, int]] = []
    for piece in strand.pieces:
        start = cells[max(line.start, piece.start)] - origin
        end = max(start + 1, min(edge, cells[min(line.end, piece.end)] - origin))
        if not runs or runs[-1][1] < end:
            runs.append((max(start, runs[-1][1]) if runs else start, end))
    return Rail(
        strand.pieces[0].annotation,
        runs,
        cut_start=strand.pieces[0].segment.start < stops[line.start],
        cut_end=strand.pieces[-1].segment.end > stops[line.end],
        start=min(runs[0][0], cells[strand.start] - origin),
        end=max(runs[-1][1], min(edge, cells[strand.end] - origin)),
        part=_part(strand),
    )


def _part(strand: Strand) -> int:
    """The number of the first part in the strand, counted from 1; 0 where all parts of the annotation are in it."""
    segments = strand.pieces[0].annotation.segments
    return 0 if len(segments) == len(strand.pieces) else segments.index(strand.pieces[0].segment) + 1
