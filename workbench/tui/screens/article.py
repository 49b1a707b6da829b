"""The article screen: keys go to the `Reading`, what it changed to the writer, what it is to the view and the lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from workbench import keys
from workbench.annotate import Reading
from workbench.annotate.counting import Count, repeated
from workbench.errors import Refused
from workbench.learn import Lesson
from workbench.model import Entry, Skip
from workbench.scheme import Scheme
from workbench.settings import SETTINGS
from workbench.symbols import printable
from workbench.tui import moves
from workbench.tui.doing import asking, comparing, finding, learning, linking, listing, picking, repeating, viewing
from workbench.tui.modes import Mode
from workbench.tui.modes.prefix import Prefix
from workbench.tui.saving import Saving
from workbench.tui.screens.place import Place
from workbench.tui.side import Side
from workbench.tui.where import counting, first_run, head, saved, where
from workbench.tui.widgets.article import ArticleView
from workbench.tui.widgets.feedback import Feedback
from workbench.tui.widgets.kept import Kept
from workbench.tui.widgets.labels import LabelBar
from workbench.tui.widgets.status import PALETTE, Line, Tool
from workbench.tui.writer import Beside, Outbox

TOOLS = (
    Tool("✓ read", "screen.do('read')", 100),
    Tool("↶ undo", "screen.do('undo')", 120),
    Tool("↶", "screen.do('undo')", 100),
    Tool("↷ redo", "screen.do('redo')", 120),
    Tool("↷", "screen.do('redo')", 100),
    *PALETTE,
)
_COUNTED = frozenset(command.id for command in keys.COMMANDS if command.counted)


class Foot(Vertical, Kept):
    """The lines at the bottom."""


class ArticleScreen(Place):
    """Thin: it decides nothing about the work, it hands on."""

    at_once = True

    def __init__(self, reading: Reading, outbox: Outbox, scheme: Scheme, *, is_first: bool) -> None:
        super().__init__()
        self.reading = reading
        self.outbox = outbox
        self.scheme = scheme
        self._is_first = is_first
        self.view = ArticleView(reading, self._pointed)
        self.side = Side(scheme, self.view, partial(picking.ask_uses, self), lambda: self.keymap)
        self.feedback = Feedback(lambda: self.keymap.shown_for("guideline"))
        self.lesson: Lesson | None = None  # where somebody learns
        self.mode: Mode | None = None
        self._count = Count()
        self._times: int | None = None
        self._head = Line("head")
        self._hint = Line("hint")
        self.status = Line("status", self._where)
        self.saving = Saving(self.status, lambda: self.outbox)

    def compose(self) -> ComposeResult:
        yield self._head
        yield self.view
        yield self.side.labels
        yield self.side.guideline
        with Foot():
            yield self._hint
            yield self.feedback
            yield self.status

    def on_mount(self) -> None:
        self._hint.display = self._is_first
        self.view.focus()
        for name in SETTINGS:
            self.suit(name)
        comparing.read_others(self)
        self.moved()
        self._draw_head()

    def on_resize(self) -> None:
        if self.mode is not None:
            self.mode.resized()
        self.side.fit()

    def suit(self, setting: str) -> None:
        """Take a setting over from the person who works here."""
        settings = self.bench.preferences.values
        match setting:
            case "keymap":
                self._hint.say(partial(first_run, self.keymap))
                self.status.equip((Tool(self.keymap.told("{help} help"), "app.help"), *TOOLS))
            case "theme":
                self._recolour(self.bench.scheme)
            case "reading_width" | "line_spacing":
                self.view.suit(settings.reading_width, settings.line_spacing)
            case "rails":
                self.view.rails = settings.rails
            case "labels":
                self.side.want_labels(settings.labels)

    def show(self, reading: Reading, outbox: Outbox) -> None:
        """Go on with another reading: another article, or this one loaded again."""
        self._tell_library()
        self.leave_mode()
        self.reading, self.outbox = reading, outbox
        self.view.show(reading)
        comparing.read_others(self)
        linking.follow(self)
        self.moved()
        self._draw_head()

    def leave(self) -> None:
        """Back to the library."""
        self._tell_library()
        self.dismiss()

    def _tell_library(self) -> None:
        """What has been done here; after a failure the reading holds what the store does not."""
        if self.outbox.error is None:
            self.bench.library.follow(self.reading)

    def written(self, outbox: Outbox) -> None:
        """The writer has settled something."""
        self.saving.written(outbox)

    def typed(self, event: events.Key) -> bool:
        """Take a key of the mode, a digit of a count, or a lowercase letter of any script: the label of that key.

        Says whether it was one of these. A character that means nothing here is told, not swallowed.
        """
        if self.mode is not None:
            if self.mode.typed(event):
                return True
            self.leave_mode()
        if self._count.typed(event.character):
            self.status.say(self._where)
            return True
        self._times = self._count.taken()
        if self._times and event.key == "escape":
            self.status.say(self._where)
            return True
        return self._acted(event)

    def _acted(self, event: events.Key) -> bool:
        """Label or carry out a command; a letter is a label's before it is a command's, unless a key goes before it."""
        key, command = event.key, self.keymap.command(event.key)
        if key == self.keymap.labels:
            self.enter(Prefix(self))
        elif keys.is_letter(key) and not self.keymap.labels and (self.scheme.label_for_key(key) or not command):
            picking.by_key(self, key)
        elif command is not None:
            self.action_do(command)
        else:
            if event.is_printable and event.character:
                self.status.warn(f"{event.character} is no key here; {self.keymap.shown_for('help')} shows all keys.")
            return False
        return True

    @on(LabelBar.Chosen)
    def tag(self, event: LabelBar.Chosen) -> None:
        self.leave_mode()
        picking.give(self, event.label)

    def keys_of(self, command: str) -> tuple[str, ...]:
        """The keys that carry out a command of `keys.COMMANDS`."""
        return self.keymap.keys[command]

    def action_do(self, command: str) -> None:
        """Carry out a command of `keys.COMMANDS`; one that is counted, as often as the number before it says."""
        number, self._times = self._times, None
        times = number if number and command in _COUNTED else 1
        self.leave_mode()
        if command in moves.COMMANDS:
            self.view.move(command, times)
            self.moved()
        elif command == "article_end" and number:
            self.attempt(partial(self.reading.go_to_paragraph, number))
        elif command in self.OWN:
            self.moved()  # before, so that what the command has to tell stays
            self.refusing(partial(self.OWN[command], self))
        else:
            self.attempt(getattr(self.reading, command), times)

    def attempt(self, command: Callable[[], Entry | None], times: int = 1) -> None:
        """Carry out what changes something, so many times: have it stored and drawn, or say why it is refused."""
        entries, refusal = repeated(command, times)
        self.store(entries)
        if refusal is not None:
            self.status.warn(refusal.message)

    def refusing(self, command: Callable[[], object]) -> None:
        """Carry it out, or say why it is refused."""
        try:
            command()
        except Refused as refusal:
            self.status.warn(refusal.message)

    def enter(self, mode: Mode) -> None:
        """Let the next keys go to the mode."""
        self.leave_mode()
        self.mode = mode
        mode.entered()
        self.status.say(self._where)

    def leave_mode(self) -> None:
        """Let keys be commands and labels again."""
        if self.mode is not None:
            mode, self.mode = self.mode, None
            mode.left()
            self.status.say(self._where)

    def on_paste(self, event: events.Paste) -> None:
        if self.mode is not None:
            self.mode.pasted(event.text)

    def store(self, entries: Sequence[Entry], beside: Beside | None = None) -> None:
        """Have them stored and drawn; `beside` gives what is stored together with the last of them."""
        self.view.sync(*entries)
        self._keep(entries, beside)

    def _keep(self, entries: Sequence[Entry], beside: Beside | None = None) -> None:
        for entry in entries:
            self.bench.writer.submit(self.outbox, entry, beside if entry is entries[-1] else None)
        if entries:
            self.bench.last_label = self.reading.last_label
            self.side.guideline.ask_again()
            self._hint.display = self._hint.display and not self.reading.annotations
            linking.follow(self)
            if any(isinstance(value, Skip) for entry in entries for change in entry.step for value in change.values):
                self._draw_head()
            self.saving.changed()
        self.moved()
        if entries:
            repeating.tell_batch(self, entries[-1])
            if any(entry.batch for entry in entries):
                linking.follow_beyond(self)
            learning.follow(self, entries)

    def _pointed(self, entries: Sequence[Entry]) -> None:
        """The mouse has moved the caret, and perhaps ticked a paragraph."""
        self.leave_mode()
        self._keep(entries)

    def moved(self) -> None:
        """Say where the caret is: in the same frame as the view, so called and not posted."""
        self.side.draw(self.reading)
        self.status.say(self._where, saved(self.outbox))

    def _draw_head(self) -> None:
        back = Text("‹ ", Style(meta={"@click": "screen.do('library')"}))
        who = printable(self.outbox.annotator, "") + (" · learning" if self.bench.learns else "")
        self._head.say(lambda room: Text.assemble(back, head(self.reading, room - back.cell_len)), Text(who))

    def _where(self, room: int) -> Text:
        if self.mode is not None:
            return self.mode.says(room)
        if self._count:
            return counting(self._count, self.keymap)
        if waiting := linking.says(self, room):
            return waiting
        adding = linking.adding(self, room)
        return where(self.reading, self.scheme, room - adding.cell_len, self.keymap).append_text(adding)

    def _recolour(self, scheme: Scheme) -> None:
        if scheme != self.scheme:
            self.scheme = self.reading.scheme = scheme
            self.side.take(scheme)
            self.suit("reading_width")
            self.moved()

    OWN: ClassVar[dict[str, Callable[[ArticleScreen], object]]] = {
        **asking.COMMANDS,
        **comparing.COMMANDS,
        **finding.COMMANDS,
        **linking.COMMANDS,
        **listing.COMMANDS,
        **picking.COMMANDS,
        **repeating.COMMANDS,
        **viewing.COMMANDS,
    }
    """Commands that neither the reading nor the view carries out."""
