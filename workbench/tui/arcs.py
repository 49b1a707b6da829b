"""The relations of one paragraph as thin lines in the margin.

    ╭──   the words
    │╭─   other words, of another relation
    ╰┼▸   who said both
     ╰▸   what introduces them

Relations of one type that lead to the same annotation share a line; lines that would touch keep to lanes, the inner
one first. A line whose end is out of view runs to the view's edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from workbench.annotate import Reading
from workbench.model import Annotation, Relation
from workbench.tui.layout import Layout
from workbench.tui.rails import pack

CELLS = 3
"""Cells of a margin with room for all of it: two lanes, and what leads to the text."""
TO, FROM = "→", "←"
"""A relation leads from here, or here."""
OUT, IN, STARTED = "↗", "↙", "◆"
"""Leads to another article; comes from one; here a relation was started that has no other end yet."""

_MOST = 100
"""Relations of a paragraph that are drawn: more lines than that tell nothing."""
_HEAD = "▸"
_HEAVY = str.maketrans("│─╶╭╰├┼", "┃━╺┏┗┣╋")
_CORNERS = {(False, False): "╶", (False, True): "╭", (True, False): "╰", (True, True): "├"}


class Cell(NamedTuple):
    """One character in the margin. `colour` is that of a label (`#rrggbb`); a strong line has heavy strokes."""

    character: str
    colour: str
    strong: bool


Cells = tuple[Cell | None, ...]
"""The cells of the margin in one row, from left to right."""


def signs(reading: Reading, annotation_id: str, started: str | None) -> str:
    """What stands behind the key of an annotation: whether relations lead from it, to it, or one was started there."""
    relations = reading.index.relations_of(annotation_id)
    leads = TO if any(one.from_id == annotation_id for one in relations) else ""
    comes = FROM if any(one.to_id == annotation_id for one in relations) else ""
    return f"{STARTED if annotation_id == started else ''}{leads}{comes}"


class Line(NamedTuple):
    """The rows that one line joins: where relations start, and where all of them lead. `ids` are those annotations."""

    starts: frozenset[int]
    head: int
    ids: frozenset[str]
    colour: str

    @property
    def start(self) -> int:
        """The first row."""
        return min(*self.starts, self.head)

    @property
    def end(self) -> int:
        """The row after the last."""
        return max(*self.starts, self.head) + 1


class Mark(NamedTuple):
    """A sign in the row of an annotation."""

    row: int
    sign: str
    id: str
    colour: str


@dataclass(frozen=True)
class Arcs:
    """What stands in the margin: lanes of lines, and marks."""

    lanes: Sequence[Sequence[Line]] = ()
    marks: Sequence[Mark] = ()

    def __bool__(self) -> bool:
        return bool(self.lanes or self.marks)

    def cells(self, row: int, target: str | None) -> Cells:
        """The margin of a row; empty where nothing is in it. What the target is part of is strong."""
        cells: list[Cell | None] = [None] * CELLS
        for number, lane in reversed(tuple(enumerate(self.lanes))):
            column = max(0, CELLS - 2 - number)
            for line in lane:
                if line.start <= row < line.end:
                    _draw(cells, line, row, column, strong=target in line.ids)
        for mark in self.marks:
            if mark.row == row:
                column = next((n for n in reversed(range(CELLS)) if cells[n] is None), CELLS - 1)
                cells[column] = Cell(mark.sign, mark.colour, mark.id == target)
        return tuple(one and _weighted(one) for one in cells) if any(cells) else ()


def _weighted(cell: Cell) -> Cell:
    return cell._replace(character=cell.character.translate(_HEAVY)) if cell.strong else cell


def _draw(cells: list[Cell | None], line: Line, row: int, column: int, *, strong: bool) -> None:
    """The line's part of a row. A line to the right crosses what stands there; a head stays."""
    if row not in line.starts and row != line.head:
        crossed = cells[column]
        cells[column] = Cell("┼" if crossed and crossed.character == "─" else "│", line.colour, strong)
        return
    cells[column] = Cell(_CORNERS[row > line.start, row < line.end - 1], line.colour, strong)
    for between in range(column + 1, CELLS - 1):
        cells[between] = Cell("─", line.colour, strong)
    last = cells[-1]
    if row == line.head:
        cells[-1] = Cell(_HEAD, line.colour, strong)
    elif last is None or last.character != _HEAD:
        cells[-1] = Cell("─", line.colour, strong)


def arcs(reading: Reading, lines: Layout, margin: int, started: str | None) -> Arcs:
    """The relations of the caret's paragraph in so many cells; `started` is where one waits for its other end.

    Lines need the whole margin; in a narrower one there are only marks.
    """
    here = reading.touching(reading.paragraph) if reading.relations else ()
    every = (relation for one in here for relation in reading.index.relations_of(one.id))
    relations = {relation.id: relation for relation in islice(every, _MOST)}.values()
    marks = [*_across(reading, lines, relations), *_started(reading, lines, started)]
    joined = _lines(reading, lines, relations) if margin >= CELLS else []
    return Arcs(pack(joined) if joined else (), marks if margin else ())


def _lines(reading: Reading, lines: Layout, relations: Iterable[Relation]) -> list[Line]:
    """The relations within the article, those of one type to one annotation together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in relations:
        if one.from_id in reading.annotations and one.to_id in reading.annotations:
            groups.setdefault((one.type, one.to_id), []).append(one.from_id)
    found = []
    for (_, to_id), from_ids in groups.items():
        sources = [reading.annotations[id_] for id_ in from_ids]
        starts = frozenset(row_of(lines, source) for source in sources)
        head = row_of(lines, reading.annotations[to_id])
        colour = reading.scheme.label(sources[0].label).colour
        found.append(Line(starts, head, frozenset((to_id, *from_ids)), colour))
    return found


def _across(reading: Reading, lines: Layout, relations: Iterable[Relation]) -> Iterable[Mark]:
    for one in relations:
        for id_, far, sign in ((one.from_id, one.to_id, OUT), (one.to_id, one.from_id, IN)):
            if id_ in reading.annotations and far not in reading.annotations:
                yield _mark(reading, lines, reading.annotations[id_], sign)


def _started(reading: Reading, lines: Layout, started: str | None) -> Iterable[Mark]:
    if annotation := reading.annotations.get(started or ""):
        yield _mark(reading, lines, annotation, STARTED)


def _mark(reading: Reading, lines: Layout, annotation: Annotation, sign: str) -> Mark:
    return Mark(row_of(lines, annotation), sign, annotation.id, reading.scheme.label(annotation.label).colour)


def row_of(lines: Layout, annotation: Annotation) -> int:
    """The row where an annotation begins: that of its rail; that of its words where no rails are drawn."""
    place = lines.place(annotation.extent.start)
    rails = lines.blocks[place.paragraph].lines[place.line].rails
    found = (n for n, row in enumerate(rails, 1) for strand in row if strand.pieces[0].annotation.id == annotation.id)
    return lines.row_of(place) + next(found, 0)
