"""The best alignment: every unit in one set, a set with at most one unit of each annotator, at the least cost.

Mathet, Widlöcher and Métivier (2015), "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure
and Alignment", sections 4.4 and 5.1: exact, for two to six annotators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.gamma.candidates import NOBODY, candidates
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.flat import Numbers, Units, flat
from workbench.agreement.gamma.packing import best_packing

PLAIN = Dissimilarity()
MOST_ANNOTATORS = 6


@dataclass(frozen=True, slots=True)
class Unitary:
    """One unitary alignment: the stretch of each annotator, None where one has none, and what that costs."""

    stretches: tuple[Stretch | None, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A best alignment: its disorder, and the unitary alignments in the order of the text.

    `gap` is how much less another one's disorder may be: 0 but where the search was stopped because it took too long.
    """

    disorder: float
    unitary: tuple[Unitary, ...]
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Aligned:
    """Best alignments of a batch: sets of two or more units (sets × annotators, NOBODY where there is none).

    `cost` (continua) is the sum over unitary alignments, which could be less by `gap` (continua) at most; `count`
    (continua) is the number of units.
    """

    members: Numbers
    cost: Array
    gap: Array
    count: Array


def align(units: Units, measure: Dissimilarity = PLAIN) -> Aligned:
    """The best alignment of each continuum of a batch. Raises MissingExtra without the solver where one is needed."""
    if not 2 <= units.annotators <= MOST_ANNOTATORS:
        raise ValueError("an alignment is of two to six annotators")
    found = candidates(units, measure)
    best = best_packing(found, units.label)
    continuum = units.continuum[reduce(np.maximum, found.members.T)]
    gained, gap = (
        np.asarray(np.bincount(continuum, weights=worth, minlength=units.continua), dtype=float)
        for worth in (np.where(best.chosen, found.gain, 0.0), best.gap)
    )
    count = np.bincount(units.continuum, minlength=units.continua).astype(float)
    return Aligned(found.members[best.chosen], count * measure.delta - gained, gap, count)


def best_alignment(continuum: Continuum, measure: Dissimilarity = PLAIN) -> Alignment:
    """The best alignment of one text by two to six annotators; where nobody marked anything, its disorder is 0.

    Disorder is the sum of the unitary costs over the mean number of units of an annotator. Equal stretches of one
    annotator are units of their own. Raises ValueError for a stretch outside the text, MissingExtra without the solver.
    """
    labels = sorted({one.label for made in continuum.annotators for one in made})
    units = flat([continuum], labels)
    aligned = align(units, measure)
    alone = np.setdiff1d(np.arange(len(units.start)), aligned.members)
    single = np.full((len(alone), units.annotators), NOBODY)
    single[np.arange(len(alone)), units.annotator[alone]] = alone
    stretches: Sequence[Stretch] = [one for made in continuum.annotators for one in made]
    unitary = [
        Unitary(tuple(None if one == NOBODY else stretches[one] for one in members), cost)
        for members, cost in zip(
            (row for part in (aligned.members, single) for row in part.tolist()),
            (cost for part in (aligned.members, single) for cost in costs(units, part, measure).tolist()),
            strict=True,
        )
    ]
    unitary.sort(key=lambda one: min((s.start, s.end) for s in one.stretches if s))
    mean = len(stretches) / units.annotators or 1.0
    return Alignment(float(aligned.cost[0]) / mean, tuple(unitary), float(aligned.gap[0]) / mean)


def costs(units: Units, members: Numbers, measure: Dissimilarity) -> Array:
    """What sets (sets × annotators) cost: the mean over pairs of annotators, delta where a unit is missing."""
    pairs = units.annotators * (units.annotators - 1) / 2
    cost = np.full(len(members), pairs * measure.delta)
    for one in range(units.annotators):
        for other in range(one):
            there = np.flatnonzero((members[:, one] != NOBODY) & (members[:, other] != NOBODY))
            first, second = members[there, one], members[there, other]
            cost[there] += measure.between(units, first, second) - measure.delta
    return cost / pairs
