"""Annotations as tags on tokens: IOB2 (Tjong Kim Sang and Veenstra 1999) and BILUO (Ratinov and Roth 2009).

A tag is a letter, a hyphen and a label ("B-PER"; only the first hyphen divides), or O outside of all annotations. A
token is a word as agreement counts it, or a mark between words with its repetitions (“, …, ---). Offsets are code
points; tokens are counted from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter, is_
from typing import NamedTuple

import regex

from workbench.formats import losses
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Annotation, Span, reading_order
from workbench.tokens import sentences as split
from workbench.tokens import words

OUTSIDE = "O"

_START, _END = attrgetter("start"), attrgetter("end")
_MARK = regex.compile(r"([^\s\x1c-\x1f])(?:\1+|[\p{M}\u200C\u200D\uFE0F]+)?")
_TAG = re.compile(r"[O_-]|[BILEUS]-.+", re.DOTALL)


class Tags(StrEnum):
    """How tags tell where annotations begin and end."""

    IOB2 = "iob2"
    BILUO = "biluo"


class Run(NamedTuple):
    """The tokens from `start` up to `end` under one label."""

    start: int
    end: int
    label: str


# Tokens


@lru_cache(maxsize=1)  # every layer of an article asks for the same
def tokens(text: str) -> tuple[Span, ...]:
    """The tokens of a text in order. Every character that is not white space is in one, but for a mark of byte order
    at the start.
    """
    return tuple(token for paragraph in paragraphs(text) for token in _tokens(text, paragraph))


def sentences(text: str) -> Iterator[list[list[Span]]]:
    """For each paragraph its sentences, and for each sentence its tokens; none is empty.

    A token that a sentence ends in belongs to it.
    """
    for paragraph in paragraphs(text):
        found: list[list[Span]] = []
        starts = [sentence.start for sentence in split(text, paragraph)]
        before = -1
        for token in _tokens(text, paragraph):
            number = bisect_right(starts, token.start)
            if number != before:
                found.append([])
                before = number
            found[-1].append(token)
        yield found


def _tokens(text: str, paragraph: Span) -> Iterator[Span]:
    end = paragraph.start
    for word in words(text, paragraph):
        yield from _marks(text, end, word.start)
        yield word
        end = word.end
    yield from _marks(text, end, paragraph.end)


def _marks(text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*found.span()) for found in _MARK.finditer(text, start, end))


def laid_out(tokens: Iterable[str], gaps: Iterable[str]) -> tuple[str, list[Span]]:
    """The text of these tokens, each with its gap before it, and where each lies in it. There may be more gaps.

    Raises ValueError for an empty token.
    """
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    for gap, token in zip(gaps, tokens, strict=False):
        parts += (gap, token)
        start = length + len(gap)
        length = start + len(token)
        spans.append(Span(start, length))
    return "".join(parts), spans


def touched(tokens: Sequence[Span], span: Span) -> range:
    """The numbers of the tokens that share a code point with the span."""
    return range(bisect_right(tokens, span.start, key=_END), bisect_left(tokens, span.end, key=_START))


# Tags


def tokens_only(annotated: Annotated) -> Annotated:
    """edges of annotations inside of a word: they cover all words and marks that they touch; and what touches none"""
    known = tokens(annotated.article.text)
    changed = []
    for one in annotated.annotations:
        if reached := touched(known, one.extent):
            segments = (Span(known[reached[0]].start, known[reached[-1]].end),)
            changed.append(one if segments == one.segments else replace(one, segments=segments))
    if len(changed) == len(annotated.annotations) and all(map(is_, changed, annotated.annotations)):
        return annotated
    left = {one.id for one in changed}
    links = tuple(one for one in annotated.relations if {one.from_id, one.to_id} <= left)
    return replace(annotated, annotations=tuple(sorted(changed, key=reading_order)), relations=links)


def flat(layer: Annotated) -> Annotated:
    """What tags can tell of a layer: annotations of whole tokens, of which no two overlap."""
    return losses.overlaps(tokens_only(losses.gaps(layer)))


def encode(tokens: Sequence[Span], annotations: Iterable[Annotation], tags: Tags) -> list[str]:
    """One tag for each token. Of the annotations no two may touch the same token; those beyond the tokens are cut."""
    told = [OUTSIDE] * len(tokens)
    for one in annotations:
        reached = touched(tokens, one.extent)
        for number in reached:
            told[number] = f"{_letter(reached, number, tags)}-{one.label}"
    return told


def _letter(reached: range, number: int, tags: Tags) -> str:
    first, last = number == reached[0], number == reached[-1] and tags is Tags.BILUO
    if first:
        return "U" if last else "B"
    return "L" if last else "I"


def is_tag(tag: str) -> bool:
    """Whether it is a tag of IOB1, IOB2, BILUO or BIOES; `_` and `-` stand for O."""
    return _TAG.fullmatch(tag) is not None


def decode(tags: Iterable[str]) -> Iterator[Run]:
    """The runs that the tags tell, in order: of IOB1, IOB2, BILUO and BIOES alike.

    What goes on where nothing of its label was begun is a beginning, as in conlleval; nothing is lost by that. What is
    no tag stands for O.
    """
    start, label = 0, ""
    end = 0
    for end, tag in enumerate(tags):
        letter, _, name = tag.partition("-") if is_tag(tag) else (OUTSIDE, "", "")
        if label and not (letter in "ILE" and name == label):
            yield Run(start, end, label)
            label = ""
        if name and not label:
            start, label = end, name
        if label and letter in "LEUS":
            yield Run(start, end + 1, label)
            label = ""
    if label:
        yield Run(start, end + 1, label)
