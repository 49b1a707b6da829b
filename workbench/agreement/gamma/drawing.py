"""Best costs of texts and of what chance makes of them, in batches small enough for the memory.

A batch is the same whoever computes it, so figures do not depend on how many processes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum
from workbench.agreement.gamma.alignment import align
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.flat import Units, flat, glued, in_one_order
from workbench.agreement.gamma.sampling import Sampler, shifted

AT_ONCE = 5_000
"""Units in a batch, if one continuum does not have more."""


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
class Way:
    """How costs are found: how unlike units are, what chance does, and whether costs are `normed`: disorders."""

    measure: Dissimilarity
    chance: Chance
    normed: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The units of a text in which something is marked, or of a pair there.

    `seed` is where its chance comes from: the seed of all, row, pair, and the number of the text among those of both.
    """

    row: int
    pair: int
    length: int
    units: Units
    seed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """So many random continua of the piece with this `number`, after `done` others; 0 are the piece itself."""

    number: int
    piece: Piece
    draws: int
    done: int = 0

    @property
    def size(self) -> int:
        """About how many units that makes."""
        return len(self.piece.units.start) * max(1, self.draws)

    def units(self, sampler: Sampler) -> Units:
        """Drawn, the same ones each time."""
        if not self.draws:
            return self.piece.units
        chance = np.random.default_rng([*self.piece.seed, self.done])
        return sampler(self.piece.units, self.piece.length, self.draws, chance)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of the piece with this `number`: the best cost of each continuum (c), nan where a disorder is of no unit.

    By `gap` (c) it may be more, where the search was stopped: then the cost is a bound.
    """

    number: int
    observed: bool
    cost: Array
    gap: Array


class Text(NamedTuple):
    """A continuum, or part of one, by up to six annotators: its cost counts in `row`, and for the pair of this number.

    A pair is two annotators where there are more than six in any text, else it is 0: all of them. No two texts have row
    and pair in common.
    """

    row: int
    pair: int
    continuum: Continuum


def pieces(texts: Iterable[Text], seed: int) -> list[Piece]:
    """Those in which one of two annotators or more marked something; those by as many annotators together."""
    some = [text for text in texts if len(text.continuum.annotators) > 1]
    labels = sorted({one.label for text in some for made in text.continuum.annotators for one in made})
    found = [
        Piece(row, pair, continuum.length, in_one_order(flat([continuum], labels)), (seed, row, pair, 0))
        for row, pair, continuum in some
        if any(continuum.annotators)
    ]
    return sorted(found, key=lambda piece: piece.units.annotators)


def by_pairs(continuum: Continuum) -> Iterator[Continuum]:
    """Of every two annotators, in an order that keeps a pair's number when annotators are added."""
    count = len(continuum.annotators)
    for second, first in sorted((second, first) for first, second in combinations(range(count), 2)):
        yield Continuum(continuum.length, (continuum.annotators[first], continuum.annotators[second]))


def drawn(parts: Sequence[Piece], done: int, wanted: int) -> Iterator[Portion]:
    """As many more random continua of each piece as make them `wanted`."""
    for number, piece in enumerate(parts):
        size = max(1, AT_ONCE // len(piece.units.start))
        for first in range(done, wanted, size):
            yield Portion(number, piece, min(size, wanted - first), first)


def batches(portions: Iterable[Portion]) -> Iterator[list[Portion]]:
    """Portions by the same number of annotators that are aligned in one go."""
    batch: list[Portion] = []
    size = 0
    for one in portions:
        if batch and (size + one.size > AT_ONCE or one.piece.units.annotators != batch[0].piece.units.annotators):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def costs(batch: Sequence[Portion], way: Way) -> list[Cost]:
    """The costs of each portion of a batch."""
    parts = [one.units(way.chance.sampler) for one in batch]
    aligned = align(glued(parts), way.measure)
    cost, gap = aligned.cost - aligned.gap, aligned.gap
    if way.normed:
        each = aligned.count / parts[0].annotators
        cost, gap = (np.divide(one, each, out=np.full(len(one), np.nan), where=each > 0) for one in (cost, gap))
    cuts = np.cumsum([part.continua for part in parts])[:-1]
    split = zip(batch, np.split(cost, cuts), np.split(gap, cuts), strict=True)
    return [Cost(one.number, not one.draws, *both) for one, *both in split]
