"""One article of somebody who learns: what they did so far, and what of it gold has otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.agreement.credit import Credit, credits_of, total
from workbench.agreement.standard import Standard
from workbench.attempts import Attempts
from workbench.errors import Refused
from workbench.learn.review import Review
from workbench.model import Annotation, Deed, Entry, Kind, ReadMark

if TYPE_CHECKING:
    from workbench.store import Store


class Lesson:
    """Knows gold and the first attempts. Gold is not to be seen of a paragraph before that is marked read."""

    def __init__(self, standard: Standard, history: Iterable[Entry]) -> None:
        self._standard = standard
        self._attempts = Attempts(standard.article, history)

    @property
    def has_gold(self) -> bool:
        """Whether any paragraph has a gold standard."""
        return bool(self._standard)

    def follow(self, entries: Iterable[Entry]) -> int | None:
        """Take note of what was done. Gives the paragraph that has been marked read, if that was done and nothing else:
        an undo or a way back to an earlier state may bring marks, too, but asks for no review.
        """
        read = None
        for entry in entries:
            self._attempts.add(entry)
            if entry.deed is Deed.DO and len(entry.step) == 1 and isinstance(mark := entry.step[0].after, ReadMark):
                read = mark.paragraph
        return read

    def review(self, paragraph: int, made: Iterable[Annotation]) -> Review:
        """The paragraph as it is now, with the credit of the first attempt. Raises Refused before that is made."""
        attempt = self._attempts.first.get(paragraph)
        if attempt is None:
            raise Refused("Mark the paragraph read first: what gold has is shown then.")
        if paragraph not in self._standard:
            return Review(paragraph, None, Credit())
        return Review(
            paragraph,
            self._standard.differences(paragraph, made),
            total(credits_of(self._standard.differences(paragraph, attempt.annotations)).values()),
        )


def begin(store: Store, article_id: str, history: Iterable[Entry]) -> Lesson:
    """The lesson of an article, whose layer has this history. Raises StoreError where gold cannot be read."""
    gold = [name for name, kind in store.people.all().items() if kind is Kind.GOLD]
    (annotated,) = store.layers.annotated([article_id], gold)
    return Lesson(Standard(annotated, gold), history)
