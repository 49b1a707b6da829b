"""The differences behind a figure: each with its kind, its labels and its words; Enter opens the article there."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from workbench.agreement.differences import DifferenceKind
from workbench.annotate.searching import select_match
from workbench.report import Scope, casebook
from workbench.report.differing import NOTHING, Case, cases
from workbench.symbols import printable
from workbench.tui.lists import disagreements
from workbench.tui.lists.agreement import Behind
from workbench.tui.prose import counted
from workbench.tui.screens.counting import Counting
from workbench.tui.widgets.listing import Listing
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.status import PALETTE, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.annotate import Reading

MOST = 2_000
"""Differences that are listed."""
LOW = 12
"""Screens of fewer rows show the list alone."""
HINT = "Enter opens · Ctrl+G adjudicate · = the same too · type to filter · Esc back"
NONE = "No difference: where both have read, they made the same of it."


class DisagreementsScreen(Counting):
    """Small letters filter, as in every list. What is the same is left out, unless it is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "drop the filter, or back", show=False, id="disagreements.back"),
        Binding("enter", "take", "open the article there", show=False, id="disagreements.take"),
        Binding("ctrl+g", "adjudicate", "decide on it", show=False, id="disagreements.adjudicate"),
        Binding("equals_sign", "same", "also what is the same", show=False, id="disagreements.same"),
    ]

    def __init__(self, scope: Scope, behind: Behind) -> None:
        super().__init__()
        self._scope = scope
        self._behind = behind
        self._same = behind.confused is not None and behind.confused[0] == behind.confused[1]
        self._cases: list[Case] | None = None
        self._head = Line("head", Text(f"workbench · differences · {_named(behind)}", "bold"))
        self._listing = Listing(self._draw_sides)
        self._both = Line("first"), Line("second")
        self._about = Line("about")
        self._hint = Line("hint", HINT)
        self.status = Line("status", tools=PALETTE)

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._listing
        yield from self._both
        yield self._about
        yield self._hint
        yield self.status

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._listing.focus()
        self.look()

    def on_resize(self) -> None:
        for line in (*self._both, self._about, self._hint):
            line.display = self.size.height >= LOW
        self._draw_sides()

    def typed(self, event: events.Key) -> bool:
        """Take what narrows the list."""
        if event.key in self.active_bindings or not self._listing.typed(event):
            return False
        self._draw_count()
        return True

    def on_paste(self, event: events.Paste) -> None:
        self._narrow(self._listing.filter + event.text)

    # What is listed

    def look(self) -> None:
        """Look for what the database holds now."""
        self.status.say("Looking…")
        self.count(self._find)

    def _find(self) -> list[Case]:
        """In a thread of its own."""
        return list(islice(self._wanted(), MOST + 1))

    def _wanted(self) -> Iterator[Case]:
        for case in cases(self.bench.store, self._scope, partial(self.progress, "Looking")):
            is_shown = self._same or case.difference.kind is not DifferenceKind.SAME
            if is_shown and self._behind.holds(case):
                yield case

    def found(self, result: list[Case]) -> None:
        """The differences are there."""
        self._cases = result
        self._show()

    def _show(self) -> None:
        if self._cases is not None:
            at, before = self._listing.at, self._listing.chosen
            self._listing.show(disagreements.sheet(self._cases[:MOST], self.bench.scheme, NONE))
            self._draw_count()
            self._listing.go(at if before is None else self._listing.where(partial(_is_there, before), at))

    def _narrow(self, words: str) -> None:
        self._listing.narrow(words)
        self._draw_count()

    def _draw_count(self) -> None:
        """How many there are, or how many of them the filter lets through."""
        if self._cases is None:
            return
        words = self._listing.filter
        count = counted(self._listing.found, "place" if self._same else "difference")
        if len(self._cases) > MOST:
            count = f"{count} of the first {MOST:,}" if words else f"the first {count}"
        self.status.say(f"filter {printable(words, '')}▏ {count}" if words else count)

    def _draw_sides(self) -> None:
        """What both made of the place under the cursor."""
        case = self._listing.chosen
        if case is None:
            for line in (*self._both, self._about):
                line.say("")
            return
        for line, text in zip(self._both, disagreements.sides(case, self.bench.scheme, self.size.width), strict=True):
            line.say(text)
        self._about.say(Text(printable(casebook.told(case), ""), "dim"))

    # What keys do

    def action_back(self) -> None:
        if self._listing.filter:
            self._narrow("")
        else:
            self.dismiss()

    def action_same(self) -> None:
        """Show what is the same, too, or leave it out again."""
        self._same = not self._same
        self.look()

    @on(Rows.Taken)
    def action_take(self) -> None:
        """Open the article at the words."""
        if (case := self._listing.chosen) is not None:
            self.bench.open_article(case.article.id, partial(_go, case))

    def action_adjudicate(self) -> None:
        """Decide between those who have read the article."""
        from workbench.adjudicate import Terms
        from workbench.tui.doing.adjudicating import adjudicate

        if (case := self._listing.chosen) is not None:
            adjudicate(self.bench, case.article.id, Terms())


def _is_there(before: Case, case: Case) -> bool:
    """Whether the two are about the same words by the same annotators."""
    return _place(before) == _place(case)


def _place(case: Case) -> tuple[object, ...]:
    return case.article.id, case.annotators, case.difference.extent


def _go(case: Case, reading: Reading) -> None:
    select_match(reading, case.difference.extent)


def _named(behind: Behind) -> str:
    parts = [behind.label or "", " / ".join(behind.annotators)]
    if behind.confused:
        parts = [" for ".join(label or NOTHING for label in behind.confused), parts[1]]
    return printable(" · ".join(filter(None, parts)) or "all", "")
