"""The library: which articles there are, and how far everybody is with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from workbench.errors import Refused
from workbench.model import State
from workbench.symbols import printable
from workbench.tui.prose import counted
from workbench.tui.screens.place import Place
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.shelf import Shelf, others
from workbench.tui.widgets.status import HELP, PALETTE, Line

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.store import Shelved

FIRST_RUN = "Enter opens an article · type to filter · ? help · Ctrl+Q quits"
EMPTY = "No articles yet: Ctrl+Q, then add some with workbench add FILE-OR-FOLDER"

SHELF_SAYS_ALL = 116
"""Screens of at least this many cells have a column for the outlet and for the others."""


class LibraryScreen(Place):
    """Typing filters; there is no field to go to first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # ctrl+j: what a terminal makes of an Enter that is typed before the screens have taken it over
        Binding("enter,ctrl+j", "open", "open the article", show=False, id="library.open"),
        Binding("ctrl+f", "search", "search all articles", show=False, id="library.search"),
        Binding("ctrl+g", "adjudicate", "decide between annotators", show=False, id="library.adjudicate"),
        Binding("f5", "agreement", "how far annotators agree", show=False, id="library.agreement"),
    ]

    def __init__(self, rows: Sequence[Shelved], head: str, annotator: str) -> None:
        super().__init__()
        self.shelf = Shelf(rows, self._draw)
        self._head = Line("head", Text(f"workbench · {printable(head, '')}", style="bold"), printable(annotator, ""))
        self._hint = Line("hint")
        self.status = Line("status", tools=(HELP, *PALETTE))
        self._filter = ""
        self._was_left = False

    def compose(self) -> ComposeResult:
        yield self._head
        yield self.shelf
        yield self._hint
        yield self.status

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    @property
    def begun(self) -> bool:
        """Whether the annotator has made an annotation anywhere."""
        return self.shelf.annotations > 0

    def load(self, rows: Sequence[Shelved]) -> None:
        """Show what the store holds: others have gone on, articles may be new."""
        self.shelf.load(rows)
        self._draw()

    def follow(self, reading: Reading) -> None:
        """Take over what was done in an article, without asking the store."""
        if (row := self.shelf.get(reading.article.id)) is not None:
            read, annotations = len(reading.marks), len(reading.annotations)
            self.shelf.put(replace(row, read=read, annotations=annotations, skipped=reading.skip is not None))
            self.shelf.point_at(row.id)
        self._draw()

    def neighbour(self, article_id: str, by: int) -> str:
        """The article `by` places after this one, as they are shown. Raises Refused at the ends."""
        found = self.shelf.neighbour(article_id, by)
        if found is None:
            raise Refused("This is the last article." if by > 0 else "This is the first article.")
        return found

    def on_screen_suspend(self) -> None:
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Back on top: others have gone on meanwhile."""
        if self._was_left:
            self.bench.reload_library()

    @on(Rows.Taken)
    def action_open(self) -> None:
        """At once and not by a message, so that keys typed ahead reach the article."""
        if self.shelf.chosen is not None:
            self.bench.open_article(self.shelf.chosen.id)

    def action_search(self) -> None:
        """Search all articles, to begin with for what was searched for last."""
        from workbench.annotate.searching import Query
        from workbench.tui.screens.search import search_everywhere

        search_everywhere(self.bench, self.bench.sought or Query(""))

    def action_agreement(self) -> None:
        """How far annotators agree, and the differences behind each figure; to somebody who learns, how they do."""
        if self.bench.learns:
            from workbench.tui.doing import learning

            learning.show_progress(self.bench, ["f5"])
        elif not self._is_barred("workbench dashboard"):
            from workbench.report import Scope
            from workbench.tui.screens.agreement import AgreementScreen

            scheme = self.bench.scheme
            self.bench.push_screen(AgreementScreen(Scope(tuple(scheme.labels), above=scheme.parents)))

    def action_adjudicate(self) -> None:
        """Decide between those who have read the article."""
        from workbench.adjudicate import Terms
        from workbench.tui.doing.adjudicating import adjudicate

        if self.shelf.chosen is not None and not self._is_barred("workbench adjudicate"):
            adjudicate(self.bench, self.shelf.chosen.id, Terms())

    def _is_barred(self, command: str) -> bool:
        """Tell whoever must not see what others made, and what who may has to type."""
        if self.bench.learns:
            self.bench.tell("You learn here: what others made is not shown.")
        elif self.bench.scheme.blind:
            self.bench.tell(f"This project is blind. Who leads it types: {command}")
        return self.bench.learns or self.bench.scheme.blind

    def typed(self, event: events.Key) -> bool:
        """Take what narrows the list or asks for help; says whether the key did."""
        if event.key in ("question_mark", "f1"):
            self.bench.action_help()
        elif event.key == "f10":
            self.bench.action_settings()
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

    def _narrow(self, text: str) -> None:
        self._filter = text
        self.shelf.filter(text)
        self._draw()

    def _draw(self) -> None:
        shelf = self.shelf
        self._hint.say(FIRST_RUN if shelf.all else EMPTY)
        self._hint.display = shelf.states[State.TO_DO] == len(shelf.all)
        self.status.say(self._filtered() if self._filter else self._summary())

    def _filtered(self) -> Text:
        found = self.shelf.count
        count = f"{found} of {len(self.shelf.all)}" if found else "no article"
        return Text.assemble("filter ", (f"{printable(self._filter, '')}▏", "bold"), f" {count} · Esc drops it")

    def _summary(self) -> Text:
        """What there is; and of the chosen article what a narrow screen has no columns for."""
        shelf = self.shelf
        parts = [counted(len(shelf.all), "article")]
        parts += [f"{shelf.states[name]:,} {name}" for name in State if shelf.states[name]]
        chosen = shelf.chosen if self.size.width < SHELF_SAYS_ALL else None
        about = [printable(chosen.outlet, ""), others(chosen)] if chosen else []
        return Text.assemble(" · ".join(parts), ("   " + " · ".join(filter(None, about)), "dim"))
