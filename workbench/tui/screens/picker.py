"""Choosing a label by its name: all of them, those without a key and those that nobody has made yet included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from workbench.names import normal, sentence
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.screens.chooser import Chooser
from workbench.tui.screens.forms import LEAVES
from workbench.tui.widgets.choices import Choices, Offer
from workbench.tui.widgets.guideline import Asker
from workbench.tui.widgets.rows import Rows

HINT = f"↑ ↓ choose · [@click=screen.take]Enter takes it[/] · [@click=screen.guideline]Tab guideline[/] · {LEAVES}"


class Picker(Chooser[str, Choices]):
    """Every label with its key, count and the first words of its guideline. Typing filters by words.

    Gives the name of a label, or None. It is a new one only where the scheme has free labels.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "guideline", "its guideline", show=False, priority=True, id="picker.guideline"),
    ]

    def __init__(
        self, scheme: Scheme, title: str, counts: Mapping[str, int], ask: Asker, *, at: str | None = None
    ) -> None:
        """`counts`: how often each label was given here; `ask`: for its guideline; `at`: the label to begin with."""
        self._offers = [Offer(label, depth, counts[label.name]) for label, depth in scheme.tree]
        super().__init__(Input(placeholder="words of its name"), Choices(self._offers))
        self._scheme = scheme
        self._title = title
        self._counts = counts
        self._ask = ask
        self.rows.point_at(at)
        self.add(sorted(name for name, count in counts.items() if count))

    def add(self, names: Iterable[str]) -> None:
        """Offer these labels, too."""
        known = {offer.label.name for offer in self._offers}
        free = (name for name in names if name not in known)
        self._offers += [Offer(self._scheme.label(name), 0, self._counts[name]) for name in free]
        self._filter()

    def on_mount(self) -> None:
        dialog = self.query_one(".dialog")
        dialog.border_title, dialog.border_subtitle = Text(self._title), HINT

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(".dialog").styles.height = min(event.size.height, max(len(self._offers), 5) + 5)

    @on(Input.Changed)
    def _filter(self) -> None:
        words = self.field.value.casefold().split()
        found = [offer for offer in self._offers if all(word in offer.label.name.casefold() for word in words)]
        self.rows.show(found if words else self._offers, is_tree=not words)
        self.rows.point_at_start(self.field.value)
        self._offer_new()

    def _offer_new(self) -> None:
        """Where the scheme lets annotators make labels: what was typed, if nothing has that name."""
        name = normal(self.field.value)
        if self._scheme.free_labels and name and all(offer.label.name != name for offer in self._offers):
            self.rows.append(Offer(self._scheme.label(name), 0, 0, is_new=True))

    @on(Rows.Taken)
    def action_take(self) -> None:
        """Close with the label; say why where it cannot be one."""
        offer = self.rows.chosen
        refusal = self._scheme.refusal(offer.label.name) if offer and offer.is_new else ""
        if offer is None or refusal:
            told = sentence(refusal or "no label has these words in its name")
            self.query_one(".dialog").border_subtitle = Text(printable(told, ""))
        else:
            self.dismiss(offer.label.name)

    def action_guideline(self) -> None:
        """What the guideline says of the label."""
        from workbench.tui.screens.guideline import GuidelineScreen

        if offer := self.rows.chosen:
            self.app.push_screen(GuidelineScreen(offer.label, self._scheme, self._ask))
