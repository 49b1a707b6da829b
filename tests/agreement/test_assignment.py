"""The heaviest matching, against SciPy's solver of the dense problem."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from workbench.agreement.assignment import heaviest_matching

RIGHT = 6
rows = st.dictionaries(st.integers(0, RIGHT - 1), st.sampled_from([0.1, 0.25, 0.5, 0.7, 1.0]), max_size=RIGHT)


@given(st.lists(rows, max_size=7))
def test_nothing_is_worth_more(gains: list[dict[int, float]]) -> None:
    """One to one, only pairs that may be, and as heavy as the dense solver's."""
    found = heaviest_matching(gains)
    dense = np.array([[row.get(v, 0.0) for v in range(RIGHT)] for row in gains]).reshape(len(gains), RIGHT)
    best = dense[linear_sum_assignment(dense, maximize=True)].sum()
    assert len(set(found.values())) == len(found)
    assert sum(gains[u][v] for u, v in found.items()) == pytest.approx(best, abs=1e-12)


def test_a_chain_of_displacements_is_as_long_as_it_must_be() -> None:
    """The last one to come wants what the first has, who moves on to what the second has, and so on, 3,000 times."""
    gains = [{n: 1.0, n + 1: 1.0} for n in range(3000)] + [{0: 1.0}]
    assert len(heaviest_matching(gains)) == 3001


def test_who_is_worth_less_goes_without() -> None:
    """The newcomer takes what an earlier one held, and no more is lost than must be."""
    assert heaviest_matching([{0: 0.4}, {0: 0.9, 1: 0.8}, {1: 0.7}]) == {1: 0, 2: 1}
