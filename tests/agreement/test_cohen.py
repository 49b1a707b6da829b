"""Cohen (1960), "A Coefficient of Agreement for Nominal Scales", and its relatives; scikit-learn as a witness."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from tests.agreement.examples import table
from workbench.agreement import distance as d
from workbench.agreement.chance import (
    bennett_s,
    cohen_kappa,
    cohen_kappa_error,
    coincidences,
    counts_of,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
)
from workbench.errors import Undefined

K1 = table([88, 14, 18], [10, 40, 10], [2, 6, 12])
K2 = table([20, 20], [10, 50])
K3 = table([80, 7], [8, 5])


def test_cohen_1960_page_45() -> None:
    """K1: κ with every weight, π, α, S, AC1 and AC2."""
    counts, linear, quadratic = counts_of(K1), d.linear(range(3)), d.interval(range(3))
    assert cohen_kappa(K1) == pytest.approx(0.491525, abs=1e-6)
    assert cohen_kappa(K1, linear) == pytest.approx(0.473684, abs=1e-6)
    assert cohen_kappa(K1, quadratic) == pytest.approx(0.454545, abs=1e-6)
    assert fleiss_kappa(counts) == pytest.approx(0.487179, abs=1e-6)
    assert krippendorff_alpha(coincidences(counts)) == pytest.approx(0.488462, abs=1e-6)
    assert bennett_s(counts) == pytest.approx(0.55, abs=1e-9)
    assert gwet_ac(counts) == pytest.approx(0.575972, abs=1e-6)
    assert gwet_ac(counts, quadratic) == pytest.approx(0.63855, abs=1e-5)


def test_the_standard_error_over_independent_items() -> None:
    """K1: 0.051002, so that the interval is 0.3916 to 0.5915."""
    error = cohen_kappa_error(K1)
    assert error == pytest.approx(0.051002, abs=1e-6)
    ends = [cohen_kappa(K1) + side * 1.959964 * error for side in (-1, 1)]
    assert ends == pytest.approx([0.3916, 0.5915], abs=5e-5)


@pytest.mark.parametrize("labels", range(2, 40))
def test_perfect_agreement_has_no_standard_error(labels: int) -> None:
    """However the last digit is rounded."""
    assert cohen_kappa_error(np.eye(labels)) == pytest.approx(0, abs=1e-7)


def test_artstein_and_poesio_example_1() -> None:
    """K2: κ above π, as the annotators' habits differ."""
    counts = counts_of(K2)
    found = [cohen_kappa(K2), fleiss_kappa(counts), krippendorff_alpha(coincidences(counts))]
    found += [bennett_s(counts), gwet_ac(counts)]
    assert found == pytest.approx([0.347826, 0.340659, 0.343956, 0.4, 0.449541], abs=1e-6)


def test_the_paradox_of_high_agreement_and_low_kappa() -> None:
    """K3: 85 % agree, κ is 0.31 and AC1 0.81; Feinstein and Cicchetti (1990) show two tables with the same 85 %."""
    counts = counts_of(K3)
    assert cohen_kappa(K3) == pytest.approx(0.314442, abs=1e-6)
    assert fleiss_kappa(counts) == pytest.approx(0.314286, abs=1e-6)
    assert gwet_ac(counts) == pytest.approx(0.808, abs=1e-6)
    assert cohen_kappa(table([40, 9], [6, 45])) == pytest.approx(0.699519, abs=1e-6)
    assert cohen_kappa(table([80, 10], [5, 5])) == pytest.approx(0.318182, abs=1e-6)


def test_other_worked_tables() -> None:
    """K4 (SAS), K5 (irrCAC in R) and K6 (AC1 by hand)."""
    k4 = table([0, 4, 1], [0, 8, 0], [0, 1, 5])
    k5 = table([20, 5, 1, 0], [4, 15, 6, 1], [0, 5, 18, 4], [0, 1, 3, 12])
    k6 = counts_of(table([8, 1], [0, 1]))
    steps, squares = d.linear(range(4)), d.interval(range(4))
    found = [cohen_kappa(k4), cohen_kappa_error(k4), cohen_kappa(k4, d.linear(range(3)))]
    found += [cohen_kappa(k5), cohen_kappa(k5, steps), cohen_kappa(k5, squares), gwet_ac(counts_of(k5), squares)]
    assert found == pytest.approx([0.484163, 0.138014, 0.470120, 0.574436, 0.703770, 0.814815, 0.84028], abs=5e-6)
    assert [gwet_ac(k6), fleiss_kappa(k6)] == pytest.approx([0.865772, 0.607843], abs=1e-6)


def test_no_variation_is_undefined() -> None:
    """Both say the same everywhere: there is nothing that chance could miss."""
    with pytest.raises(Undefined, match="no variation"):
        cohen_kappa(table([5, 0], [0, 0]))
    with pytest.raises(Undefined):
        cohen_kappa(table([0, 0], [0, 0]))


pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=60)


@settings(deadline=None)
@given(pairs.filter(lambda values: len({v for pair in values for v in pair}) > 1))
def test_scikit_learn_finds_the_same(values: list[tuple[int, int]]) -> None:
    """Unweighted, linear and quadratic."""
    tally = np.zeros((4, 4))
    for first, second in values:
        tally[first, second] += 1
    for weights, name in ((None, None), (d.linear(range(4)), "linear"), (d.interval(range(4)), "quadratic")):
        oracle = cohen_kappa_score(*zip(*values, strict=True), labels=range(4), weights=name)
        assert cohen_kappa(tally, weights) == pytest.approx(oracle, abs=1e-9)
