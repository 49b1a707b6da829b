"""Colours of the article: the scheme's, brought into contrast with whatever theme is on.

Contrast is that of WCAG 2.2 (relative luminance, success criterion 1.4.3): 4.5 for what is read, 3 for what is seen.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.widget import Widget

READ, SEEN = 4.5, 3.0


@dataclass(frozen=True)
class Palette:
    """The theme as the article needs it. Without `colour` all is told by reverse, underline and bold.

    With `ansi` the colours are those of the terminal, which nobody knows: the words of a label are on a paper of `ANSI`
    with the ink that reads on it anywhere, rails have the ink of the text, caret and selection are as without colour.
    """

    background: Color
    foreground: Color
    accent: Color
    colour: bool
    ansi: bool = False

    @classmethod
    def of(cls, widget: Widget) -> Palette:
        """That of the theme, as the widget has it."""
        _, _, background, foreground = widget.colors
        accent = Color.parse(widget.app.theme_variables["primary"])
        return cls(background, background + foreground, accent, not widget.app.no_color, widget.app.native_ansi_color)

    def text(self, label: str | None = None, *, strong: bool = False, underlined: bool = False) -> Style:
        """Words under the label of this colour (`#rrggbb`), or under none."""
        return _text(self, label, strong, underlined)

    def rail(self, label: str, *, strong: bool) -> Style:
        """A rail, or a key in the margin."""
        return _rail(self, label, strong)

    def margin(self, *, current: bool) -> Style:
        """Paragraph numbers and ticks."""
        return _margin(self, current)

    @property
    def bar(self) -> Style:
        """The bar beside the current paragraph."""
        return _bar(self)

    @property
    def letters(self) -> Style:
        """Letters that lie over the text."""
        if self.is_flat:
            return _style(self.foreground, self.background) + Style(reverse=True, bold=True)
        paper = readable(self.accent, self.background, READ)
        return _style(readable(self.background, paper, READ), paper) + Style(bold=True)

    def selected(self, base: Style) -> Style:
        """What `base` becomes inside the selection."""
        return base + (Style(reverse=True) if self.is_flat else _selection(self))

    def caret(self, base: Style) -> Style:
        """What `base` becomes under the caret; told from a selection even without colour."""
        plain = _style(self.foreground, self.background)
        return base + Style(reverse=True, bold=True, underline=True) if self.is_flat else plain + Style(reverse=True)

    @property
    def is_flat(self) -> bool:
        """Whether no colour can be worked out from those of the theme."""
        return self.ansi or not self.colour


@lru_cache(maxsize=16)
def _bar(palette: Palette) -> Style:
    ink = palette.foreground if palette.is_flat else readable(palette.accent, palette.background, SEEN)
    return _style(ink, palette.background)


@lru_cache(maxsize=1024)
def _text(palette: Palette, label: str | None, strong: bool, underlined: bool) -> Style:
    style = Style(bold=strong or None, underline=underlined or None)
    if palette.ansi and palette.colour and label is not None:
        return _hue(label) + style
    if palette.is_flat or label is None:
        return _style(palette.foreground, palette.background) + style
    paper = tint(colour_of(label), palette.background, palette.foreground)
    return _style(readable(palette.foreground, paper, READ), paper) + style


@lru_cache(maxsize=256)
def _rail(palette: Palette, label: str, strong: bool) -> Style:
    ink = palette.foreground if palette.is_flat else readable(colour_of(label), palette.background, READ)
    return _style(ink, palette.background) + Style(bold=strong or None)


@lru_cache(maxsize=16)
def _margin(palette: Palette, current: bool) -> Style:
    if palette.is_flat or current:
        return _style(palette.foreground, palette.background) + Style(bold=current or None)
    return _style(
        readable(palette.foreground.blend(palette.background, 0.6), palette.background, SEEN), palette.background
    )


@lru_cache(maxsize=16)
def _selection(palette: Palette) -> Style:
    paper = readable(palette.accent, palette.background, SEEN)
    return _style(readable(palette.foreground, paper, READ), paper)


def _style(ink: Color, paper: Color) -> Style:
    return Style(color=ink.rich_color, bgcolor=paper.rich_color)


def of_terminal(colour: str) -> str:
    """That of `ANSI` whose hue is next to that of `#rrggbb`."""
    hue, saturation, _ = colorsys.rgb_to_hsv(*colour_of(colour).normalized)
    if colour in ANSI:
        return colour
    return tuple(ANSI)[round(hue * 6) % 6] if saturation > 0.2 else _GREY


def _hue(label: str) -> Style:
    """The terminal's paper for a label, with the terminal's black or white on it."""
    number = ANSI[of_terminal(label)]
    return Style(color="bright_white" if number in _DARK else "black", bgcolor=RichColor.from_ansi(number))


_GREY = "#aaaaaa"
ANSI = {"#aa0000": 1, "#aa5500": 3, "#00aa00": 2, "#00aaaa": 6, "#0000aa": 4, "#aa00aa": 5, _GREY: 7}
"""Red, yellow, green, cyan, blue, magenta and grey, as terminals have them at first → their numbers."""
_DARK = {1, 4, 5}


def colour_of(label: str) -> Color:
    """The colour that a scheme gives, `#rrggbb`."""
    return Color.parse(label)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(ink: Color, paper: Color, least: float) -> Color:
    """The ink itself, or so much of white or black in it that it contrasts with the paper by `least` at least."""
    pole = max(_BLACK, _WHITE, key=lambda pole: contrast(pole, paper))
    shades = (ink.blend(pole, step / 10) for step in range(11))
    return next((shade for shade in shades if contrast(shade, paper) >= least), pole)


def tint(label: Color, paper: Color, ink: Color) -> Color:
    """The paper with as much of the label's colour in it as leaves the ink readable, but no more than 45 %."""
    shades = (paper.blend(label, share / 100) for share in range(45, 0, -5))
    return next((shade for shade in shades if contrast(shade, ink) >= READ), paper)


_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)
