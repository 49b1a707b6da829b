"""Every figure of the report from the counts of its articles: one row of sums per article, one formula over them.

A label is a name, None for all labels together, or ANY for annotations whatever their label (only *where* counts). Of
a label α and κ see two values, marked or not, so that overlapping labels are no trouble; of all labels together they
see the *set* of labels over each unit, nominal: a set is the same or it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from workbench.agreement.chance import NO_VARIATION, alpha_parts, kappa_parts
from workbench.agreement.data import ArticleCounts
from workbench.agreement.distance import Array, nominal
from workbench.agreement.intervals import Estimate, estimate
from workbench.errors import Undefined

ANY = "*"
Label = str | None

UNUSED = "nobody used it where it counts"
NOT_SHARED = "no paragraph read by both"
NOTHING_SHARED = "no paragraph read by two annotators"


@dataclass(frozen=True)
class Pair:
    """Two annotators over the articles d of which both have read a common paragraph. Labels l as in `Group.column`.

    `marks` (d × l × 2) are their annotations, `exact` and `overlap` (d × l) the matches among them; `units` (d) were
    read by both, `marked` (d × l × 2) by each, `together` (d × l) by both; `sets` (d × s × 2) have the label set s,
    `sets_differed` (d) not the same one.
    """

    names: tuple[str, str]
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


@dataclass(frozen=True)
class Group:
    """All annotators over the articles d of which two or more have read a common paragraph."""

    names: tuple[str, ...]
    labels: Sequence[str]
    counts: Sequence[ArticleCounts]
    sets: Mapping[frozenset[str], int]
    pairs: Sequence[Pair]

    def column(self, label: Label) -> int:
        """Where arrays keep the label: names first, then ANY, then the sum over all names."""
        return {ANY: len(self.labels), None: len(self.labels) + 1}.get(label) or self.labels.index(str(label))

    def marks(self, label: Label) -> Array:
        """For each annotator, the annotations in text that somebody else has read too."""
        found = np.zeros(len(self.names))
        for counts in self.counts:
            seats = [self.names.index(name) for name in counts.annotators]
            found[seats] += _with_sum(counts.marks.shared, axis=0)[self.column(label)]
        return found


def group(counts: Sequence[ArticleCounts], annotators: Sequence[str], labels: Sequence[str]) -> Group:
    """Line the counts of all articles up by annotator and by pair."""
    sets = {found: number for number, found in enumerate({s: None for c in counts for s in c.sets.sets})}
    found = [_pair(counts, names, len(labels), sets) for names in combinations(annotators, 2)]
    return Group(tuple(annotators), labels, counts, sets, found)


def _pair(
    counts: Sequence[ArticleCounts], names: tuple[str, str], labels: int, sets: Mapping[frozenset[str], int]
) -> Pair:
    seats = [
        (number, (one.annotators.index(names[0]), one.annotators.index(names[1])))
        for number, one in enumerate(counts)
        if set(names) <= set(one.annotators)
    ]
    seats = [(number, ij) for number, ij in seats if counts[number].paragraphs[ij]]
    places = [(counts[number], i, j) for number, (i, j) in seats]
    columns, margins = (len(places), labels + 1), np.zeros((len(places), len(sets), 2))
    for row, (one, i, j) in enumerate(places):
        margins[row, [sets[s] for s in one.sets.sets]] = np.stack(
            [one.sets.margins[:, i, j], one.sets.margins[:, j, i]], 1
        )

    def stack(rows: list[Array]) -> Array:
        return _with_sum(np.array(rows).reshape(*columns, *(rows[0].shape[1:] if rows else ())), axis=1)

    def both_ways(values: Array, i: int, j: int) -> Array:
        return np.stack([values[:, i, j], values[:, j, i]], axis=1)

    return Pair(
        names=names,
        articles=[number for number, _ in seats],
        paragraphs=int(sum(one.paragraphs[i, j] for one, i, j in places)),
        marks=stack([both_ways(one.marks.marks, i, j) for one, i, j in places]),
        exact=stack([one.marks.exact[:, i, j] for one, i, j in places]),
        overlap=stack([one.marks.overlap[:, i, j] for one, i, j in places]),
        units=np.array([one.units.both[i, j] for one, i, j in places]),
        marked=stack([both_ways(one.units.marked, i, j) for one, i, j in places]),
        together=stack([one.units.together[:, i, j] for one, i, j in places]),
        sets=margins,
        sets_differed=np.array([one.units.both[i, j] - one.sets.alike[i, j] for one, i, j in places]),
    )


def _with_sum(values: Array, axis: int) -> Array:
    """Beside the labels and ANY (the last), the sum of the labels."""
    labels = np.take(values, range(values.shape[axis] - 1), axis=axis)
    return np.concatenate([values, labels.sum(axis=axis, keepdims=True)], axis=axis)


# F1: rows are matches and the sizes of both sides


def exact_rows(pair: Pair, column: int) -> Array:
    """Annotations: all segments equal."""
    return np.stack([pair.exact[:, column], pair.marks[:, column].sum(axis=-1)], axis=-1)


def overlap_rows(pair: Pair, column: int) -> Array:
    """Annotations: some text in common, one to one."""
    return np.stack([pair.overlap[:, column], pair.marks[:, column].sum(axis=-1)], axis=-1)


def token_rows(pair: Pair, column: int) -> Array:
    """Units: marked by both."""
    return np.stack([pair.together[:, column], pair.marked[:, column].sum(axis=-1)], axis=-1)


F1 = {"f1_exact": exact_rows, "f1_overlap": overlap_rows, "f1_token": token_rows}


def pair_f1(measure: str, pair: Pair, column: int) -> Estimate:
    """F1 of two annotators over all articles."""
    if not pair.articles:
        raise Undefined(NOT_SHARED)
    return estimate(F1[measure](pair, column), _f1_parts, lowest=0.0, why_undefined=UNUSED)


def mean_f1(measure: str, group_: Group, column: int) -> Estimate:
    """The mean over pairs of their F1; pairs in which nobody used the label have none."""
    if not group_.counts:
        raise Undefined(NOTHING_SHARED)
    rows = np.zeros((len(group_.counts), len(group_.pairs), 2))
    for number, pair in enumerate(group_.pairs):
        if pair.articles:
            rows[pair.articles, number] = F1[measure](pair, column)
    return estimate(rows, _mean_f1_parts, lowest=0.0, why_undefined=UNUSED)


def _f1_parts(sums: Array) -> tuple[Array, Array]:
    matches, sizes = sums[..., 0], sums[..., 1]
    return sizes - 2 * matches, sizes


def _mean_f1_parts(sums: Array) -> tuple[Array, Array]:
    differed, sizes = _f1_parts(sums)
    return (differed / np.maximum(sizes, 1)).sum(axis=-1), (sizes > 0).sum(axis=-1).astype(float)


# Corrected for chance


def pair_kappa(pair: Pair, column: int, label: Label) -> Estimate:
    """Cohen's κ of two annotators over units that both have read."""
    if not pair.articles:
        raise Undefined(NOT_SHARED)
    if label is None:
        rows = np.concatenate([pair.sets_differed[:, None], pair.sets[..., 0], pair.sets[..., 1]], axis=1)
        return estimate(rows, _kappa_of_sets(pair.sets.shape[1]))
    rows = np.column_stack([pair.units, pair.together[:, column], pair.marked[:, column]])
    return estimate(rows, _kappa_of_label, why_undefined=_why_constant(pair.marked[:, column].sum()))


