"""The labels that can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from workbench.scheme import Label
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.prose import flat
from workbench.tui.widgets.rows import Rows

NAME = 34
"""Cells for indentation, key and name, at most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A label, how deep it stands below others, and how often it was given. `is_new`: nobody has made it yet."""

    label: Label
    depth: int
    count: int
    is_new: bool = False


class Choices(Rows):
    """One row for each label."""

    DEFAULT_CSS = """
    Choices { margin-top: 1; }
    """

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__("choices", lambda: None)
        self._is_tree = True
        self._take(offers)

    @property
    def count(self) -> int:
        """How many labels are shown."""
        return len(self._offers)

    @property
    def chosen(self) -> Offer | None:
        """The label in question; None where no label is shown."""
        return self._offers[self.at] if self._offers else None

    def show(self, offers: Sequence[Offer], *, is_tree: bool) -> None:
        """Show these; as a tree, children are indented. The label that was chosen stays so if it is there."""
        before = self.chosen
        self._is_tree = is_tree
        self._take(offers)
        self.point_at(before.label.name if before else None)

    def append(self, offer: Offer) -> None:
        """Show one more, at the end."""
        self._take([*self._offers, offer])

    def point_at(self, name: str | None) -> None:
        """Choose the label of this name, or the first."""
        self.go(next((n for n, offer in enumerate(self._offers) if offer.label.name == name), 0))

    def point_at_start(self, text: str) -> None:
        """Choose the first label whose name begins with the text, if one does and the chosen one does not."""
        start = text.strip().casefold()
        begins = [n for n, offer in enumerate(self._offers) if offer.label.name.casefold().startswith(start)]
        if start and begins and self.at not in begins:
            self.go(begins[0])

    def line(self, row: int, width: int) -> Text:
        offer = self._offers[row]
        name = self._named(offer)
        name.truncate(self._width, overflow="ellipsis", pad=True)
        if offer.is_new:
            return name
        return Text.assemble(name, (f"{offer.count or '·':>5}  ", "dim"), (flat(offer.label.guideline), "dim"))

    def _named(self, offer: Offer) -> Text:
        if offer.is_new:
            return Text.assemble("   new label “", (printable(offer.label.name, ""), "bold"), "”")
        indent = "  " * offer.depth if self._is_tree else ""
        return Text.assemble(indent, named(offer.label))

    def _take(self, offers: Sequence[Offer]) -> None:
        self._offers = offers
        self._width = min(NAME, max((cell_len(self._named(offer).plain) for offer in offers), default=0))
        self.changed(self.at)
