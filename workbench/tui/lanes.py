"""An article with the rails of several annotators under each line, each in a lane of its own; drawn as it is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, overload

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from workbench.model import Annotation, Article, Span
from workbench.scheme import Scheme
from workbench.tui import moves
from workbench.tui.layout import Layout, Place
from workbench.tui.paint import Frame, Look, Painter
from workbench.tui.palette import Palette
from workbench.tui.prose import person
from workbench.tui.shape import WIDEST

NAME = 10
"""Cells for the name of an annotator beside their rails."""
_WORDS = -1


class Lane(NamedTuple):
    """Rails of one annotator. `touching` gives the annotations with words in a paragraph, in reading order."""

    name: str
    touching: Callable[[int], Iterable[Annotation]]


class Focus(NamedTuple):
    """What stands out: lit words, annotations (ids) with heavy rails, a caret; and what is beside each paragraph."""

    lit: Span | None = None
    heavy: Collection[str] = ()
    caret: int | None = None
    beside: Mapping[int, str] = {}


class _Row(NamedTuple):
    """A row of a lane (`_WORDS`: of the text), and whether the name stands beside it. Lane None: nothing."""

    lane: int | None
    number: int
    first: bool


class Lanes(Sequence[Strip]):
    """The rows from top to bottom, worked out when they are asked for, `width` cells wide."""

    def __init__(
        self, article: Article, lanes: Sequence[Lane], scheme: Scheme, palette: Palette, size: tuple[int, int]
    ) -> None:
        """`size`: the width in cells, and how many of them the text may have."""
        self.width, most = size
        self.focus = Focus()
        self._article, self._lanes, self._palette = article, lanes, palette
        digits = len(str(len(article.paragraphs)))
        parts = Frame(self.width - NAME, 0, digits, max(WIDEST, min(most, self.width - NAME - 1)), 0)
        self._frame = parts._replace(width=parts.width + parts.left)  # its margin is cut off: names stand there
        self._words = self._painter(Lane("", lambda _: ()), scheme)
        self._painters = [self._painter(lane, scheme) for lane in lanes]
        self._number()

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Strip: ...
    @overload
    def __getitem__(self, at: slice) -> list[Strip]: ...
    def __getitem__(self, at: int | slice) -> Strip | list[Strip]:
        return [self._strip(row) for row in self._rows[at]] if isinstance(at, slice) else self._strip(self._rows[at])

    def update(self, lane: int, paragraphs: Iterable[int]) -> None:
        """Lay paragraphs out anew whose annotations in the lane have changed."""
        self._painters[lane].layout.update(sorted(paragraphs))
        self._number()

    def rows(self, span: Span) -> range:
        """The rows from the first words of the span to the rails under its last ones."""
        first, last = (self._words.layout.place(offset) for offset in (span.start, span.end - 1))
        end = self._tops.get((last.paragraph, last.line + 1), self._tops.get((last.paragraph + 1, 0), len(self)))
        return range(self._tops[first.paragraph, first.line], end)

    def offset_at(self, row: int, cell: int) -> int | None:
        """The caret stop at a cell of a row; None where a rail or nothing is."""
        if not 0 <= row < len(self._rows) or self._rows[row].lane != _WORDS:
            return None
        layout = self._words.layout
        return layout.offset(layout.nearest(self._rows[row].number, cell - NAME))

    def moved(self, caret: int, command: str, cell: int | None, page: int) -> tuple[int, int]:
        """Where one of `moves.COMMANDS` leads from the caret, and the cell wished for, which `cell` was before."""
        layout = self._words.layout
        place = layout.place(caret)
        wished = place.cell if cell is None else cell
        found = moves.target(layout, command, place, wished, page)
        return layout.offset(found), found.cell if command.startswith("line") else wished

    def rail_at(self, row: int, cell: int) -> Annotation | None:
        """The annotation whose rail is drawn there."""
        found = self._rows[row] if 0 <= row < len(self._rows) else _Row(None, 0, first=False)
        if found.lane is None or found.lane == _WORDS:
            return None
        return self._painters[found.lane].layout.rail_at(found.number, cell - NAME)

    def _painter(self, lane: Lane, scheme: Scheme) -> Painter:
        layout = Layout(self._article, lane.touching)
        layout.fit(self._frame.text, rails=True)
        return Painter(layout, scheme, self._palette, self._frame)

    def _number(self) -> None:
        """What each row is: the words of a line, the lanes that have rails under it, and so on."""
        self._rows: list[_Row] = []
        self._tops: dict[tuple[int, int], int] = {}
        layouts = [painter.layout for painter in self._painters]
        for paragraph, block in enumerate(self._words.layout.blocks):
            if paragraph:
                self._rows.append(_Row(None, 0, first=False))
            for line in range(len(block.lines)):
                self._tops[paragraph, line] = len(self._rows)
                place = Place(paragraph, line, 0)
                self._rows.append(_Row(_WORDS, self._words.layout.row_of(place), first=line == 0))
                for lane, layout in enumerate(layouts):
                    rails = range(layout.row_of(place) + 1, layout.bottom_of(place))
                    self._rows += (_Row(lane, number, first=number == rails.start) for number in rails)

    def _strip(self, row: _Row) -> Strip:
        if row.lane is None:
            return Strip.blank(self.width, self._palette.text())
        if row.lane == _WORDS:
            return self._named(self._drawn(self._words, row.number, None), self._beside(row))
        painter = self._painters[row.lane]
        strip = self._drawn(painter, row.number, None)
        for rail in painter.layout.rails_of(painter.layout.row(row.number)):
            if rail.annotation.id in self.focus.heavy:
                heavy = self._drawn(painter, row.number, rail.annotation.id).crop(rail.start, rail.end)
                strip = Strip.join([strip.crop(0, rail.start), heavy, strip.crop(rail.end)])
        return self._named(strip, f" {person(self._lanes[row.lane].name, NAME - 2)}" if row.first else "")

    def _drawn(self, painter: Painter, number: int, target: str | None) -> Strip:
        lit, caret = (self.focus.lit, self.focus.caret) if painter is self._words else (None, None)
        here = _WORDS if caret is None else painter.layout.place(caret).paragraph
        return painter.strip(number, Look(caret or 0, lit, here, target, ())).crop(painter.frame.left)

    def _beside(self, row: _Row) -> str:
        paragraph = self._words.layout.row(row.number).paragraph
        return f"{self.focus.beside.get(paragraph, ''):>{NAME - 2}}" if row.first else ""

    def _named(self, strip: Strip, name: str) -> Strip:
        """The strip with a name before it."""
        cell = Segment(set_cell_size(name, NAME - 1) + " ", self._palette.margin(current=True))
        return Strip.join([Strip([cell], NAME), strip])