def group_alpha(group_: Group, label: Label) -> Estimate:
    """Krippendorff's α of all annotators over units that two or more have read; the others' are missing."""
    if not group_.counts:
        raise Undefined(NOTHING_SHARED)
    if label is None:
        return _alpha_of_sets(group_)
    column = group_.column(label)
    used = [(one.units.ratings, one.units.used[column], one.units.differed[column]) for one in group_.counts]
    rows = np.array(used)
    return estimate(rows, _alpha_of_label, why_undefined=_why_constant(rows[:, 1].sum()))


def _why_constant(marked: float) -> str:
    return NO_VARIATION if marked else UNUSED


def _kappa_of_label(sums: Array) -> tuple[Array, Array]:
    units, together, first, second = np.moveaxis(sums, -1, 0)
    margins = np.stack([sums[..., 2:], units[..., None] - sums[..., 2:]], axis=-1)  # … × annotator × (marked, unmarked)
    return kappa_parts(first + second - 2 * together, margins[..., 0, :], margins[..., 1, :], nominal(2))


def _kappa_of_sets(sets: int) -> Callable[[Array], tuple[Array, Array]]:
    distance = nominal(sets)
    return lambda sums: kappa_parts(sums[..., 0], sums[..., 1 : sets + 1], sums[..., sets + 1 :], distance)


def _alpha_of_label(sums: Array) -> tuple[Array, Array]:
    ratings, used, differed = np.moveaxis(sums, -1, 0)
    return alpha_parts(differed, np.stack([used, ratings - used], axis=-1), nominal(2))


def _alpha_of_sets(group_: Group) -> Estimate:
    rows = np.zeros((len(group_.counts), len(group_.sets) + 1))
    for row, one in zip(rows, group_.counts, strict=True):
        row[0] = one.sets.differed
        row[[1 + group_.sets[found] for found in one.sets.sets]] = one.sets.used
    distance = nominal(len(group_.sets))
    return estimate(rows, lambda sums: alpha_parts(sums[..., 0], sums[..., 1:], distance))
