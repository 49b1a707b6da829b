"""A paragraph with the rails of two annotators under each line, drawn; and in words, how two annotations differ."""

from __future__ import annotations

from dataclasses import replace

from rich.text import Text

from workbench.agreement.differences import Difference, DifferenceKind, slip
from workbench.annotate import Reading
from workbench.model import Annotation
from workbench.spans import intersection
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.lanes import NAME, Focus, Lane, Lanes
from workbench.tui.palette import Palette
from workbench.tui.prose import flat
from workbench.tui.signs import BETWEEN
from workbench.tui.values import words

_MARGIN = 6
"""Cells that the text leaves free at its right."""
_SAID = {
    DifferenceKind.SAME: "same",
    DifferenceKind.ATTRIBUTE: "other attributes",
    DifferenceKind.BOUNDARY: "other edges",
    DifferenceKind.LABEL: "other label",
    DifferenceKind.SPLIT: "theirs in parts",
    DifferenceKind.MERGE: "mine in parts",
    DifferenceKind.MISSED: "only mine",
    DifferenceKind.EXTRA: "only theirs",
}
_VERDICT = 1 + max(map(len, _SAID.values()))
"""Cells for what is said of a difference."""


class Parallel:
    """Draws the paragraph of a reading's caret, compared with another annotator, in `width` cells."""

    def __init__(self, reading: Reading, other: str, palette: Palette, width: int) -> None:
        self._paragraph = reading.article.paragraphs[reading.paragraph]
        article = replace(reading.article, paragraphs=(self._paragraph,))
        mine, theirs = reading.touching(reading.paragraph), reading.others.touching(other, reading.paragraph)
        lanes = [Lane(reading.annotator, lambda _: mine), Lane(other, lambda _: theirs)]
        self._lanes = Lanes(article, lanes, reading.scheme, palette, (width, width - NAME - _MARGIN))

    def strips(self, difference: Difference | None) -> Lanes:
        """Each line, then its rails by annotator; the words of the difference are lit up, its rails are heavy."""
        self._lanes.focus = Focus()
        if difference is not None:
            heavy = {one.id for one in (*difference.first, *difference.second)}
            self._lanes.focus = Focus(intersection(difference.extent, self._paragraph), heavy)
        return self._lanes

    def row(self, difference: Difference) -> int:
        """Which of the strips has the first words of the difference."""
        return self._lanes.rows(difference.extent).start


def told(difference: Difference, reading: Reading) -> Text:
    """What is to be said of it, the labels, what differs, and the words of both or of the one."""
    mark, style = BETWEEN[difference.kind]
    both = difference.first + difference.second
    labels = [reading.scheme.label(name) for name in dict.fromkeys(one.label for one in both)]
    all_named = Text(" / ").join(map(named, labels))
    sign, about = (f" {mark} ", f"bold {style}"), (_details(difference), "bold")
    quote = flat(both[0].quote(reading.article.text))
    return Text.assemble(sign, f"{_SAID[difference.kind]:<{_VERDICT}}", all_named, about, "  ", (quote, "dim"))


def _details(difference: Difference) -> str:
    off = slip(difference)
    parts = [f"theirs {off}"] if off else []
    parts += [_values(name, difference.first[0], difference.second[0]) for name in difference.attributes]
    return "".join(f"  {part}" for part in parts)


def _values(name: str, mine: Annotation, theirs: Annotation) -> str:
    both = (" ".join(words(one.attributes.get(name))) or "–" for one in (mine, theirs))
    return printable(f"{name}: {' / '.join(both)}", "")
