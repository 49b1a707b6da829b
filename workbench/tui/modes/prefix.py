"""The key before labels, where a keymap uses letters for commands: the next letter is a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from workbench import keys
from workbench.tui.caps import cap, named
from workbench.tui.doing import picking
from workbench.tui.modes import Mode

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen


class Prefix(Mode):
    """Waits for the letter of a label. The same key again, or Escape, leaves; so does any other, and then acts."""

    def __init__(self, screen: ArticleScreen) -> None:
        self._screen = screen

    def typed(self, event: events.Key) -> bool:
        if event.key in ("escape", self._screen.keymap.labels):
            self._screen.leave_mode()
            return True
        if keys.is_letter(event.key):
            self._screen.leave_mode()
            picking.by_key(self._screen, event.key)
            return True
        return False

    def says(self, room: int) -> Text:
        """The labels' letters, with their names where there is room for all of them."""
        scheme = self._screen.scheme
        labels = [label for label in scheme.labels.values() if label.key]
        all_named = Text("  ").join(map(named, labels))
        shown = all_named if all_named.cell_len < room - 8 else Text(" ").join(map(cap, labels))
        return Text.assemble("label: ", shown)
