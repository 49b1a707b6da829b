"""From layers to counts: what annotators did to one article, as small arrays from which every figure follows.

Text counts for an annotator where they have read the paragraph, and counts at all where two have. Units are words or
code points; a word is marked if any of its code points is. Nothing is as long as the text: a sweep over the places
where anything begins or ends cuts it into *cells*, stretches of units that are all alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench import spans, tokens
from workbench.agreement.distance import Array
from workbench.agreement.matching import Mark, exact_matches, overlap_matches
from workbench.model import Annotated, Annotation, Article, Span

Paragraphs = frozenset[int]
Range = tuple[int, int]
Marks = dict[Mark, None]
"""Different marks in the order in which they were found."""


class Unit(StrEnum):
    """What is counted."""

    WORD = "word"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """Units of one article by annotators i, j and labels l; the last label stands for any of them.

    `both` (i × j) were read by both; of these `marked` (l × i × j) lie in an annotation of i, `together` (l × i × j) in
    one of i and in one of j. Of coincidences (see `chance`) of marked and unmarked, over the `total` of units that two
    or more have read: `ratings` in all, `used` (l) of marked units, `differed` (l) of unlike ones.
    """

    total: float
    both: Array
    marked: Array
    together: Array
    ratings: float
    used: Array
    differed: Array


@dataclass(frozen=True, slots=True)
class SetCounts:
    """The same where the value of a unit is the set of labels s over it.

    Of the units read by i and j `margins` (s × i × j) have the set s by i, `alike` (i × j) the same set by both;
    `used` (s) and `differed` are of coincidences.
    """

    sets: tuple[frozenset[str], ...]
    margins: Array
    alike: Array
    used: Array
    differed: float


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """Annotations of one article by labels l and annotators i, j; the last label stands for any of them.

    `marks` (l × i × j) are those of i that touch text that j has read too, `exact` and `overlap` (l × i × j, i < j) the
    matches. `shared` (l × i) touch text that anybody else has read.
    """

    marks: Array
    exact: Array
    overlap: Array
    shared: Array


@dataclass(frozen=True, slots=True)
class Oddities:
    """How many annotations were treated in a way that a person should know."""

    repeated: int = 0
    """label and text given twice by one annotator: counted once"""
    cut: int = 0
    """partly in text that nobody else has read: only the rest counted"""
    outside: int = 0
    """wholly in text that nobody else has read: not counted"""
    merged: int = 0
    """overlapping another one of the same label by the same annotator: one stretch of units"""


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """All that agreement needs to know of one article. Arrays are in the order of `annotators`, those who have read.

    `paragraphs` (i × j) were read by both, in the diagonal by i and anybody else; `shared_paragraphs` by two or more.
    """

    article: str
    annotators: tuple[str, ...]
    paragraphs: Array
    shared_paragraphs: int
    units: UnitCounts
    sets: SetCounts
    marks: MarkCounts
    oddities: Oddities


class _Made(NamedTuple):
    """An annotation being counted: its place, the numbers of the paragraphs touched, whether it lies inside of one."""

    label: str
    mark: Mark
    touched: Paragraphs
    inside: bool


@dataclass
class _Work:
    """An article being counted: who has read what of it and made what, and the clipped marks so far."""

    article: Article
    annotators: tuple[str, ...]
    labels: Sequence[str]
    read: list[Paragraphs]
    made: list[list[_Made]]
    clipped: dict[tuple[int, Paragraphs], list[Marks]] = field(default_factory=dict)

    @property
    def shared(self) -> list[Paragraphs]:
        """For each annotator, the paragraphs that somebody else has read too."""
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

    def _parts(self, made: _Made, paragraphs: Paragraphs) -> Mark:
        windows = [self.article.paragraphs[number] for number in sorted(made.touched & paragraphs)]
        parts = spans.within((Span(*segment) for segment in made.mark), windows)
        return tuple((part.start, part.end) for part in parts)


def count(annotated: Annotated, annotators: Sequence[str], labels: Sequence[str], unit: Unit) -> ArticleCounts | None:
    """The counts of one article, or None if no paragraph was read by two of the annotators."""
    work = _work(annotated, annotators, labels)
    shared = work.shared
    if not any(shared):
        return None
    cells = _cells(work, sorted(frozenset().union(*shared)), unit)
    return ArticleCounts(
        article=annotated.article.id,
        annotators=work.annotators,
        paragraphs=_paragraphs(work.read, shared),
        shared_paragraphs=len(frozenset().union(*shared)),
        units=_unit_counts(cells),
        sets=_set_counts(cells, labels),
        marks=_mark_counts(work, shared),
        oddities=_oddities(work, shared),
    )


def _work(annotated: Annotated, annotators: Sequence[str], labels: Sequence[str]) -> _Work:
    read: dict[str, set[int]] = {}
    for mark in annotated.read:
        read.setdefault(mark.annotator, set()).add(mark.paragraph)
    readers = tuple(name for name in annotators if name in read)
    made: dict[str, list[_Made]] = {name: [] for name in readers}
    place = _placing(annotated.article.paragraphs)
    counted = frozenset(labels)
    for annotation in annotated.annotations:
        if annotation.annotator in made and annotation.label in counted:
            made[annotation.annotator].append(place(annotation))
    return _Work(annotated.article, readers, labels, [frozenset(read[name]) for name in readers], list(made.values()))


def _placing(paragraphs: Sequence[Span]) -> Callable[[Annotation], _Made]:
    starts, ends = [p.start for p in paragraphs], [p.end for p in paragraphs]
    alone = [frozenset({number}) for number in range(len(paragraphs))]

    def place(annotation: Annotation) -> _Made:
        mark = tuple([(segment.start, segment.end) for segment in annotation.segments])
        touched = [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in mark]
        first, last = touched[0][0], touched[-1][1] - 1
        inside = first == last and starts[first] <= mark[0][0] and mark[-1][1] <= ends[first]
        numbers = alone[first] if inside else frozenset(number for one in touched for number in range(*one))
        return _Made(annotation.label, mark, numbers, inside)

    return place


def _paragraphs(read: Sequence[Paragraphs], shared: Sequence[Paragraphs]) -> Array:
    both = np.array([[len(mine & theirs) for theirs in read] for mine in read], dtype=float)
    np.fill_diagonal(both, [len(paragraphs) for paragraphs in shared])
    return both


# Units


@dataclass(frozen=True, slots=True)
class _Cells:
    """Stretches u of like units: how many each holds, who has read it (u × i), who marked it as what (u × i × l).

    The last label stands for any of them.
    """

    sizes: Array
    read: npt.NDArray[np.bool_]
    marked: npt.NDArray[np.bool_]


def _cells(work: _Work, paragraphs: Sequence[int], unit: Unit) -> _Cells:
    windows = [work.article.paragraphs[number] for number in paragraphs]
    numbered = _numbering(work.article.text, windows, unit)
    stretches = [numbered(window.start, window.end) for window in windows]
    columns = {label: column for column, label in enumerate(work.labels)}
    ranges = [
        (i, columns[one.label], numbered(*segment))
        for i, made in enumerate(work.made)
        for one in made
        for segment in one.mark
    ]
    edges = sorted({edge for stretch in stretches for edge in stretch} | {edge for *_, ends in ranges for edge in ends})
    place = {edge: cell for cell, edge in enumerate(edges)}
    sizes = np.diff(edges).astype(float) if edges else np.zeros(0)
    read = np.zeros((len(sizes), len(work.annotators)), dtype=bool)
    for number, (start, end) in zip(paragraphs, stretches, strict=True):
        readers = [number in mine for mine in work.read]
        read[place[start] : place[end]] = readers
    marked = np.zeros((*read.shape, len(work.labels) + 1), dtype=bool)
    for i, label, (start, end) in ranges:
        marked[place[start] : place[end], i, label] = True
    marked[:, :, -1] = marked.any(axis=2)
    counted = read.any(axis=1)
    return _Cells(sizes[counted], read[counted], (marked & read[:, :, None])[counted])


def _numbering(text: str, windows: Iterable[Span], unit: Unit) -> Callable[[int, int], Range]:
    """What turns a stretch of text into the range of units that it touches."""
    if unit is Unit.CHARACTER:
        return lambda start, end: (start, end)
    words = [word for window in windows for word in tokens.words(text, window)]
    starts, ends = [word.start for word in words], [word.end for word in words]
    return lambda start, end: (bisect_right(ends, start), bisect_left(starts, end))


def _unit_counts(cells: _Cells) -> UnitCounts:
    by_label = cells.marked.transpose(2, 1, 0).astype(float)
    weighed, read, readers = by_label * cells.sizes, cells.read.astype(float), cells.read.sum(axis=1)
    markers = by_label.sum(axis=1)
    return UnitCounts(
        total=float(cells.sizes.sum()),
        both=(read.T * cells.sizes) @ read,
        marked=weighed @ read,
        together=weighed @ by_label.transpose(0, 2, 1),
        ratings=float(cells.sizes @ readers),
        used=markers @ cells.sizes,
        differed=(2 * markers * (readers - markers) / (readers - 1)) @ cells.sizes,
    )


def _set_counts(cells: _Cells, labels: Sequence[str]) -> SetCounts:
    packed = np.packbits(cells.marked, axis=2)
    found, which = np.unique(packed.view(f"V{packed.shape[2]}"), return_inverse=True)
    different = found.view(np.uint8).reshape(len(found), packed.shape[2])
    has = (which.reshape(cells.read.shape) == np.arange(len(found))[:, None, None]) & cells.read
    by_set = has.transpose(0, 2, 1).astype(float)
    weighed, read, readers = by_set * cells.sizes, cells.read.astype(float), cells.read.sum(axis=1)
    users = by_set.sum(axis=1)
    return SetCounts(
        sets=tuple(_named(packed, labels) for packed in different),
        margins=weighed @ read,
        alike=(weighed @ by_set.transpose(0, 2, 1)).sum(axis=0),
        used=users @ cells.sizes,
        differed=float(((readers**2 - (users**2).sum(axis=0)) / (readers - 1)) @ cells.sizes),
    )


def _named(packed: npt.NDArray[np.uint8], labels: Sequence[str]) -> frozenset[str]:
    return frozenset(label for label, bit in zip(labels, np.unpackbits(packed), strict=False) if bit)


# Annotations


def _mark_counts(work: _Work, shared: Sequence[Paragraphs]) -> MarkCounts:
    people, labels = len(work.annotators), len(work.labels) + 1
    marks, exact, overlap = (np.zeros((labels, people, people)) for _ in range(3))
    for i in range(people):
        for j in range(i + 1, people):
            common = work.read[i] & work.read[j]
            for label, (mine, theirs) in enumerate(zip(work.marks(i, common), work.marks(j, common), strict=True)):
                marks[label, i, j], marks[label, j, i] = len(mine), len(theirs)
                if mine and theirs:
                    exact[label, i, j] = exact_matches(mine, theirs)
                    overlap[label, i, j] = overlap_matches(list(mine), list(theirs))
    alone = [[len(found) for found in work.marks(i, paragraphs)] for i, paragraphs in enumerate(shared)]
    return MarkCounts(marks, exact, overlap, np.array(alone, dtype=float).T)


def _oddities(work: _Work, shared: Sequence[Paragraphs]) -> Oddities:
    repeated = cut = outside = merged = 0
    for i, paragraphs in enumerate(shared):
        found = work.marks(i, paragraphs)[:-1]
        touching = [one.touched for one in work.made[i] if one.touched & paragraphs]
        outside += len(work.made[i]) - len(touching)
        cut += sum(not touched <= paragraphs for touched in touching)
        repeated += len(touching) - sum(map(len, found))
        merged += sum(_overlapping(marks) for marks in found)
    return Oddities(repeated, cut, outside, merged)


def _overlapping(marks: Marks) -> int:
    """How many marks begin before an earlier one has ended."""
    segments = sorted((start, end, number) for number, mark in enumerate(marks) for start, end in mark)
    found: set[int] = set()
    reach = 0
    for start, end, number in segments:
        if start < reach:
            found.add(number)
        reach = max(reach, end)
    return len(found)
