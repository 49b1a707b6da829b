"""Rails: under a line, each annotation as a bracket that bears its key and name.

╰─a anonymous_source╯ ╰─r anonymity_grant────╌      goes on in the next line
╌─r───────────╯ ╰c─╯     ╰─d direct_quote╯····╰─╯   parts of one annotation are joined by dots
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from rich.cells import cell_len, set_cell_size

from workbench.model import Annotation
from workbench.symbols import printable

DOUBT = "?"
"""Stands behind the key or name of an annotation that its annotator is unsure of."""
_LETTERS = 4
"""A name is cut to no fewer letters than these; below them the key alone stands for it."""


class Extent(Protocol):
    """What takes room in a line: `[start, end)`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


E = TypeVar("E", bound=Extent)


def pack(extents: Sequence[E]) -> list[list[E]]:
    """Rows of what does not overlap, as few as possible; what begins first (or is given first) in the first row.

    Greedy interval partitioning by start (Kleinberg and Tardos, Algorithm Design, 4.1).
    """
    if len(extents) == 1:
        return [[extents[0]]]
    rows: list[list[E]] = []
    for extent in sorted(extents, key=attrgetter("start")):
        for row in rows:
            if row[-1].end <= extent.start:
                row.append(extent)
                break
        else:
            rows.append([extent])
    return rows


class Rail(NamedTuple):
    """What one annotation covers of one line: `runs` in cells, half-open, in order, not overlapping.

    `cut_start`, `cut_end`: the first, last run is cut by the line's edge. `start` and `end` are the cells that the rail
    takes: wider than its runs where dots lead to parts on other lines. `part` is the number of the first part here,
    counted from 1, where others are on other lines, and else 0.
    """

    annotation: Annotation
    runs: Sequence[tuple[int, int]]
    cut_start: bool
    cut_end: bool
    start: int
    end: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Strokes:
    """The characters that a rail is drawn with."""

    start: str
    line: str
    end: str
    cut: str


LIGHT = Strokes("╰", "─", "╯", "╌")
HEAVY = Strokes("┗", "━", "┛", "╍")


class Caption(NamedTuple):
    """What stands in a rail: key and name of the label, and signs behind the key, or the name where there is none."""

    key: str
    name: str
    signs: str = ""


def draw(rail: Rail, caption: Caption, strokes: Strokes, *, named: bool) -> str:
    """The rail's characters from `start` to `end`, one cell each. Without `named`: the key alone, if there is one."""
    if caption.key and not named:
        caption = caption._replace(name="")
    drawn, cell = [], rail.start
    for index, (start, end) in enumerate(rail.runs):
        first, last = index == 0, index == len(rail.runs) - 1
        opening = strokes.cut if first and rail.cut_start else strokes.start
        closing = strokes.cut if last and rail.cut_end else strokes.end
        words = fitted(end - start, caption) if first else ""
        drawn += ["·" * (start - cell), _bracket(end - start, opening, closing, words, strokes.line)]
        cell = end
    return "".join(drawn) + "·" * (rail.end - cell)


def fitted(width: int, caption: Caption) -> str:
    """What of it stands in a bracket of `width` cells; cut with an ellipsis where it must be, the signs last."""
    key, name, signs = (printable(words, keep="") for words in caption)
    full = f"{key}{signs} {name}".strip() if key else name + signs
    room = width - 3
    if cell_len(full) <= room:
        return full
    letters = room - (cell_len(full) - cell_len(name))
    if name and letters > _LETTERS:
        short = set_cell_size(name, letters - 1) + "…"
        return f"{key}{signs} {short}" if key else short + signs
    short = (key or set_cell_size(name, 1)) + signs
    return set_cell_size(short, min(width, cell_len(short)))


def _bracket(width: int, opening: str, closing: str, words: str, line: str) -> str:
    """`width` cells: opening, words, line, closing; what has no room is left out, the words last."""
    taken = cell_len(words)
    if width <= taken:
        return words or opening
    if width == taken + 1:
        return opening + words
    lead = line if width > taken + 3 or (width == taken + 3 and len(words) > 1) else ""
    return opening + lead + words + line * (width - 2 - len(lead) - taken) + closing
