"""The older unitizing α, of 1995 and 2004: for one label at a time, how far units are off, squared.

Two units that overlap differ by the distance of their starts, squared, and that of their ends; a unit that lies in the
other's gap by its length, squared. The value depends on the unit of length, and the paper of 2016 warns of more than
two annotators: report it only where somebody asks for it. Annotations of one annotator and label must not overlap.

A *table* (labels × 2) holds observed and expected disagreement in squared code points. Chance stays within a text, so
tables of texts add up; the papers define it for one text.
Krippendorff (1995), "On the Reliability of Unitizing Continuous Data"; (2004), "Content Analysis", second edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.chance import corrected
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.matching import overlapping
from workbench.agreement.unitizing import in_order


def unit_distances(continuum: Continuum, labels: Sequence[str]) -> Array:
    """The table of one text; zeros where fewer than two annotators are. Raises Undefined for overlapping units."""
    return np.array([_disagreement(continuum, label) for label in labels]).reshape(len(labels), 2)


def alpha_1995(table: Array) -> float:
    """α over all labels of a table. Raises Undefined where nobody used them."""
    return corrected(*map(float, parts_1995(table)))


def parts_1995(table: Array) -> tuple[Array, Array]:
    """Observed and expected disagreement over all labels, for many tables (…) at once."""
    sums = table.sum(axis=-2)
    return sums[..., 0], sums[..., 1]


def _disagreement(continuum: Continuum, label: str) -> tuple[float, float]:
    layers = [in_order([one for one in units if one.label == label]) for units in continuum.annotators]
    people, units = len(layers), sum(map(len, layers))
    if people < 2 or not units:
        return 0.0, 0.0
    pairs = [_observed(first, second) for first, second in combinations(layers, 2)]
    return sum(pairs) / len(pairs), _expected(layers, continuum.length)


def _observed(first: Sequence[Stretch], second: Sequence[Stretch]) -> int:
    """The squared distances of all units of two annotators."""
    rows = overlapping(*([((one.start, one.end),) for one in layer] for layer in (first, second)))
    met = set().union(*rows)
    pairs = [(one, second[number]) for one, row in zip(first, rows, strict=True) for number in row]
    alone = [one for one, row in zip(first, rows, strict=True) if not row]
    alone += [one for number, one in enumerate(second) if number not in met]
    slips = sum((one.start - other.start) ** 2 + (one.end - other.end) ** 2 for one, other in pairs)
    return slips + sum((one.end - one.start) ** 2 for one in alone)


def _expected(layers: Sequence[Sequence[Stretch]], length: int) -> float:
    """The mean distance of any unit from any unit or gap that there is, wherever it may have stood."""
    sizes = np.array([one.end - one.start for layer in layers for one in layer], dtype=float)
    gaps = np.sort([gap for layer in layers for gap in _gaps(layer, length)])
    roomy = np.searchsorted(gaps, sizes)  # the first gap that is as long as the unit
    places = (gaps.sum() - np.concatenate([[0.0], np.cumsum(gaps)])[roomy]) - (len(gaps) - roomy) * (sizes - 1)
    from_units = (len(sizes) - 1) / 3 * (2 * sizes**3 - 3 * sizes**2 + sizes)
    everything = len(layers) * length
    ways = everything * (everything - 1) - (sizes * (sizes - 1)).sum()
    return float(2 * length * (from_units + sizes**2 * places).sum() / ways)


def _gaps(layer: Sequence[Stretch], length: int) -> list[int]:
    edges = [0, *(edge for one in layer for edge in (one.start, one.end)), length]
    return [end - start for start, end in zip(edges[::2], edges[1::2], strict=True)]
