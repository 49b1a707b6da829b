"""How far two values of a unit are apart: matrices of (squared) distances for α, and of weights for κ and AC2.

Each function gives a symmetric matrix, values × values, with zeros in the diagonal. Krippendorff (2011), "Computing
Krippendorff's Alpha-Reliability", defines nominal, ordinal, interval and ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from workbench.agreement.arrays import Array

LabelSet = frozenset[Hashable]


def nominal(size: int) -> Array:
    """0 for equal values, 1 for any other two, of `size` values."""
    return 1.0 - np.eye(size)


def ordinal(totals: Array) -> Array:
    """The ranks between two values, squared; `totals` says how often each value was used, in the order of rank."""
    upto = np.cumsum(totals) - totals / 2
    return _differences(upto) ** 2


def interval(values: Sequence[float]) -> Array:
    """The difference, squared; of 0, 1, 2, … also the quadratic weights of κ (Cohen 1968) and AC2."""
    return _differences(np.asarray(values, dtype=float)) ** 2


def linear(values: Sequence[float]) -> Array:
    """The difference: the linear weights of κ (Cicchetti and Allison 1971)."""
    return np.abs(_differences(np.asarray(values, dtype=float)))


def ratio(values: Sequence[float]) -> Array:
    """The difference in proportion to the sum, squared. Values are not negative; 0 and 0 are equal."""
    numbers = np.asarray(values, dtype=float)
    sums = numbers[:, None] + numbers
    return (_differences(numbers) / np.where(sums == 0, 1.0, sums)) ** 2


def jaccard(sets: Sequence[LabelSet]) -> Array:
    """The share of the union that is not common. Two empty sets are equal."""
    return _pairwise(sets, lambda a, b: 1 - len(a & b) / len(a | b))


def masi(sets: Sequence[LabelSet]) -> Array:
    """1 − J·M: Jaccard's similarity, times 2/3 where one set holds the other, 1/3 where they only share something.

    Passonneau (2006), "Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation".
    """
    return _pairwise(sets, _masi)


def _masi(a: LabelSet, b: LabelSet) -> float:
    monotonicity = 2 / 3 if a < b or b < a else 1 / 3
    return 1 - monotonicity * len(a & b) / len(a | b)


def _pairwise(sets: Sequence[LabelSet], distance: Callable[[LabelSet, LabelSet], float]) -> Array:
    return np.array([[0.0 if a == b else distance(a, b) for b in sets] for a in sets]).reshape(len(sets), len(sets))


def _differences(numbers: Array) -> Array:
    return numbers[:, None] - numbers
