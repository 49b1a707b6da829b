"""Where everything stands: paragraphs as blocks of lines, lines with their rails, and back from a cell to an offset.

Measured once per article, wrapped once per width; a change of an annotation lays out only the paragraphs that it
touches. Rows count all that is drawn: text lines, rails, and the empty row after each paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from workbench.model import Annotation, Article, Span
from workbench.spans import overlaps
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


class Piece(NamedTuple):
    """What one segment of an annotation covers of a paragraph, in its grapheme clusters: `[start, end)`."""

    annotation: Annotation
    segment: Span
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of text: the clusters `[start, end)` of its paragraph. `last` means that the paragraph ends here."""

    start: int
    end: int
    last: bool
    pieces: tuple[Piece, ...]
    rails: tuple[tuple[Rail, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A paragraph laid out. `tops` are the rows of its lines, counted from its own top, and its height at the end."""

    shape: Shape
    lines: tuple[Line, ...]
    tops: tuple[int, ...]

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
        self._starts = [paragraph.start for paragraph in article.paragraphs]
        self._shapes = [shape(article.text, paragraph) for paragraph in article.paragraphs]
        self._touching = touching
        self.blocks: list[Block] = []
        self.tops: list[int] = [0]

    def fit(self, width: int, *, rails: bool) -> None:
        """Wrap everything anew."""
        self.width, self.rails = width, rails
        self.blocks = [self._block(paragraph) for paragraph in range(len(self._shapes))]
        self._stack()

    def update(self, paragraphs: Iterable[int]) -> bool:
        """Lay out paragraphs whose annotations have changed; whether the rows below have moved."""
        moved = False
        for paragraph in paragraphs:
            height = self.blocks[paragraph].height
            self.blocks[paragraph] = self._block(paragraph)
            moved |= self.blocks[paragraph].height != height
        if moved:
            self._stack()
        return moved

    def paragraph(self, offset: int) -> int:
        """The paragraph that holds the offset, or the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @property
    def height(self) -> int:
        """Rows in all."""
        return self.tops[-1]

    def place(self, offset: int) -> Place:
        """Where the caret stop at `offset` is drawn; between stops, the one before."""
        paragraph = self.paragraph(offset)
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

    def rail_at(self, number: int, cell: int) -> Annotation | None:
        """The annotation whose rail is drawn at the cell of the row."""
        row = self.row(number)
        if row.line is None or row.rail is None:
            return None
        rails = self.blocks[row.paragraph].lines[row.line].rails[row.rail]
        return next((rail.annotation for rail in rails if rail.from_cell <= cell < rail.to_cell), None)

    def _stack(self) -> None:
        self.tops = list(accumulate((block.height + 1 for block in self.blocks), initial=0))

    def _block(self, paragraph: int) -> Block:
        shape = self._shapes[paragraph]
        starts = wrap(shape, self.width)
        ends = [*starts[1:], len(shape.glyphs)]
        pieces = self._pieces(paragraph, starts)
        lines = tuple(self._line(shape, *line) for line in zip(starts, ends, pieces, strict=True))
        return Block(shape, lines, tuple(accumulate((1 + len(line.rails) for line in lines), initial=0)))

    def _pieces(self, paragraph: int, starts: list[int]) -> list[list[Piece]]:
        """What annotations cover of each of the lines that begin at `starts`, in reading order."""
        shape = self._shapes[paragraph]
        pieces: list[list[Piece]] = [[] for _ in starts]
        for annotation in self._touching(paragraph):
            for segment in annotation.segments:
                if overlaps(segment, shape.span):
                    start, end = shape.floor(segment.start), shape.ceiling(segment.end)
                    for line in range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1)):
                        pieces[line].append(Piece(annotation, segment, start, end))
        return pieces

    def _line(self, shape: Shape, start: int, end: int, pieces: list[Piece]) -> Line:
        rails: tuple[tuple[Rail, ...], ...] = ()
        if pieces and self.rails:
            by_annotation = groupby(pieces, key=lambda piece: piece.annotation.id)
            rails = pack(self._rail(shape, start, end, list(parts)) for _, parts in by_annotation)
        return Line(start, end, end == len(shape.glyphs), tuple(pieces), rails)

    def _rail(self, shape: Shape, start: int, end: int, pieces: list[Piece]) -> Rail:
        """The rail of one annotation under the line `[start, end)`; a hanging space has none, if there is more."""
        annotation, first, last = pieces[0].annotation, pieces[0].segment, pieces[-1].segment
        origin, edge = shape.cells[start], min(self.width, shape.cells[end] - shape.cells[start])
        runs: list[tuple[int, int]] = []
        for piece in pieces:
            left = shape.cells[max(start, piece.start)] - origin
            right = shape.cells[min(end, piece.end)] - origin
            runs.append((max(left, runs[-1][1]) if runs else left, max(left + 1, min(right, edge))))
        cut_start, cut_end = first.start < shape.stops[start], last.end > shape.stops[end]
        return Rail(
            annotation,
            tuple(run for run in runs if run[0] < run[1]),
            cut_start,
            cut_end,
            from_cell=runs[0][0] if first == annotation.segments[0] else 0,
            to_cell=runs[-1][1] if last == annotation.segments[-1] else max(edge, runs[-1][1]),
        )
