"""The colours that a scheme may name, and what a label gets that names none."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

COLOURS = {
    "blue": "#1260e2",
    "green": "#0fab1b",
    "red": "#cf1733",
    "purple": "#983cc6",
    "orange": "#f6680b",
    "teal": "#107577",
    "pink": "#f25bbb",
    "olive": "#5f7503",
    "sky": "#099de2",
    "brown": "#9a5a35",
    "indigo": "#9080ff",
    "gold": "#ac9213",
    "grey": "#8f8f8f",
}
"""Each stands out on black and on white (3:1), and is far from every other (0.1 in Oklab)."""


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


def of(name: str) -> str:
    """The colour of a label that the scheme does not have: always the same one for a name."""
    colours = list(COLOURS.values())
    return colours[zlib.crc32(name.encode()) % len(colours)]
