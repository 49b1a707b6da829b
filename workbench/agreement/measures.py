"""The table of what the report prints. A new measure is its function, of a pair or of a group, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from workbench.agreement.beyond_chance import group_alpha, pair_kappa
from workbench.agreement.f1 import exact, mean_f1, overlap, pair_f1, token
from workbench.agreement.groups import Group, Label, Pair
from workbench.agreement.intervals import Estimate
from workbench.agreement.prevalence import group_prevalence, pair_prevalence
from workbench.errors import Undefined


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the report.

    `heading` is what stands above its column, two lines with `{unit}` for what is counted; empty where it has none.
    `of_units` says whether it counts words or characters, or whole annotations. `pair` and `group` compute it; None
    where it is not for two, or not for all.
    """

    name: str
    title: str
    heading: str
    of_units: bool
    pair: Callable[[Pair, Label], Estimate] | None
    group: Callable[[Group, Label], Estimate] | None
    source: str


_F1 = "Hripcsak and Rothschild 2005"

PREVALENCE = Measure("prevalence", "marked", "", True, pair_prevalence, group_prevalence, "")
MEASURES = (
    Measure("f1_exact", "exact F1", "F1\nexact", False, partial(pair_f1, exact), partial(mean_f1, exact), _F1),
    Measure(
        "f1_overlap", "overlap F1", "F1\noverlap", False, partial(pair_f1, overlap), partial(mean_f1, overlap), _F1
    ),
    Measure("f1_token", "token F1", "F1\n{unit}s", True, partial(pair_f1, token), partial(mean_f1, token), _F1),
    Measure("cohen_kappa", "Cohen's κ", "Cohen's\nκ", True, pair_kappa, None, "Cohen 1960"),
    Measure("krippendorff_alpha", "Krippendorff's α", "Kripp.'s\nα", True, None, group_alpha, "Krippendorff 2011"),
    PREVALENCE,
)


def figure(measure: Measure, people: Pair | Group, label: Label) -> Estimate:
    """Raises Undefined, with the reason in words, where it has no value; ValueError if it is not for so many."""
    if not people.n_articles:
        raise Undefined(f"no paragraph read by {'both' if isinstance(people, Pair) else 'two annotators'}")
    if isinstance(people, Pair) and measure.pair:
        return measure.pair(people, label)
    if isinstance(people, Group) and measure.group:
        return measure.group(people, label)
    raise ValueError(f"{measure.title} is not for {' and '.join(people.names)}")
