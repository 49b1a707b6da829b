"""κ and α over units.

Of a label they see two values, marked or not, so that overlapping labels are no trouble; of all labels together they
see the *set* of labels over each unit, nominal: a set is the same or it is not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.chance import NO_VARIATION, alpha_parts, kappa_parts
from workbench.agreement.distance import nominal
from workbench.agreement.groups import ANY, UNUSED, Group, Label, Pair
from workbench.agreement.intervals import Estimate, estimate


def pair_kappa(pair: Pair, label: Label) -> Estimate:
    """Cohen's κ of two annotators over units that both have read."""
    if label is None:
        rows = np.concatenate([pair.sets_differed[:, None], pair.sets[..., 0], pair.sets[..., 1]], axis=1)
        return estimate(rows, _kappa_of_sets(pair.sets.shape[1]), why_undefined=_why_constant(pair.marked))
    column = pair.columns[label]
    rows = np.column_stack([pair.units, pair.together[:, column], pair.marked[:, column]])
    return estimate(rows, _kappa_of_label, why_undefined=_why_constant(pair.marked[:, column]))


def group_alpha(group: Group, label: Label) -> Estimate:
    """Krippendorff's α of all annotators over units that two or more have read; the others' are missing."""
    if label is None:
        return _alpha_of_sets(group)
    rows = group.coincidences_of(label)
    return estimate(rows, _alpha_of_label, why_undefined=_why_constant(rows[:, 1]))


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


def _alpha_of_sets(group: Group) -> Estimate:
    rows = np.zeros((len(group.counts), len(group.sets) + 1))
    for row, one in zip(rows, group.counts, strict=True):
        row[0] = one.sets.differed
        row[[1 + group.sets[found] for found in one.sets.sets]] = one.sets.used
    distance = nominal(len(group.sets))
    return estimate(
        rows,
        lambda sums: alpha_parts(sums[..., 0], sums[..., 1:], distance),
        why_undefined=_why_constant(group.coincidences_of(ANY)[:, 1]),
    )
