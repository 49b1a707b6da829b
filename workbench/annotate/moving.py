"""Moves of the caret: by character, word, sentence, paragraph, article.

Every move takes `extend`: the selection then reaches from where the caret was to where it goes. While `selecting`
every move does so. A move that is blocked by the article's ends stays where it is.
"""

from __future__ import annotations

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Span


def left(work: Work, extend: bool = False) -> None:
    """One grapheme left; a selection that is not extended shrinks to its start."""
    free = _free_selection(work, extend)
    work.move_to(free.start if free else work.units.before(work.units.stops, work.caret), extend)


def right(work: Work, extend: bool = False) -> None:
    """One grapheme right; a selection that is not extended shrinks to its end."""
    free = _free_selection(work, extend)
    work.move_to(free.end if free else work.units.after(work.units.stops, work.caret), extend)


def word_left(work: Work, extend: bool = False) -> None:
    """To the start of this word or the previous one (or of the paragraph)."""
    work.move_to(work.units.before(work.units.word_starts, work.caret), extend)


def word_right(work: Work, extend: bool = False) -> None:
    """To the end of this word or the next one (or of the paragraph)."""
    work.move_to(work.units.stop_after(work.units.after(work.units.word_ends, work.caret)), extend)


def sentence_left(work: Work, extend: bool = False) -> None:
    """To the start of this sentence or the previous one."""
    work.move_to(work.units.before(work.units.sentence_starts, work.caret), extend)


def sentence_right(work: Work, extend: bool = False) -> None:
    """To the start of the next sentence, or the article's end."""
    work.move_to(work.units.stop_after(work.units.after(work.units.sentence_starts, work.caret)), extend)


def paragraph_up(work: Work, extend: bool = False) -> None:
    """To the start of the previous paragraph; in the first one, of that."""
    work.move_to(work.article.paragraphs[max(0, work.paragraph - 1)].start, extend)


def paragraph_down(work: Work, extend: bool = False) -> None:
    """To the start of the next paragraph; in the last one, to its end."""
    spans, following = work.article.paragraphs, work.paragraph + 1
    work.move_to(spans[following].start if following < len(spans) else spans[-1].end, extend)


def article_start(work: Work, extend: bool = False) -> None:
    """To the first character of the first paragraph."""
    work.move_to(work.article.paragraphs[0].start, extend)


def article_end(work: Work, extend: bool = False) -> None:
    """Behind the last character of the last paragraph."""
    work.move_to(work.article.paragraphs[-1].end, extend)


def go_to_paragraph(work: Work, number: int, extend: bool = False) -> None:
    """To the start of a paragraph, counted from 1 as it is shown. Raises Refused where there are fewer."""
    spans = work.article.paragraphs
    if number > len(spans):
        raise Refused(f"The last paragraph is {len(spans)}.")
    work.move_to(spans[number - 1].start, extend)


def extend_left(work: Work) -> None:
    """`left`, extending."""
    left(work, extend=True)


def extend_right(work: Work) -> None:
    """`right`, extending."""
    right(work, extend=True)


def extend_word_left(work: Work) -> None:
    """`word_left`, extending."""
    word_left(work, extend=True)


def extend_word_right(work: Work) -> None:
    """`word_right`, extending."""
    word_right(work, extend=True)


def _free_selection(work: Work, extend: bool) -> Span | None:
    return None if extend or work.selecting else work.selection
