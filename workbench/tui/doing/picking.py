"""Which label: by its key, by a path of two keys, by its name; and what its guideline says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events

from workbench.scheme import Label
from workbench.symbols import printable
from workbench.tui.caps import cap
from workbench.tui.modes import Mode
from workbench.tui.prose import flat, quoted
from workbench.tui.widgets.guideline import USES

if TYPE_CHECKING:
    from workbench.store import Use
    from workbench.tui.screens.article import ArticleScreen


def by_key(screen: ArticleScreen, letter: str) -> None:
    """Give the label of this key; where paths begin with it, wait for their second letter."""
    label = screen.scheme.label_for_key(letter)
    if label is None:
        screen.status.warn(f"No label has the key {letter}.")
    elif paths := screen.scheme.paths(letter):
        screen.refusing(lambda: _set_out(screen, label, paths))
    else:
        give(screen, label.name)


def give(screen: ArticleScreen, name: str) -> None:
    """Label what is selected, or relabel the annotation at the caret."""
    screen.attempt(lambda: screen.reading.tag(name))


def _set_out(screen: ArticleScreen, label: Label, paths: Sequence[Label]) -> None:
    """Raises Refused where nothing could be labelled at the path's end."""
    if screen.reading.selection is None:
        screen.reading.acted_on()
    screen.enter(Path(screen, label, paths))


class Path(Mode):
    """After the key of a parent: the second letter of a child, the same letter again or Enter for the parent itself."""

    def __init__(self, screen: ArticleScreen, parent: Label, paths: Sequence[Label]) -> None:
        self._screen = screen
        self._parent = parent
        self._ends = {(label.key or "")[1:]: label for label in paths}

    def typed(self, event: events.Key) -> bool:
        screen, letter = self._screen, event.key
        if letter in (self._parent.key, "enter"):
            self._give(self._parent)
        elif letter in self._ends:
            self._give(self._ends[letter])
        elif letter == "escape":
            screen.leave_mode()
        elif len(letter) == 1 and letter.islower():
            screen.leave_mode()
            screen.status.warn(f"No label has the keys {self._parent.key} {letter}.")
        else:
            return False
        return True

    def _give(self, label: Label) -> None:
        self._screen.leave_mode()
        give(self._screen, label.name)

    def says(self, room: int) -> Text:
        """The names of as many labels as there is room for; the others are letters alone."""
        parent = self._parent
        steps = [(_step(letter, child), printable(child.name, "")) for letter, child in self._ends.items()]
        said = Text.assemble((printable(parent.name, ""), "bold"), ": ", _step(parent.key or "", parent), " itself")
        rest = room - said.cell_len - sum(step.cell_len + 1 for step, _ in steps)
        for step, name in steps:
            rest -= cell_len(name) + 2
            said.append_text(Text.assemble("  ", step, " ", name) if rest >= 0 else Text.assemble(" ", step))
        return said


def _step(letter: str, label: Label) -> Text:
    """A letter on the colour of the label that it leads to."""
    return Text(f" {letter} ", cap(label).style)


def pick(screen: ArticleScreen) -> None:
    """Choose a label by its name; where there is nothing to label, read its guideline."""
    from workbench.tui.screens.picker import Picker

    reading = screen.reading
    selection, target = reading.selection, reading.editing or reading.target
    if selection:
        title = f"Label {quoted(flat(selection.of(reading.article.text)), 40)}"
    else:
        title = f"Instead of {printable(target.label, '')}" if target else "Read a guideline"
    picker = Picker(
        screen.scheme, title, reading.counts, partial(ask_uses, screen), at=target.label if target else None
    )
    then = give if selection or target else guideline_of
    screen.app.push_screen(picker, lambda name: then(screen, name) if name is not None else None)
    if screen.scheme.free_labels:
        screen.bench.ask(lambda store: store.layers.labels(), picker.add)


def guideline(screen: ArticleScreen) -> None:
    """Show the guideline of the label at hand; then the rest of it; then the labels again."""
    if screen.side.guideline.display:
        screen.side.turn_guideline()
        return
    target = screen.reading.target if screen.reading.selection is None else None
    first = next(iter(screen.scheme.labels))
    guideline_of(screen, target.label if target else screen.reading.last_label or first)


def guideline_of(screen: ArticleScreen, name: str) -> None:
    """Show the guideline of a label at the side, or over the article where there is no side."""
    from workbench.tui.screens.guideline import GuidelineScreen

    if screen.side.has_room:
        screen.side.show_guideline(name)
    else:
        label, again = screen.scheme.label(name), screen.keys_of("guideline")
        screen.app.push_screen(GuidelineScreen(label, screen.scheme, partial(ask_uses, screen), again))


def ask_uses(screen: ArticleScreen, label: str, then: Callable[[Sequence[Use]], None]) -> None:
    """Ask the store where the annotator gave a label last."""
    screen.bench.ask(lambda store: store.layers.uses(label, screen.outbox.annotator, USES), then)


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"pick": pick, "guideline": guideline}
