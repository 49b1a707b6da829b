"""Jumping: letters appear over what is in view, and typing them leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual import events

from workbench.annotate import Reading
from workbench.annotate.finding import choose
from workbench.errors import Refused
from workbench.tui.layout import Layout
from workbench.tui.modes import Mode

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen

_LETTERS = "fjdkslaghrueiwoqptyvmcnbxz"
"""What lies under the fingers first."""


class Spot(NamedTuple):
    """Something in view: the row and the cell of the text where it begins, and how to go there."""

    row: int
    cell: int
    go: Callable[[], None]


Finder = Callable[["Reading", "Layout", range], Iterator[Spot]]


def codes(count: int, alphabet: str) -> list[str]:
    """So many words of one or two letters, none of which begins another; as many of one letter as can be.

    Never more than there are pairs of letters.
    """
    size = len(alphabet)
    first = -(-max(0, min(count, size * size) - size) // (size - 1))  # letters that begin a pair
    single, begin = alphabet[: size - first], alphabet[size - first :]
    return [*single, *map("".join, product(begin, alphabet))][:count]


def to_sentences(reading: Reading, lines: Layout, rows: range) -> Iterator[Spot]:
    """The sentences that begin in these rows."""
    for paragraph in range(lines.row(rows.start).paragraph, lines.row(rows.stop - 1).paragraph + 1):
        for start in reading.units.sentence_starts[paragraph]:
            place = lines.place(start)
            if (row := lines.row_of(place)) in rows:
                yield Spot(row, place.cell, partial(reading.move_to, start))


def to_annotations(reading: Reading, lines: Layout, rows: range) -> Iterator[Spot]:
    """The annotations with a rail in these rows, each where its first one is; without rails, those that begin here."""
    seen = set()
    for row in rows:
        for cell, id_ in _rails(lines, row) if lines.rails else _starts(lines, row):
            if id_ not in seen:
                seen.add(id_)
                yield Spot(row, cell, partial(choose, reading, id_))


def _rails(lines: Layout, row: int) -> Iterator[tuple[int, str]]:
    return ((rail.start, rail.annotation.id) for rail in lines.rails_of(lines.row(row)))


def _starts(lines: Layout, row: int) -> Iterator[tuple[int, str]]:
    at = lines.row(row)
    if at.line is not None:
        block = lines.blocks[at.paragraph]
        line = block.lines[at.line]
        begun = (piece for piece in line.pieces if piece.start >= line.start)
        yield from ((block.cell(line, piece.start), piece.annotation.id) for piece in begun)


def spread(letters: Iterable[tuple[Spot, str]]) -> dict[int, list[tuple[int, str]]]:
    """The letters by row, from left to right, pushed on where one would cover another."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for spot, word in sorted(letters, key=lambda both: both[0][:2]):
        row = rows.setdefault(spot.row, [])
        free = row[-1][0] + len(row[-1][1]) if row else 0
        row.append((spot.cell if spot.cell >= free else free + 1, word))
    return rows


class Jump(Mode):
    """Letters over the sentences in view, or over the annotations. The command's key goes from one to the other."""

    def __init__(self, screen: ArticleScreen, find: Finder) -> None:
        self._screen, self._find = screen, find
        self._switches = screen.keys_of("jump")
        rows = screen.view.rows  # none on a terminal without room for the article
        spots = list(find(screen.reading, screen.view.lines, rows)) if rows else []
        if not spots:
            raise Refused("No annotation is in view." if find is to_annotations else "No sentence is in view.")
        alphabet = "".join(letter for letter in _LETTERS if letter not in self._switches)
        self._spots = dict(zip(codes(len(spots), alphabet), spots, strict=False))
        self._typed = ""

    def entered(self) -> None:
        self._draw()

    def says(self, room: int) -> Text:
        here, there = ("an annotation", "sentences") if self._find is to_annotations else ("a sentence", "annotations")
        again = self._screen.keymap.shown_for("jump")
        return Text.assemble(("jump: ", "bold"), f"letters of {here} {self._typed}▏ · {again} {there} · Esc")

    def typed(self, event: events.Key) -> bool:
        if event.key in self._switches:
            self._screen.refusing(self._switch)
        elif event.key == "escape":
            self._screen.leave_mode()
        elif len(event.key) == 1 and event.key.islower():
            self._take(self._typed + event.key)
        else:
            return False
        return True

    def left(self) -> None:
        self._screen.view.draw_over({})

    def resized(self) -> None:
        self._screen.leave_mode()

    def _switch(self) -> None:
        self._screen.enter(Jump(self._screen, to_sentences if self._find is to_annotations else to_annotations))

    def _take(self, typed: str) -> None:
        self._typed = typed
        if spot := self._spots.get(typed):
            self._screen.leave_mode()
            self._screen.attempt(spot.go)
        elif any(code.startswith(typed) for code in self._spots):
            self._draw()
        else:
            self._screen.leave_mode()
            self._screen.status.warn(f"Nothing has the letters {typed}.")

    def _draw(self) -> None:
        """The letters that are yet to be typed."""
        typed = len(self._typed)
        left = ((spot, code[typed:]) for code, spot in self._spots.items() if code.startswith(self._typed))
        self._screen.view.draw_over(spread(left))
