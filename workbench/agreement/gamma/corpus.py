"""γ of one text and of many: 1 − observed / expected disorder.

Mathet, Widlöcher and Métivier (2015), "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure
and Alignment", Computational Linguistics 41(3). Of many texts the paper says nothing: here costs of best alignments
are summed over texts before they are compared, and chance moves units within their own text only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum
from workbench.agreement.gamma.alignment import PLAIN
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.drawing import Piece, costs, draw, pieces
from workbench.agreement.gamma.sampling import Sampler, shifted
from workbench.agreement.intervals import Estimate, estimate
from workbench.errors import Undefined

UNMARKED = "nothing is marked in a text that two annotators have read"
MOST_DRAWS = 3000

Progress = Callable[[int, int], object]
"""How many continua are aligned, and how many are to be as far as is known; called now and then."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How expected disorder is found: `draws` random continua of each text, more until γ's own error is `tolerance`.

    The error is a standard error; with `tolerance` infinite there are just so many draws. Every text has a source of
    chance of its own, made of `seed` and its number, so what is drawn for it does not depend on the other texts.
    """

    draws: int
    sampler: Sampler = shifted
    seed: int = 0
    tolerance: float = 0.005


@dataclass(frozen=True, slots=True)
class Gamma:
    """γ: an estimate, its Monte-Carlo standard error, and of how many draws of each of how many texts it is.

    `skipped` texts had less than two annotators, or no unit. The interval speaks of new texts and leaves the error out.
    """

    estimate: Estimate
    error: float
    draws: int
    texts: int
    skipped: int


def text_gamma(continuum: Continuum, measure: Dissimilarity = PLAIN, chance: Chance = Chance(draws=30)) -> Gamma:
    """γ of one text, as in the paper: the mean disorder of random continua. No interval can be had of one text.

    Of more than six annotators the mean over their pairs. Raises Undefined where nothing is marked or there are less
    than two annotators, ValueError for a stretch outside the text, MissingExtra without the solver where it is needed.
    """
    return _gamma([continuum], measure, chance, normed=True)


def corpus_gamma(
    continua: Sequence[Continuum],
    measure: Dissimilarity = PLAIN,
    chance: Chance = Chance(draws=3),
    progress: Progress = lambda *_: None,
) -> Gamma:
    """γ of a corpus: 1 − the sum of best costs / the sum of mean random costs, with an interval over texts.

    A cost is a disorder without the division by the mean number of units, so a text weighs by what is marked in it.
    Of more than six annotators (in any text) the mean over their pairs, who stand in the same order in every text.
    Raises as `text_gamma`.
    """
    return _gamma(continua, measure, chance, progress=progress)


def label_layer(continuum: Continuum, label: str) -> Continuum:
    """What the annotators marked with one label: γ of it is γ of that label alone."""
    made = (tuple(one for one in made if one.label == label) for made in continuum.annotators)
    return replace(continuum, annotators=tuple(made))


def _gamma(
    continua: Sequence[Continuum],
    measure: Dissimilarity,
    chance: Chance,
    normed: bool = False,
    progress: Progress = lambda *_: None,
) -> Gamma:
    """`normed` costs are disorders."""
    parts = pieces(continua, chance.seed)
    if not parts:
        raise Undefined(UNMARKED)
    observed = np.concatenate(list(costs((piece.units for piece in parts), measure, normed)))
    random: list[list[float]] = [[] for _ in parts]
    done, wanted = 0, chance.draws
    while done < wanted:
        aligned = len(parts) * (1 + done)
        for number, cost in draw(parts, wanted - done, measure, chance.sampler, normed):
            random[number].extend(cost.tolist())
            aligned += len(cost)
            progress(aligned, len(parts) * (1 + wanted))
        done = wanted
        rows, error = _summed(parts, observed, random)
        if not error <= chance.tolerance:
            factor = min(4.0, 1.1 * (error / chance.tolerance) ** 2) if math.isfinite(error) else 4.0
            wanted = min(max(MOST_DRAWS, chance.draws), math.ceil(done * factor))
    found = estimate(rows, _parts, lowest=-math.inf)
    return Gamma(found, error, done, len(rows), len(continua) - len(rows))


def _summed(parts: Sequence[Piece], observed: Array, random: Sequence[Sequence[float]]) -> tuple[Array, float]:
    """Observed and expected costs (texts × pairs × 2), and the standard error of γ that drawing leaves."""
    texts, text = np.unique([piece.text for piece in parts], return_inverse=True)
    pair = np.array([piece.pair for piece in parts])
    rows = np.zeros((len(texts), pair.max() + 1, 2))
    rows[text, pair, 0] = observed
    variance = np.zeros(pair.max() + 1)
    for number, drawn in enumerate(random):
        made = np.array(drawn)[~np.isnan(drawn)]
        rows[text[number], pair[number], 1] = made.mean() if len(made) else 0
        variance[pair[number]] += made.var(ddof=1) / len(made) if len(made) > 1 else math.inf
    total = rows.sum(axis=0)
    there = total[:, 1] > 0
    if not there.any():
        return rows, math.inf
    slopes = total[there, 0] / total[there, 1] ** 2
    moving = slopes > 0
    return rows, float(np.sqrt((slopes[moving] ** 2 * variance[there][moving]).sum()) / there.sum())


def _parts(sums: Array) -> tuple[Array, Array]:
    """For `intervals`: of pairs the mean of observed / expected, over those of which something is expected."""
    observed, expected = sums[..., 0], sums[..., 1]
    there = expected > 0
    return (observed * there / np.where(there, expected, 1)).sum(axis=-1), there.sum(axis=-1).astype(float)
