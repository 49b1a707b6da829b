"""Two themes of our own, and the colours that labels have in them.

`workbench-clear` is for people who see colours otherwise. Its label colours were searched for, not chosen: as far apart
as fourteen can be in Oklab, by hue and by lightness, as seen with normal sight and with deuteranopia, protanopia and
tritanopia (simulated after Machado, Oliveira and Fernandes 2009, severity 1.0), labels that follow one another in a
scheme farther than others. `workbench-16` has the colours of the terminal alone.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from workbench.scheme import Scheme

CLEAR = Theme(
    name="workbench-clear",
    primary="#56b4e9",
    secondary="#0072b2",
    accent="#f0e442",
    warning="#f0e442",
    error="#ff9e7a",
    success="#9ad1ff",
    foreground="#f2f2f2",
    background="#0b0e14",
    surface="#1b2130",
    panel="#262e42",
)
SIXTEEN = replace(BUILTIN_THEMES["ansi-dark"], name="workbench-16")
OWN = (CLEAR, SIXTEEN)
PLAIN = "textual-dark"

CLEAR_LABELS = (
    "#8f70ff",
    "#bcffbc",
    "#bcbd0b",
    "#ce37ce",
    "#43fdff",
    "#e9d800",
    "#b79805",
    "#f12999",
    "#9cadff",
    "#ffa68d",
    "#a57202",
    "#ffff16",
    "#1ad9c3",
    "#178d66",
)
"""In the order of a scheme's labels; a fifteenth has the colour of the first, and its letter to tell them apart."""


def usual(color_system: str | None) -> str:
    """The theme for somebody who has set none: that of 16 colours where the terminal claims no more."""
    return SIXTEEN.name if color_system == "standard" else PLAIN


def suited(scheme: Scheme, theme: Theme) -> Scheme:
    """The scheme with the colours that its labels have in the theme: its own, but for ours and Textual's of ANSI."""
    from workbench.tui.palette import of_terminal

    labels = scheme.labels.values()
    if theme.name == CLEAR.name:
        colours = list(islice(cycle(CLEAR_LABELS), len(labels)))
    elif theme.ansi:
        colours = [of_terminal(label.colour) for label in labels]
    else:
        return scheme
    painted = zip(labels, colours, strict=True)
    return replace(scheme, labels={label.name: replace(label, colour=colour) for label, colour in painted})
