"""Adjudication: what several annotators made of one text, item by item, and what of it becomes gold.

State and rules are the `Adjudication`'s; this hands keys on, and draws.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.adjudicate import Adjudication, Rule, Terms
from workbench.adjudicate.veil import veiled
from workbench.errors import Refused
from workbench.model import Entry
from workbench.symbols import printable
from workbench.tui import opinions
from workbench.tui.doing import deciding
from workbench.tui.doing.adjudicating import loaded
from workbench.tui.lanes import Lane, Lanes
from workbench.tui.palette import Palette
from workbench.tui.screens.place import Place
from workbench.tui.where import saved
from workbench.tui.widgets.lanes import LanesView
from workbench.tui.widgets.options import Options
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.status import PALETTE, Line, Tool
from workbench.tui.writer import Outbox

RULES = tuple(Rule)
HINT = "1–9 take · + all · 0 none · n next · {edit} edit · {comment} comment · {undo} undo · {help} keys"
WIDE_HINT = (
    "1–9 Enter take · Space choose several · + all · 0 none · n p next, previous open · {edit} edit · "
    "{comment} comment · {undo} undo · r rule · v names · {help} keys"
)
EDIT_HINT = "{grow_start} {shrink_start} start · {grow_end} {shrink_end} end · %s label · Enter keeps · Esc drops"


class AdjudicationScreen(Place):
    """Keys of the labelling screen mean here what they mean there; while edges are edited, letters are labels."""

    at_once = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(f"{n}", f"take({n})", f"take option {n}", show=False, id=f"adjudication.{n}") for n in range(1, 10)),
        Binding("enter", "take_chosen", "take what is chosen", show=False, id="adjudication.take"),
        Binding("space", "mark", "choose one more", show=False, id="adjudication.mark"),
        Binding("plus", "take_all", "take all of them", show=False, id="adjudication.all"),
        Binding("0", "reject", "take none", show=False, id="adjudication.none"),
        Binding("n,tab", "open(1)", "next that is not decided", show=False, id="adjudication.next"),
        Binding("p,shift+tab", "open(-1)", "the one before", show=False, id="adjudication.previous"),
        Binding("right", "step(1)", "next item", show=False, id="adjudication.right"),
        Binding("left", "step(-1)", "previous item", show=False, id="adjudication.left"),
        Binding("pageup", "turn(-1)", "one page up", show=False, id="adjudication.page_up"),
        Binding("pagedown", "turn(1)", "one page down", show=False, id="adjudication.page_down"),
        Binding("r", "rule", "another rule", show=False, id="adjudication.rule"),
        Binding("v", "veil", "show or hide names", show=False, id="adjudication.veil"),
        Binding("escape", "leave", "back to the library", show=False, id="adjudication.leave"),
    ]

    def __init__(self, adjudication: Adjudication, outbox: Outbox, terms: Terms) -> None:
        super().__init__()
        self.adjudication: Adjudication = adjudication
        self.outbox: Outbox = outbox
        self.terms: Terms = terms
        self._is_veiled = terms.blind
        self._amending = deciding.Amending(self)
        self._head = Line("head")
        self._view = LanesView(self._make, self._pointed)
        self._item = Line("item")
        self.options: Options = Options(self._moved)
        self._hint = Line("hint")
        self.status = Line("status")

    def compose(self) -> ComposeResult:
        yield from (self._head, self._view)
        with Vertical(id="foot"):
            yield from (self._item, self.options, self._hint, self.status)

    def on_mount(self) -> None:
        self.suit("keymap")
        self.suit("reading_width")
        self.options.focus()
        self._begin()

    def suit(self, setting: str) -> None:
        """Take a setting over from the person who works here."""
        match setting:
            case "keymap":
                self.status.equip((Tool(self.keymap.told("{help} help"), "screen.help"), *PALETTE))
            case "reading_width":
                self._view.suit(self.bench.preferences.values.reading_width)
            case "theme":
                self.adjudication.gold.scheme = self.bench.scheme
                self._view.fit()
                self._draw()

    def show(self, adjudication: Adjudication, outbox: Outbox) -> None:
        """Go on with another article, or with this one loaded again."""
        self.adjudication, self.outbox = adjudication, outbox
        self._view.fit()
        self._begin()

    def load_again(self) -> None:
        """Show what the store holds; raises StoreError where it cannot be read."""
        at = self.adjudication.at
        self.adjudication = loaded(self.bench, self.outbox.article_id, self.terms)
        self.adjudication.rule = self.terms.rule
        self.show(self.adjudication, Outbox(self.outbox.article_id, self.outbox.annotator))
        self.adjudication.go(at)
        self._turned()

    def written(self, outbox: Outbox) -> None:
        """The writer has settled something."""
        if outbox is self.outbox:
            self.status.end(saved(outbox))

    # Keys

    def typed(self, event: events.Key) -> bool:
        """Take what moves an edge or names a label while one is edited, and commands of the labelling screen."""
        if self.adjudication.draft is not None:
            self._amending.typed(event)
            return True
        command = deciding.COMMANDS.get(self.keymap.command(event.key) or "")
        if command is not None:
            self.refusing(partial(command, self))
            return True
        if event.is_printable and event.character and event.key not in self._bindings.key_to_bindings:
            self.status.warn(f"{event.character} is no key here; {self.keymap.shown_for('help')} shows all keys.")
            return True
        return False

    # What keys do

    def carry_out(self, command: Callable[[], Entry | None], *, onward: bool = False) -> None:
        """Have what it changes stored and drawn, or say why it is refused; `onward`: from what is decided now."""
        of = self.adjudication
        was_open = bool(of.items) and not of.standing.decided(of.item)
        try:
            entry = command()
        except Refused as refusal:
            self._draw()
            self.status.warn(refusal.message)
            return
        if entry is None:
            self._draw()
            self._view.reveal()
            return
        self.bench.writer.submit(self.outbox, entry)
        if self._view.lanes is not None:
            self._view.lanes.update(len(self._names), of.gold.changed(entry))
        if onward and was_open:
            self.action_open(1)
        else:
            self._turned()

    def refusing(self, command: Callable[[], object]) -> None:
        """Carry it out, or say why it is refused."""
        try:
            command()
        except Refused as refusal:
            self.status.warn(refusal.message)

    def action_take(self, number: int) -> None:
        self.carry_out(lambda: self.adjudication.take([number - 1]), onward=True)

    @on(Rows.Taken)
    def action_take_chosen(self) -> None:
        """What is marked, or the one under the cursor."""
        self.carry_out(lambda: self.adjudication.take(self.options.chosen), onward=True)

    def action_take_all(self) -> None:
        self.carry_out(self.adjudication.take_all, onward=True)

    def action_reject(self) -> None:
        self.carry_out(self.adjudication.reject, onward=True)

    def action_mark(self) -> None:
        self.options.mark()

    def action_open(self, by: int) -> None:
        """Go to the next item that is not decided; say so where there is none."""
        try:
            self.adjudication.next_open(by)
        except Refused as refusal:
            self._turned()
            self.status.warn(self.keymap.told(f"{refusal.message} {{next_article}} goes to the next article."))
            return
        self._turned()

    def action_step(self, by: int) -> None:
        self.adjudication.go(self.adjudication.at + by)
        self._turned()

    def action_turn(self, by: int) -> None:
        self._view.turn(by)

    def action_rule(self) -> None:
        """Have the next rule; what it takes and gives back is told by the figures."""
        of = self.adjudication
        self.carry_out(lambda: of.change_rule(RULES[(RULES.index(of.rule) + 1) % len(RULES)]))

    def action_veil(self) -> None:
        self._is_veiled = not self._is_veiled
        self._view.fit()
        self._begin()

    def action_help(self) -> None:
        """What keys do here."""
        from workbench.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(deciding.sections(self.keymap), self.keymap))

    def action_leave(self) -> None:
        self.dismiss()

    # What is drawn

    @property
    def _names(self) -> dict[str, str]:
        """How each annotator is called, in the order of their lanes."""
        of = self.adjudication
        letters = veiled(of.article.id, of.annotators)
        if not self._is_veiled:
            return {name: name for name in of.annotators}
        return {name: letters[name] for name in sorted(letters, key=lambda name: (len(letters[name]), letters[name]))}

    def _make(self, palette: Palette, size: tuple[int, int]) -> Lanes:
        of = self.adjudication
        theirs = [Lane(called, partial(of.others.touching, name)) for name, called in self._names.items()]
        gold = Lane(f"◆ {of.gold.annotator}", of.gold.touching)
        return Lanes(of.article, [*theirs, gold], of.scheme, palette, size)

    def _begin(self) -> None:
        """Another article, or other names."""
        of = self.adjudication
        back = Text("‹ ", Style(meta={"@click": "screen.leave"}))
        names = " ".join(printable(name, "") for name in self._names.values())
        title = (printable(of.article.id, ""), "dim"), "  ", (printable(of.article.title, ""), "bold")
        self._head.say(Text.assemble(back, *title), Text(f"{names} → {printable(of.gold.annotator, '')}"))
        self._turned()

    def _turned(self) -> None:
        """Another item, or the same one decided: show it from its first option that is gold."""
        self.options.show(self.adjudication, self._names)
        self._draw()
        self._view.reveal()

    def _moved(self) -> None:
        """The cursor of the options has gone elsewhere."""
        if self.is_mounted:
            self._draw()

    def _pointed(self, row: int, cell: int, dragged: bool) -> None:
        """A click goes to an item; while edges are edited, it moves the selection."""
        of, lanes = self.adjudication, self._view.lanes
        if lanes is None:
            return
        offset, rail = lanes.offset_at(row, cell), lanes.rail_at(row, cell)
        if of.draft is not None:
            if offset is not None:
                of.gold.cursor.selecting = dragged
                of.gold.move_to(offset, extend=dragged)
                of.gold.cursor.selecting = True
            self._draw()
        elif rail is not None or offset is not None:
            of.go_to(rail.extent.start if rail else offset or 0)
            self._turned()

    def _draw(self) -> None:
        of = self.adjudication
        self._view.show(opinions.focus(of, self.options.chosen))
        self._item.say(opinions.present(of, self._names))
        self._hint.say(self._keys)
        self.status.say(opinions.progress(of), saved(self.outbox))

    def _keys(self, room: int) -> Text:
        hints = (EDIT_HINT % self.keymap.label_path("a letter"),) if self.adjudication.draft else (WIDE_HINT, HINT)
        told = [Text(self.keymap.told(hint)) for hint in hints]
        return next((hint for hint in told if hint.cell_len <= room), told[-1])
