"""What was done, and what of it can be undone and done again: two stacks, rebuilt from a layer's history."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model import Annotation, Change, Deed, Entry, Step, inverse


class History:
    """A layer's `entries`, oldest first. `last_label` is the label that was given last."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self.last_label: str | None = None
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        for entry in entries:
            self.add(entry)

    @property
    def to_undo(self) -> Entry | None:
        """What an undo takes back, as it was done."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Entry | None:
        """What a redo does again, as it was done."""
        return self._undone[-1] if self._undone else None

    def add(self, entry: Entry) -> None:
        """Take note of an entry."""
        self.entries.append(entry)
        if entry.deed is Deed.DO:
            self._done.append(entry)
            self._undone.clear()
            self.last_label = next(filter(None, map(_label_given, entry.step)), self.last_label)
        elif entry.deed is Deed.UNDO:
            _move_last(inverse(entry.step), entry.batch, self._done, self._undone)
        else:
            _move_last(entry.step, entry.batch, self._undone, self._done)

    def forget(self, entry: Entry) -> None:
        """Neither undo nor redo this any more: it cannot be."""
        for stack in (self._done, self._undone):
            if entry in stack:
                stack.remove(entry)


def _label_given(change: Change) -> str | None:
    """The label that the change gave to something that did not have it."""
    before, after = change.before, change.after
    if not isinstance(after, Annotation):
        return None
    return None if isinstance(before, Annotation) and before.label == after.label else after.label


def _move_last(step: Step, batch: str, from_: list[Entry], to: list[Entry]) -> None:
    """Move what made the step; it is not on top where the same person worked in two windows at once."""
    for index in reversed(range(len(from_))):
        if from_[index].step == step and from_[index].batch == batch:
            to.append(from_.pop(index))
            return
