"""Annotations as tags on tokens: IOB2 (Tjong Kim Sang and Veenstra 1999) and BILUO (Ratinov and Roth 2009).

A tag is a letter, a hyphen and a label ("B-PER"; only the first hyphen divides), or O outside of all annotations. A
token is a word as agreement counts it, or a mark between words with its repetitions (“, …, ---). Offsets are code
points; tokens are counted from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache, reduce
from typing import NamedTuple

import regex

from workbench.formats import losses
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Annotation, Span
from workbench.spans import joined, of_tokens, touched
from workbench.tokens import sentences as split
from workbench.tokens import with_marks, words

OUTSIDE = "O"

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
    return with_marks(text, words(text, paragraph), paragraph, _MARK)


# Tags


def tokens_only(annotated: Annotated) -> Annotated:
    """edges of annotations inside of a word: they cover all words and marks that they touch; and what touches none"""
    text = annotated.article.text
    known = tokens(text)
    snapped = {}
    for one in annotated.annotations:
        reached = filter(None, (touched(known, segment) for segment in one.segments))
        snapped[one.id] = joined(text, [of_tokens(known, each.start, each.stop) for each in reached])
    kept = losses.only(annotated, [one for one in annotated.annotations if snapped[one.id]])

    def change(one: Annotation) -> Annotation:
        return one if snapped[one.id] == one.segments else replace(one, segments=snapped[one.id])

    return losses.each(kept, change)


NO_TAGS = (
    losses.divisions,
    losses.decisions,
    losses.read_marks,
    losses.notes,
    losses.skips,
    losses.relations,
    losses.attributes,
    losses.comments,
    losses.doubts,
)
"""What no columns of tags hold, whatever the tags."""

ONE_TAG = (losses.scores, losses.gaps, tokens_only, losses.overlaps)
"""What one tag for each token does not hold."""


def flat(layer: Annotated) -> Annotated:
    """What one tag for each token tells of a layer: annotations of whole tokens, of which no two overlap."""
    return reduce(lambda left, loss: loss(left), ONE_TAG, layer)


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
