"""Agreement between annotators: pure functions of counted data, usable without a database or a scheme.

Cheap to import: numpy comes with the first name that is used. `MEASURES` is the table of what the report prints.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.agreement.assignment import heaviest_matching
    from workbench.agreement.boundaries import (
        boundaries_of,
        boundary_kappa,
        boundary_parts,
        boundary_pi,
        boundary_similarity,
        ends_of,
    )
    from workbench.agreement.chance import (
        bennett_s,
        cohen_kappa,
        cohen_kappa_error,
        coincidences,
        conger_kappa,
        counts_of,
        fleiss_kappa,
        fleiss_kappa_by_label,
        gwet_ac,
        gwet_ac_error,
        krippendorff_alpha,
        krippendorff_alpha_error,
    )
    from workbench.agreement.competence import Profile, dawid_skene, votes_of
    from workbench.agreement.continuum import Continuum, Stretch
    from workbench.agreement.differences import Difference, DifferenceKind, compare
    from workbench.agreement.f1 import f1_of_marks, f1_of_text, unlabelled
    from workbench.agreement.gamma import (
        Alignment,
        Chance,
        Dissimilarity,
        Gamma,
        Unitary,
        best_alignment,
        corpus_gamma,
        gamma_cat,
        gamma_k,
        label_layer,
        shifted,
        shuffled,
        statistical,
        text_gamma,
    )
    from workbench.agreement.groups import ANY, Group, group
    from workbench.agreement.intervals import Estimate, Interval, Tally, difference, estimate, student_t_quantile
    from workbench.agreement.matching import (
        exact_matches,
        iou_matches,
        maximum_matching,
        overlap_matches,
        partial_matches,
        soft_matches,
    )
    from workbench.agreement.measure import Measure, figure, tally
    from workbench.agreement.measures import MEASURES, PREVALENCE
    from workbench.agreement.unitizing import (
        label_alpha,
        label_blind,
        label_coverage,
        label_parts,
        layer_of,
        marked_overlaps,
        u_alpha,
        u_parts,
        unit_coverage,
        unit_overlaps,
    )
    from workbench.agreement.unitizing_1995 import alpha_1995, parts_1995, unit_distances
    from workbench.agreement.units import Unit

__all__ = [
    "ANY",
    "MEASURES",
    "PREVALENCE",
    "Alignment",
    "Chance",
    "Continuum",
    "Difference",
    "DifferenceKind",
    "Dissimilarity",
    "Estimate",
    "Gamma",
    "Group",
    "Interval",
    "Measure",
    "Profile",
    "Stretch",
    "Tally",
    "Unit",
    "Unitary",
    "alpha_1995",
    "bennett_s",
    "best_alignment",
    "boundaries_of",
    "boundary_kappa",
    "boundary_parts",
    "boundary_pi",
    "boundary_similarity",
    "cohen_kappa",
    "cohen_kappa_error",
    "coincidences",
    "compare",
    "conger_kappa",
    "corpus_gamma",
    "counts_of",
    "dawid_skene",
    "difference",
    "ends_of",
    "estimate",
    "exact_matches",
    "f1_of_marks",
    "f1_of_text",
    "figure",
    "fleiss_kappa",
    "fleiss_kappa_by_label",
    "gamma_cat",
    "gamma_k",
    "group",
    "gwet_ac",
    "gwet_ac_error",
    "heaviest_matching",
    "iou_matches",
    "krippendorff_alpha",
    "krippendorff_alpha_error",
    "label_alpha",
    "label_blind",
    "label_coverage",
    "label_layer",
    "label_parts",
    "layer_of",
    "marked_overlaps",
    "maximum_matching",
    "overlap_matches",
    "partial_matches",
    "parts_1995",
    "shifted",
    "shuffled",
    "soft_matches",
    "statistical",
    "student_t_quantile",
    "tally",
    "text_gamma",
    "u_alpha",
    "u_parts",
    "unit_coverage",
    "unit_distances",
    "unit_overlaps",
    "unlabelled",
    "votes_of",
]


_HOMES = {
    "assignment": "heaviest_matching",
    "boundaries": "boundaries_of boundary_kappa boundary_parts boundary_pi boundary_similarity ends_of",
    "chance": (
        "bennett_s cohen_kappa cohen_kappa_error coincidences conger_kappa counts_of fleiss_kappa "
        "fleiss_kappa_by_label gwet_ac gwet_ac_error krippendorff_alpha krippendorff_alpha_error"
    ),
    "competence": "Profile dawid_skene votes_of",
    "continuum": "Continuum Stretch",
    "differences": "Difference DifferenceKind compare",
    "f1": "f1_of_marks f1_of_text unlabelled",
    "gamma": (
        "Alignment Chance Dissimilarity Gamma Unitary best_alignment corpus_gamma gamma_cat gamma_k label_layer "
        "shifted shuffled statistical text_gamma"
    ),
    "groups": "ANY Group group",
    "intervals": "Estimate Interval Tally difference estimate student_t_quantile",
    "matching": "exact_matches iou_matches maximum_matching overlap_matches partial_matches soft_matches",
    "measure": "Measure figure tally",
    "measures": "MEASURES PREVALENCE",
    "unitizing": (
        "label_alpha label_blind label_coverage label_parts layer_of marked_overlaps u_alpha u_parts "
        "unit_coverage unit_overlaps"
    ),
    "unitizing_1995": "alpha_1995 parts_1995 unit_distances",
    "units": "Unit",
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(importlib.import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
