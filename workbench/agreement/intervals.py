"""95 % intervals that treat articles, not words, as independent.

Words of one article resemble each other; intervals that ignore it cover the truth one time in ten. The interval speaks
of new articles by the same annotators. Nothing is counted again: every figure is a function of sums of per-article
counts; leaving out an article is subtracting its row, and drawing articles anew is weighing rows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from workbench.agreement.arrays import Array, Ints
from workbench.agreement.chance import NO_VARIATION
from workbench.errors import Undefined

Parts = Callable[[Array], tuple[Array, Array]]
"""Sums of per-article counts (… × columns) → observed and expected disagreement (…), up to a common factor."""

AT_THE_EDGE = 1 - 1e-12
ONE_ARTICLE = "no interval: one article"
HANGS = "no interval: the figure hangs on one article"
RESAMPLES = 2000
AT_ONCE = 100  # resamples held at a time


class Interval(StrEnum):
    """How the interval is found."""

    JACKKNIFE = "jackknife"
    BOOTSTRAP = "bootstrap"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval; `low` and `high` are None where there is no interval, and `note` says why."""

    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a figure is made of: `rows` (articles × …) of counts, and what their sum says of disagreement.

    `lowest` is the least value that the figure can take, `why_undefined` the reason where nothing is expected to
    differ. `barred` are the articles, as numbers of rows, that cannot be counted, each with the reason: where there is
    one, the whole is undefined.
    """

    rows: Array
    parts: Parts
    lowest: float = -1.0
    why_undefined: str = NO_VARIATION
    barred: Mapping[int, str] = field(default_factory=dict)

    @property
    def value(self) -> float:
        """1 − observed / expected disagreement over all articles. Raises Undefined where nothing can differ, or one
        article cannot be counted.
        """
        for reason in self.barred.values():
            raise Undefined(reason)
        observed, expected = self.parts(self.rows.sum(axis=0))
        if expected <= 0:
            raise Undefined(self.why_undefined)
        return float(1 - observed / expected)

    @property
    def by_article(self) -> list[float | None]:
        """The figure of each article alone; None where it is undefined."""
        observed, expected = self.parts(self.rows)
        return [
            1 - differs / expects if expects > 0 and number not in self.barred else None
            for number, (differs, expects) in enumerate(zip(observed.tolist(), expected.tolist(), strict=True))
        ]

    def estimate(self, interval: Interval = Interval.JACKKNIFE) -> Estimate:
        """The figure with its interval. Raises Undefined as `value`."""
        value = self.value
        try:
            if interval is Interval.BOOTSTRAP:
                low, high = bootstrap(self.rows, self.parts)
            else:
                low, high = jackknife(value, self.rows, self.parts)
        except Undefined as reason:
            return Estimate(value, note=reason.message)
        return Estimate(value, max(low, self.lowest), min(high, 1.0))


def estimate(rows: Array, parts: Parts, lowest: float = -1.0, why_undefined: str = NO_VARIATION) -> Estimate:
    """The figure of a `Tally` with the jackknife's interval. Raises Undefined where nothing is expected to differ."""
    return Tally(rows, parts, lowest, why_undefined).estimate()


def mean_of(tallies: Sequence[Tally], places: Sequence[Ints], articles: int) -> Tally:
    """The mean of figures, each of some of so many articles (`places` numbers them); undefined ones are left out.

    An article that is barred in any of them is barred.
    """
    columns = [int(np.prod(one.rows.shape[1:])) for one in tallies]
    ends = np.cumsum([0, *columns])
    rows = np.zeros((articles, ends[-1]))
    for one, place, (start, end) in zip(tallies, places, pairwise(ends), strict=True):
        rows[place, start:end] = one.rows.reshape(len(place), -1)

    def parts(sums: Array) -> tuple[Array, Array]:
        total, defined = np.zeros(sums.shape[:-1]), np.zeros(sums.shape[:-1])
        for one, (start, end) in zip(tallies, pairwise(ends), strict=True):
            observed, expected = one.parts(sums[..., start:end].reshape(*sums.shape[:-1], *one.rows.shape[1:]))
            there = expected > 0
            total += there * observed / np.where(there, expected, 1)
            defined += there
        return total, defined

    reasons = dict.fromkeys(one.why_undefined for one in tallies)
    barred = {int(place[n]): why for one, place in zip(tallies, places, strict=True) for n, why in one.barred.items()}
    return Tally(rows, parts, tallies[0].lowest, "; ".join(reasons), barred)


