"""Articles come one by one, and are laid end to end: from annotations to `Layers`, cut in one go."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import chain

import numpy as np

from workbench.agreement.arrays import Bools, Ints, expanded
from workbench.agreement.layers import Layers, Made, Places
from workbench.agreement.units import Unit, units_of
from workbench.model import Annotated, Origin
from workbench.spans import union


class Oddity(Enum):
    """How an annotation was treated in a way that a person should know."""

    REPEATED = "given twice by the same annotator (same label and text): counted once"
    CUT = "partly in paragraphs that the annotator or everybody else has not read: only the rest counted"
    OUTSIDE = "wholly in paragraphs that the annotator or everybody else has not read: not counted"
    BEYOND = "reaching beyond the end of the article: cut there"
    MERGED = "overlapping another of the same label and annotator: one stretch of marked text"
    SUGGESTED = "suggested by a machine and kept: agreement is inflated where annotators saw the same suggestions"


class Laying:
    """Takes articles one by one, so that they need not all be in memory."""

    def __init__(self, annotators: Sequence[str], labels: Sequence[str], unit: Unit) -> None:
        self.annotators, self.labels, self.unit = tuple(annotators), tuple(labels), unit
        self.odd: Counter[Oddity] = Counter()
        self._seats = {name: seat for seat, name in enumerate(self.annotators)}
        self._columns = {label: column for column, label in enumerate(self.labels)}
        self._articles: list[str] = []
        self._made = Made()
        self._length = 0
        self._ends: list[int] = []
        self._paragraphs = _Table(3)  # start, end, article
        self._read = _Table(2)  # paragraph, annotator
        self._units = _Table(2)  # start, end
        self._marks = _Table(4)  # annotator, label, article, segments
        self._segments = _Table(2)  # start, end

    def add(self, annotated: Annotated) -> bool:
        """Take an article in, if two of the annotators have read a paragraph of it; otherwise it counts for nothing."""
        seats, paragraphs = self._seats, annotated.article.paragraphs
        read = {(mark.paragraph, seats[mark.annotator]) for mark in annotated.read if mark.annotator in seats}
        readers = Counter(paragraph for paragraph, _ in read)
        shared = sorted(paragraph for paragraph, count in readers.items() if count > 1)
        if not shared:
            return False
        base, number, first = self._length, len(self._articles), len(self._paragraphs)
        self._articles.append(annotated.article.id)
        self._length += len(annotated.article.text) + 1
        self._ends.append(self._length - 1)
        self._paragraphs.add((base + one.start, base + one.end, number) for one in paragraphs)
        self._read.add((first + paragraph, seat) for paragraph, seat in read)
        if self.unit is not Unit.CHARACTER:
            units = units_of(annotated.article.text, (paragraphs[paragraph] for paragraph in shared), self.unit)
            self._units.add((base + one.start, base + one.end) for one in units)
        self._take(annotated, {seat for _, seat in read}, base, number)
        return True

    def _take(self, annotated: Annotated, readers: set[int], base: int, number: int) -> None:
        """Columns are filled one by one, which is quickest."""
        seats = {name: seat for name, seat in self._seats.items() if seat in readers}
        columns, made = self._columns, self._made
        kept = [one for one in annotated.annotations if one.annotator in seats and one.label in columns]
        made.attributes.update((mark, one.attributes) for mark, one in enumerate(kept, len(made.ids)) if one.attributes)
        made.ids += [one.id for one in kept]
        made.relations += [one for one in annotated.relations if one.annotator in seats]
        segments = [union(one.segments) if len(one.segments) > 1 else one.segments for one in kept]
        self._marks.extend(
            [seats[one.annotator] for one in kept],
            [columns[one.label] for one in kept],
            [number] * len(kept),
            list(map(len, segments)),
        )
        spans = list(chain.from_iterable(segments))
        self._segments.extend([base + one.start for one in spans], [base + one.end for one in spans])
        suggested = [one.annotator for one in kept if one.origin is Origin.SUGGESTION]
        if len(set(suggested)) > 1:
            self.odd[Oddity.SUGGESTED] += len(suggested)

    def layers(self) -> Layers:
        """All that was taken in."""
        starts, behind, article = self._paragraphs.columns
        annotator, label, *_ = self._marks.columns
        paragraph, seat = self._read.columns
        read = np.zeros((len(starts), len(self.annotators)), dtype=bool)
        read[paragraph, seat] = True
        shared = read.sum(axis=1) > 1
        owner, paragraph, start, end = self._pieces(starts, behind)
        kept = shared[paragraph] & read[paragraph, annotator[owner]]
        self._tell_cuts(owner, kept)
        marks, owner = np.unique(owner[kept], return_inverse=True)
        paragraph, start, end = paragraph[kept], start[kept], end[kept]
        sizes = np.where(shared, behind - starts, 0)
        moved = np.cumsum(sizes) - sizes - starts
        text = Places(_edges(sizes[shared]), start + moved[paragraph], end + moved[paragraph])
        layers = Layers(
            articles=tuple(self._articles),
            annotators=self.annotators,
            labels=self.labels,
            article=article[shared],
            read=read[shared],
            annotator=annotator[marks],
            label=label[marks],
            number=marks,
            owner=owner,
            paragraph=(np.cumsum(shared) - 1)[paragraph],
            text=text,
            units=text if self.unit is Unit.CHARACTER else self._in_units(starts[shared], start, end),
            made=self._made,
        )
        self._tell_repetitions(layers)
        return layers

    def _pieces(self, starts: Ints, behind: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Every segment as far as it lies in paragraphs: its annotation, the paragraph, start and end."""
        (start, end), (*_, article, segments) = self._segments.columns, self._marks.columns
        owner = np.repeat(np.arange(len(segments)), segments)
        ends = np.array(self._ends, dtype=np.int64)[article[owner]]
        self.odd[Oddity.BEYOND] = len(np.unique(owner[end > ends]))
        end = np.minimum(end, ends)
        whose, paragraph = expanded(np.searchsorted(behind, start, side="right"), np.searchsorted(starts, end))
        return (
            owner[whose],
            paragraph,
            np.maximum(start[whose], starts[paragraph]),
            np.minimum(end[whose], behind[paragraph]),
        )

    def _in_units(self, starts: Ints, start: Ints, end: Ints) -> Places:
        """A piece takes every unit that it touches, if it is by one code point."""
        since, until = self._units.columns
        edges = np.append(np.searchsorted(since, starts), len(since))
        return Places(edges, np.searchsorted(until, start, side="right"), np.searchsorted(since, end))

    def _tell_cuts(self, owner: Ints, kept: Bools) -> None:
        marks = len(self._made.ids)
        inside = np.bincount(owner[kept], minlength=marks) > 0
        outside = np.bincount(owner[~kept], minlength=marks) > 0
        self.odd[Oddity.CUT] = int((inside & outside).sum())
        self.odd[Oddity.OUTSIDE] = int((~inside).sum())

    def _tell_repetitions(self, layers: Layers) -> None:
        self.odd[Oddity.REPEATED] = int((~layers.different).sum())
        pieces = np.flatnonzero(layers.different[layers.owner])
        owner = layers.owner[pieces]
        lane = (layers.annotator * len(self.labels) + layers.label)[owner] * (layers.text.edges[-1] + 1)
        start, end = layers.text.start[pieces] + lane, layers.text.end[pieces] + lane
        order = np.lexsort((owner, end, start))
        reach = np.maximum.accumulate(end[order])
        self.odd[Oddity.MERGED] = len(np.unique(owner[order][1:][start[order][1:] < reach[:-1]]))


def _edges(sizes: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)])


class _Table:
    """Whole numbers, row by row or column by column."""

    def __init__(self, columns: int) -> None:
        self._columns = [array("q") for _ in range(columns)]

    def __len__(self) -> int:
        return len(self._columns[0])

    def add(self, rows: Iterable[tuple[int, ...]]) -> None:
        self.extend(*zip(*rows, strict=True))

    def extend(self, *columns: Iterable[int]) -> None:
        for column, values in zip(self._columns, columns, strict=False):
            column.extend(values)

    @property
    def columns(self) -> list[Ints]:
        return [np.array(column, dtype=np.int64) for column in self._columns]
