"""What annotators have read and made in one article, cut to the text that is compared.

Text counts for an annotator where they have read the paragraph, and counts at all where two have.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from workbench import spans
from workbench.agreement.matching import Mark
from workbench.model import Annotated, Annotation, Article, Span

Paragraphs = frozenset[int]
Marks = dict[Mark, None]
"""Different marks in the order in which they were found."""


class Made(NamedTuple):
    """An annotation being counted: its place, the numbers of the paragraphs touched, whether it lies inside of one."""

    label: str
    mark: Mark
    touched: Paragraphs
    inside: bool


@dataclass
class Layers:
    """The layers of one article: who has read what of it and made what, and the clipped marks so far."""

    article: Article
    annotators: tuple[str, ...]
    labels: Sequence[str]
    read: list[Paragraphs]
    made: list[list[Made]]
    clipped: dict[tuple[int, Paragraphs], list[Marks]] = field(default_factory=dict)

    @cached_property
    def shared(self) -> list[Paragraphs]:
        """For each annotator, the paragraphs that they and somebody else have read."""
        readers = Counter(number for mine in self.read for number in mine)
        return [frozenset(number for number in mine if readers[number] > 1) for mine in self.read]

    def marks(self, annotator: int, paragraphs: Paragraphs) -> list[Marks]:
        """By label, the different annotations as far as they lie in these paragraphs; last, of any label."""
        key = annotator, paragraphs
        if key not in self.clipped:
            self.clipped[key] = self._clip(*key)
        return self.clipped[key]

    def _clip(self, annotator: int, paragraphs: Paragraphs) -> list[Marks]:
        found: dict[str, Marks] = {label: {} for label in self.labels}
        for made in self.made[annotator]:
            if made.touched & paragraphs:
                found[made.label][made.mark if made.inside else self._parts(made, paragraphs)] = None
        return [*found.values(), {mark: None for marks in found.values() for mark in marks}]

    def _parts(self, made: Made, paragraphs: Paragraphs) -> Mark:
        windows = [self.article.paragraphs[number] for number in sorted(made.touched & paragraphs)]
        parts = spans.within((Span(*segment) for segment in made.mark), windows)
        return tuple((part.start, part.end) for part in parts)


def layers_of(annotated: Annotated, annotators: Sequence[str], labels: Sequence[str]) -> Layers:
    """What those of the annotators who have read anything here made with these labels."""
    read: dict[str, set[int]] = {}
    for mark in annotated.read:
        read.setdefault(mark.annotator, set()).add(mark.paragraph)
    readers = tuple(name for name in annotators if name in read)
    made: dict[str, list[Made]] = {name: [] for name in readers}
    place = _placing(annotated.article.paragraphs)
    counted = frozenset(labels)
    for annotation in annotated.annotations:
        if annotation.annotator in made and annotation.label in counted:
            made[annotation.annotator].append(place(annotation))
    return Layers(annotated.article, readers, labels, [frozenset(read[name]) for name in readers], list(made.values()))


def _placing(paragraphs: Sequence[Span]) -> Callable[[Annotation], Made]:
    starts, ends = [p.start for p in paragraphs], [p.end for p in paragraphs]
    alone = [frozenset({number}) for number in range(len(paragraphs))]

    def place(annotation: Annotation) -> Made:
        mark = tuple([(segment.start, segment.end) for segment in annotation.segments])
        touched = [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in mark]
        first, last = touched[0][0], touched[-1][1] - 1
        inside = first == last and starts[first] <= mark[0][0] and mark[-1][1] <= ends[first]
        numbers = alone[first] if inside else frozenset(number for one in touched for number in range(*one))
        return Made(annotation.label, mark, numbers, inside)

    return place
