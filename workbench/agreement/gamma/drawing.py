"""Best costs of texts and of what chance makes of them, in batches small enough for the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum
from workbench.agreement.gamma.alignment import MOST_ANNOTATORS, align
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.flat import Units, flat, glued
from workbench.agreement.gamma.sampling import Sampler

AT_ONCE = 5_000
"""Units in a batch, if one continuum does not have more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text, or two annotators of it, whose `pair` is then numbered: its units, and its source of chance."""

    text: int
    pair: int
    length: int
    units: Units
    chance: np.random.Generator


def pieces(continua: Sequence[Continuum], seed: int) -> list[Piece]:
    """The texts in which at least one of two or more annotators marked something.

    If any text has more than six annotators, every text in pairs. Pieces by the same number of annotators together.
    """
    labels = sorted({one.label for continuum in continua for made in continuum.annotators for one in made})
    paired = max((len(continuum.annotators) for continuum in continua), default=0) > MOST_ANNOTATORS
    found = []
    for text, continuum in enumerate(continua):
        for pair, part in enumerate(_pairs(continuum) if paired else [continuum]):
            if len(part.annotators) > 1 and any(part.annotators):
                chance = np.random.default_rng([seed, text, pair])
                found.append(Piece(text, pair, part.length, flat([part], labels), chance))
    return sorted(found, key=lambda piece: piece.units.annotators)


def _pairs(continuum: Continuum) -> Iterator[Continuum]:
    """In an order that keeps a pair's number when annotators are added."""
    count = len(continuum.annotators)
    for second, first in sorted((second, first) for first, second in combinations(range(count), 2)):
        yield Continuum(continuum.length, (continuum.annotators[first], continuum.annotators[second]))


def draw(
    parts: Sequence[Piece], draws: int, measure: Dissimilarity, sampler: Sampler, normed: bool
) -> Iterator[tuple[int, Array]]:
    """So many costs of random continua of each piece, as numbers of pieces and some of their costs."""
    portions = [
        (number, min(size, draws - done))
        for number, piece in enumerate(parts)
        for size in [max(1, AT_ONCE // len(piece.units.start))]
        for done in range(0, draws, size)
    ]
    drawn = (sampler(parts[n].units, parts[n].length, size, parts[n].chance) for n, size in portions)
    for (number, _), cost in zip(portions, costs(drawn, measure, normed), strict=True):
        yield number, cost


def costs(parts: Iterable[Units], measure: Dissimilarity, normed: bool) -> Iterator[Array]:
    """Of each part the best cost of each of its continua; disorders if `normed`, nan where there is no unit."""
    batch: list[Units] = []
    for part in parts:
        full = sum(len(one.start) for one in batch) + len(part.start) > AT_ONCE
        if batch and (full or part.annotators != batch[0].annotators):
            yield from _costs(batch, measure, normed)
            batch = []
        batch.append(part)
    yield from _costs(batch, measure, normed)


def _costs(batch: Sequence[Units], measure: Dissimilarity, normed: bool) -> Iterator[Array]:
    aligned = align(glued(batch), measure)
    cost = aligned.cost
    if normed:
        empty = aligned.count == 0
        cost = np.where(empty, np.nan, cost * batch[0].annotators / np.where(empty, 1, aligned.count))
    yield from np.split(cost, np.cumsum([part.continua for part in batch])[:-1])
