"""Quotations: marks of every kind paired over a whole article, apostrophes left alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from workbench.model import Span

_KINDS = ('“”„"', "‘’‚'", "«»", "‹›", "「」", "『』")
_CLOSES = {
    "”": '“„"',
    '"': '“„"',
    "“": "„",
    "’": "‘‚'",
    "'": "‘‚'",
    "‘": "‚",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "」": "「",
    "』": "『",
}
"""Mark → the open ones that it may close."""

_DEEPEST = 8
"""Open marks that are remembered, so that a text of nothing but opening marks takes no time squared."""

_SURE_TO_OPEN = "“„‘‚«‹「『"
_BY_NEIGHBOURS = "\"'’»›"
_MARK = regex.compile(f"[{''.join(_KINDS)}]")
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, and what its neighbours let it be."""

    at: int
    character: str
    may_open: bool
    may_close: bool

    @property
    def kind(self) -> str:
        return next(kind for kind in _KINDS if self.character in kind)


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations of an article with their marks, outer before inner; no two of them cross.

    A mark closes the nearest open one that it fits (“a" too), and what was opened since then is dropped. A straight
    mark opens or closes by its neighbours, as `_` does in CommonMark 0.31 (section 6.2), so an apostrophe does neither;
    after a word it closes no more than the innermost. An open quotation runs on into the next paragraph only where that
    begins with the mark again, or (single marks apart) where the next mark of the kind in it is a closing one. What is
    never closed is no quotation.
    """
    found: list[Span] = []
    still_open: list[_Mark] = []
    for paragraph in paragraphs:
        marks = list(_marks(text, paragraph))
        repeated = _repeated(still_open, _leading(text, paragraph, marks)) if still_open else []
        still_open = repeated or _closed_next(still_open, marks)
        for mark in marks[len(repeated) :]:
            opener = _opener(mark, still_open)
            if opener is not None:
                found.append(Span(still_open[opener].at, mark.at + 1))
                del still_open[opener:]
            elif mark.may_open:
                still_open.append(mark)
                del still_open[:-_DEEPEST]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _opener(mark: _Mark, still_open: Sequence[_Mark]) -> int | None:
    """Which of the open marks this one closes. What may be an apostrophe closes none but the innermost."""
    if not mark.may_close:
        return None
    innermost_first = range(len(still_open) - 1, -1, -1)
    fitting = (n for n in innermost_first if still_open[n].character in _CLOSES[mark.character])
    nearest = next(fitting, None)
    return None if mark.character in "'’" and nearest != len(still_open) - 1 else nearest


def _leading(text: str, paragraph: Span, marks: Sequence[_Mark]) -> Iterator[_Mark]:
    """The opening marks before the paragraph's first word."""
    word = _WORD.search(text, paragraph.start, paragraph.end)
    first = word.start() if word else paragraph.start
    return takewhile(lambda mark: mark.may_open and mark.at < first, marks)


def _repeated(still_open: Sequence[_Mark], leading: Iterator[_Mark]) -> list[_Mark]:
    """The open marks that the leading ones of the next paragraph take up again, outer before inner."""
    repeated: list[_Mark] = []
    left = iter(still_open)
    for mark in leading:
        taken_up = next((one for one in left if one.kind == mark.kind), None)
        if taken_up is None:
            break
        repeated.append(taken_up)
    return repeated


def _closed_next(still_open: Sequence[_Mark], marks: Sequence[_Mark]) -> list[_Mark]:
    """The outermost open mark that the next mark of its kind closes for sure."""
    for one in still_open:
        following = next((mark for mark in marks if mark.kind == one.kind), None)
        if following and "'" not in one.kind and not following.may_open and _opener(following, [one]) is not None:
            return [one]
    return []


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """The marks of a paragraph, apostrophes inside words left out. Its borders count as white space."""
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, character = found.start(), found[0]
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        opening, closing = _flanks(before, after) if character in _BY_NEIGHBOURS else (False, False)
        may_open = character in _SURE_TO_OPEN or (opening and character != "’")
        may_close = character in _CLOSES and (closing or character not in "\"'’")
        if may_open or may_close:
            yield _Mark(at, character, may_open, may_close)


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these two characters may open, and may close (CommonMark's rule for `_`)."""
    left = not after.isspace() and (_is_word(after) or not _is_word(before))
    right = not before.isspace() and (_is_word(before) or not _is_word(after))
    return left and not (right and _is_word(before)), right and not (left and _is_word(after))


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
