"""Agreement corrected for chance: every coefficient here is 1 − observed / expected disagreement.

Three shapes of data, all as float arrays:

- a *table*, labels × labels: how often the first annotator said c where the second said k;
- *counts*, items × labels: how many annotators gave the item that label (rows may differ in their sum: missing);
- *coincidences*, labels × labels: how often c and k met in one item, each item counting as many times as it has values.

Every function raises Undefined where everybody chose the same label everywhere (no variation) and where no two
annotators have given a value to one item: never 0, never 1, never nan. So do S and AC, whose formulas would give 1.
"""

from __future__ import annotations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.distance import nominal
from workbench.errors import Undefined

NO_VARIATION = "no variation: everybody said the same everywhere"
NOT_PAIRED = "no item has values by two annotators"
ONE_ITEM = "no standard error: one item"


def corrected(observed: float, expected: float) -> float:
    """1 − observed / expected disagreement."""
    if expected <= 0:
        raise Undefined(NO_VARIATION)
    return float(1 - observed / expected)


# Two annotators


def cohen_kappa(table: Array, weights: Array | None = None) -> float:
    """Cohen's κ: chance is what the two annotators' own habits would give.

    `weights` is a matrix of distances (`distance.linear`, `distance.interval` for quadratic); nominal without.
    Cohen (1960), "A Coefficient of Agreement for Nominal Scales"; (1968) for weights.
    """
    weights = nominal(len(table)) if weights is None else weights
    observed, expected = kappa_parts((table * weights).sum(), table.sum(axis=1), table.sum(axis=0), weights)
    return corrected(float(observed), float(expected))


def cohen_kappa_error(table: Array) -> float:
    """The asymptotic standard error of the unweighted κ over *independent* items.

    Words of one text are not independent: for them use `intervals.jackknife`.
    Fleiss, Cohen and Everitt (1969), "Large Sample Standard Errors of Kappa and Weighted Kappa".
    """
    kappa = cohen_kappa(table)
    shares = table / table.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = float(rows @ columns)
    slopes = (1 - kappa) * (rows[None, :] + columns[:, None])  # the habits that meet in cell (c, k), crosswise
    diagonal = np.diag(shares) @ (1 - np.diag(slopes)) ** 2
    elsewhere = (shares * slopes**2 * nominal(len(table))).sum()
    variance = diagonal + elsewhere - (kappa - expected * (1 - kappa)) ** 2
    return float(np.sqrt(max(variance, 0.0) / table.sum()) / (1 - expected))  # of perfect agreement it may be −1e-16


def counts_of(table: Array) -> Array:
    """A table of two annotators as counts, so that every coefficient for many annotators also takes two."""
    first, second = np.indices(table.shape).reshape(2, -1)
    labels = np.eye(len(table))
    return np.repeat(labels[first] + labels[second], table.ravel().astype(int), axis=0)


# Any number of annotators


def fleiss_kappa(counts: Array) -> float:
    """Fleiss' κ, of two annotators Scott's π: chance is what everybody's habits together would give.

    With missing values as Gwet (2014) generalises it: an item weighs the same however many annotated it.
    Scott (1955), "Reliability of Content Analysis"; Fleiss (1971), "Measuring Nominal Scale Agreement Among Many
    Raters".
    """
    return corrected(_disagreement(counts), float(1 - (_prevalence(counts) ** 2).sum()))


def fleiss_kappa_by_label(counts: Array) -> Array:
    """Fleiss' κ of each label against all others; Fleiss (1971), page 381. Every item has the same annotators.

    Raises Undefined too where nobody used one of the labels.
    """
    return np.array([fleiss_kappa(np.column_stack([column, counts.sum(axis=1) - column])) for column in counts.T])


def conger_kappa(ratings: Array, labels: int) -> float:
    """Conger's κ: Cohen's for many annotators, each with habits of their own.

    `ratings` is items × annotators, holding label numbers from 0 and nan where missing.
    Conger (1980), "Integration and Generalization of Kappas for Multiple Raters".
    """
    chosen = ratings[:, :, None] == np.arange(labels)
    chosen = chosen[:, chosen.any(axis=(0, 2))]  # who has given no value has no habits
    observed = _disagreement(chosen.sum(axis=1).astype(float))
    habits = chosen.sum(axis=0) / chosen.sum(axis=(0, 2))[:, None]
    by_chance = (habits.mean(axis=0) ** 2 - habits.var(axis=0, ddof=1) / len(habits)).sum()
    return corrected(observed, float(1 - by_chance))


def bennett_s(counts: Array) -> float:
    """Bennett's S (Brennan–Prediger, Randolph): chance picks every label that was offered (a column) equally often.

    Bennett, Alpert and Goldstein (1954), "Communications Through Limited-Response Questioning".
    """
    if not _varied(_prevalence(counts)):
        raise Undefined(NO_VARIATION)
    return corrected(_disagreement(counts), 1 - 1 / counts.shape[1])


def gwet_ac(counts: Array, weights: Array | None = None) -> float:
    """Gwet's AC1, and AC2 with `weights` (a matrix of distances): chance only where an item is hard.

    Columns are all labels that were *offered*. Gwet (2008), "Computing Inter-Rater Reliability and Its Variance in the
    Presence of High Agreement"; (2014) for weights and missing values.
    """
    habits = _prevalence(counts)
    if not _varied(habits):
        raise Undefined(NO_VARIATION)
    closeness = _closeness(counts, weights)
    return corrected(_disagreement(counts, closeness), float(1 - _hard(closeness) * (habits * (1 - habits)).sum()))


