"""Agreement between annotators: pure functions of counted data, usable without a database or a scheme.

Cheap to import: numpy comes with the first name that is used. `MEASURES` is the table of what the report prints.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.agreement.chance import (
        bennett_s,
        cohen_kappa,
        coincidences,
        conger_kappa,
        counts_of,
        fleiss_kappa,
        fleiss_kappa_by_label,
        gwet_ac,
        krippendorff_alpha,
    )
    from workbench.agreement.data import Unit, count
    from workbench.agreement.figures import ANY, group
    from workbench.agreement.intervals import estimate, student_t_quantile
    from workbench.agreement.matching import exact_matches, maximum_matching, overlap_matches

__all__ = [
    "ANY",
    "MEASURES",
    "Measure",
    "Unit",
    "bennett_s",
    "cohen_kappa",
    "coincidences",
    "conger_kappa",
    "count",
    "counts_of",
    "estimate",
    "exact_matches",
    "fleiss_kappa",
    "fleiss_kappa_by_label",
    "group",
    "gwet_ac",
    "krippendorff_alpha",
    "maximum_matching",
    "overlap_matches",
    "student_t_quantile",
]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the report. `of_units` says whether it counts words or characters, or whole annotations."""

    name: str
    title: str
    answers: str
    of_units: bool
    source: str


MEASURES = (
    Measure("f1_exact", "exact F1", "annotations that are the same", False, "Hripcsak and Rothschild 2005"),
    Measure("f1_overlap", "overlap F1", "annotations that share text", False, "Hripcsak and Rothschild 2005"),
    Measure("f1_token", "token F1", "marked units that both marked", True, "Hripcsak and Rothschild 2005"),
    Measure("cohen_kappa", "Cohen's κ", "two annotators, beyond chance", True, "Cohen 1960"),
    Measure("krippendorff_alpha", "Krippendorff's α", "all annotators, beyond chance", True, "Krippendorff 2011"),
    Measure("prevalence", "marked", "how much is marked at all", True, ""),
)

_HOMES = {
    "chance": (
        "bennett_s cohen_kappa coincidences conger_kappa counts_of fleiss_kappa fleiss_kappa_by_label gwet_ac "
        "krippendorff_alpha"
    ),
    "data": "Unit count",
    "figures": "ANY group",
    "intervals": "estimate student_t_quantile",
    "matching": "exact_matches maximum_matching overlap_matches",
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(importlib.import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
