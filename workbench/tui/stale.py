"""What of a view of an article is to be drawn again, gathered while a command is carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.geometry import Region

from workbench.model import Annotation, Span
from workbench.tui.layout import Layout, Row
from workbench.tui.paint import Frame, Look


class Stale:
    """Regions of a view that shows these rows of the layout, divided as the frame says; what is out of view has none.

    Made anew for each command: where the view is and how wide it is are asked once.
    """

    def __init__(self, lines: Layout, frame: Frame, seen: range, width: int) -> None:
        self.regions: list[Region] = []
        self._lines, self._frame, self._seen, self._width = lines, frame, seen, width

    def rows(self, first: int, end: int, cells: tuple[int, int] | None = None) -> None:
        """The rows `[first, end)`, or these `cells` of them."""
        seen = self._seen
        first, end = max(first, seen.start), min(end, seen.stop)
        if first < end:
            start, stop = cells or (0, self._width)
            self.regions.append(Region(start, first - seen.start, stop - start, end - first))

    def below(self, row: int) -> None:
        """The row and all after it, also where the article does not reach."""
        self.rows(row, self._seen.stop)

    def words(self, start: int, end: int) -> None:
        """The lines from one offset to another, without their rails."""
        first, last = self._lines.place(start), self._lines.place(end)
        for number, row in self._between(self._lines.row_of(first), self._lines.row_of(last) + 1):
            if row.rail is None:
                self.rows(number, number + 1)

    def annotation(self, one: Annotation) -> None:
        """The lines where it has words, and its rails."""
        for segment in one.segments:
            first, last = self._lines.place(segment.start), self._lines.place(segment.end)
            for number, row in self._between(self._lines.row_of(first), self._lines.bottom_of(last)):
                if row.rail is None or self._lines.bears(row, one.id):
                    self.rows(number, number + 1)

    def looks(self, old: Look, new: Look, targets: Iterable[Annotation]) -> None:
        """What one look shows otherwise than another; `targets` are what keys acted on then and now."""
        if old.caret != new.caret:
            self.words(old.caret, old.caret)
            self.words(new.caret, new.caret)
        if old.selection != new.selection:
            for start, end in _difference(old.selection, new.selection):
                self.words(start, end)
        if old.paragraph != new.paragraph:
            for paragraph in (old.paragraph, new.paragraph):
                self.mark(paragraph)
                self.bar(paragraph)
        if old.target != new.target:
            for one in targets:
                self.annotation(one)

    def paragraph(self, number: int) -> None:
        """All of a paragraph."""
        self.rows(self._lines.tops[number], self._lines.tops[number + 1])

    def mark(self, paragraph: int) -> None:
        """Number, tick and note of a paragraph, in its first row."""
        top = self._lines.tops[paragraph]
        self.rows(top, top + 1, (0, self._frame.left))

    def bar(self, paragraph: int) -> None:
        """The bar of the current paragraph, in its other rows but for the empty one at its end."""
        cell = self._frame.margin
        self.rows(self._lines.tops[paragraph] + 1, self._lines.tops[paragraph + 1] - 1, (cell, cell + 1))

    def _between(self, first: int, end: int) -> Iterator[tuple[int, Row]]:
        """Those of the rows `[first, end)` that are in view, by number."""
        numbers = range(max(first, self._seen.start), min(end, self._seen.stop))
        return ((number, self._lines.row(number)) for number in numbers)


def _difference(old: Span | None, new: Span | None) -> list[tuple[int, int]]:
    """What is in one selection and not in the other, from offset to offset; perhaps more, never less."""
    if old is None or new is None:
        return [(span.start, span.end) for span in (old, new) if span]
    edges = ((old.start, new.start), (old.end, new.end))
    return [(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
