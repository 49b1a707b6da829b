"""γ of one text and of many: 1 − observed / expected disorder.

Mathet, Widlöcher and Métivier (2015), "The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure
and Alignment", Computational Linguistics 41(3). Of many texts the paper says nothing: here costs of best alignments
are summed over texts before they are compared, and chance moves units within their own text only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from workbench.agreement.continuum import Continuum
from workbench.agreement.disorders import UNMARKED, Disorders
from workbench.agreement.gamma.alignment import MOST_ANNOTATORS, PLAIN
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.drawing import Chance, Piece, Portion, Text, Way, batches, by_pairs, costs, drawn, pieces
from workbench.agreement.gamma.sums import Sums
from workbench.agreement.intervals import Estimate
from workbench.agreement.workers import Spread
from workbench.errors import Undefined

OF_A_TEXT, OF_A_CORPUS = Chance(draws=30), Chance(draws=3)
MOST_DRAWS = 3000

Progress = Callable[[int, int], object]
"""How many continua are aligned, and how many are to be as far as is known; called now and then."""


@dataclass(frozen=True, slots=True)
class Gamma:
    """γ: an estimate, its Monte-Carlo standard error, and of how many draws of each of how many texts it is.

    `skipped` texts had less than two annotators, or no unit. The interval speaks of new texts and leaves the error out.
    By `gap` γ may be off besides, where the search for a best alignment was stopped because it took too long.
    """

    estimate: Estimate
    error: float
    draws: int
    texts: int
    skipped: int
    gap: float = 0.0


def text_gamma(continuum: Continuum, measure: Dissimilarity = PLAIN, chance: Chance = OF_A_TEXT) -> Gamma:
    """γ of one text, as in the paper: the mean disorder of random continua. No interval can be had of one text.

    Of more than six annotators the mean over their pairs. Raises Undefined where nothing is marked or there are less
    than two annotators, ValueError for a stretch outside the text, MissingExtra without the solver where it is needed.
    """
    return _gamma([continuum], Way(measure, chance, normed=True))


def corpus_gamma(
    continua: Sequence[Continuum],
    measure: Dissimilarity = PLAIN,
    chance: Chance = OF_A_CORPUS,
    progress: Progress = lambda *_: None,
    spread: Spread = map,
) -> Gamma:
    """γ of a corpus: 1 − the sum of best costs / the sum of mean random costs, with an interval over texts.

    A cost is a disorder without the division by the mean number of units, so a text weighs by what is marked in it.
    Of more than six annotators (in any text) the mean over their pairs, who stand in the same order in every text.
    `spread` hands the work out (see `workers`): the figures are the same. Raises as `text_gamma`.
    """
    return _gamma(continua, Way(measure, chance), progress, spread)


def label_layer(continuum: Continuum, label: str) -> Continuum:
    """What the annotators marked with one label: γ of it is γ of that label alone."""
    made = (tuple(one for one in made if one.label == label) for made in continuum.annotators)
    return replace(continuum, annotators=tuple(made))


def _gamma(
    continua: Sequence[Continuum], way: Way, progress: Progress = lambda *_: None, spread: Spread = map
) -> Gamma:
    parts = pieces(_texts(continua), way.chance.seed)
    if not parts:
        raise Undefined(UNMARKED)
    number = {row: number for number, row in enumerate(sorted({piece.row for piece in parts}))}
    marked = [replace(piece, row=number[piece.row]) for piece in parts]
    found = disorders(marked, len(number), way, progress, spread)
    estimate = found.tally().estimate()
    return Gamma(estimate, found.error, found.draws, len(number), len(continua) - len(number), found.gap)


def _texts(continua: Sequence[Continuum]) -> Iterator[Text]:
    paired = max((len(continuum.annotators) for continuum in continua), default=0) > MOST_ANNOTATORS
    for row, continuum in enumerate(continua):
        for pair, part in enumerate(by_pairs(continuum) if paired else [continuum]):
            yield Text(row, pair, part)


def disorders(
    parts: Sequence[Piece], rows: int, way: Way, progress: Progress = lambda *_: None, spread: Spread = map
) -> Disorders:
    """The disorders of so many `rows` that these pieces are of; there is one piece at least.

    Of pairs a row has the mean: each is weighed by what is expected of that pair in all.
    """
    sums, chance = Sums(parts), way.chance
    done, wanted, aligned = 0, chance.draws, 0
    portions: Iterable[Portion] = [Portion(number, piece, draws=0) for number, piece in enumerate(parts)]
    while done < wanted:
        for found in spread(partial(costs, way=way), batches([*portions, *drawn(parts, done, wanted)])):
            for cost in found:
                sums.take(cost)
                aligned += len(cost.cost)
            progress(aligned, len(parts) * (1 + wanted))
        portions, done = (), wanted
        error = sums.error()
        if not error <= chance.tolerance:
            factor = min(4.0, 1.1 * (error / chance.tolerance) ** 2) if math.isfinite(error) else 4.0
            wanted = min(max(MOST_DRAWS, chance.draws), math.ceil(done * factor))
    return Disorders(sums.rows(rows), error, done, sums.gap())
