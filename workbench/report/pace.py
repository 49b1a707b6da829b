"""How fast annotators work, from the times of what they did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from workbench.model import Annotated

IDLE = timedelta(minutes=5)
"""A longer time without any annotation or read mark is a break, not work."""
LEAST = timedelta(minutes=10)
"""Of less work there is no pace."""

Deeds = list[tuple[datetime, int]]
"""When something was done, and the words of the paragraph that was marked read then; 0 for an annotation."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Words that were read in time that was spent on them."""

    words: int
    time: timedelta

    @property
    def words_per_hour(self) -> float:
        return self.words / (self.time / timedelta(hours=1))


def deeds(annotated: Annotated, annotator: str) -> Deeds:
    """What the annotator did in one article."""
    text, paragraphs = annotated.article.text, annotated.article.paragraphs
    read = [
        (mark.at, len(paragraphs[mark.paragraph].of(text).split()))
        for mark in annotated.read
        if mark.annotator == annotator
    ]
    return read + [(one.made_at, 0) for one in annotated.annotations if one.annotator == annotator]


def pace(done: Iterable[tuple[datetime, int]]) -> Pace | None:
    """Of all that one annotator did. What was read after a break, or all at one time as by an import, does not count.

    None where less than ten minutes are left.
    """
    words, time = 0, timedelta()
    for (before, _), (at, read) in pairwise(sorted(done)):
        if timedelta() < at - before <= IDLE:
            words += read
            time += at - before
    return Pace(words, time) if time >= LEAST else None
