"""Krippendorff (1980), "Content Analysis"; (2011), "Computing Krippendorff's Alpha-Reliability"; NLTK as a witness."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance

from tests.agreement.examples import counts, ratings
from workbench.agreement import distance as d
from workbench.agreement.chance import (
    bennett_s,
    coincidences,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
)
from workbench.errors import Undefined

A1 = ".1. ... .22 .11 .33 334 444 13. 2.2 1.1 1.1 3.3 3.3 ... 3.4"
A2 = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 .3.."
A3 = "00 11 01 00 00 01 00 01 10 00"
A4 = "A|A A|B AB|A AB|AC ABC|ABC C|AC C|AC"
A4_SETS = [frozenset(name) for name in ("A", "B", "C", "AB", "AC", "ABC")]


@pytest.mark.parametrize(
    ("data", "nominal", "ordinal", "interval", "ratio"),
    [(A1, 0.691358, 0.806721, 0.810845, 0.808944), (A2, 0.743421, 0.815388, 0.849107, 0.797403)],
)
def test_published_examples_with_missing_values(
    data: str, nominal: float, ordinal: float, interval: float, ratio: float
) -> None:
    """A1 (the widely known web example) and A2 (2011, section C) under all four metrics."""
    met, values = coincidences(counts(data)), ratings(data)[1]
    found = [
        krippendorff_alpha(met, metric)
        for metric in (None, d.ordinal(met.sum(axis=1)), d.interval(values), d.ratio(values))
    ]
    assert found == pytest.approx([nominal, ordinal, interval, ratio], abs=1e-6)


def test_other_coefficients_of_the_example_of_2011() -> None:
    """A2 in Gwet's irrCAC, which generalises all of them to missing values."""
    data, (chosen, values) = counts(A2), ratings(A2)
    found = [
        gwet_ac(data),
        fleiss_kappa(data),
        conger_kappa(chosen, len(values)),
        bennett_s(data),
        gwet_ac(data, d.interval(values)),
    ]
    assert found == pytest.approx([0.775444, 0.761169, 0.762067, 0.772727, 0.914001], abs=1e-6)


def test_what_ac1_of_the_example_of_2011_is_made_of() -> None:
    """A2: agreement 0.818182, which S gives away (chance is 1 in 5 there), and chance 0.190321."""
    data = counts(A2)
    agreed = 1 - (1 - bennett_s(data)) * (1 - 1 / 5)
    by_chance = 1 - (1 - agreed) / (1 - gwet_ac(data))
    assert [agreed, by_chance] == pytest.approx([0.818182, 0.190321], abs=1e-6)


def test_the_binary_example_of_1980() -> None:
    """A3: two annotators, ten items."""
    assert krippendorff_alpha(coincidences(counts(A3))) == pytest.approx(0.095238, abs=1e-6)


def test_sets_of_labels() -> None:
    """A4, in exact fractions; that nominal and MASI agree is a coincidence."""
    items = [[frozenset(name) for name in item.split("|")] for item in A4.split()]
    met = coincidences(np.array([[item.count(value) for value in A4_SETS] for item in items], dtype=float))
    found = [krippendorff_alpha(met, metric) for metric in (None, d.jaccard(A4_SETS), d.masi(A4_SETS))]
    assert found == pytest.approx([14 / 79, 63 / 310, 14 / 79], abs=1e-12)


def test_masi_of_a_subset_and_of_an_overlap() -> None:
    """Passonneau's factors are exactly 2/3 and 1/3, and two empty sets are equal."""
    subset = d.masi([frozenset({1, 2}), frozenset({1, 2, 3, 4})])[0, 1]
    crossing = d.masi([frozenset({1, 2}), frozenset({2, 3})])[0, 1]
    assert (subset, crossing) == pytest.approx((2 / 3, 8 / 9))
    assert d.masi([frozenset(), frozenset()])[0, 1] == d.jaccard([frozenset(), frozenset()])[0, 1] == 0


def test_no_variation_is_undefined() -> None:
    """Twenty items, three annotators, one label: neither 0 nor 1."""
    with pytest.raises(Undefined, match="no variation"):
        krippendorff_alpha(coincidences(counts("111 " * 20)))
    with pytest.raises(Undefined, match="no item has values by two"):
        krippendorff_alpha(coincidences(counts("1. .2")))


complete = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=4, max_size=30)


def varied(items: list[list[int]]) -> bool:
    return len({value for item in items for value in item}) > 1


@settings(deadline=None)
@given(complete.filter(varied))
def test_nltk_finds_the_same(items: list[list[int]]) -> None:
    """Nominal α, and MASI where every number is read as a set of bits."""
    task = [(who, number, value) for number, item in enumerate(items) for who, value in enumerate(item)]
    met = coincidences(np.array([[item.count(value) for value in range(4)] for item in items], dtype=float))
    assert krippendorff_alpha(met) == pytest.approx(AnnotationTask(task).alpha(), abs=1e-9)
    sets = [frozenset({1}), frozenset({2}), frozenset({1, 2}), frozenset({1, 2, 3})]
    oracle = AnnotationTask([(who, item, sets[value]) for who, item, value in task], distance=masi_distance)
    assert krippendorff_alpha(met, d.masi(sets)) == pytest.approx(oracle.alpha(), abs=1e-9)


@given(complete.filter(varied))
def test_alpha_is_fleiss_kappa_but_for_the_size_of_the_sample(items: list[list[int]]) -> None:
    """Complete data of n values: 1 − α = (1 − κ)(n − 1)/n."""
    data = np.array([[item.count(value) for value in range(4)] for item in items], dtype=float)
    n = data.sum()
    assert 1 - krippendorff_alpha(coincidences(data)) == pytest.approx((1 - fleiss_kappa(data)) * (n - 1) / n)