def jackknife(value: float, rows: Array, parts: Parts, level: float = 0.95) -> tuple[float, float]:
    """The interval around `value`, from the figures that are left when one article is left out.

    On the scale of atanh, which keeps the interval inside ]−1, 1[; on the plain one where a figure is ±1 itself.
    Tukey (1958); Arvesen (1969) for the transformation. Raises Undefined for fewer than two articles, and where
    the figure hangs on a single one.
    """
    if len(rows) < 2:
        raise Undefined(ONE_ARTICLE)
    observed, expected = parts(rows.sum(axis=0) - rows)
    if (expected <= 0).any():
        raise Undefined(HANGS)
    left = 1 - observed / expected
    plain = max(abs(value), np.abs(left).max()) >= AT_THE_EDGE
    centre, left = (value, left) if plain else (math.atanh(value), np.arctanh(left))
    reach = student_t_quantile((1 + level) / 2, len(rows) - 1) * _standard_error(left)
    ends = centre - reach, centre + reach
    return ends if plain else (math.tanh(ends[0]), math.tanh(ends[1]))


def bootstrap(rows: Array, parts: Parts, level: float = 0.95, seed: int = 0) -> tuple[float, float]:
    """The percentile interval of figures from articles drawn anew, with replacement, 2,000 times.

    With few articles it is too narrow. Efron (1979), "Bootstrap Methods: Another Look at the Jackknife". Raises
    Undefined for fewer than two articles, and where it is undefined in more than one draw of twenty.
    """
    return _middle(_redrawn(rows, parts, seed), level)


def difference(first: Tally, second: Tally, level: float = 0.95, seed: int = 0) -> Estimate:
    """By how much the second figure is higher: two rounds over the same articles, whose rows are in the same order.

    The interval is a bootstrap's, the same articles being drawn for both. Raises Undefined where one of them is.
    """
    value = second.value - first.value
    try:
        redrawn = (_redrawn(one.rows, one.parts, seed) for one in (second, first))
        low, high = _middle(next(redrawn) - next(redrawn), level)
    except Undefined as reason:
        return Estimate(value, note=reason.message)
    return Estimate(value, low, high)


def _redrawn(rows: Array, parts: Parts, seed: int) -> Array:
    """The figure of each draw, nan where it is undefined."""
    if len(rows) < 2:
        raise Undefined(ONE_ARTICLE)
    figures = []
    for drawn in np.split(_drawn(len(rows), seed), RESAMPLES // AT_ONCE):
        observed, expected = parts(np.tensordot(drawn.astype(float), rows, axes=1))
        figures.append(np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1), np.nan))
    return np.concatenate(figures)


@lru_cache(maxsize=8)
def _drawn(articles: int, seed: int) -> npt.NDArray[np.uint8]:
    """Draws × articles: how often each article was drawn. That one is drawn 256 times does not happen."""
    rng = np.random.default_rng(seed)
    draws = (rng.integers(articles, size=articles) for _ in range(RESAMPLES))
    return np.stack([np.bincount(drawn, minlength=articles).astype(np.uint8) for drawn in draws])


def _middle(figures: Array, level: float) -> tuple[float, float]:
    defined = figures[~np.isnan(figures)]
    if len(defined) < level * len(figures):
        raise Undefined(HANGS)
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


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
