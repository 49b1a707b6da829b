"""How fast γ is: against pygamma-agreement on the same continua, where that can be imported; else our own times.

    python -m benchmarks.gamma [PEER]

The peer is no dependency; install it in an environment of its own (see `benchmarks.record_gamma`), beside
`workbench[stats]`. One γ is 31 best alignments: of the text, and of 30 random continua like it. We align all of them;
the peer the first PEER of each line (3 if not told, spread over the texts) and its time is multiplied, for it would
take many minutes. Both are warm; that both find the same disorder is checked. CPU time of this process, and ratios
within the run.
"""

from __future__ import annotations

import math
import resource
import sys
from collections.abc import Callable, Iterable, Sequence
from random import Random
from time import process_time
from typing import Any

import numpy as np

from benchmarks.record_gamma import peer_continuum, peer_measure
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.gamma import Chance, best_alignment, corpus_gamma, shifted, text_gamma
from workbench.agreement.gamma.alignment import PLAIN
from workbench.agreement.gamma.drawing import Piece, Portion, Text, Way, batches, costs, pieces
from workbench.agreement.gamma.flat import Units, flat

LABELS = ("cue", "hedge", "quote", "source", "value")
DRAWS = 30
REPEATS = 5
"""Times that ours is measured, of which the mean is told: one takes less than a second, the peer's many."""
LIMITS = {(1, 2, 3000): 300, (1, 3, 300): 200, (1, 5, 30): 300, (100, 3, 30): 12}
"""Texts, annotators and spans by each: times as fast as the peer."""


def annotated(annotators: int, spans: int, seed: int) -> Continuum:
    """A text of which everybody marks nearly the same: nine in ten, some code points off, one label in ten another."""
    random = Random(seed)
    at, truth = 0, []
    for _ in range(spans):
        at += random.randint(0, 40)
        truth.append(Stretch(at, at + random.randint(4, 40), random.choice(LABELS)))
        at = truth[-1].end - random.choice((0, 0, 0, 5))
        at = max(at, truth[-1].start + 1)
    made = tuple(
        tuple(sorted({slipped(one, random) for one in truth if random.random() < 0.9})) for _ in range(annotators)
    )
    return Continuum(at + 100, made)


def slipped(one: Stretch, random: Random) -> Stretch:
    start = max(0, one.start + random.randint(-4, 4))
    label = one.label if random.random() < 0.9 else random.choice(LABELS)
    return Stretch(start, max(start + 1, one.end + random.randint(-4, 4)), label)


def drawn(one: Continuum, seed: int) -> list[Continuum]:
    """The text, and random ones like it, in whole code points so that both can align them."""
    units = flat([one], LABELS)
    random = shifted(units, one.length, DRAWS, np.random.default_rng(seed))
    return [one, *(of_units(random, number, 2 * one.length) for number in range(DRAWS))]


def of_units(units: Units, number: int, length: int) -> Continuum:
    mine = np.flatnonzero(units.continuum == number)
    made: list[set[Stretch]] = [set() for _ in range(units.annotators)]
    for unit in mine.tolist():
        start, end = round(float(units.start[unit])), round(float(units.end[unit]))
        made[int(units.annotator[unit])].add(Stretch(start, end, LABELS[int(units.label[unit])]))
    return Continuum(length, tuple(tuple(sorted(one)) for one in made))


def taken(work: Callable[[], object]) -> float:
    """Seconds of CPU."""
    began = process_time()
    work()
    return process_time() - began


def ours(parts: Sequence[Piece]) -> list[float]:
    """The disorder of each."""
    way = Way(PLAIN, Chance(DRAWS), normed=True)
    portions = (Portion(number, piece, draws=0) for number, piece in enumerate(parts))
    return [float(found.cost[0]) for batch in batches(portions) for found in costs(batch, way)]


def line(texts: int, annotators: int, spans: int, peer: Any, peer_alignments: int) -> list[str]:
    """Print how long one γ of so many texts takes; what it misses."""
    continua = [one for text in range(texts) for one in drawn(annotated(annotators, spans, text), text)]
    parts = pieces((Text(number, 0, one) for number, one in enumerate(continua)), 0)
    found = ours(parts)
    seconds = taken(lambda: [ours(parts) for _ in range(REPEATS)]) / REPEATS
    name = f"{texts} × {annotators} × {spans}"
    if peer is None:
        print(f"{name:16}{seconds:10.3f} s", flush=True)
        return []
    some = np.linspace(0, len(continua) - 1, peer_alignments).astype(int).tolist()
    theirs: list[float] = []
    made = [peer_continuum(continua[number]) for number in some]
    theirs_taken = taken(lambda: theirs.extend(float(one.get_best_alignment(peer).disorder) for one in made))
    ratio = theirs_taken / len(some) * len(continua) / seconds
    limit = LIMITS[texts, annotators, spans]
    print(f"{name:16}{seconds:10.3f} s{theirs_taken / len(some) * len(continua):10.1f} s{ratio:8.0f} ×   limit {limit}")
    missed = [f"{name}: {ratio:.0f} ×, limit {limit}"] * (ratio < limit)
    if not np.allclose([found[number] for number in some], theirs, rtol=0, atol=2e-6):
        missed.append(f"{name}: another disorder")
    return missed


def told(name: str, figure: float, unit: str, limit: float) -> list[str]:
    print(f"{name:44}{figure:8.2f} {unit}   limit {limit:g}", flush=True)
    return [f"{name}: {figure:.2f} {unit}, limit {limit:g}"] * (figure > limit)


def alone() -> list[str]:
    """What nobody else can be asked: a corpus, a text of 3,000 spans, memory."""
    corpus = [annotated(3, 30, number) for number in range(1000)]
    long = annotated(3, 1000, 1)
    missed = told("γ of 1,000 texts, 3 draws of each", taken(lambda: corpus_gamma(corpus)), "s", 15)
    missed += told(
        "γ of a text of 3 × 1,000", taken(lambda: text_gamma(long, chance=Chance(DRAWS, tolerance=math.inf))), "s", 3
    )
    return missed + told("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", 500)


def main(arguments: Iterable[str]) -> int:
    peer_alignments = int(next(iter(arguments), 3))
    best_alignment(annotated(4, 30, 0))
    missed = alone()
    try:
        peer = peer_measure(1.0, 1.0)
        peer_continuum(annotated(3, 5, 0)).get_best_alignment(peer)
    except ImportError:
        peer = None
    print(f"{'':16}{'workbench':>12}{'' if peer is None else 'pygamma':>12}")
    for texts, annotators, spans in LIMITS:
        missed += line(texts, annotators, spans, peer, peer_alignments)
    print(*missed or ["All within the limits."], sep="\n")
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
