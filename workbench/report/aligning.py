"""γ of every label over all articles: best alignments of what was marked, and of what chance makes of it.

The most work of a report by far, so it is told how far it is, and may be handed out (`agreement.workers`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from workbench.agreement.continua import passages
from workbench.agreement.disorders import Disorders
from workbench.agreement.gamma.alignment import MOST_ANNOTATORS, PLAIN
from workbench.agreement.gamma.corpus import Progress, disorders
from workbench.agreement.gamma.drawing import Chance, Piece, Way
from workbench.agreement.gamma.flat import by_passage
from workbench.agreement.groups import UNUSED, Group, Label
from workbench.agreement.workers import Spread
from workbench.errors import MissingExtra

CHANCE = Chance(draws=3)
LEAST = 30
"""Random texts that are drawn at least, of all articles together."""


def align(everybody: Group, labels: Iterable[Label], progress: Progress, spread: Spread = map) -> None:
    """Fill `everybody.disorders` for these labels; where the solver is missing, with the reason."""
    parts = {}
    for label in labels:
        progress(0, 1)  # whoever waits sees that it has begun, and can stop it
        parts[label] = _pieces(everybody, label)
    ways = {label: Way(PLAIN, _chance(len(some))) for label, some in parts.items()}
    ahead = {label: len(some) * (1 + ways[label].chance.draws) for label, some in parts.items()}
    before = 0
    for label, some in parts.items():

        def told(done: int, all_: int, label: Label = label, before: int = before) -> None:
            ahead[label] = all_
            progress(before + done, sum(ahead.values()))

        everybody.disorders[label] = _found(everybody, some, ways[label], told, spread)
        before += ahead[label]


def settings() -> dict[str, Any]:
    """What γ hangs on, for whoever wants to find the same."""
    return {
        "dissimilarity": {"alpha": PLAIN.alpha, "beta": PLAIN.beta, "delta": PLAIN.delta},
        "chance": "shifts of whole annotators within each article, as on a ring",
        "seed": CHANCE.seed,
        "draws": f"{CHANCE.draws} of each article, {LEAST} in all at least, more until the error is {CHANCE.tolerance}",
        "more_than_six_annotators": "mean of every two",
    }


def _chance(parts: int) -> Chance:
    return Chance(max(CHANCE.draws, math.ceil(LEAST / max(parts, 1))), seed=CHANCE.seed, tolerance=CHANCE.tolerance)


def _pieces(everybody: Group, label: Label) -> list[Piece]:
    """Its passages by the number of annotators; where more than six have read one, those of every two annotators."""
    several = everybody.layers.read.sum(axis=1).max(initial=0) > MOST_ANNOTATORS
    found = []
    for pair, people in enumerate(everybody.pairs if several else [everybody]):
        texts = passages(people, label)
        row = people.rows[texts.home].tolist()
        nth = (np.arange(len(row)) - np.searchsorted(texts.home, texts.home)).tolist()
        for number, units in by_passage(texts):
            seed = CHANCE.seed, row[number], pair, nth[number]
            found.append(Piece(row[number], pair, int(texts.length[number]), units, seed))
    return sorted(found, key=lambda piece: piece.units.annotators)


def _found(everybody: Group, parts: list[Piece], way: Way, progress: Progress, spread: Spread) -> Disorders:
    nothing = np.zeros((everybody.n_articles, 2))
    if not parts:
        return Disorders(nothing, error=0.0, draws=0, why=UNUSED)
    try:
        return disorders(parts, everybody.n_articles, way, progress, spread)
    except MissingExtra as reason:
        return Disorders(nothing, error=0.0, draws=0, why=f"{reason.message.rstrip('.')}: {reason.hint}")
