"""Units of all articles, and what annotators said of each.

Nothing is as long as the text: a sweep over the places where anything begins or ends cuts it into *cells*, stretches of
units that are all alike. What annotators say of a cell is the number of a *value*: marked or not, or a set of labels;
0 is nothing. Cells in which nobody marked anything are only counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array, Ints, distinct, expanded
from workbench.agreement.layers import Layers

UNREAD = -1
AT_ONCE = 8  # labels of which all sets can be listed, for each set found so far


class Weight(Enum):
    """What a unit weighs, that n annotators have read: 1, 1/n, 1/(n − 1), or 1/n(n − 1)."""

    UNIT = "unit"
    READER = "reader"
    OTHER = "other"
    PAIR = "pair"


class Cells:
    """Stretches u of like units: how many each holds (`sizes`), its `article`, how many have read it (`readers`)."""

    def __init__(self, layers: Layers) -> None:
        places = layers.units
        edges = distinct(np.concatenate([places.edges, places.start, places.end]))
        paragraph = np.searchsorted(places.edges, edges[:-1], side="right") - 1
        self.layers = layers
        self.sizes = np.diff(edges).astype(float)
        self.article = layers.article[paragraph]
        self.read = layers.read[paragraph]
        self.readers = self.read.sum(axis=1)
        others = self.readers - 1
        self._heavy: dict[Weight, Array] = {
            Weight.UNIT: self.sizes,
            Weight.READER: self.sizes / self.readers,
            Weight.OTHER: self.sizes / others,
            Weight.PAIR: self.sizes / (self.readers * others),
        }
        self._readings: dict[Weight, Array] = {}
        self._start, self._end = np.searchsorted(edges, places.start), np.searchsorted(edges, places.end)

    def sums(self, values: Array) -> Array:
        """The sum of `values` (u) by article."""
        return self.layers.sums(self.article, values)

    def heavy(self, weight: Weight) -> Array:
        """What each cell weighs (u)."""
        return self._heavy[weight]

    def readings(self, weight: Weight) -> Array:
        """The weight of what each has read, by article (a × i)."""
        if weight not in self._readings:
            self._readings[weight] = np.stack([self.sums(self.heavy(weight) * mine) for mine in self.read.T], axis=1)
        return self._readings[weight]

    def coded(self, labels: Sequence[int]) -> Coding:
        """1 where marked with any of these labels."""
        cells, seats = self._marked(labels)
        at, row = self._among(cells)
        codes = np.where(self.read[at], 0, UNREAD)
        codes[row[cells], seats] = 1
        return Coding(self, at, codes, [frozenset(), frozenset(labels)])

    def in_sets(self) -> Coding:
        """The set of labels over each cell."""
        labels = range(len(self.layers.labels))
        at, row = self._among(self._marked(labels)[0])
        codes, sets = np.zeros((len(at), self.read.shape[1]), dtype=np.int64), [frozenset[int]()]
        for some in (labels[first : first + AT_ONCE] for first in range(0, len(labels), AT_ONCE)):
            codes <<= len(some)
            for bit, label in enumerate(some):
                cells, seats = self._marked([label])
                codes[row[cells], seats] |= 1 << bit
            there = np.bincount(codes.ravel(), minlength=1) > 0
            there[0] = True
            codes = (np.cumsum(there) - 1)[codes]
            sets = [
                sets[key >> len(some)] | {label for bit, label in enumerate(some) if key >> bit & 1}
                for key in np.flatnonzero(there).tolist()
            ]
        codes[~self.read[at]] = UNREAD
        return Coding(self, at, codes, sets)

    def _marked(self, labels: Sequence[int]) -> tuple[Ints, Ints]:
        """Every cell that somebody marked with one of these labels, and who: perhaps more than once."""
        layers = self.layers
        chosen = np.flatnonzero(layers.has(labels)[layers.owner])
        piece, cells = expanded(self._start[chosen], self._end[chosen])
        return cells, layers.annotator[layers.owner[chosen]][piece]

    def _among(self, cells: Ints) -> tuple[Ints, Ints]:
        """The same cells, each once and in order, and the place of each among them."""
        there = np.zeros(len(self.sizes), dtype=bool)
        there[cells] = True
        row: Ints = np.cumsum(there) - 1
        return np.flatnonzero(there), row


@dataclass(frozen=True)
class Coding:
    """The value that each annotator gave (n × i) to the cells `at` (n), `UNREAD` where none; to all others value 0.

    `values` are sets of label numbers; the first is empty.
    """

    cells: Cells
    at: Ints
    codes: Ints
    values: Sequence[frozenset[int]]

    @property
    def items(self) -> Array:
        """Units by article."""
        return self.cells.sums(self.cells.sizes)

    @property
    def agreed(self) -> Array:
        """By article, the units that all who have read them marked."""
        cells = self.at[(self.codes > 0).all(axis=1)]
        return self.cells.layers.sums(self.cells.article[cells], self.cells.sizes[cells])

    def differed(self, distance: Array, weight: Weight) -> Array:
        """By article, how far apart any two annotators were, both ways."""
        heavy, homes = self.cells.heavy(weight)[self.at], self.cells.article[self.at]
        total: Array = np.zeros(len(self.cells.layers.articles))
        for first, second in combinations(self.codes.T, 2):
            unlike = np.flatnonzero((first != second) & (first >= 0) & (second >= 0))
            apart = distance[first[unlike], second[unlike]] * heavy[unlike]
            total += self.cells.layers.sums(homes[unlike], 2 * apart)
        return total

    def used(self, weight: Weight = Weight.UNIT) -> Array:
        """By article and value (a × v), the weight of all readings in which it was said."""
        return np.asarray(self.habits(weight).sum(axis=1))

    def habits(self, weight: Weight = Weight.UNIT) -> Array:
        """The same by annotator (a × i × v)."""
        values, homes = len(self.values), self.cells.article[self.at] * len(self.values)
        heavy, articles = self.cells.heavy(weight)[self.at], len(self.cells.layers.articles)
        habits = np.zeros((articles, self.codes.shape[1], values))
        for seat, mine in enumerate(self.codes.T):
            said = np.flatnonzero(mine > 0)
            counted = np.bincount(homes[said] + mine[said], weights=heavy[said], minlength=articles * values)
            habits[:, seat] = counted.reshape(-1, values)
        habits[..., 0] = self.cells.readings(weight) - habits.sum(axis=2)
        return habits
