"""The library: which articles there are, and how far everybody is with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from workbench.symbols import printable
from workbench.tui.widgets.shelf import Shelf, state
from workbench.tui.widgets.status import Line

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.store import Shelved
    from workbench.tui.app import Bench

FIRST_RUN = "Enter opens an article · type to filter · ? help · Ctrl+Q quits"
EMPTY = "There are no articles yet. Leave with Ctrl+Q and add some: workbench add FILE-OR-FOLDER"


class LibraryScreen(Screen[None]):
    """Typing filters; there is no field to go to first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open the article", show=False, id="library.open"),
    ]

    def __init__(self, rows: Sequence[Shelved], head: str, annotator: str) -> None:
        super().__init__()
        self._shelf = Shelf(rows)
        self._head = Line("head", Text(f"workbench · {printable(head, '')}", style="bold"), printable(annotator, ""))
        self._hint = Line("hint")
        self._status = Line("status", "", "? help")
        self._filter = ""

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._shelf
        yield self._hint
        yield self._status

    def on_mount(self) -> None:
        self._draw()

    @property
    def rows(self) -> Sequence[Shelved]:
        """Every article, whatever the filter."""
        return self._shelf.all

    @property
    def order(self) -> list[str]:
        """The ids of the articles as they are shown."""
        return [row.id for row in self._shelf.rows]

    @property
    def begun(self) -> bool:
        """Whether the annotator has made an annotation anywhere."""
        return any(row.annotations for row in self._shelf.all)

    def follow(self, reading: Reading) -> None:
        """Take over what was done in an article, without asking the store."""
        row = next((row for row in self._shelf.all if row.id == reading.article.id), None)
        if row is not None:
            self._shelf.put(replace(row, read=len(reading.marks), annotations=len(reading.annotations)))
            self._shelf.point_at(row.id)
        self._draw()

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._status.say(Text(printable(message, ""), style="bold yellow"))

    def action_open(self) -> None:
        """At once and not by a message, so that keys typed ahead reach the article."""
        if self._shelf.chosen is not None:
            cast("Bench", self.app).open_article(self._shelf.chosen)

    def typed(self, event: events.Key) -> bool:
        """Take what narrows the list or asks for help; says whether the key did."""
        if event.key in ("question_mark", "f1"):
            cast("Bench", self.app).action_help()
        elif event.key == "escape":
            self._narrow("")
        elif event.key == "backspace":
            self._narrow(self._filter[:-1])
        elif event.is_printable and event.character and (self._filter or event.key != "space"):
            self._narrow(self._filter + event.character)
        else:
            self._draw()
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        self._narrow(self._filter + event.text)

    @on(Shelf.Opened)
    def open(self, event: Shelf.Opened) -> None:
        cast("Bench", self.app).open_article(event.article_id)

    def _narrow(self, text: str) -> None:
        self._filter = text
        self._shelf.filter(text)
        self._draw()

    def _draw(self) -> None:
        rows = self._shelf.all
        self._hint.say(FIRST_RUN if rows else EMPTY)
        self._hint.display = not any(row.read for row in rows)
        self._status.say(self._filtered() if self._filter else self._summary())

    def _filtered(self) -> Text:
        found = len(self._shelf.rows)
        count = f"{found} of {len(self._shelf.all)}" if found else "no article"
        return Text.assemble("filter ", (f"{printable(self._filter, '')}▏", "bold"), f" {count} · Esc drops it")

    def _summary(self) -> str:
        rows = self._shelf.all
        states = Counter(state(row) for row in rows)
        parts = [f"{states[name]:,} {name}" for name in ("to do", "in progress", "done") if states[name]]
        return " · ".join([f"{len(rows):,} article{'' if len(rows) == 1 else 's'}", *parts])
