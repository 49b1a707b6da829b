"""Words that become gold though no annotator made that: what keys and mouse mean while they are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from workbench import keys
from workbench.errors import Refused
from workbench.tui import moves
from workbench.tui.doing.deciding import COMMANDS, pick
from workbench.tui.pointer import Pointer

if TYPE_CHECKING:
    from workbench.tui.screens.adjudication import AdjudicationScreen

MOVES = frozenset(
    (
        *("left", "right", "word_left", "word_right", "sentence_left", "sentence_right"),
        *("paragraph_up", "paragraph_down", "article_start", "article_end"),
        *("extend_left", "extend_right", "extend_word_left", "extend_word_right"),
    )
)
"""Commands that move the caret."""
SELECTIONS = frozenset(
    (
        *("select", "select_word", "select_sentence", "select_quotation", "select_paragraph"),
        *("swap_ends", "grow", "shrink"),
    )
)
"""Commands that select words."""
EDGES = frozenset(("grow_start", "shrink_start", "grow_end", "shrink_end"))
"""Commands that move the ends of what is selected."""
PARTS = {"add_segment": "add_part", "remove_segment": "remove_part"}
"""Commands about the parts of the gold annotation of the item, and what does them here."""
ENTERING = (MOVES | SELECTIONS | {"line_start", "line_end"}) - {"left", "right", "grow", "shrink", "swap_ends"}
"""Commands that lead from the items into the text, where arrows go from one to the next."""

LEAVING = COMMANDS.keys() - {"delete"}
"""Commands about the items, which lead back to them."""
SELECTING = (
    (
        "{select_word} word · {select_sentence} sentence · {select_quotation} quotation · {select} by moves · "
        "%s adds it · {pick} by name · {repeat} last label · {add_segment} {remove_segment} parts of gold · Esc back"
    ),
    "{select_word} word · {select_sentence} sentence · {select} by moves · %s adds it · {pick} by name · Esc back",
)
"""What keys do, for the line that says so: where there is room, and where there is not."""


class Selecting:
    """Takes the keys while words are selected, and the mouse at all times."""

    def __init__(self, screen: AdjudicationScreen) -> None:
        self._screen = screen
        self._pointer = Pointer()
        self._letters = ""
        self._wished: tuple[int, int] | None = None
        self._is_click = False

    # Keys

    def takes(self, event: events.Key) -> bool:
        """Take the key, or say that it means nothing here; False for one that leads back to the items."""
        screen = self._screen
        try:
            if self._typed(event):
                return True
        except Refused as refusal:
            screen.status.warn(refusal.message)
            return True
        if screen.keymap.command(event.key) in LEAVING:
            screen.adjudication.leave_text()
            screen.moved()
            return False
        screen.status.warn("Label what is selected, or go back to the items with Esc.")
        return True

    def _typed(self, event: events.Key) -> bool:
        """Take the key; says whether it means something here."""
        screen, key = self._screen, event.key
        command, before = screen.keymap.command(key), self._letters
        self._letters = ""
        if key == "escape":
            self._back()
        elif keys.is_letter(key) and (not screen.keymap.labels or before):
            self._label(key, before.strip())
        elif key == screen.keymap.labels:
            self._letters = " "
        elif key in ("enter", "space"):
            if not before.strip():
                raise Refused("Give a label to what is selected: its letter, or choose it by name.")
            self._add(before)
        elif command is not None and self._means(command):
            self.do(command)
        else:
            return False
        return True

    def do(self, command: str) -> None:
        """Carry out a command of the text."""
        screen, of = self._screen, self._screen.adjudication
        if command in EDGES and of.gold.selection is None:
            raise Refused("Select some words first.")
        if command in PARTS:
            screen.carry_out(getattr(of, PARTS[command]))
        elif command == "pick":
            pick(screen)
        elif command == "repeat":
            if of.gold.last_label is None:
                raise Refused("No label has been given yet.")
            screen.add(of.gold.last_label)
        else:
            if not of.in_text:
                of.enter_text()
            self._move(command)
            screen.moved()

    def _means(self, command: str) -> bool:
        return command in MOVES | SELECTIONS | EDGES | moves.COMMANDS | PARTS.keys() | {"pick", "repeat"}

    def _move(self, command: str) -> None:
        gold, lanes = self._screen.adjudication.gold, self._screen.view.lanes
        if command not in moves.COMMANDS:
            getattr(gold, command)()
        elif lanes is not None:
            cell = self._wished[1] if self._wished and self._wished[0] == gold.caret else None
            offset, cell = lanes.moved(gold.caret, command, cell, self._screen.view.page)
            gold.move_to(offset, extend=moves.extends(command))
            self._wished = gold.caret, cell

    def _back(self) -> None:
        """Drop the selection; where there is none, go back to the items."""
        of = self._screen.adjudication
        if of.gold.selection or of.gold.selecting:
            of.gold.clear()
        else:
            of.leave_text()
        self._screen.moved()

    def _label(self, letter: str, before: str) -> None:
        """A letter; where two lead to a label, the first waits for the second, or for Enter."""
        scheme = self._screen.adjudication.scheme
        label = scheme.label_for_key(before + letter if letter != before else letter)
        if label is None:
            raise Refused(f"No label has the key {before}{letter}.")
        if scheme.paths(letter) and not before:
            self._letters = letter
            second = ", ".join((path.key or "")[1:] for path in scheme.paths(letter))
            self._screen.status.say(f"{label.name}: then {second}, or Enter for itself")
            return
        self._screen.add(label.name)

    def _add(self, letter: str) -> None:
        label = self._screen.adjudication.scheme.label_for_key(letter)
        if label is not None:
            self._screen.add(label.name)

    # Mouse

    def pointed(self, event: events.MouseEvent, row: int, cell: int) -> None:
        """A click goes to an item; a drag selects words, and so does a double click, as where one labels."""
        screen, lanes = self._screen, self._screen.view.lanes
        if lanes is None:
            return
        of = screen.adjudication
        gold, offset = of.gold, lanes.offset_at(row, cell)
        gold.cursor.selecting = False
        if isinstance(event, events.MouseDown):
            self._is_click = True
            if offset is not None:
                self._pointer.press(gold, offset, event.screen_offset, event.time, extend=event.shift)
        elif isinstance(event, events.MouseMove):
            if offset is not None:
                self._pointer.drag(gold, offset)
            self._is_click = False
        if of.draft is not None:
            gold.cursor.selecting = True
        elif gold.selection is not None and not of.in_text:
            of.enter_text()
        is_done = isinstance(event, events.MouseUp) and self._is_click and gold.selection is None
        if is_done and of.draft is None and self._goes(row, cell):
            screen.went()
        else:
            screen.tell()

    def _goes(self, row: int, cell: int) -> bool:
        """Go to what was clicked, and say so; in the text itself the caret has moved already."""
        of, lanes = self._screen.adjudication, self._screen.view.lanes
        rail, offset = (lanes.rail_at(row, cell), lanes.offset_at(row, cell)) if lanes else (None, None)
        if rail is not None:
            of.go_to_annotation(rail)
        elif offset is not None and not of.in_text:
            of.go_to(offset)
            of.gold.move_to(offset)
        return rail is not None or not of.in_text
