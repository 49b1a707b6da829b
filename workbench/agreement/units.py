"""What is counted, and where it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from workbench import tokens
from workbench.model import Span


class Unit(StrEnum):
    """What is counted. A word, sentence or paragraph is marked if any of its code points is."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


def units_of(text: str, paragraphs: Iterable[Span], unit: Unit) -> Iterator[Span]:
    """The units of these paragraphs, in order. Code points are not listed: a place is the number of one."""
    for paragraph in paragraphs:
        if unit is Unit.WORD:
            yield from tokens.words(text, paragraph)
        elif unit is Unit.SENTENCE:
            yield from tokens.sentences(text, paragraph)
        else:
            yield paragraph
