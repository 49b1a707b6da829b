"""Do annotators give the same label where they have marked the same place? γ-cat, and γ-k of one label.

Mathet (2017), "The Agreement Measure γcat: a Complement to γ Focused on Categorization of a Continuum", Computational
Linguistics 43(3). Two units that the best alignment puts together are a pair; it weighs 1 − the unlikeness of their
places (not less than 0), over the units in the unitary alignment less one. A unit that is alone weighs nothing. Chance
gives the same places the same labels, shuffled: any two different units meet, each as often as it weighs. So γ-cat is
Krippendorff's nominal α where annotators label the same places. (pygamma-agreement takes chance from random alignments,
which prefer equal labels, and charges units that are alone: there it is neither α, nor 1 where all agree.)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum
from workbench.agreement.distance import nominal
from workbench.agreement.gamma.alignment import MOST_ANNOTATORS, PLAIN, align
from workbench.agreement.gamma.candidates import NOBODY
from workbench.agreement.gamma.dissimilarity import Dissimilarity, apart
from workbench.agreement.gamma.flat import flat, in_one_order
from workbench.agreement.intervals import Estimate, Parts, estimate
from workbench.errors import Undefined

TOO_MANY = "labels are compared where six annotators at most are aligned"
UNPAIRED = "the label is on nothing that two annotators have marked, or is the only one"


def gamma_cat(continua: Sequence[Continuum], measure: Dissimilarity = PLAIN) -> Estimate:
    """γ-cat of texts by up to six annotators: 1 where aligned labels all agree, whatever is not aligned.

    Raises Undefined where all aligned units have one label, and for more annotators; else as `best_alignment`.
    """
    return estimate(cat_rows(continua, _labels(continua), measure), cat_parts, lowest=-np.inf)


def gamma_k(continua: Sequence[Continuum], label: str, measure: Dissimilarity = PLAIN) -> Estimate:
    """γ-k: γ-cat of the pairs of which one or both have the label. Raises Undefined too where no pair has it."""
    labels = _labels(continua)
    if label not in labels:
        raise Undefined(UNPAIRED)
    rows = cat_rows(continua, labels, measure)
    return estimate(rows, k_parts(labels.index(label)), lowest=-np.inf, why_undefined=UNPAIRED)


def _labels(continua: Sequence[Continuum]) -> list[str]:
    return sorted({one.label for continuum in continua for made in continuum.annotators for one in made})


def cat_rows(continua: Sequence[Continuum], labels: Sequence[str], measure: Dissimilarity) -> Array:
    """For each text labels × (labels + 1): weights of pairs, each both ways; then sums of units' squared weights."""
    read = [continuum for continuum in continua if len(continuum.annotators) > 1]
    rows = np.zeros((len(read), len(labels), len(labels) + 1))
    for number, continuum in enumerate(read):
        if len(continuum.annotators) > MOST_ANNOTATORS:
            raise Undefined(TOO_MANY)
        units = in_one_order(flat([continuum], labels))
        members = align(units, measure).members
        size = (members != NOBODY).sum(axis=1)
        weighs = np.zeros(len(units.start))
        for one, other in combinations(range(units.annotators), 2):
            there = np.flatnonzero((members[:, one] != NOBODY) & (members[:, other] != NOBODY))
            first, second = members[there, one], members[there, other]
            weight = np.maximum(0, 1 - apart(units, first, second)) / (size[there] - 1)
            for left, right in ((first, second), (second, first)):
                np.add.at(rows[number], (units.label[left], units.label[right]), weight)
                np.add.at(weighs, left, weight)
        rows[number, :, -1] = np.bincount(units.label, weights=weighs**2, minlength=len(labels))
    return rows


def cat_parts(sums: Array) -> tuple[Array, Array]:
    met, squares = sums[..., :-1], sums[..., -1]
    unlike = nominal(met.shape[-1])
    totals = met.sum(axis=-1)
    whole = totals.sum(axis=-1)
    observed = (met * unlike).sum(axis=(-2, -1))
    return observed * (whole**2 - squares.sum(axis=-1)), whole * ((totals @ unlike) * totals).sum(axis=-1)


def k_parts(number: int) -> Parts:
    def parts(sums: Array) -> tuple[Array, Array]:
        met, squares = sums[..., :-1], sums[..., -1]
        unlike = nominal(met.shape[-1])[number]
        totals = met.sum(axis=-1)
        mixed, same = 2 * (met[..., number, :] @ unlike), met[..., number, number]
        by_chance = 2 * totals[..., number] * (totals @ unlike)
        alike = totals[..., number] ** 2 - squares[..., number]
        return mixed * (alike + by_chance), by_chance * (same + mixed)

    return parts
