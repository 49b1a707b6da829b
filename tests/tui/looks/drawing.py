"""A screen as a reviewer can read it in a diff: its words, and under them where which style stands, in every theme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from string import ascii_letters, digits
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual._context import visible_screen_stack
from textual.app import App

_SIGNS = ascii_letters + digits + "!#$%&*+=?@<>/~^"
"""One for each combination of styles; the most frequent is a space."""


class Drawn(NamedTuple):
    """The lines of a screen, and the style of each of its cells."""

    lines: list[str]
    styles: list[list[str]]


def drawn(app: App[object]) -> Drawn:
    """The screen on top as it stands."""
    visible_screen_stack.set(app._background_screens)  # a screen over others shows them through its veil
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    styles = [
        [*chain.from_iterable([_written(style)] * cell_len(text) for text, style, _ in strip)] for strip in strips
    ]
    return Drawn(lines, styles)


@cache
def _written(style: Style | None) -> str:
    """In the words of Rich."""
    return str(style).replace("not dim ", "") if style else "none"


def told(themes: Mapping[str, Drawn]) -> str:
    """The words, with those of a theme that says others; a map of signs, one for each cell; and what a sign means."""
    first, *others = themes
    grid = [[*zip(*cells, strict=True)] for cells in zip(*(themes[theme].styles for theme in themes), strict=True)]
    counts = Counter(style for row in grid for style in row)
    base = max(counts, key=counts.__getitem__)
    signs = {base: " "} | dict(zip((style for style in counts if style != base), _SIGNS, strict=False))
    rows = ["".join(signs[style] for style in row).rstrip() for row in grid]
    return "\n".join(
        [
            *themes[first].lines,
            *(line for theme in others for line in _other_words(theme, themes[first].lines, themes[theme].lines)),
            *_rule("styles"),
            *rows,
            *_rule(" | ".join(themes)),
            *(f"{sign or ' '} = {' | '.join(style)}" for style, sign in signs.items()),
        ]
    )


def _other_words(theme: str, lines: Sequence[str], others: Sequence[str]) -> list[str]:
    differing = [f"{n}: {other}" for n, (line, other) in enumerate(zip(lines, others, strict=True), 1) if line != other]
    return [*_rule(f"in {theme}"), *differing] if differing else []


def _rule(title: str) -> list[str]:
    return [f"---- {title} ----"]
