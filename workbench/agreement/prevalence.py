"""How much is marked: no agreement, but κ and α cannot be read without it."""

from __future__ import annotations

from workbench.agreement.groups import ANY, Group, Label, Pair
from workbench.agreement.intervals import Estimate
from workbench.errors import Undefined


def pair_prevalence(pair: Pair, label: Label) -> Estimate:
    """The share of units that are marked, the mean of both annotators."""
    return _share(pair.marked[:, pair.columns[label or ANY]].sum() / 2, pair.units.sum())


def group_prevalence(group: Group, label: Label) -> Estimate:
    """The share of units that are marked, every annotator's reading of a unit counting once."""
    ratings, used, _ = group.coincidences_of(label or ANY).sum(axis=0)
    return _share(used, ratings)


def _share(part: float, whole: float) -> Estimate:
    if not whole:
        raise Undefined("there is no unit in what was read")
    return Estimate(float(part / whole))
