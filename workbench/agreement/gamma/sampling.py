"""Random continua like a given one: what its annotators might have marked if they had not read the text."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.gamma.candidates import spread
from workbench.agreement.gamma.flat import Units

Sampler = Callable[[Units, int, int, np.random.Generator], Units]
"""The units of one text, its length, how many to draw, and the source of chance → so many random continua."""


def shifted(units: Units, length: int, draws: int, chance: np.random.Generator) -> Units:
    """Each random annotator is a real one, moved along the text as on a ring: what would start behind the end comes in.

    The shifts are one mean length of a unit apart, or half an equal share of the text where that is less. The text
    counts from 0 to `length`, so it does not matter where in it the units lie. Mathet, Widlöcher and Métivier (2015),
    section 5.2; their program and pygamma-agreement take half the distance, and know no text behind the last unit.
    """
    count = units.annotators
    apart = min(float((units.end - units.start).mean()), length / (2 * count))
    cuts = np.sort(chance.random((draws, count - 1)) * (length - count * apart), axis=1)
    steps = np.concatenate([np.zeros((draws, 1)), cuts], axis=1) + apart * np.arange(count)
    return _moved(units, steps + chance.random((draws, 1)) * length, length, chance)


def shuffled(units: Units, _length: int, draws: int, chance: np.random.Generator) -> Units:
    """As pygamma-agreement draws with its other sampler, for comparison: shifts of whole code points, on a ring that
    ends with the last unit. Neighbours in the order of drawing are half a mean length of a unit apart, others mostly.
    """
    length, apart = float(units.end.max()), float((units.end - units.start).mean()) / 2
    shifts = [_pivots(length, apart, units.annotators, chance) for _ in range(draws)]
    return _moved(units, np.array(shifts), length, chance)


def _pivots(length: float, apart: float, count: int, chance: np.random.Generator) -> list[float]:
    """Each from a part of the text that is free; one that lies beside a pivot grows up to it, as it does there."""
    free, found = [(0.0, length)], list[float]()
    for _ in range(count):
        sizes = np.array([end - start for start, end in free])
        start, end = free[chance.choice(len(free), p=sizes / sizes.sum())] if free else (0.0, length)
        pivot = math.floor(chance.uniform(start, end))
        sides = (side for start, end in free for side in ((start, pivot - apart), (pivot + apart, end)))
        free = [(start, end) for start, end in sides if start < end]
        found.append(pivot)
    return found


def _moved(units: Units, shifts: Array, length: float, chance: np.random.Generator) -> Units:
    """For each shift (draws × annotators) a real annotator, so far along the ring."""
    draws, count = shifts.shape
    source = chance.integers(count, size=draws * count)
    order = np.argsort(units.annotator, kind="stable")
    first = np.searchsorted(units.annotator[order], np.arange(count + 1))
    row, at = spread(first[source], first[source + 1])
    one = order[at]
    start = (units.start[one] + shifts.ravel()[row]) % length
    end = start + units.end[one] - units.start[one]
    return Units(draws, count, row // count, row % count, start, end, units.label[one], units.segments[one])


def statistical(units: Units, _length: int, draws: int, chance: np.random.Generator) -> Units:
    """As pygamma-agreement draws by default, for comparison: nothing of the order of units is kept, nor is the length.

    Number, gaps and lengths of units are from normal distributions, labels as often as they occur. Text before the
    first unit of an annotator counts as a gap, text behind the last one does not. Units in segments are drawn whole.
    """
    count = units.annotators
    numbers = np.bincount(units.annotator, minlength=count)
    order = np.lexsort((units.end, units.start, units.annotator))
    start, end, who = units.start[order], units.end[order], units.annotator[order]
    inner = np.flatnonzero(who[1:] == who[:-1])
    firsts = start[np.flatnonzero(np.diff(who, prepend=-1))]
    gaps = np.concatenate([[0.0], start[inner + 1] - end[inner], firsts[firsts > 0]])
    lengths = units.end - units.start
    drawn = np.abs(chance.normal(numbers.mean(), numbers.std(), (draws, count)).astype(int))
    drawn[:, 0] = np.maximum(drawn[:, 0], 1)
    row, at = spread(np.zeros(draws * count, dtype=np.int64), drawn.ravel())
    size = np.abs(chance.normal(lengths.mean(), lengths.std(), len(row)))
    after = np.cumsum(chance.normal(gaps.mean(), gaps.std(), len(row)) + size)
    before = np.concatenate([[0.0], after])[np.arange(len(row)) - at]  # where the annotator's own line begins
    ends = after - before
    label = chance.choice(units.label, len(row))
    whole = np.zeros((len(row), 0, 2))
    return Units(draws, count, row // count, row % count, ends - size, ends, label, whole)
