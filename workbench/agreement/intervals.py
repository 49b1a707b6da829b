"""95 % intervals that treat articles, not words, as independent: delete-one-article jackknife-t on the Fisher-z scale.

Words of one article resemble each other; intervals that ignore it cover the truth one time in ten. The interval speaks
of new articles by the same annotators. Nothing is counted again: every figure is a function of sums of per-article
counts, and leaving out an article is subtracting its row.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.chance import NO_VARIATION
from workbench.errors import Undefined

Parts = Callable[[Array], tuple[Array, Array]]
"""Sums of per-article counts (… × columns) → observed and expected disagreement (…), up to a common factor."""

AT_THE_EDGE = 1 - 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval; `low` and `high` are None where there is no interval, and `note` says why."""

    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""


def estimate(rows: Array, parts: Parts, lowest: float = -1.0, why_undefined: str = NO_VARIATION) -> Estimate:
    """1 − observed / expected disagreement over all articles, with its interval. `rows` is articles × columns.

    `lowest` is the least value that the figure can take. Raises Undefined where nothing is expected to differ.
    """
    total = rows.sum(axis=0)
    observed, expected = parts(total)
    if expected <= 0:
        raise Undefined(why_undefined)
    value = float(1 - observed / expected)
    try:
        low, high = jackknife(value, rows, parts)
    except Undefined as reason:
        return Estimate(value, note=reason.message)
    return Estimate(value, max(low, lowest), min(high, 1.0))


def jackknife(value: float, rows: Array, parts: Parts, level: float = 0.95) -> tuple[float, float]:
    """The interval around `value`, from the figures that are left when one article is left out.

    On the scale of atanh, which keeps the interval inside ]−1, 1[; on the plain one where a figure is ±1 itself.
    Tukey (1958); Arvesen (1969) for the transformation. Raises Undefined for fewer than two articles, and where
    the figure hangs on a single one.
    """
    if len(rows) < 2:
        raise Undefined("no interval: one article")
    observed, expected = parts(rows.sum(axis=0) - rows)
    if (expected <= 0).any():
        raise Undefined("no interval: the figure hangs on one article")
    left = 1 - observed / expected
    plain = max(abs(value), *np.abs(left)) >= AT_THE_EDGE
    centre, left = (value, left) if plain else (math.atanh(value), np.arctanh(left))
    reach = student_t_quantile((1 + level) / 2, len(rows) - 1) * _standard_error(left)
    ends = centre - reach, centre + reach
    return ends if plain else (math.tanh(ends[0]), math.tanh(ends[1]))


def _standard_error(left: Array) -> float:
    if np.ptp(left) == 0:  # the mean of equal numbers may differ from them in the last digit
        return 0.0
    return math.sqrt((len(left) - 1) / len(left) * float(((left - left.mean()) ** 2).sum()))


@lru_cache(maxsize=1024)
def student_t_quantile(probability: float, freedom: int) -> float:
    """Where Student's t distribution reaches `probability`, in ]0.5, 1[, with `freedom` degrees of freedom.

    Bisection of the tail, which is half a regularised incomplete beta function.
    """
    tail = 2 * (1 - probability)
    low, high = 0.0, 1.0
    while _beta(freedom / 2, 0.5, freedom / (freedom + high**2)) > tail:
        high *= 2
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        above = _beta(freedom / 2, 0.5, freedom / (freedom + middle**2)) > tail
        low, high = (middle, high) if above else (low, middle)
    return (low + high) / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b); Abramowitz and Stegun (1964), 26.5.8."""
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly
        return 1 - _beta(b, a, 1 - x)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log_front) / (a * _continued_fraction(a, b, x))


def _continued_fraction(a: float, b: float, x: float) -> float:
    """The fraction's value by Lentz's method: products of ever finer corrections."""
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, 1000):
        half = step // 2
        if step % 2:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        below = 1 / (1 + term * below)
        above = 1 + term / above
        value *= above * below
        if abs(above * below - 1) < 1e-16:
            break
    return value
