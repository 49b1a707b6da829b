"""First attempts: what a layer was when a paragraph was marked read for the first time, replayed from its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workbench.model import Annotation, Article, Entry, ReadMark, reading_order
from workbench.spans import overlaps


@dataclass(frozen=True, slots=True)
class Attempt:
    """The annotations with words in a paragraph (counted from 0), in reading order, when it was first marked read."""

    paragraph: int
    at: datetime
    annotations: tuple[Annotation, ...]


class Attempts:
    """The first attempts of a layer, as its entries come. What is done to a paragraph later changes none of them."""

    def __init__(self, article: Article, entries: Iterable[Entry] = ()) -> None:
        self._article = article
        self._made: dict[str, Annotation] = {}
        self.first: dict[int, Attempt] = {}
        """By paragraph, in the order in which they were made."""
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take note of an entry, done, undone or done again; a mark in it counts after all that it changes."""
        for change in entry.step:
            if isinstance(change.before, Annotation):
                del self._made[change.before.id]
            if isinstance(change.after, Annotation):
                self._made[change.after.id] = change.after
        for mark in (change.after for change in entry.step):
            if isinstance(mark, ReadMark) and mark.paragraph not in self.first:
                self.first[mark.paragraph] = Attempt(mark.paragraph, mark.at, self._touching(mark.paragraph))

    def _touching(self, paragraph: int) -> tuple[Annotation, ...]:
        words = self._article.paragraphs[paragraph]
        here = (one for one in self._made.values() if any(overlaps(segment, words) for segment in one.segments))
        return tuple(sorted(here, key=reading_order))
