"""What was done, and what of it can be undone and done again: two stacks, rebuilt from a layer's history."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model import Annotation, Change, Deed, Entry, inverse


class History:
    """A layer's `entries`, oldest first. `last_label` is the label that was given last."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self.last_label: str | None = None
        self.barred: dict[Deed, str] = {}
        """Why the undo, and the redo, that was passed over last was refused."""
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
            self.barred.pop(Deed.REDO, None)
            self.last_label = next(filter(None, map(_label_given, entry.step)), self.last_label)
        elif entry.deed is Deed.UNDO:
            _move_last(Entry(Deed.DO, inverse(entry.step), entry.at, entry.batch), self._done, self._undone)
        else:
            _move_last(Entry(Deed.DO, entry.step, entry.at, entry.batch), self._undone, self._done)

    def forget(self, entry: Entry) -> None:
        """Neither undo nor redo this any more: it cannot be."""
        for stack in (self._done, self._undone):
            if entry in stack:
                stack.remove(entry)

    def pass_over(self, refused: Entry, reason: str) -> None:
        """What the store refused to undo or to do again is not on top: the next key goes on with what is below it,
        or says the `reason` where there is nothing.

        It is there again when the article is opened anew.
        """
        last = self.to_undo if refused.deed is Deed.UNDO else self.to_redo
        if refused.deed is not Deed.DO and last and last.batch == refused.batch:
            self.forget(last)
            self.barred[refused.deed] = reason


def _label_given(change: Change) -> str | None:
    """The label that the change gave to something that did not have it."""
    before, after = change.before, change.after
    if not isinstance(after, Annotation):
        return None
    return None if isinstance(before, Annotation) and before.label == after.label else after.label


def _move_last(done: Entry, from_: list[Entry], to: list[Entry]) -> None:
    """Move what was `done`. It is not on top where the same person worked in two windows at once, and no longer there
    where a batch is done again from another article after something new was done here.
    """
    for index in reversed(range(len(from_))):
        if (from_[index].step, from_[index].batch) == (done.step, done.batch):
            del from_[index]
            break
    to.append(done)
