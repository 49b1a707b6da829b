"""What was done, and what of it can be undone and done again: two stacks, rebuilt from a layer's history."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model import Deed, Entry, Step, inverse


class History:
    """A layer's `entries`, oldest first."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self._done: list[Step] = []
        self._undone: list[Step] = []
        for entry in entries:
            self.add(entry)

    @property
    def to_undo(self) -> Step | None:
        """The step that an undo takes back, as it was done."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """The step that a redo does again."""
        return self._undone[-1] if self._undone else None

    def add(self, entry: Entry) -> None:
        """Take note of an entry."""
        self.entries.append(entry)
        if entry.deed is Deed.DO:
            self._done.append(entry.step)
            self._undone.clear()
        elif entry.deed is Deed.UNDO:
            _move_last(inverse(entry.step), self._done, self._undone)
        else:
            _move_last(entry.step, self._undone, self._done)


def _move_last(step: Step, from_: list[Step], to: list[Step]) -> None:
    """Move the step; it is not on top where the same person worked in two windows at once."""
    for index in reversed(range(len(from_))):
        if from_[index] == step:
            to.append(from_.pop(index))
            return