def gwet_ac_error(counts: Array, weights: Array | None = None) -> float:
    """The standard error of AC1 and AC2 over *independent* items, of which two or more have a value.

    Words of one text are not independent: for them use `intervals.jackknife`. Gwet (2014), "Handbook of Inter-Rater
    Reliability", fourth edition; it linearises every item's part in agreement and in chance.
    """
    ac = gwet_ac(counts, weights)
    closeness, habits = _closeness(counts, weights), _prevalence(counts)
    given = counts[counts.sum(axis=1) > 0]
    items, sizes = len(given), given.sum(axis=1)
    if items < 2:
        raise Undefined(ONE_ITEM)
    by_chance = _hard(closeness) * (habits * (1 - habits)).sum()
    agreed = (given * (given @ closeness - 1)).sum(axis=1) / np.maximum(sizes * (sizes - 1), 1)
    paired = sizes > 1
    beyond = (agreed - by_chance * paired) * items / paired.sum()
    hard = _hard(closeness) * (given @ (1 - habits)) / sizes - by_chance
    parts = (beyond - 2 * (1 - ac) * hard) / (1 - by_chance)
    return float(np.sqrt(((parts - ac) ** 2).sum() / (items * (items - 1))))


def _closeness(counts: Array, weights: Array | None) -> Array:
    return 1 - (nominal(counts.shape[1]) if weights is None else weights / weights.max())


def _hard(closeness: Array) -> float:
    """How often two annotators agree by chance on an item that is hard."""
    return float(closeness.mean() * len(closeness) / (len(closeness) - 1))


def coincidences(counts: Array) -> Array:
    """How often c and k met in one item; an item of n values gives n(n − 1) pairs of weight 1/(n − 1)."""
    paired = counts[counts.sum(axis=1) > 1]
    weighted = paired / (paired.sum(axis=1, keepdims=True) - 1)
    return np.asarray(weighted.T @ paired - np.diag(weighted.sum(axis=0)))


def krippendorff_alpha(met: Array, distance: Array | None = None) -> float:
    """Krippendorff's α of coincidences: any number of annotators, values may be missing, any `distance`.

    Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
    """
    distance = nominal(len(met)) if distance is None else distance
    totals = met.sum(axis=1)
    if not totals.any():
        raise Undefined(NOT_PAIRED)
    observed, expected = alpha_parts((met * distance).sum(), totals, distance)
    return corrected(float(observed), float(expected))


def krippendorff_alpha_error(counts: Array, weights: Array | None = None) -> float:
    """The standard error of α over *independent* items; those with one value do not count.

    Words of one text are not independent: for them use `intervals.jackknife`. Gwet (2014), "Handbook of Inter-Rater
    Reliability", fourth edition, as in his irrCAC: an item with more values than the mean is charged for them at the
    agreement that is corrected for the number of values, which α itself starts from.
    """
    closeness, given = _closeness(counts, weights), counts[counts.sum(axis=1) > 1]
    items, sizes = len(given), given.sum(axis=1)
    if not items:
        raise Undefined(NOT_PAIRED)
    if items < 2:
        raise Undefined(ONE_ITEM)
    many = sizes / sizes.mean() - 1
    agreed = (given * (given @ closeness - 1)).sum(axis=1) / (sizes.mean() * (sizes - 1))
    habits = given.mean(axis=0) / sizes.mean()
    by_chance = float(habits @ closeness @ habits)
    alpha = corrected(1 - float(agreed.mean()), 1 - by_chance)
    charged = 1 - (1 - agreed.mean()) * (1 - 1 / sizes.sum())
    beyond = agreed - charged * many - by_chance
    likely = given @ closeness @ habits / sizes.mean() - by_chance * many - by_chance
    parts = (beyond - 2 * (1 - alpha) * likely) / (1 - by_chance)
    return float(np.sqrt(((parts - alpha) ** 2).sum() / (items * (items - 1))))


# What is left of them when only sums per article are kept: see `intervals`


def alpha_parts(differed: Array, totals: Array, distance: Array) -> tuple[Array, Array]:
    """Observed and expected disagreement of α, up to a common factor, for many sums at once.

    `differed` (…) is Σ coincidences · distance, `totals` (… × labels) the coincidences of each label.
    """
    expected = ((totals @ distance) * totals).sum(axis=-1)
    return differed * (totals.sum(axis=-1) - 1), expected


def kappa_parts(differed: Array, first: Array, second: Array, distance: Array) -> tuple[Array, Array]:
    """Observed and expected disagreement of κ, up to a common factor, for many sums at once.

    `differed` (…) is Σ table · distance, `first` and `second` (… × labels) the table's margins.
    """
    expected = ((first @ distance) * second).sum(axis=-1)
    return differed * first.sum(axis=-1), expected


def _disagreement(counts: Array, closeness: Array | None = None) -> float:
    """1 − mean agreement of two annotators drawn from an item, over items with two or more; labels may be close."""
    sizes = counts.sum(axis=1)
    paired, sizes = counts[sizes > 1], sizes[sizes > 1]
    if not len(paired):
        raise Undefined(NOT_PAIRED)
    near = paired if closeness is None else paired @ closeness
    return float(1 - ((paired * (near - 1)).sum(axis=1) / (sizes * (sizes - 1))).mean())


def _prevalence(counts: Array) -> Array:
    """The share of each label, items weighing the same. Raises Undefined where no item has a value."""
    present = counts[counts.sum(axis=1) > 0]
    if not len(present):
        raise Undefined(NOT_PAIRED)
    return np.asarray((present / present.sum(axis=1, keepdims=True)).mean(axis=0))


def _varied(habits: Array) -> bool:
    """Whether more than one label was chosen anywhere."""
    return int(np.count_nonzero(habits)) > 1
