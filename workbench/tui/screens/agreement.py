"""How far annotators agree: figures per label, every two annotators, what is confused with what; Enter leads behind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from workbench.report import Report, Scope, agreement
from workbench.report.differing import Differing, differing
from workbench.symbols import printable
from workbench.tui.lists import agreement as grids
from workbench.tui.palette import Palette
from workbench.tui.screens.counting import Counting
from workbench.tui.screens.disagreements import DisagreementsScreen
from workbench.tui.widgets.matrix import Matrix
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.status import HELP, PALETTE, Line

SIDE_BY_SIDE = 130
"""Screens of at least this many cells show all three tables; a narrower one shows the chosen one."""
NAMES = ("Labels", "Annotators", "Confusion")
LABELS, PEOPLE, CONFUSION = range(3)
WARNED, WARNED_HIGH = 3, 10
"""Rows for what to beware of, at most, and on a high screen."""
LOW, HIGH = 12, 40
"""Screens of fewer rows show the tables without warnings and hint; those of so many are high."""
TITLE = "workbench · agreement"
BESIDE = len(TITLE) + 4
"""Cells for the title and what keeps it apart."""
HINT = "↑ ↓ ← → · Enter the differences · Tab next table · F5 again · Esc library"


class AgreementScreen(Counting):
    """The cursor of the table in focus is told in the line at the bottom; the annotators' is about the label chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "back to the library", show=False, id="agreement.leave"),
        Binding("enter", "take", "the differences behind it", show=False, id="agreement.take"),
        Binding("tab", "turn(1)", "the next table", show=False, priority=True, id="agreement.next"),
        Binding("shift+tab", "turn(-1)", "the table before", show=False, priority=True, id="agreement.previous"),
        *(Binding(f"{n + 1}", f"open({n})", "this table", show=False, id=f"agreement.{n + 1}") for n in range(3)),
        Binding("f5", "count", "count again", show=False, id="agreement.count"),
    ]

    DEFAULT_CSS = """
    AgreementScreen Horizontal { height: 1fr; margin-top: 1; }
    AgreementScreen Matrix { width: 1fr; }
    AgreementScreen Vertical { width: 1fr; margin-left: 2; }
    AgreementScreen #annotators { height: auto; max-height: 50%; margin-bottom: 1; }
    """

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope
        self._counted: tuple[Report, Differing] | None = None
        self._table = LABELS
        self._label: str | None = None
        self._head = Line("head", Text(TITLE, "bold"))
        self._tabs = Line("tabs")
        self._hint = Line("hint", HINT)
        self._tables = [Matrix(name.lower(), partial(self._moved, n)) for n, name in enumerate(NAMES)]
        self._warnings = [Line(f"warning{n}") for n in range(WARNED_HIGH)]
        self.status = Line("status", tools=(HELP, *PALETTE))

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._tabs
        with Horizontal():
            yield self._tables[LABELS]
            with Vertical():
                yield self._tables[PEOPLE]
                yield self._tables[CONFUSION]
        yield from self._warnings
        yield self._hint
        yield self.status

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        self._fit()
        self.look()

    def on_resize(self) -> None:
        self._fit()

    def on_descendant_focus(self) -> None:
        """A click goes to a table, too."""
        if isinstance(self.focused, Matrix):
            self.action_open(self._tables.index(self.focused))

    def typed(self, event: events.Key) -> bool:
        """Take what asks for help."""
        if event.key in ("question_mark", "f1"):
            self.bench.action_help()
            return True
        return False

    # What is counted

    def action_count(self) -> None:
        self.look()

    def look(self) -> None:
        """Count what the database holds now."""
        self.status.say("Counting…")
        self.count(self._count)

    def _count(self) -> tuple[Report, Differing]:
        """In a thread of its own."""
        counting, aligning, comparing = (partial(self.progress, what) for what in ("Counting", "Aligning", "Comparing"))
        report = agreement(self.bench.store, self._scope, counting, aligning)
        return report, differing(self.bench.store, self._scope, progress=comparing)

    def found(self, result: tuple[Report, Differing]) -> None:
        """The figures are there."""
        self._counted = result
        self._draw()
        self._fit()
        self._moved(self._table)

    # What is shown

    def _fit(self) -> None:
        """All tables where there is room, else the chosen one."""
        wide, low = self.size.width >= SIDE_BY_SIDE, self.size.height < LOW
        for number, table in enumerate(self._tables):
            table.display = wide or number == self._table
        self.query_one(Vertical).display = wide or self._table != LABELS
        self.query_one(Horizontal).styles.margin = (0 if low else 1, 0, 0, 0)
        self._warn(0 if low else WARNED if self.size.height < HIGH else WARNED_HIGH)
        self._hint.display = not low
        if self._counted is not None:
            self._head.end(Text(grids.counts(self._counted[0], self.size.width - BESIDE)))
        self._draw_tabs()

    def _warn(self, rows: int) -> None:
        """Say what to beware of, in so many rows at most."""
        told = _told(self._counted[0].warnings, rows) if self._counted and rows else []
        for number, line in enumerate(self._warnings):
            line.display = number < len(told)
            line.say(Text(printable(told[number], ""), "yellow") if line.display else "")

    def _draw_tabs(self) -> None:
        tabs = []
        for number, name in enumerate(NAMES):
            chosen = number == self._table
            tab = Text(f" {number + 1} {name} ", Style(bold=chosen, reverse=chosen))
            tab.apply_meta({"@click": f"screen.open({number})"})
            tabs.append(tab)
        self._tabs.say(Text("  ").join(tabs))

    def _draw(self) -> None:
        """Show the figures that there are, in the colours of the theme."""
        if self._counted is not None:
            report, differing = self._counted
            scheme, palette = self.bench.scheme, Palette.of(self)
            self._tables[LABELS].show(grids.labels(report, scheme))
            self._tables[CONFUSION].show(grids.confusion(differing, scheme, palette))
            self._follow()

    def _follow(self) -> None:
        """The table of annotators is about the label that the cursor of the first one is on."""
        if self._counted is not None:
            chosen = self._tables[LABELS].chosen
            self._label = chosen.behind.label if chosen else None
            self._tables[PEOPLE].show(grids.pairs(self._counted[0], self._label, Palette.of(self)))

    def _moved(self, table: int) -> None:
        """The cursor of a table has gone anywhere."""
        if self._counted is None or table != self._table:
            return
        chosen = self._tables[table].chosen
        self.status.say(chosen.told if chosen else "")
        if table == LABELS and chosen and chosen.behind.label != self._label:
            self._follow()

    # What keys do

    def action_turn(self, by: int) -> None:
        self.action_open((self._table + by) % len(NAMES))

    def action_open(self, table: int) -> None:
        """Go to another table."""
        self._table = table
        self._fit()
        self._tables[table].focus()
        self._moved(table)

    @on(Rows.Taken)
    def action_take(self) -> None:
        """Show the differences behind the cell."""
        chosen = self._tables[self._table].chosen
        if chosen is not None and chosen.behind is not None:
            self.bench.push_screen(DisagreementsScreen(self._scope, chosen.behind))


def _told(warnings: Sequence[str], rows: int) -> list[str]:
    """As many as there are rows for; where there are more, the last line says how many."""
    told = [f"! {warning}" for warning in warnings[:rows]]
    if len(warnings) > rows:
        told[-1] = f"! … and {len(warnings) - rows + 1} more things to beware of: workbench agreement tells them."
    return told
