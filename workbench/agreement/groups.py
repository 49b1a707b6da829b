"""The counts of all articles, lined up by annotator, by pair and by label: what every measure is computed from.

A label is a name, None for all labels together, or ANY for annotations whatever their label (only *where* counts).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.counts import ArticleCounts

ANY = "*"
Label = str | None

UNUSED = "nobody used it where it counts"


@dataclass(frozen=True)
class Pair:
    """Two annotators over the articles d of which both have read a common paragraph; `columns` numbers the labels l.

    `marks` (d × l × 2) are their annotations, `exact` and `overlap` (d × l) the matches among them; `units` (d) were
    read by both, `marked` (d × l × 2) by each, `together` (d × l) by both; `sets` (d × s × 2) have the label set s,
    `sets_differed` (d) not the same one.
    """

    names: tuple[str, ...]
    columns: Mapping[Label, int]
    articles: Sequence[int]
    paragraphs: int
    marks: Array
    exact: Array
    overlap: Array
    units: Array
    marked: Array
    together: Array
    sets: Array
    sets_differed: Array

    @property
    def n_articles(self) -> int:
        return len(self.articles)

    @property
    def n_units(self) -> int:
        return int(self.units.sum())

    def marks_of(self, label: Label) -> Array:
        """How many annotations each of the two has in text that both have read."""
        return np.asarray(self.marks[:, self.columns[label]].sum(axis=0))


@dataclass(frozen=True)
class Group:
    """All annotators over the articles of which two or more have read a common paragraph.

    `marks` (l × i) are their annotations in text that somebody else has read too; `sets` numbers the label sets.
    """

    names: tuple[str, ...]
    columns: Mapping[Label, int]
    counts: Sequence[ArticleCounts]
    marks: Array
    sets: Mapping[frozenset[str], int]
    pairs: Sequence[Pair]

    @property
    def labels(self) -> list[str]:
        """The labels that are compared by name."""
        return [label for label in self.columns if label not in (ANY, None)]

    @property
    def n_articles(self) -> int:
        return len(self.counts)

    @property
    def n_units(self) -> int:
        return int(sum(one.units.total for one in self.counts))

    def marks_of(self, label: Label) -> Array:
        """How many annotations each has in text that somebody else has read too."""
        return np.asarray(self.marks[self.columns[label]])

    def articles_of(self, label: str) -> int:
        """In how many articles anybody used the label where it counts."""
        return sum(bool(one.marks.shared[self.columns[label]].any()) for one in self.counts)

    def coincidences_of(self, label: str) -> Array:
        """Articles × (all, of marked units, of unlike ones): the coincidences of marked and unmarked."""
        column, counted = self.columns[label], [one.units for one in self.counts]
        return np.array([(units.ratings, units.used[column], units.differed[column]) for units in counted])


def group(counts: Sequence[ArticleCounts], annotators: Sequence[str], labels: Sequence[str]) -> Group:
    """Line the counts of all articles up by annotator, by pair and by label."""
    columns: dict[Label, int] = {label: column for column, label in enumerate([*labels, ANY, None])}
    sets = {found: number for number, found in enumerate({s: None for one in counts for s in one.sets.sets})}
    pairs = [_pair(counts, names, columns, sets) for names in combinations(annotators, 2)]
    marks = np.zeros((len(labels) + 1, len(annotators)))
    for one in counts:
        marks[:, [annotators.index(name) for name in one.annotators]] += one.marks.shared
    return Group(tuple(annotators), columns, counts, _with_sum(marks, axis=0), sets, pairs)


def _pair(
    counts: Sequence[ArticleCounts],
    names: tuple[str, str],
    columns: Mapping[Label, int],
    sets: Mapping[frozenset[str], int],
) -> Pair:
    articles = [number for number, one in enumerate(counts) if _shares(one, names)]
    seats = [(one, *_seats(one, names)) for one in (counts[number] for number in articles)]
    margins = np.zeros((len(seats), len(sets), 2))
    for row, (one, i, j) in zip(margins, seats, strict=True):
        row[[sets[found] for found in one.sets.sets]] = _both_ways(one.sets.margins, i, j)
    by_label, by_side = (len(seats), len(columns) - 1), (len(seats), len(columns) - 1, 2)
    return Pair(
        names=names,
        columns=columns,
        articles=articles,
        paragraphs=int(sum(one.paragraphs[i, j] for one, i, j in seats)),
        marks=_stack([_both_ways(one.marks.marks, i, j) for one, i, j in seats], by_side),
        exact=_stack([one.marks.exact[:, i, j] for one, i, j in seats], by_label),
        overlap=_stack([one.marks.overlap[:, i, j] for one, i, j in seats], by_label),
        units=np.array([one.units.both[i, j] for one, i, j in seats]),
        marked=_stack([_both_ways(one.units.marked, i, j) for one, i, j in seats], by_side),
        together=_stack([one.units.together[:, i, j] for one, i, j in seats], by_label),
        sets=margins,
        sets_differed=np.array([one.units.both[i, j] - one.sets.alike[i, j] for one, i, j in seats]),
    )


def _shares(one: ArticleCounts, names: tuple[str, str]) -> bool:
    """Whether both have read a common paragraph of the article."""
    if not set(names) <= set(one.annotators):
        return False
    return bool(one.paragraphs[_seats(one, names)])


def _seats(one: ArticleCounts, names: tuple[str, str]) -> tuple[int, int]:
    return one.annotators.index(names[0]), one.annotators.index(names[1])


def _both_ways(values: Array, i: int, j: int) -> Array:
    return np.stack([values[:, i, j], values[:, j, i]], axis=1)


def _stack(rows: Sequence[Array], shape: tuple[int, ...]) -> Array:
    """One row per article, with the sum of the labels as their last column. The shape holds where there is no row."""
    return _with_sum(np.array(rows).reshape(shape), axis=1)


def _with_sum(values: Array, axis: int) -> Array:
    """Beside the labels and ANY (the last), the sum of the labels."""
    labels = np.take(values, range(values.shape[axis] - 1), axis=axis)
    return np.concatenate([values, labels.sum(axis=axis, keepdims=True)], axis=axis)
