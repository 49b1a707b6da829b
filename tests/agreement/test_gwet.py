"""Gwet (2014), "Handbook of Inter-Rater Reliability": the standard error of AC; values by the author's irrCAC."""

import numpy as np
import pytest

from tests.agreement.examples import counts
from workbench.agreement import distance as d
from workbench.agreement.chance import gwet_ac, gwet_ac_error
from workbench.agreement.intervals import student_t_quantile
from workbench.errors import Undefined

A2 = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 .3.."


def test_the_standard_error_of_an_example_with_missing_values() -> None:
    """A2, one item of which has a single value: 0.14295, so that the interval begins at 0.4608."""
    error = gwet_ac_error(counts(A2))
    assert error == pytest.approx(0.14295, abs=5e-6)
    assert gwet_ac(counts(A2)) - student_t_quantile(0.975, 11) * error == pytest.approx(0.4608, abs=5e-5)


def test_the_standard_error_where_labels_may_be_close() -> None:
    """A2 with quadratic and with linear weights."""
    found = [gwet_ac_error(counts(A2), weights) for weights in (d.interval(range(5)), d.linear(range(5)))]
    assert found == pytest.approx([0.1039622, 0.1173290], abs=5e-8)


def test_an_item_without_a_value_is_no_item() -> None:
    """A row of zeros."""
    data = counts(A2)
    assert gwet_ac_error(np.vstack([data, np.zeros(data.shape[1])])) == gwet_ac_error(data)


def test_perfect_agreement_has_no_standard_error() -> None:
    """All parts are equal."""
    assert gwet_ac_error(counts("111 222 333 111")) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("data", ["12", "1. .2 1."])
def test_what_there_is_no_standard_error_of(data: str) -> None:
    """One item, or none with two values."""
    with pytest.raises(Undefined):
        gwet_ac_error(counts(data))
