"""The list of changes: all that was done to an article, or what is other than when it was finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from rich.text import Text

from workbench.annotate import Reading
from workbench.annotate.going_back import finished, since_finished
from workbench.model import Annotation, Change, Entry, Note, ReadMark, Relation, Skip
from workbench.symbols import printable
from workbench.tui.lists.sheets import NUMBER, numbered
from workbench.tui.lists.telling import Telling
from workbench.tui.prose import counted
from workbench.tui.widgets.listing import Column, Sheet

TIME = 5
"""Cells for a time of day."""


@dataclass(frozen=True, slots=True)
class Past:
    """An entry of the history, the `number`-th, counted from 1."""

    number: int
    entry: Entry

    @property
    def at(self) -> datetime:
        """When, in the time of this place."""
        return self.entry.at.astimezone()


def done(reading: Reading) -> Sheet[Past]:
    """What the annotator changed here, newest first."""
    telling = Telling(reading)
    entries = reading.history.entries
    return Sheet(
        "Changes",
        [Past(number, entries[number - 1]) for number in range(len(entries), 0, -1)],
        (
            Column("time", TIME, lambda past: Text(f"{past.at:%H:%M}", "dim")),
            Column("  ¶", NUMBER, lambda past: numbered(_paragraph(reading, telling.place(past.entry.step)))),
            Column("change", 0, lambda past: Text(printable(_past_told(telling, past), ""))),
        ),
        lambda past: _past_told(telling, past),
        "Nothing has been changed here yet. All that you do to this article stands here, with its time, and you can go "
        "back to any point of it.",
        heading=lambda past: day(past.at.date()),
    )


def since(reading: Reading) -> Sheet[Change]:
    """What is other than when the article was finished."""
    entries, paragraphs = reading.history.entries, len(reading.article.paragraphs)
    telling, number = Telling(reading), finished(entries, paragraphs)
    if number is None:
        empty = (
            "You have not finished this article yet: when every paragraph is read, what you change after that stands "
            "here."
        )
    else:
        at = entries[number - 1].at.astimezone()
        empty = f"Nothing is other than when you finished this article, on {day(at.date())} at {at:%H:%M}."
    return Sheet(
        "Changes",
        since_finished(entries, paragraphs) or (),
        (
            Column("", 1, _sign),
            Column("  ¶", NUMBER, lambda change: numbered(_paragraph(reading, telling.place((change,))))),
            Column("since you finished", 0, lambda change: Text(printable(telling.change(change), ""))),
        ),
        telling.change,
        empty,
    )


def _paragraph(reading: Reading, place: Annotation | int | None) -> int | None:
    """The paragraph of what a `Telling` calls a place."""
    return reading.units.paragraph_at(place.extent.start) if isinstance(place, Annotation) else place


@cache
def day(at: date) -> str:
    """As a person writes it: Sunday 22 November 2026."""
    return f"{at:%A} {at.day} {at:%B %Y}"


def by_kind(changes: Sequence[Change]) -> str:
    """How many values of each kind are changed: `2 annotations, 1 relation`."""
    kinds = Counter(_KINDS[type(change.after or change.before)] for change in changes)
    return ", ".join(counted(number, kind) for kind, number in kinds.items())


def _past_told(telling: Telling, past: Past) -> str:
    told = telling.entry(past.entry)
    return f"{told} (in several articles at once)" if past.entry.batch else told


def _sign(change: Change) -> Text:
    if change.before is None:
        return Text("+", "green")
    return Text("−", "red") if change.after is None else Text("~", "yellow")


_KINDS = {Annotation: "annotation", Relation: "relation", Note: "note", Skip: "skip", ReadMark: "read mark"}
