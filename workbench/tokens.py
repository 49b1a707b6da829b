"""Where words, sentences, quotations and graphemes begin and end: deterministic, of the text alone.

The functions look at one paragraph (`quotations` at a whole article) and give offsets into the whole text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import regex

from workbench.model import Span
from workbench.spans import trimmed

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

_IDEOGRAPH = r"[\p{L}&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]]"
_LETTER = rf"[[\p{{L}}\p{{N}}]--{_IDEOGRAPH}]"
_TAIL = r"[\p{M}\u200C\u200D]*"
_RUN = rf"(?:{_LETTER}{_TAIL})+"
_INITIALISM = rf"(?:\p{{L}}{_TAIL}\.){{2,}}(?!{_LETTER})"
_PART = rf"(?:{_INITIALISM}|{_RUN}(?:(?<=\p{{N}})[.,]\p{{N}}+{_TAIL}(?:{_RUN})?)*)"
_WORD = regex.compile(
    rf"(?=\p{{Emoji_Presentation}}|\p{{Extended_Pictographic}}\uFE0F)\X"
    rf"|{_IDEOGRAPH}{_TAIL}"
    rf"|{_PART}(?:['’\-\u2010\u2011\u00AD_]{_PART})*",
    regex.VERSION1,
)
_GRAPHEME = regex.compile(r"\X")


def words(text: str, within: Span) -> tuple[Span, ...]:
    """The words of a paragraph, the unit of agreement. Everything else, punctuation above all, belongs to no word.

    A word is the first of these that fits, from left to right:

    1. an emoji: one grapheme cluster that is drawn as a picture by default or by U+FE0F;
    2. an ideograph or kana letter with its marks: Chinese and Japanese are counted by the character;
    3. a run of letters and numbers with their marks and (non-)joiners ("Москва", "2nd"). An apostrophe, hyphen, soft
       hyphen or underscore joins two runs ("don't", "24-year", "O’Neill") and belongs to no word elsewhere; a full stop
       or comma joins digits ("1,000", "2.5"); two or more single letters with a full stop each are one run, the
       last stop included ("U.S.", "U.S.-led").

    Thai, Lao, Khmer and Burmese write no spaces: there a run between spaces or U+200B is one word.
    """
    return tuple(Span(*found.span()) for found in _WORD.finditer(text, within.start, within.end))


def graphemes(text: str, within: Span) -> Sequence[int]:
    """Where a caret may rest in a paragraph: the ends of extended grapheme clusters (UAX 29), and its start. Sorted."""
    inside = within.of(text)
    if inside.isascii() and "\r" not in inside:
        return range(within.start, within.end + 1)
    return (within.start, *(found.end() for found in _GRAPHEME.finditer(text, within.start, within.end)))


def sentences(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph without white space at their ends; they cover everything else in it.

    The boundaries are those of nupunkt's English model (Bommarito et al. 2025, arXiv:2504.04131) with titles and ranks
    added that it takes for the end of a sentence.
    """
    inside = within.of(text)
    starts = [start for start, _ in _punkt().span_tokenize(inside)]
    bounds = [within.start, *(within.start + start for start in starts[1:]), within.end]
    parts = (trimmed(text, Span(start, end)) for start, end in zip(bounds, bounds[1:], strict=False) if start < end)
    return tuple(part for part in parts if part)


@cache
def _punkt() -> PunktSentenceTokenizer:
    """nupunkt takes 34 ms to load, so not before somebody asks for a sentence."""
    import nupunkt

    tokenizer = nupunkt.load("default")
    tokenizer.add_abbreviations(_ABBREVIATIONS)
    return tokenizer


_ABBREVIATIONS = (
    "adm amb asst atty brig capt cmdr col comdr cpl det dist ex-gen ex-gov ex-rep ex-sen fr gen gov hon insp lt maj"
    " messrs mgr msgr pfc pres prof pvt rep reps ret retd rev sen sens sgt supt"
).split()
