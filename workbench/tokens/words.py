"""Words and graphemes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import regex

from workbench.model import Span

_IDEOGRAPH = r"[\p{L}&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]]"
_TAIL = r"[\p{M}\u200C\u200D]*"
_ALNUM = rf"[[\p{{L}}\p{{N}}]--{_IDEOGRAPH}]"
_LETTER = rf"[\p{{L}}--{_IDEOGRAPH}]{_TAIL}"
_RUN = rf"(?:{_ALNUM}{_TAIL})+"
_INITIALISM = rf"{_LETTER}(?:\.{_LETTER})+\.?(?!{_ALNUM})"
_PART = rf"(?:{_INITIALISM}|{_RUN}(?:(?<=\p{{N}})[.,]\p{{N}}+{_TAIL}(?:{_RUN})?)*)"
_WORD = regex.compile(
    rf"(?=\p{{Emoji_Presentation}}|\p{{Extended_Pictographic}}\uFE0F)\X"
    rf"|{_IDEOGRAPH}{_TAIL}"
    rf"|{_PART}(?:['’\-\u2010\u2011\u00AD_]{_PART})*",
    regex.VERSION1,
)
_GRAPHEME = regex.compile(r"\X")
_Pattern: TypeAlias = re.Pattern[str] | regex.Pattern[str]


def words(text: str, within: Span) -> tuple[Span, ...]:
    """The words of a paragraph, the unit of agreement. Everything else, punctuation above all, belongs to no word.

    A word is the first of these that fits, from left to right:

    1. an emoji: one grapheme cluster that is drawn as a picture by default or by U+FE0F;
    2. an ideograph or kana letter with its marks: Chinese and Japanese are counted by the character;
    3. a run of letters and numbers with their marks and (non-)joiners ("Москва", "2nd"). An apostrophe, hyphen, soft
       hyphen or underscore joins two runs ("don't", "24-year", "O’Neill") and belongs to no word elsewhere; a full stop
       or comma joins digits ("1,000", "2.5"); single letters with full stops between them are one run, together with
       the full stop behind ("U.S.", "U.S.-led").

    Thai, Lao, Khmer and Burmese write no spaces: there a run between spaces or U+200B is one word.
    """
    return tuple(Span(*found.span()) for found in _WORD.finditer(text, within.start, within.end))


def with_marks(text: str, words: Iterable[Span], within: Span, mark: _Pattern) -> Iterator[Span]:
    """The words, which lie in `within`, and what the pattern finds there before, between and behind them; in order."""
    start = within.start
    for word in words:
        yield from _found(mark, text, start, word.start)
        yield word
        start = word.end
    yield from _found(mark, text, start, within.end)


def _found(mark: _Pattern, text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*found.span()) for found in mark.finditer(text, start, end))


def graphemes(text: str, within: Span) -> Sequence[int]:
    """Where a caret may rest in a paragraph: the ends of extended grapheme clusters (UAX 29), and its start. Sorted."""
    inside = within.of(text)
    if inside.isascii() and "\r" not in inside:
        return range(within.start, within.end + 1)
    return (within.start, *(found.end() for found in _GRAPHEME.finditer(text, within.start, within.end)))
