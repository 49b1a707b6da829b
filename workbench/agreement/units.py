"""Units of one article: words or code points, and how many of them annotators marked alike.

A word is marked if any of its code points is. Nothing is as long as the text: a sweep over the places where anything
begins or ends cuts it into *cells*, stretches of units that are all alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from workbench import tokens
from workbench.agreement.arrays import Array
from workbench.agreement.layers import Layers
from workbench.model import Span

Range = tuple[int, int]


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
class Cells:
    """Stretches u of like units: how many each holds, who has read it (u × i), who marked it as what (u × i × l).

    The last label stands for any of them.
    """

    sizes: Array
    read: npt.NDArray[np.bool_]
    marked: npt.NDArray[np.bool_]


def cells_of(layers: Layers, unit: Unit) -> Cells:
    """The cells of all paragraphs that two or more have read."""
    paragraphs = sorted(frozenset().union(*layers.shared))
    windows = [layers.article.paragraphs[number] for number in paragraphs]
    numbered = _numbering(layers.article.text, windows, unit)
    stretches = [numbered(window.start, window.end) for window in windows]
    columns = {label: column for column, label in enumerate(layers.labels)}
    ranges = [
        (i, columns[one.label], numbered(*segment))
        for i, made in enumerate(layers.made)
        for one in made
        for segment in one.mark
    ]
    edges = sorted({edge for stretch in stretches for edge in stretch} | {edge for *_, ends in ranges for edge in ends})
    place = {edge: cell for cell, edge in enumerate(edges)}
    sizes = np.diff(edges).astype(float) if edges else np.zeros(0)
    read = np.zeros((len(sizes), len(layers.annotators)), dtype=bool)
    for number, (start, end) in zip(paragraphs, stretches, strict=True):
        readers = [number in mine for mine in layers.read]
        read[place[start] : place[end]] = readers
    marked = np.zeros((*read.shape, len(layers.labels) + 1), dtype=bool)
    for i, label, (start, end) in ranges:
        marked[place[start] : place[end], i, label] = True
    marked[:, :, -1] = marked.any(axis=2)
    counted = read.any(axis=1)
    return Cells(sizes[counted], read[counted], (marked & read[:, :, None])[counted])


def _numbering(text: str, windows: Iterable[Span], unit: Unit) -> Callable[[int, int], Range]:
    """What turns a stretch of text into the range of units that it touches."""
    if unit is Unit.CHARACTER:
        return lambda start, end: (start, end)
    words = [word for window in windows for word in tokens.words(text, window)]
    starts, ends = [word.start for word in words], [word.end for word in words]
    return lambda start, end: (bisect_right(ends, start), bisect_left(starts, end))


def count_units(cells: Cells) -> UnitCounts:
    """By label: marked or not."""
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


def count_sets(cells: Cells, labels: Sequence[str]) -> SetCounts:
    """All labels together: the set of labels over each unit."""
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
