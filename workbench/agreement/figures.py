"""Every figure of the report from the counts of its articles: one row of sums per article, one formula over them.

A label is a name, None for all labels together, or ANY for annotations whatever their label (only *where* counts). Of
a label α and κ see two values, marked or not, so that overlapping labels are no trouble; of all labels together they
see the *set* of labels over each unit, nominal: a set is the same or it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
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


# F1


def exact(pair: Pair, column: int) -> tuple[Array, Array]:
    """Of annotations: all segments equal. Gives matches (d) and the sizes of both sides (d × 2)."""
    return pair.exact[:, column], pair.marks[:, column]


def overlap(pair: Pair, column: int) -> tuple[Array, Array]:
    """Of annotations: some text in common, one to one."""
    return pair.overlap[:, column], pair.marks[:, column]


def token(pair: Pair, column: int) -> tuple[Array, Array]:
    """Of units: marked by both."""
    return pair.together[:, column], pair.marked[:, column]


Matches = Callable[[Pair, int], tuple[Array, Array]]


def pair_f1(matches: Matches, pair: Pair, label: Label) -> Estimate:
    """F1 of two annotators over all articles."""
    return estimate(_f1_rows(matches, pair, label), _f1_parts, lowest=0.0, why_undefined=UNUSED)


def mean_f1(matches: Matches, group_: Group, label: Label) -> Estimate:
    """The mean over pairs of their F1; pairs in which nobody used the label have none."""
    rows = np.zeros((len(group_.counts), len(group_.pairs), 2))
    for number, pair in enumerate(group_.pairs):
        rows[pair.articles, number] = _f1_rows(matches, pair, label)
    return estimate(rows, _mean_f1_parts, lowest=0.0, why_undefined=UNUSED)


def _f1_rows(matches: Matches, pair: Pair, label: Label) -> Array:
    found, sizes = matches(pair, pair.columns[label])
    return np.column_stack([found, sizes.sum(axis=1)])


def _f1_parts(sums: Array) -> tuple[Array, Array]:
    matches, sizes = sums[..., 0], sums[..., 1]
    return sizes - 2 * matches, sizes


def _mean_f1_parts(sums: Array) -> tuple[Array, Array]:
    differed, sizes = _f1_parts(sums)
    return (differed / np.maximum(sizes, 1)).sum(axis=-1), (sizes > 0).sum(axis=-1).astype(float)


# Corrected for chance


def pair_kappa(pair: Pair, label: Label) -> Estimate:
    """Cohen's κ of two annotators over units that both have read."""
    if label is None:
        rows = np.concatenate([pair.sets_differed[:, None], pair.sets[..., 0], pair.sets[..., 1]], axis=1)
        return estimate(rows, _kappa_of_sets(pair.sets.shape[1]), why_undefined=_why_constant(pair.marked))
    column = pair.columns[label]
    rows = np.column_stack([pair.units, pair.together[:, column], pair.marked[:, column]])
    return estimate(rows, _kappa_of_label, why_undefined=_why_constant(pair.marked[:, column]))


def group_alpha(group_: Group, label: Label) -> Estimate:
    """Krippendorff's α of all annotators over units that two or more have read; the others' are missing."""
    if label is None:
        return _alpha_of_sets(group_)
    rows = _use(group_, group_.columns[label])
    return estimate(rows, _alpha_of_label, why_undefined=_why_constant(rows[:, 1]))


def _use(group_: Group, column: int) -> Array:
    counted = [one.units for one in group_.counts]
    return np.array([(units.ratings, units.used[column], units.differed[column]) for units in counted])


def _why_constant(marked: Array) -> str:
    return NO_VARIATION if marked.any() else UNUSED


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
    return estimate(
        rows,
        lambda sums: alpha_parts(sums[..., 0], sums[..., 1:], distance),
        why_undefined=_why_constant(_use(group_, group_.columns[ANY])[:, 1]),
    )


# How much is marked: no agreement, but κ and α cannot be read without it


def pair_prevalence(pair: Pair, label: Label) -> Estimate:
    """The share of units that are marked, the mean of both annotators."""
    return _share(pair.marked[:, pair.columns[label or ANY]].sum() / 2, pair.units.sum())


def group_prevalence(group_: Group, label: Label) -> Estimate:
    """The share of units that are marked, every annotator's reading of a unit counting once."""
    ratings, used, _ = _use(group_, group_.columns[label or ANY]).sum(axis=0)
    return _share(used, ratings)


def _share(part: float, whole: float) -> Estimate:
    if not whole:
        raise Undefined("there is no unit in what was read")
    return Estimate(float(part / whole))


PAIR_FIGURES: Mapping[str, Callable[[Pair, Label], Estimate]] = {
    "f1_exact": partial(pair_f1, exact),
    "f1_overlap": partial(pair_f1, overlap),
    "f1_token": partial(pair_f1, token),
    "cohen_kappa": pair_kappa,
    "prevalence": pair_prevalence,
}
GROUP_FIGURES: Mapping[str, Callable[[Group, Label], Estimate]] = {
    "f1_exact": partial(mean_f1, exact),
    "f1_overlap": partial(mean_f1, overlap),
    "f1_token": partial(mean_f1, token),
    "krippendorff_alpha": group_alpha,
    "prevalence": group_prevalence,
}


def figure(measure: str, people: Pair | Group, label: Label) -> Estimate:
    """One of PAIR_FIGURES or GROUP_FIGURES. Raises Undefined, with the reason in words, where it has no value."""
    if isinstance(people, Pair):
        if not people.n_articles:
            raise Undefined(NOT_SHARED)
        return PAIR_FIGURES[measure](people, label)
    if not people.n_articles:
        raise Undefined(NOTHING_SHARED)
    return GROUP_FIGURES[measure](people, label)
