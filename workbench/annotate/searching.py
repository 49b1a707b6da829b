"""Searching an article: from match to match, and while what is searched for is being typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from workbench import search
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Span

COUNTED = 999
"""Matches that are counted at most."""

_ESCAPED = re.compile(r"\\.")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: words as they stand, or the regular expression that they are."""

    words: str
    regex: bool = False

    @property
    def case(self) -> bool:
        """Whether case counts: only where there is a capital (`\\W` has none)."""
        words = _ESCAPED.sub("", self.words) if self.regex else self.words
        return any(letter.isupper() for letter in words)

    @property
    def pattern(self) -> search.Pattern:
        """As it is searched for. Raises Refused where it is empty or broken."""
        return search.compiled(self.words, regex=self.regex, case=self.case)

    @property
    def problem(self) -> str:
        """Why it cannot be searched for; empty if it can."""
        try:
            search.compiled(self.words, regex=self.regex, case=self.case)
        except Refused as refusal:
            return refusal.message
        return ""


def search_next(work: Work, query: Query) -> bool:
    """Select the next match after the selection or the caret; says whether the article's end was passed.

    Raises Refused where there is none, the expression is broken, or the search takes too long.
    """
    pattern, start = query.pattern, work.selection.end if work.selection else work.caret
    return _select(work, query, _next(work, pattern, start), lambda: _next(work, pattern, 0))


def search_previous(work: Work, query: Query) -> bool:
    """Select the match before the selection or the caret; says whether the article's start was passed.

    Raises Refused as `search_next`.
    """
    pattern, start = query.pattern, work.selection.start if work.selection else work.caret
    end = len(work.article.text)
    return _select(work, query, _previous(work, pattern, start), lambda: _previous(work, pattern, end))


def select_match(work: Work, span: Span) -> None:
    """Go to a match and select it."""
    work.clear()
    work.move_to(span.start)
    work.cursor.take(span)


class Search:
    """A search from where the caret is, for what changes with each letter.

    Raises Refused while an annotation is being edited, whose edges the selection is.
    """

    def __init__(self, work: Work) -> None:
        work.refuse_while_editing()
        self._work = work
        self._origin = work.cursor.stand, work.target_id

    def look_for(self, query: Query) -> bool:
        """Select the first match from the origin on; else go back to it. As `search_next`."""
        work = self._work
        self.go_back()
        start = work.selection.start if work.selection else work.caret
        pattern = query.pattern
        return _select(work, query, _next(work, pattern, start), lambda: _next(work, pattern, 0))

    def go_back(self) -> None:
        """To the caret and the selection as they were."""
        self._work.cursor.stand, self._work.target_id = self._origin


def tally(work: Work, query: Query) -> tuple[int, int]:
    """Which of all matches is selected, counted from 1 (0: none of them), and how many there are.

    At most `COUNTED` + 1 of them are looked at. Raises Refused as `search_next`.
    """
    found = list(islice(search.matches(query.pattern, work.article.text), COUNTED + 1))
    taken = (work.cursor.around(span) for span in found)
    here = (number for number, span in enumerate(taken, 1) if span == work.selection)
    return next(here, 0), len(found)


def _select(work: Work, query: Query, found: Span | None, beyond: Callable[[], Span | None]) -> bool:
    match = found or beyond()
    if match is None:
        raise Refused(f"“{query.words}” is not in this article.")
    select_match(work, match)
    return found is None


def _next(work: Work, pattern: search.Pattern, start: int) -> Span | None:
    matches = search.matches(pattern, work.article.text, start)
    return next((span for span in matches if _is_seen(work, span)), None)


def _previous(work: Work, pattern: search.Pattern, start: int) -> Span | None:
    found = search.previous_match(pattern, work.article.text, start)
    while found and not _is_seen(work, found):
        found = search.previous_match(pattern, work.article.text, found.start)
    return found


def _is_seen(work: Work, span: Span) -> bool:
    """Whether a selection can show it: between paragraphs the caret has no place."""
    return work.cursor.around(span) is not None
