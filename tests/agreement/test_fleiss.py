"""Fleiss (1971), "Measuring Nominal Scale Agreement Among Many Raters"."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.agreement.examples import counts, ratings
from workbench.agreement.arrays import Array
from workbench.agreement.chance import (
    bennett_s,
    coincidences,
    conger_kappa,
    fleiss_kappa,
    fleiss_kappa_by_label,
    gwet_ac,
    gwet_ac_error,
    krippendorff_alpha,
    krippendorff_alpha_error,
)
from workbench.errors import Undefined

M1 = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 "
    "333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)


def test_fleiss_1971() -> None:
    """M1: thirty patients, six psychiatrists, five diagnoses, which stand in the notation in no order of annotators."""
    data = counts(M1)
    assert fleiss_kappa(data) == pytest.approx(0.430245, abs=1e-6)
    by_label = [0.244755, 0.244755, 0.520000, 0.471127, 0.566118]
    assert fleiss_kappa_by_label(data).tolist() == pytest.approx(by_label, abs=1e-6)


def test_other_coefficients_of_fleiss_1971() -> None:
    """M1: α, AC1, and Conger's κ with the columns taken as annotators."""
    data, (chosen, values) = counts(M1), ratings(M1)
    found = [krippendorff_alpha(coincidences(data)), gwet_ac(data), conger_kappa(chosen, len(values))]
    assert found == pytest.approx([0.433410, 0.447885, 0.441809], abs=1e-6)


def test_randolph_2005() -> None:
    """M2: where marginals differ, the free-marginal coefficient does not follow Fleiss' κ."""
    assert fleiss_kappa(counts("111 112 221 222")) == pytest.approx(1 / 3)
    uneven = counts("111 112 112 111")
    assert [fleiss_kappa(uneven), bennett_s(uneven)] == pytest.approx([-0.2, 1 / 3])


def test_who_has_given_no_value_changes_nothing() -> None:
    """A column of missing values: its annotator has no habits that chance could use."""
    chosen, values = ratings(M1)
    silent = np.column_stack([chosen, np.full(len(chosen), np.nan)])
    assert conger_kappa(silent, len(values)) == conger_kappa(chosen, len(values))


@pytest.mark.parametrize("chosen", [np.zeros((0, 2)), np.array([[0.0], [1.0]]), np.zeros((5, 2))])
def test_conger_s_kappa_of_nothing_to_compare_is_undefined(chosen: Array) -> None:
    """No item, one annotator, no variation."""
    with pytest.raises(Undefined):
        conger_kappa(chosen, 2)


@pytest.mark.parametrize("coefficient", [bennett_s, gwet_ac, gwet_ac_error, fleiss_kappa, krippendorff_alpha_error])
@pytest.mark.parametrize("items", [0, 3])
def test_where_nobody_gave_a_value_nothing_is_compared(coefficient: Callable[[Array], float], items: int) -> None:
    """No items, or none with a value."""
    with pytest.raises(Undefined, match="no item has values"):
        coefficient(np.zeros((items, 2)))


def test_one_label_on_offer_is_undefined() -> None:
    """Chance cannot miss it."""
    for coefficient in (bennett_s, gwet_ac, fleiss_kappa):
        with pytest.raises(Undefined, match="no variation"):
            coefficient(np.full((20, 1), 3.0))


def test_the_same_one_of_several_labels_everywhere_is_undefined() -> None:
    """Nothing varies: not even where chance depends on what was offered, and the formula would give 1."""
    same = counts("111 " * 20) @ np.array([[1.0, 0.0, 0.0]])
    for coefficient in (bennett_s, gwet_ac, fleiss_kappa):
        with pytest.raises(Undefined, match="no variation"):
            coefficient(same)


def test_the_order_of_annotators_and_labels_does_not_matter() -> None:
    """Rows of counts have no order; renaming labels permutes columns."""
    data = counts(M1)
    order = np.random.default_rng(1).permutation(data.shape[1])
    assert fleiss_kappa(data[:, order]) == pytest.approx(fleiss_kappa(data))
    assert gwet_ac(data[:, order]) == pytest.approx(gwet_ac(data))
