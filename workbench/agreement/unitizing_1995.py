"""The older unitizing α, of 1995 and 2004: for one label at a time, how far units are off, squared.

Two units that overlap differ by the distance of their starts, squared, and that of their ends; a unit that lies in the
other's gap by its length, squared. The value depends on the unit of length, and the paper of 2016 warns of more than
two annotators: report it only where somebody asks for it. Annotations of one annotator and label must not overlap.

A *table* (labels × 2) holds observed and expected disagreement in squared code points. Chance stays within a text, so
tables of texts add up; the papers define it for one text. `distances` has those of all articles at once.
Krippendorff (1995), "On the Reliability of Unitizing Continuous Data"; (2004), "Content Analysis", second edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array, Ints, expanded
from workbench.agreement.chance import corrected
from workbench.agreement.continuum import Continuum
from workbench.agreement.passages import of_one_text
from workbench.agreement.solids import Solids, solid


def unit_distances(continuum: Continuum, labels: Sequence[str]) -> Array:
    """The table of one text; zeros where fewer than two annotators are.

    A label that is not among `labels` is a KeyError. Raises Undefined for overlapping units of one label.
    """
    if len(continuum.annotators) < 2:
        return np.zeros((len(labels), 2))
    units = of_one_text(continuum, labels)
    one_by_one = [distances(solid(units.of(number))) for number in range(len(labels))]
    return np.concatenate([np.zeros((0, 2)), *one_by_one])


def distances(units: Solids) -> Array:
    """Of units of one label, observed and expected disagreement of each article (a × 2); two have read each text."""
    texts = units.texts
    observed: Array = np.zeros(len(texts.home))
    for one, other in combinations(range(texts.read.shape[1]), 2):
        both = (texts.read[:, one] & texts.read[:, other])[units.passage]
        observed += _observed(*(units.some(both & (units.annotator == seat)) for seat in (one, other)))
    pairs = texts.readers * (texts.readers - 1) / 2
    everything = np.arange(len(texts.home))
    return np.stack([texts.sums(everything, one) for one in (observed / pairs, _expected(units))], axis=1)


def alpha_1995(table: Array) -> float:
    """α over all labels of a table. Raises Undefined where nobody used them."""
    return corrected(*map(float, parts_1995(table)))


def parts_1995(table: Array) -> tuple[Array, Array]:
    """Observed and expected disagreement over all labels, for many tables (…) at once."""
    sums = table.sum(axis=-2)
    return sums[..., 0], sums[..., 1]


def _observed(first: Solids, second: Solids) -> Array:
    """The squared distances of all units of two annotators, by text."""
    one, other = expanded(
        np.searchsorted(second.end, first.start, side="right"), np.searchsorted(second.start, first.end)
    )
    apart = (first.start[one] - second.start[other]) ** 2 + (first.end[one] - second.end[other]) ** 2
    texts = len(first.texts.home)
    total: Array = np.zeros(texts)
    total += np.bincount(first.passage[one], weights=apart, minlength=texts)
    for side, met in ((first, one), (second, other)):
        alone = np.ones(len(side.start), dtype=bool)
        alone[met] = False
        total += np.bincount(side.passage[alone], weights=side.size[alone] ** 2, minlength=texts)
    return total


def _expected(units: Solids) -> Array:
    """By text, the mean distance of any unit from any unit or gap that there is, wherever it may have stood."""
    texts, sizes = units.texts, units.size.astype(float)
    ways = texts.readers * texts.length * (texts.readers * texts.length - 1.0)
    ways -= np.bincount(units.passage, weights=sizes * (sizes - 1), minlength=len(ways))
    others = np.bincount(units.passage, minlength=len(ways))[units.passage] - 1
    from_units = others / 3 * (2 * sizes**3 - 3 * sizes**2 + sizes)
    distance = np.bincount(units.passage, weights=from_units + sizes**2 * _room(units), minlength=len(ways))
    return np.asarray(np.divide(2 * texts.length * distance, ways, out=np.zeros(len(ways)), where=ways > 0))


def _room(units: Solids) -> Array:
    """In how many places in gaps of its text each unit has room."""
    passage, gap = _gaps(units)
    scale = max(gap.max(initial=0), units.size.max(initial=0)) + 1
    order = np.argsort(passage * scale + gap)
    passage, gap = passage[order], gap[order]
    roomy = np.searchsorted(passage * scale + gap, units.passage * scale + units.size)
    behind = np.searchsorted(passage, units.passage, side="right")
    upto = np.concatenate([[0.0], np.cumsum(gap)])
    return np.asarray((upto[behind] - upto[roomy]) - (behind - roomy) * (units.size - 1))


def _gaps(units: Solids) -> tuple[Ints, Ints]:
    """What each annotator left between units, before the first and behind the last: its text, and how long it is."""
    texts, passages, gaps = units.texts, [], []
    for seat, read in enumerate(texts.read.T):
        mine = units.some(units.annotator == seat)
        here = np.flatnonzero(read)
        starts = np.sort(np.concatenate([texts.edges[:-1][here], mine.end]))
        ends = np.sort(np.concatenate([mine.start, texts.edges[1:][here]]))
        passages.append(np.sort(np.concatenate([here, mine.passage])))
        gaps.append(ends - starts)
    return np.concatenate(passages), np.concatenate(gaps)
