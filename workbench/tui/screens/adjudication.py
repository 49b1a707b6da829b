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
from workbench.tui.doing import adding, deciding
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
NAMES = 30
"""Characters for the names of all annotators at the top, at most: they stand beside their rails, too."""


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
        self._hand = adding.Selecting(self)
        self._head = Line("head")
        self.view = LanesView(self._make, self._hand.pointed)
        self._item = Line("item")
        self.options: Options = Options(self._moved)
        self._hint = Line("hint")
        self.status = Line("status")

    def compose(self) -> ComposeResult:
        yield from (self._head, self.view)
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
                self.view.suit(self.bench.preferences.values.reading_width)
            case "theme":
                self.adjudication.gold.scheme = self.bench.scheme
                self.view.fit()
                self.tell()

    def show(self, adjudication: Adjudication, outbox: Outbox) -> None:
        """Go on with another article, or with this one loaded again."""
        self.adjudication, self.outbox = adjudication, outbox
        self.view.fit()
        self._begin()

    def load_again(self) -> None:
        """Show what the store holds, under the same rule; raises StoreError where it cannot be read."""
        at, rule = self.adjudication.at, self.adjudication.rule
        self.adjudication = loaded(self.bench, self.outbox.article_id, self.terms)
        self.adjudication.rule = rule
        self.show(self.adjudication, Outbox(self.outbox.article_id, self.outbox.annotator))
        self.adjudication.go(at)
        self._turned()

    def written(self, outbox: Outbox) -> None:
        """The writer has settled something."""
        if outbox is self.outbox:
            self.status.end(saved(outbox))

    # Keys

    def typed(self, event: events.Key) -> bool:
        """Take what moves an edge or names a label while one is edited or words are selected, and commands of the
        labelling screen; those that move the caret or select lead into the text.
        """
        of, command = self.adjudication, self.keymap.command(event.key) or ""
        if of.draft is not None:
            self._amending.typed(event)
        elif of.in_text and self._hand.takes(event):
            pass
        elif command in deciding.COMMANDS:
            self.refusing(partial(deciding.COMMANDS[command], self))
        elif event.key in self._bindings.key_to_bindings:
            return False
        elif command in adding.ENTERING:
            self.refusing(partial(self._hand.do, command))
        elif event.is_printable and event.character:
            self.status.warn(f"{event.character} is no key here; {self.keymap.shown_for('help')} shows all keys.")
        else:
            return False
        return True

    # What keys do

    def carry_out(self, command: Callable[[], Entry | None], *, onward: bool = False) -> None:
        """Have what it changes stored and drawn, or say why it is refused; `onward`: from what is decided now."""
        of, at = self.adjudication, self.adjudication.at
        was_open = bool(of.items) and not of.standing.decided(of.item)
        try:
            entry = command()
        except Refused as refusal:
            self._turned() if of.at != at else self.tell()
            self.status.warn(refusal.message)
            return
        if entry is None:
            self.moved()
            return
        self.bench.writer.submit(self.outbox, entry)
        if self.view.lanes is not None:
            self.view.lanes.update(len(self._names), of.gold.changed(entry))
        if onward and was_open:
            self.action_open(1)
        else:
            self._turned()

    def add(self, label: str) -> None:
        """Let what is selected be gold."""
        self.carry_out(partial(self.adjudication.add, label))

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
        self.view.turn(by)

    def action_rule(self) -> None:
        """Have the next rule; what it takes and gives back is told by the figures."""
        of = self.adjudication
        self.carry_out(lambda: of.change_rule(RULES[(RULES.index(of.rule) + 1) % len(RULES)]))

    def action_veil(self) -> None:
        self._is_veiled = not self._is_veiled
        self.view.fit()
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
        names = names if len(names) <= NAMES else f"{len(self._names)} annotators"
        title = (printable(of.article.id, ""), "dim"), "  ", (printable(of.article.title, ""), "bold")
        self._head.say(Text.assemble(back, *title), Text(f"{names} → {printable(of.gold.annotator, '')}"))
        self._turned()

    def _turned(self) -> None:
        """Another item, or the same one decided: show it from its first option that is gold."""
        self.options.show(self.adjudication, self._names)
        self.moved()

    def _moved(self) -> None:
        """The cursor of the options has gone elsewhere."""
        if self.is_mounted:
            self.tell()

    def went(self) -> None:
        """Another item, by the mouse: the text must not slip away under the pointer."""
        self.options.show(self.adjudication, self._names)
        self.tell()

    def moved(self) -> None:
        """The caret has moved, or an edge."""
        self.tell()
        self.view.reveal()

    def tell(self) -> None:
        """What has changed, where it is."""
        of = self.adjudication
        self.view.show(opinions.focus(of, self.options.chosen))
        self._item.say(opinions.present(of, self._names))
        self._hint.say(self._keys)
        self.status.say(opinions.progress(of), saved(self.outbox))

    def _keys(self, room: int) -> Text:
        of = self.adjudication
        hints = deciding.EDITING if of.draft else adding.SELECTING if of.in_text else deciding.DECIDING
        letter = self.keymap.label_path("a letter")
        told = [Text(self.keymap.told(hint).replace("%s", letter)) for hint in hints]
        return next((hint for hint in told if hint.cell_len <= room), told[-1])
