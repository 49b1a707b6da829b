"""Random continua like a given one: what its annotators might have marked if they had not read the text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

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
    shifts = (steps + chance.random((draws, 1)) * length).ravel()
    source = chance.integers(count, size=draws * count)
    order = np.argsort(units.annotator, kind="stable")
    first = np.searchsorted(units.annotator[order], np.arange(count + 1))
    row, at = spread(first[source], first[source + 1])
    one = order[at]
    start = (units.start[one] + shifts[row]) % length
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
