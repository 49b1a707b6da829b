"""Intervals: Student's t against SciPy, and the jackknife on simple data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from workbench.agreement.arrays import Array
from workbench.agreement.intervals import Interval, Tally, bootstrap, difference, estimate, mean_of, student_t_quantile
from workbench.errors import Undefined


def f1(sums: Array) -> tuple[Array, Array]:
    return sums[..., 1] - 2 * sums[..., 0], sums[..., 1]


@given(st.integers(1, 100_000), st.sampled_from([0.9, 0.95, 0.975, 0.995]))
def test_the_quantile_is_that_of_scipy(freedom: int, probability: float) -> None:
    """To nine places, for any number of articles."""
    assert student_t_quantile(probability, freedom) == pytest.approx(t.ppf(probability, freedom), rel=1e-9)


def test_the_interval_is_the_textbook_s() -> None:
    """Three articles, worked by hand: the values left without each one, on the scale of atanh."""
    rows = np.array([[3.0, 10.0], [4.0, 10.0], [2.0, 8.0]])
    left = np.arctanh([12 / 18, 10 / 18, 14 / 20])
    centre, error = np.arctanh(18 / 28), np.sqrt(2 / 3 * ((left - left.mean()) ** 2).sum())
    found = estimate(rows, f1, lowest=-1)
    assert found.value == pytest.approx(18 / 28)
    ends = np.tanh([centre - 4.302652729749 * error, centre + 4.302652729749 * error])
    assert (found.low, found.high) == pytest.approx(tuple(ends))


def test_equal_articles_give_an_interval_of_no_width() -> None:
    """Nothing varies, so nothing is uncertain."""
    found = estimate(np.tile([3.0, 10.0], (7, 1)), f1)
    assert found.low == found.high == pytest.approx(found.value)


def test_perfect_agreement_has_the_interval_of_its_value() -> None:
    """1 lies at the end of the scale, where atanh is infinite."""
    found = estimate(np.array([[5.0, 10.0], [1.0, 2.0], [4.0, 8.0]]), f1)
    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_one_flaw_in_all_still_has_an_interval() -> None:
    """Without the one article that differs the rest is perfect: the plain scale is used, cut at 1."""
    found = estimate(np.array([[5.0, 10.0], [1.0, 2.0], [3.0, 8.0]]), f1)
    assert 0 <= found.low < found.value < found.high == 1


def test_one_article_has_no_interval() -> None:
    """There is nothing to vary over, and the note says so."""
    found = estimate(np.array([[3.0, 10.0]]), f1)
    assert (found.low, found.high, found.note) == (None, None, "no interval: one article")


def test_a_figure_that_hangs_on_one_article_has_no_interval() -> None:
    """Without that article nothing is left to compare."""
    found = estimate(np.array([[3.0, 10.0], [0.0, 0.0]]), f1)
    assert (found.low, found.note) == (None, "no interval: the figure hangs on one article")


def test_nothing_at_all_is_undefined() -> None:
    """0 / 0 is a reason, not a number."""
    with pytest.raises(Undefined, match="why not"):
        estimate(np.zeros((3, 2)), f1, why_undefined="why not")


def test_the_interval_covers_the_truth() -> None:
    """Ten articles of unequal quality, 400 times: 95 % is said, at least 90 % must be true."""
    rng = np.random.default_rng(11)
    covered = 0
    for _ in range(400):
        quality, sizes = rng.beta(8, 4, 10), rng.integers(20, 60, 10)
        matched = rng.binomial(sizes, quality)
        found = estimate(np.column_stack([matched, 2 * sizes]).astype(float), f1)
        covered += found.low <= 8 / 12 <= found.high
    assert covered / 400 >= 0.9


def tally(*rows: tuple[float, float]) -> Tally:
    """F1 of articles: matches, and annotations of both."""
    return Tally(np.array(rows, dtype=float), f1)


MANY = tally((3, 10), (4, 10), (2, 8), (5, 12), (1, 6), (4, 9), (3, 8), (2, 9))


def test_the_bootstrap_is_the_middle_of_figures_of_articles_drawn_anew() -> None:
    """Drawn here once more, by hand."""
    rng = np.random.default_rng(0)
    figures = []
    for _ in range(2000):
        matched, made = MANY.rows[rng.integers(len(MANY.rows), size=len(MANY.rows))].sum(axis=0)
        figures.append(2 * matched / made)
    found = MANY.estimate(Interval.BOOTSTRAP)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(figures, [0.025, 0.975])))
    assert found.value == MANY.value


def test_the_bootstrap_has_no_interval_where_the_jackknife_has_none() -> None:
    """One article; and one that all of the figure hangs on, which many draws leave out."""
    notes = [tally(*rows).estimate(Interval.BOOTSTRAP).note for rows in ([(3, 10)], [(3, 10), (0, 0), (0, 0)])]
    assert notes == ["no interval: one article", "no interval: the figure hangs on one article"]


def test_another_seed_draws_other_articles() -> None:
    """The same seed the same."""
    first, again, other = (bootstrap(MANY.rows, f1, seed=seed) for seed in (0, 0, 1))
    assert first == again != other


def test_rounds_over_the_same_articles_are_compared_article_by_article() -> None:
    """Where every article is better by the same, the difference has no width, though the articles differ much."""
    second = tally(*((matched + 0.05 * made, made) for matched, made in MANY.rows))
    found = difference(MANY, second)
    assert (found.value, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))
    assert difference(second, MANY).value == pytest.approx(-0.1)


def test_the_difference_of_one_article_has_no_interval() -> None:
    """It is told, with the reason."""
    found = difference(tally((3, 10)), tally((4, 10)))
    assert (found.value, found.low, found.note) == (pytest.approx(0.2), None, "no interval: one article")


def test_the_mean_is_of_figures_that_are_defined() -> None:
    """Three pairs over four articles, of which one has marked nothing: the other two count, each as a whole."""
    pairs = [tally((3, 10), (1, 4)), tally((0, 0), (0, 0)), tally((5, 10), (2, 10), (1, 2))]
    mean = mean_of(pairs, [np.array([0, 1]), np.array([1, 2]), np.array([0, 2, 3])], 4)
    assert mean.value == pytest.approx((8 / 14 + 16 / 22) / 2)
    assert mean.by_article == pytest.approx([(0.6 + 1) / 2, 0.5, 0.4, 1])


def test_an_article_in_which_nothing_can_differ_has_no_figure() -> None:
    """The others have theirs."""
    assert tally((3, 10), (0, 0), (1, 2)).by_article == [pytest.approx(0.6), None, 1]
