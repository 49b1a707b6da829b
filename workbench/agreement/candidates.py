"""What annotators could have labelled: annotations of several that are about the same thing, and who saw nothing there.

The items of `competence.dawid_skene`. Annotations are about the same thing where `differences` pairs them; of several
pairs those with the most text in common come first, and nobody is in a candidate twice, unless with parts of what
another one made in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from workbench.agreement.differences import Difference, DifferenceKind, differences
from workbench.model import Annotated, Annotation
from workbench.spans import touched

Votes = Mapping[str, str | None]
"""Annotator → label, None for nothing; who has not read the text is not in it."""


def candidates(annotated: Annotated, annotators: Sequence[str]) -> list[Votes]:
    """Those of one article, in reading order: in text that two of the annotators have read."""
    clusters = _Clusters()
    found = [one for pair in combinations(annotators, 2) for one in differences(annotated, *pair)]
    for one in sorted(found, key=lambda one: -one.common):
        clusters.add(one)
    return [_votes(annotated, made, annotators) for made in clusters.all()]


class _Clusters:
    """Annotations that are about the same thing."""

    def __init__(self) -> None:
        self._of: dict[str, list[Annotation]] = {}

    def add(self, difference: Difference) -> None:
        """Put together what is paired, as far as that has one voice for everybody."""
        made = difference.first + difference.second
        for one in made:
            self._of.setdefault(one.id, [one])
        in_parts = difference.kind in (DifferenceKind.SPLIT, DifferenceKind.MERGE)
        for one in made[1:]:
            first, other = self._of[made[0].id], self._of[one.id]
            if first is not other and _together(first, other, in_parts=in_parts):
                first.extend(other)
                self._of.update((moved.id, first) for moved in other)

    def all(self) -> Iterator[list[Annotation]]:
        """In reading order."""
        clusters = {id(made): made for made in self._of.values()}.values()
        yield from sorted(clusters, key=lambda made: min((one.extent.start, one.extent.end) for one in made))


def _together(first: Sequence[Annotation], other: Sequence[Annotation], *, in_parts: bool) -> bool:
    """Whether everybody has one voice in both together."""
    labels = {one.annotator: one.label for one in first}
    return all(labels.get(one.annotator) in ((None, one.label) if in_parts else (None,)) for one in other)


def _votes(annotated: Annotated, made: Sequence[Annotation], annotators: Sequence[str]) -> Votes:
    """The labels of those who made something, nothing of those who have read every paragraph that it touches."""
    paragraphs = annotated.article.paragraphs
    numbers = {n for one in made for segment in one.segments for n in touched(paragraphs, segment)}
    labels = {one.annotator: one.label for one in made}
    read = {(mark.annotator, mark.paragraph) for mark in annotated.read}
    saw = [name for name in annotators if name in labels or all((name, number) in read for number in numbers)]
    return {name: labels.get(name) for name in saw}
