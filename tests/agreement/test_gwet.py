"""Gwet (2014), "Handbook of Inter-Rater Reliability": standard errors of AC and α; values by the author's irrCAC."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.agreement.examples import counts
from workbench.agreement import distance as d
from workbench.agreement.arrays import Array
from workbench.agreement.chance import (
    coincidences,
    gwet_ac,
    gwet_ac_error,
    krippendorff_alpha,
    krippendorff_alpha_error,
)
from workbench.agreement.intervals import student_t_quantile
from workbench.errors import Undefined

A1 = ".1. ... .22 .11 .33 334 444 13. 2.2 1.1 1.1 3.3 3.3 ... 3.4"
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


def test_the_standard_error_of_alpha() -> None:
    """A2, where one item has a single value, which is left out: the interval begins at 0.4191. A1 has two such."""
    error = krippendorff_alpha_error(counts(A2))
    assert error == pytest.approx(0.14557389, abs=5e-9)
    alpha = krippendorff_alpha(coincidences(counts(A2)))
    assert alpha - student_t_quantile(0.975, 10) * error == pytest.approx(0.4191, abs=5e-5)
    assert krippendorff_alpha_error(counts(A1)) == pytest.approx(0.1713464, abs=5e-8)


def test_the_standard_error_of_alpha_where_labels_may_be_close() -> None:
    """A2 with quadratic and with linear weights."""
    found = [krippendorff_alpha_error(counts(A2), weights) for weights in (d.interval(range(5)), d.linear(range(5)))]
    assert found == pytest.approx([0.12912997, 0.13547774], abs=5e-9)


def test_an_item_without_a_value_is_no_item() -> None:
    """A row of zeros."""
    data = counts(A2)
    more = np.vstack([data, np.zeros(data.shape[1])])
    assert gwet_ac_error(more) == gwet_ac_error(data)
    assert krippendorff_alpha_error(more) == krippendorff_alpha_error(data)


def test_perfect_agreement_has_no_standard_error() -> None:
    """All parts are equal."""
    assert gwet_ac_error(counts("111 222 333 111")) == pytest.approx(0, abs=1e-12)
    assert krippendorff_alpha_error(counts("111 222 333 111")) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("data", ["12", "1. .2 1."])
@pytest.mark.parametrize("error", [gwet_ac_error, krippendorff_alpha_error])
def test_what_there_is_no_standard_error_of(error: Callable[[Array], float], data: str) -> None:
    """One item, or none with two values."""
    with pytest.raises(Undefined):
        error(counts(data))


def test_alpha_of_one_value_alone_has_no_standard_error() -> None:
    """No variation."""
    with pytest.raises(Undefined):
        krippendorff_alpha_error(counts("11 11"))
