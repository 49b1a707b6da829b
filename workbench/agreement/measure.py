"""What a measure is, and how its figure is found; `measures` is the table of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from workbench.agreement.groups import Group, Label
from workbench.agreement.intervals import Estimate, Interval, Tally, mean_of
from workbench.errors import Undefined

Count = Callable[[Group, Label], Tally]


class Family(Enum):
    """Measures that stand in one table, with its title; the menu is what is told unless somebody asks for more."""

    MENU = ""
    ALIGNED = "Of annotations as they are best aligned"
    F1 = "F1 in other senses"
    CHANCE = "Of {unit}s, beyond chance"
    UNITIZING = "Of annotations as stretches of text"


class Rows(Enum):
    """The labels that a measure is for."""

    EVERY = "every label, and all together"
    TOGETHER = "all labels together"
    EACH = "each label by its name"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the report.

    `heading` is what stands above its column, two lines with `{unit}` for what is counted; empty where it has none.
    `of_units` says whether it counts units, or whole annotations. `count` makes a `Tally` of a group and a label; where
    `averaged`, of two annotators, and the figure of more is the mean over every two of them. `least` is how many
    annotators it is for, or more; `pairs` says whether every two have it too, where there are more. Where `judged`,
    Krippendorff's thresholds are for it. What it `answers`, its `formula` and how it `misleads` are told in the
    documents.
    """

    name: str
    title: str
    heading: str
    count: Count
    source: str
    answers: str
    formula: str
    misleads: str
    family: Family = Family.MENU
    of_units: bool = False
    rows: Rows = Rows.EVERY
    least: int = 2
    pairs: bool = True
    averaged: bool = False
    judged: bool = False

    def fits(self, group: Group, label: Label) -> bool:
        """Whether it is for so many annotators, and for this label."""
        if max(len(group.names), 2) < self.least:
            return False
        if self.rows is Rows.EVERY:
            return True
        return label is None if self.rows is Rows.TOGETHER else label in group.labels


def tally(measure: Measure, group: Group, label: Label) -> Tally:
    """What the figure is made of. Raises Undefined where nobody can be compared, ValueError if it is not for these."""
    if not measure.fits(group, label):
        raise ValueError(f"{measure.title} is not for {' and '.join(group.names)}")
    if not group.n_articles:
        raise Undefined(f"no paragraph read by {'both' if len(group.names) == 2 else 'two annotators'}")
    if not measure.averaged or len(group.names) == 2:
        return measure.count(group, label)
    pairs = [pair for pair in group.pairs if pair.n_articles]
    return mean_of([measure.count(pair, label) for pair in pairs], [pair.rows for pair in pairs], group.n_articles)


def figure(measure: Measure, group: Group, label: Label, interval: Interval = Interval.JACKKNIFE) -> Estimate:
    """The figure and its interval. Raises Undefined, with the reason in words, where it has none; else as `tally`."""
    return tally(measure, group, label).estimate(interval)
