"""Articles of any length with any number of annotations, made by a seeded generator, for benchmarks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from workbench.model import Annotation, Article, Change, Deed, Entry, Span

_WORDS = (
    "minister report sources said government denied the of to in and that officials week house against after before "
    "election parliament spokesman evidence unnamed accused leader country statement press according security"
)
_SENTENCE, _PARAGRAPH = 16, 48


def article(words: int) -> Article:
    """An article of so many words: sentences of 16, paragraphs of three."""
    chance = random.Random(words)
    known, paragraphs = _WORDS.split(), []
    for first in range(0, words, _PARAGRAPH):
        size = min(_PARAGRAPH, words - first)
        told = [chance.choice(known) for _ in range(size)]
        for place in range(0, size, _SENTENCE):
            told[place] = told[place].capitalize()
            told[min(place + _SENTENCE, size) - 1] += "."
        paragraphs.append(" ".join(told))
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Article("bench", f"{words:,} words", "\n\n".join(paragraphs), tuple(spans))


def labelled(of: Article, number: int, labels: list[str], scheme: str, annotator: str) -> Iterator[Annotation]:
    """So many annotations of one to five words, spread evenly over the paragraphs, no two the same."""
    chance = random.Random(number)
    made: set[tuple[str, Span]] = set()
    while len(made) < number:
        paragraph = of.paragraphs[len(made) * len(of.paragraphs) // number]
        words = paragraph.of(of.text).split(" ")
        first = chance.randrange(len(words))
        start = paragraph.start + sum(len(word) + 1 for word in words[:first])
        chosen = words[first : first + chance.randint(1, 5)]
        one = (chance.choice(labels), Span(start, start + len(" ".join(chosen))))
        if one not in made:
            made.add(one)
            id_ = f"{chance.getrandbits(128):032x}"
            yield Annotation(id_, of.id, annotator, one[0], (one[1],), datetime.now(UTC), scheme)


def entry(*made: Annotation) -> Entry:
    """One step that makes them all."""
    return Entry(Deed.DO, tuple(Change(None, one) for one in made), datetime.now(UTC))
