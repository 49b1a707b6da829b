"""One label for every occurrence of the same words: what would be labelled, to be pruned before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench import keys
from workbench.annotate import Reading
from workbench.annotate.repeating import Occurrence, Sought
from workbench.errors import Refused
from workbench.names import sentence
from workbench.tui.caps import named
from workbench.tui.prose import flat, quoted
from workbench.tui.screens.forms import LEAVES
from workbench.tui.screens.modal import Modal
from workbench.tui.screens.picker import Picker
from workbench.tui.screens.place import Typed
from workbench.tui.widgets.guideline import Asker
from workbench.tui.widgets.occurrences import Occurrences
from workbench.tui.widgets.status import Line

TITLE = 60
"""Cells for the words in the title."""
LEAST = 5
"""Rows for places at least."""

Found = tuple[Sequence[Occurrence], bool]
"""Places in all articles, and whether there are more than could be shown."""
Everywhere = Callable[[Sought, Callable[[Found], object]], object]
"""Looks for words in all articles but the open one, and calls back."""


class Wish(NamedTuple):
    """The label that all of these places are to have."""

    label: str
    places: Sequence[Occurrence]


class OccurrencesScreen(Typed, Modal[Wish | None]):
    """The places with their context; a label's key labels all that are checked, Enter with the label given last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False, id="every.leave"),
        Binding("enter", "label", "the label given last", show=False, id="every.label"),
        Binding("tab", "everywhere", "this article, or all", show=False, id="every.everywhere"),
        Binding("W", "whole_words", "whole words, or any", show=False, id="every.whole_words"),
        Binding("C", "same_case", "the same case, or any", show=False, id="every.same_case"),
        Binding("plus", "check_all(True)", "all on", show=False, id="every.all"),
        Binding("minus", "check_all(False)", "all off", show=False, id="every.none"),
    ]

    def __init__(
        self, reading: Reading, wanted: Sought, everywhere: Everywhere, ask: Asker, picks: Sequence[str]
    ) -> None:
        """`everywhere` looks for the words in the other articles; `ask` is for the guidelines of labels; `picks` are
        the keys that choose a label by its name.
        """
        super().__init__()
        self.bind_again(picks, "pick")
        self._picks = picks
        self._reading = reading
        self._wanted = wanted
        self._look_everywhere = everywhere
        self._ask = ask
        self._everywhere = False
        self._articles = 0
        self._path = ""
        self._dialog = Vertical(classes="dialog")
        self._switches = Line("switches")
        self._told = Line("told")
        self._list = Occurrences(reading.scheme, self._draw)

    def compose(self) -> ComposeResult:
        with self._dialog as dialog:
            dialog.border_title = Text(f"Every {quoted(flat(self._wanted.words), TITLE)}")
            pick = f"{keys.shown(self._picks[0])} " if self._picks else ""
            dialog.border_subtitle = (
                "[@click=screen.check_all(True)]+ all[/] · [@click=screen.check_all(False)]- none[/] · "
                f"Space one · [@click=screen.pick]{pick}by name[/] · {LEAVES}"
            )
            yield self._switches
            yield self._list
            yield self._told

    def on_resize(self) -> None:
        self._fit()

    def on_mount(self) -> None:
        self._list.focus()
        self._search()

    def typed(self, event: events.Key) -> bool:
        """Take the key of a label, or a letter of its path."""
        letter = event.key
        if not (len(letter) == 1 and letter.isalpha() and letter.islower()):
            self._path = ""
            return False
        scheme, begun = self._reading.scheme, self._path
        label = scheme.label_for_key(letter if begun in ("", letter) else begun + letter)
        self._path = letter if not begun and scheme.paths(letter) else ""
        if label is None:
            self._told.warn(f"No label has the key {begun}{letter}.")
        elif self._path:
            self._told.say(Text.assemble(named(label), ": its second letter, or Enter for this one"))
        else:
            self._label(label.name)
        return True

    def action_leave(self) -> None:
        """Drop a path that was begun, or leave."""
        if not self._path:
            self.dismiss(None)
        self._path = ""
        self._draw()

    def action_label(self) -> None:
        """The parent whose path was begun, or the label given last."""
        begun = self._reading.scheme.label_for_key(self._path)
        name = begun.name if begun else self._reading.last_label
        if name is None:
            self._told.warn("No label has been used yet: press the key of one.")
        else:
            self._label(name)

    def action_everywhere(self) -> None:
        self._everywhere = not self._everywhere
        self._search()

    def action_whole_words(self) -> None:
        self._wanted = replace(self._wanted, whole_words=not self._wanted.whole_words)
        self._search()

    def action_same_case(self) -> None:
        self._wanted = replace(self._wanted, same_case=not self._wanted.same_case)
        self._search()

    def action_check_all(self, on: bool) -> None:
        self._list.check_all(on=on)

    def action_pick(self) -> None:
        """Choose the label by its name."""
        title = f"Label {self._list.number_checked:,} places"
        self.app.push_screen(Picker(self._reading.scheme, title, self._reading.counts, self._ask), self._label)

    def _label(self, name: str | None) -> None:
        """Close with what is checked and does not bear the label yet; say why where that is nothing."""
        if name is None:
            return
        places = [row for row in self._list.checked if name not in row.labels]
        if refusal := self._reading.scheme.refusal(name):
            self._told.warn(sentence(refusal))
        elif not places:
            self._told.warn(f"All of these are {name} already." if self._list.checked else "Nothing is checked.")
        else:
            self.dismiss(Wish(name, places))

    def _search(self) -> None:
        try:
            here = self._reading.occurrences(self._wanted)
        except Refused as refusal:
            self._show(())
            self._told.warn(refusal.message)
            return
        self._show(here)
        if self._everywhere:
            wanted = self._wanted
            self._told.say(Text("Looking through all articles…", "bold"))
            self._look_everywhere(wanted, lambda found: self._take(wanted, here, found))

    def _take(self, wanted: Sought, here: Sequence[Occurrence], found: Found) -> None:
        """The other articles have been searched; what is no longer wanted comes too late."""
        if self._everywhere and wanted == self._wanted and self.is_attached:
            there, is_cut = found
            self._show([*here, *there])
            if is_cut:
                self._told.warn(f"Only the first {len(there):,} places of the other articles are shown.")

    def _show(self, rows: Sequence[Occurrence]) -> None:
        self._articles = len({row.article.id for row in rows})
        self._list.show(rows)
        self._fit()

    def _fit(self) -> None:
        """As high as there are places, but no higher than the screen."""
        self._dialog.styles.height = min(self.size.height, max(LEAST, self._list.count) + 4)

    def _draw(self) -> None:
        wanted = self._wanted
        self._switches.say(
            Text.assemble(
                _switch("Tab", "all articles", "everywhere", is_on=self._everywhere),
                _switch("W", "whole words", "whole_words", is_on=wanted.whole_words),
                _switch("C", "same case", "same_case", is_on=wanted.same_case),
            )
        )
        self._told.say(self._summary())

    def _summary(self) -> Text:
        """How many are checked, and what Enter would do."""
        last = self._reading.last_label
        count = f"{self._list.number_checked:,} of {self._list.count:,}"
        place = f" in {self._articles:,} articles" if self._articles > 1 else ""
        said = Text.assemble((count, "bold"), place, " · ")
        if last is None:
            return Text.assemble(said, "the key of a label labels them")
        return Text.assemble(said, "Enter ", named(self._reading.scheme.label(last)), ", or the key of a label")


def _switch(key: str, words: str, action: str, *, is_on: bool) -> Text:
    click = Style(meta={"@click": f"screen.{action}"})
    mark = ("✓ ", "green") if is_on else ("· ", "dim")
    switch = Text.assemble((key, "bold"), " ", mark, words, "   ")
    switch.stylize(click)
    return switch
