"""Continua for the tests of γ, and for the program that records what pygamma-agreement makes of them."""

from pathlib import Path
from random import Random

from workbench.agreement.continuum import Continuum, Stretch

RECORDED = Path(__file__).parent / "pygamma.json"
"""Disorders that pygamma-agreement found: `benchmarks/record_gamma.py` writes it."""
WEIGHTS = ((1.0, 1.0), (3.0, 1.0), (1.0, 0.0), (0.5, 2.0))
RANDOM = 240
MOST_UNITS = {2: 12, 3: 8, 4: 5}


def continuum(length: int, *annotators: str) -> Continuum:
    """Of stretches written as `label 0-10`, with commas between."""
    return Continuum(length, tuple(tuple(map(_stretch, made.split(", "))) if made else () for made in annotators))


def _stretch(words: str) -> Stretch:
    label, place = words.split(" ")
    start, end = map(int, place.split("-"))
    return Stretch(start, end, label)


def random_continuum(number: int) -> Continuum:
    """By two to four annotators: at random, or (every second one) slips of what one of them marked."""
    chance = Random(number)
    annotators = 2 + number % 3
    most = MOST_UNITS[annotators]
    marked = _marked(chance, most)
    made = [_slipped(chance, marked) if number // 3 % 2 else _marked(chance, most) for _ in range(annotators - 1)]
    return Continuum(110, (tuple(marked), *map(tuple, made)))


def _marked(chance: Random, most: int) -> list[Stretch]:
    starts = [chance.randrange(80) for _ in range(chance.randint(1, most))]
    return sorted({Stretch(start, start + chance.randint(1, 20), chance.choice("abc")) for start in starts})


def _slipped(chance: Random, marked: list[Stretch]) -> list[Stretch]:
    made = set()
    for start, end, label, *_ in marked:
        moved = max(0, start + chance.randint(-3, 3))
        if chance.random() > 0.15:
            made.add(Stretch(moved, max(moved + 1, end + chance.randint(-3, 3)), chance.choice((label, label, "a"))))
    return sorted(made)
