"""The colours that a scheme may name, and what a label gets that names none."""

from __future__ import annotations

from collections.abc import Iterable

COLOURS = {
    "blue": "#3b82f6",
    "green": "#16a34a",
    "red": "#ef4444",
    "purple": "#a855f7",
    "orange": "#f97316",
    "teal": "#0d9488",
    "pink": "#ec4899",
    "olive": "#8a8f1e",
    "sky": "#0ea5e9",
    "brown": "#a0673a",
    "indigo": "#6366f1",
    "gold": "#ca8a04",
    "grey": "#808080",
}


def fill(given: Iterable[str | None]) -> list[str]:
    """A colour for each label: its own, else the first that no label has yet, else all again from the first."""
    given = list(given)
    free = [colour for colour in COLOURS.values() if colour not in given] or list(COLOURS.values())
    without = 0
    filled = []
    for colour in given:
        filled.append(colour or free[without % len(free)])
        without += colour is None
    return filled
