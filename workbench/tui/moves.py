"""Moves that depend on how lines are wrapped, and how far the view scrolls to show where they lead."""

from __future__ import annotations

from workbench.tui.layout import Layout, Place

CONTEXT = 3
"""Rows that stay in view before and after what the caret is in; pages overlap by as many."""

_EXTENDING = "extend_"

COMMANDS = frozenset(
    {"up", "down", "line_start", "line_end", "page_up", "page_down", f"{_EXTENDING}up", f"{_EXTENDING}down"}
)
"""The commands of `keys.COMMANDS` that depend on how lines are wrapped, and so belong to the view."""

_BEYOND = 1 << 20
"""A cell beyond any line's end."""


def extends(command: str) -> bool:
    """Whether the command selects what it moves over."""
    return command.startswith(_EXTENDING)


def target(lines: Layout, command: str, place: Place, cell: int, page: int) -> Place:
    """Where one of `COMMANDS` leads from `place`.

    `cell` is the cell wished for in the other line, `page` the rows of a page. Above the first line is its start, below
    the last one its end.
    """
    match command:
        case "line_start":
            return place._replace(cell=0)
        case "line_end":
            return place._replace(cell=_BEYOND)
    by = 1 if command.endswith("down") else -1
    found = _page(lines, place, by * page) if command.startswith("page") else None
    found = found or lines.beside(place, by)
    return found._replace(cell=cell) if found else place._replace(cell=_BEYOND if by > 0 else 0)


def _page(lines: Layout, place: Place, rows: int) -> Place | None:
    """The line so many rows on; None if that is the same one."""
    found = lines.nearest(lines.row_of(place) + rows, 0)
    return found if found[:2] != place[:2] else None


def revealed(lines: Layout, place: Place, top: int, height: int) -> int:
    """The first row of a view of `height` rows that showed `top` first, scrolled no more than is needed.

    The whole paragraph of `place` is shown with rows of context; where it is too long, the line with them.
    """
    first, end = lines.tops[place.paragraph], lines.tops[place.paragraph + 1] - 1
    if end - first > height:
        first, end = lines.row_of(place), lines.bottom_of(place)
    context = min(CONTEXT, max(0, height - (end - first)) // 2)
    shown = max(min(top, first - context), end + context - height) if end - first <= height else first
    return max(0, shown)
