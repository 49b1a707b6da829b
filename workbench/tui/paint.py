"""From a laid-out article to strips of cells: text with its colours, rails, margin, selection and caret.

A row is painted once for each way it can look and kept; a caret that moves paints the rows it leaves and enters.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from workbench.model import Annotation, Span
from workbench.scheme import Scheme
from workbench.settings.values import READING_WIDTH
from workbench.symbols import printable
from workbench.tui.arcs import Cells
from workbench.tui.layout import Block, Layout, Line, Piece, Row
from workbench.tui.palette import Palette
from workbench.tui.rails import DOUBT, HEAVY, LIGHT, Caption, Rail, draw
from workbench.tui.shape import WIDEST

NOTED = "✎"
"""Stands beside a paragraph that has a note."""

_MARGIN = 3
_DIGITS = 3
_BESIDE = 4
"""Cells of the bar, the tick, the mark of a note, and a space."""
_KEYS = 4
_KEPT = 2048


def view_width(reading_width: int) -> int:
    """Cells of a view that has room for all parts of a `Frame` in an article of up to 999 paragraphs."""
    return _MARGIN + _DIGITS + _BESIDE + reading_width + 1 + _KEYS + 1


class Frame(NamedTuple):
    """How a row is divided: margin; bar, number, tick, note, space; `text` cells, one for a hanging space; keys."""

    width: int
    margin: int
    digits: int
    text: int
    keys: int

    @property
    def left(self) -> int:
        """The cell where the text begins."""
        return self.margin + self.digits + _BESIDE


def frame(width: int, paragraphs: int, *, rails: bool, reading_width: int = READING_WIDTH) -> Frame:
    """Divide `width` cells. The text has `reading_width` at most, and room for a word even where the view has less.

    A cell of the margin is worth more than one of the text: relations are marked there.
    """
    digits = max(2, len(str(paragraphs)))
    keys = 0 if rails else _KEYS + 1
    room = width - digits - _BESIDE - 1 - keys
    text = max(WIDEST, min(reading_width, room - 1))
    return Frame(width, min(_MARGIN, max(0, room - text)), digits, text, keys)


class Look(NamedTuple):
    """What of a reading changes how rows look, besides the annotations themselves. `target` is an annotation's id.

    `agrees` says of a paragraph whether others made the same of it, None where that is not to be known.
    """

    caret: int
    selection: Span | None
    paragraph: int
    target: str | None
    read: Container[int]
    agrees: Callable[[int], bool | None] = lambda _: None
    noted: Container[int | None] = ()


class _TextLook(NamedTuple):
    """How a line of text looks; `selected` and `caret` in clusters of its paragraph. Equal ones are drawn the same."""

    block: Block
    number: int
    current: bool
    tick: str
    noted: bool
    target: str | None
    selected: tuple[int, int] | None
    caret: int | None


class _RailLook(NamedTuple):
    """How a row of rails looks. Equal ones are drawn the same."""

    block: Block
    number: int
    rail: int
    current: bool
    target: str | None


class Painter:
    """Paints the rows of a layout. `signs` gives what stands behind the key of an annotation, by its id."""

    def __init__(
        self,
        layout: Layout,
        scheme: Scheme,
        palette: Palette,
        frame: Frame,
        signs: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.layout, self.scheme, self.palette, self.frame = layout, scheme, palette, frame
        self._signs = signs
        self._kept: LRUCache[_TextLook | _RailLook, Strip] = LRUCache(_KEPT)

    def strip(self, number: int, look: Look) -> Strip:
        """The row as the look demands, exactly as wide as the frame."""
        row = self.layout.row(number)
        if row.line is None or number >= self.layout.height:
            return Strip.blank(self.frame.width, self.palette.text())
        key = (
            self._text_look(row, row.line, look) if row.rail is None else self._rail_look(row, row.line, row.rail, look)
        )
        if (kept := self._kept.get(key)) is None:
            segments = self._text(key, row) if isinstance(key, _TextLook) else self._rails(key, row)
            kept = self._kept[key] = self._fitted(segments)
        return kept

    def beside(self, strip: Strip, cells: Cells) -> Strip:
        """The strip with these cells in its margin; the first of them are left out of a narrower one."""
        shown = cells[len(cells) - self.frame.margin :]
        plain = Segment(" ", self.palette.text())
        drawn = [Segment(one[0], self.palette.rail(one[1], strong=one[2])) if one else plain for one in shown]
        return Strip.join([Strip(drawn, len(shown)), strip.crop(len(shown))])

    def over(self, strip: Strip, letters: Iterable[tuple[int, str]]) -> Strip:
        """The strip with words over its text, from left to right; what has no room is left out."""
        parts, cell, style = [], 0, self.palette.letters
        for start, word in letters:
            at = self.frame.left + start
            if at + len(word) <= self.frame.width:
                parts += [strip.crop(cell, at), Strip([Segment(word, style)], len(word))]
                cell = at + len(word)
        return Strip.join([*parts, strip.crop(cell)])

    def _text_look(self, row: Row, number: int, look: Look) -> _TextLook:
        block = self.layout.blocks[row.paragraph]
        line = block.lines[number]
        here = row.paragraph == look.paragraph and self.layout.place(look.caret).line == number
        return _TextLook(
            block,
            number,
            row.paragraph == look.paragraph,
            _tick(row.paragraph, look) if number == 0 else " ",
            number == 0 and row.paragraph in look.noted,
            _present(look.target, line.pieces),
            _selected(block, line, look.selection),
            block.shape.floor(look.caret) if here else None,
        )

    def _rail_look(self, row: Row, number: int, rail: int, look: Look) -> _RailLook:
        block = self.layout.blocks[row.paragraph]
        pieces = [piece for strand in block.lines[number].rails[rail] for piece in strand.pieces]
        return _RailLook(block, number, rail, row.paragraph == look.paragraph, _present(look.target, pieces))

    def _text(self, look: _TextLook, row: Row) -> list[Segment]:
        """Margin, words and, in the compact view, keys."""
        block, line = look.block, look.block.lines[look.number]
        edges = {line.start, line.end, *(look.selected or ())}
        edges.update(edge for piece in line.pieces for edge in piece[2:] if line.start < edge < line.end)
        if look.caret is not None:
            edges.update((look.caret, min(look.caret + 1, line.end)))
        segments = self._margin(row, look.current, look.tick, noted=look.noted)
        for start, end in pairwise(sorted(edges)):
            style = self._style(look, start, [piece for piece in line.pieces if piece.start <= start < piece.end])
            segments.append(Segment("".join(block.shape.glyphs[start:end]), style))
        if look.caret == line.end:
            segments.append(Segment(" ", self.palette.caret(self.palette.text())))
        return segments if self.layout.rails else self._with_keys(segments, line, look.target)

    def _style(self, look: _TextLook, start: int, covering: list[Piece]) -> Style:
        """The style of the words from cluster `start`: the innermost annotation's, or that which keys act on."""
        palette, compact = self.palette, not self.layout.rails
        acting = [piece for piece in covering if piece.annotation.id == look.target]
        top = min(acting or covering, key=lambda piece: piece.end - piece.start, default=None)
        style = palette.text(
            self._colour(top.annotation) if top else None,
            strong=compact and bool(acting),
            underlined=compact and (len(covering) > 1 or (bool(covering) and not palette.colour)),
        )
        if look.selected and look.selected[0] <= start < look.selected[1]:
            style = palette.selected(style)
        return palette.caret(style) if start == look.caret else style

    def _rails(self, look: _RailLook, row: Row) -> list[Segment]:
        segments, cell = self._margin(row._replace(line=None), look.current), 0
        plain = self.palette.text()
        for rail in self.layout.rails_of(row):
            strong = rail.annotation.id == look.target
            style = self.palette.rail(self._colour(rail.annotation), strong=strong)
            segments.append(Segment(" " * (rail.start - cell), plain))
            segments.append(Segment(self._drawn(rail, strong=strong, named=look.number == 0), style))
            cell = rail.end
        return segments

    def _drawn(self, rail: Rail, *, strong: bool, named: bool) -> str:
        strokes = HEAVY if strong else LIGHT
        key, name = self._key(rail.annotation), rail.annotation.label
        signs = f"{DOUBT if rail.annotation.unsure else ''}{self._signs(rail.annotation.id)}{_part(rail)}"
        return draw(rail, Caption(key, name, signs), strokes, named=named or not rail.cut_start)

    def _margin(self, row: Row, current: bool, tick: str = " ", *, noted: bool = False) -> list[Segment]:
        """Bar, number, tick and the mark of a note. The number stands on the first line only."""
        margin, digits = self.frame.margin, self.frame.digits
        number = str(row.paragraph + 1) if row.line == 0 else ""
        quiet = self.palette.margin(current=current)
        return [
            Segment(" " * margin, quiet),
            Segment("▌" if current else " ", self.palette.bar),
            Segment(f"{number:>{digits}}{tick}", quiet),
            Segment(f"{NOTED} " if noted else "  ", self.palette.bar),
        ]

    def _with_keys(self, segments: list[Segment], line: Line, target: str | None) -> list[Segment]:
        """The keys of the labels in the line, each once, at its right; an ellipsis for those without room."""
        plain = self.palette.text()
        column = self.frame.left + self.frame.text + 2
        labels: dict[str, list[Annotation]] = {}
        for piece in line.pieces:
            labels.setdefault(piece.annotation.label, []).append(piece.annotation)
        keys = [self._key_of(annotations, target) for annotations in labels.values()]
        if _width(keys) > _KEYS:
            while _width(keys) >= _KEYS:
                keys.pop()
            keys.append(Segment("…", plain))
        return [*segments, Segment(" " * (column - _width(segments)), plain), *keys]

    def _key_of(self, annotations: list[Annotation], target: str | None) -> Segment:
        """The key of the label that these have, with doubt where there is any."""
        first = annotations[0]
        style = self.palette.rail(self._colour(first), strong=any(one.id == target for one in annotations))
        doubt = DOUBT if any(one.unsure for one in annotations) else ""
        return Segment((self._key(first) or printable(first.label[0], keep="")) + doubt, style)

    def _fitted(self, segments: list[Segment]) -> Strip:
        """The segments that fit, and blanks up to the frame's width."""
        kept, room = [], self.frame.width
        for segment in segments:
            if segment.cell_length > room:
                break
            kept.append(segment)
            room -= segment.cell_length
        return Strip([*kept, Segment(" " * room, self.palette.text())], self.frame.width)

    def _colour(self, annotation: Annotation) -> str:
        return self.scheme.label(annotation.label).colour

    def _key(self, annotation: Annotation) -> str:
        return self.scheme.label(annotation.label).key or ""


def _tick(paragraph: int, look: Look) -> str:
    """Read; and whether others who have read it made the same of it."""
    if paragraph not in look.read:
        return " "
    agrees = look.agrees(paragraph)
    return "✓" if agrees is None else "=" if agrees else "≠"


def _part(rail: Rail) -> str:
    """Which part of its annotation the rail begins with, where others are in other lines: `2/3`."""
    return f" {rail.part}/{len(rail.annotation.segments)}" if rail.part else ""


def _width(segments: list[Segment]) -> int:
    return sum(segment.cell_length for segment in segments)


def _present(target: str | None, pieces: Iterable[Piece]) -> str | None:
    return target if any(piece.annotation.id == target for piece in pieces) else None


def _selected(block: Block, line: Line, selection: Span | None) -> tuple[int, int] | None:
    """The clusters of the line that are selected."""
    if selection is None:
        return None
    start = max(line.start, block.shape.floor(selection.start))
    end = min(line.end, block.shape.ceiling(selection.end))
    return (start, end) if start < end else None
