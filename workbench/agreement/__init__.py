"""Agreement between annotators: pure functions of counted data, usable without a database or a scheme.

Cheap to import: numpy comes with the first name that is used. `MEASURES` is the table of what the report prints.
"""

from __future__ import annotations

import importlib
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
    from workbench.agreement.counts import count
    from workbench.agreement.groups import ANY, group
    from workbench.agreement.intervals import estimate, student_t_quantile
    from workbench.agreement.matching import exact_matches, maximum_matching, overlap_matches
    from workbench.agreement.measures import MEASURES, Measure, figure
    from workbench.agreement.units import Unit

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
    "figure",
    "fleiss_kappa",
    "fleiss_kappa_by_label",
    "group",
    "gwet_ac",
    "krippendorff_alpha",
    "maximum_matching",
    "overlap_matches",
    "student_t_quantile",
]


_HOMES = {
    "chance": (
        "bennett_s cohen_kappa coincidences conger_kappa counts_of fleiss_kappa fleiss_kappa_by_label gwet_ac "
        "krippendorff_alpha"
    ),
    "counts": "count",
    "groups": "ANY group",
    "intervals": "estimate student_t_quantile",
    "matching": "exact_matches maximum_matching overlap_matches",
    "measures": "MEASURES Measure figure",
    "units": "Unit",
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(importlib.import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
