"""Dawid and Skene (1979), "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm"."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement.arrays import Array
from workbench.agreement.competence import dawid_skene, votes_of
from workbench.errors import Undefined

PATIENTS = (
    "111 1111, 333 4334, 112 2122, 222 3121, 222 3222, 222 3322, 122 2111, 333 3433, 222 2223, 232 2223, 444 4444, "
    "222 3343, 111 1111, 222 3212, 121 1111, 111 2111, 111 1111, 111 1111, 222 2221, 222 1322, 222 2222, 222 2221, "
    "222 3222, 221 2222, 111 1111, 111 1111, 232 2222, 111 1111, 111 1111, 112 1121, 111 1111, 333 3233, 111 1111, "
    "222 2222, 222 3232, 433 4343, 221 2232, 232 3233, 333 3432, 111 1111, 111 1111, 121 2111, 232 2222, 121 1111, "
    "222 2222"
)


@pytest.fixture
def votes() -> Array:
    """45 patients; the first observer saw each three times, the other four once."""
    found = np.zeros((45, 5, 4))
    for patient, notation in enumerate(PATIENTS.split(", ")):
        first, others = notation.split()
        for observer, said in [*((0, value) for value in first), *enumerate(others, start=1)]:
            found[patient, observer, int(said) - 1] += 1
    return found


def test_how_frequent_the_true_classes_are(votes: Array) -> None:
    """The paper has 0.40, 0.42, 0.11 and 0.07."""
    assert dawid_skene(votes).shares == pytest.approx([0.3996, 0.4220, 0.1118, 0.0667], abs=5e-5)


def test_the_errors_of_the_observer_who_saw_them_three_times(votes: Array) -> None:
    """Rows are what is true: half of what is 4 was called 3."""
    expected = [[0.89, 0.11, 0, 0], [0.07, 0.88, 0.05, 0], [0, 0.34, 0.66, 0], [0, 0, 0.56, 0.44]]
    assert dawid_skene(votes).errors[0] == pytest.approx(np.array(expected), abs=5e-3)


def test_a_minority_may_be_believed(votes: Array) -> None:
    """The second patient: five of seven votes are not 4, but those who said so hardly err in that direction."""
    found = dawid_skene(votes).labels
    assert found.argmax(axis=1)[[0, 1, 10]].tolist() == [0, 3, 3]
    assert found.sum(axis=1) == pytest.approx(1)


def test_who_guesses_is_found_out() -> None:
    """Three of four are right in nine of ten, the fourth whatever the item; some of it is missing."""
    chance = np.random.default_rng(7)
    true = chance.integers(0, 3, 600)
    said = np.column_stack([np.where(chance.random(600) < 0.85, true, chance.integers(0, 3, 600)) for _ in range(3)])
    ratings = np.column_stack([said, chance.integers(0, 3, 600)]).astype(float)
    ratings[chance.random(ratings.shape) < 0.1] = np.nan
    ratings = ratings[~np.isnan(ratings).all(axis=1)]
    assert dawid_skene(votes_of(ratings, 3)).accuracy == pytest.approx([0.9, 0.9, 0.9, 1 / 3], abs=0.05)


def test_a_missing_value_is_no_vote() -> None:
    """And neither is it one for another label."""
    assert votes_of(np.array([[1.0, np.nan]]), 2).tolist() == [[[0, 1], [0, 0]]]


def test_who_is_who_and_what_labels_are_called_does_not_matter(votes: Array) -> None:
    """Annotators and labels in another order have the same profiles."""
    order, names = [3, 0, 4, 1, 2], [2, 0, 3, 1]
    one, other = dawid_skene(votes), dawid_skene(votes[:, order][:, :, names])
    assert other.labels == pytest.approx(one.labels[:, names], abs=1e-6)
    assert other.errors == pytest.approx(one.errors[order][:, names][:, :, names], abs=1e-6)
    assert other.accuracy == pytest.approx(one.accuracy[order], abs=1e-6)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=20))
def test_where_all_agree_they_are_right(values: list[int]) -> None:
    """Labels that nobody used are never true."""
    found = dawid_skene(votes_of(np.array([[value] * 3 for value in values], dtype=float), 3))
    assert found.labels.argmax(axis=1).tolist() == values
    assert found.accuracy == pytest.approx(1)
    assert found.errors[:, sorted(set(values))].sum(axis=2) == pytest.approx(1)
    assert found.errors.sum() == pytest.approx(3 * len(set(values)))


@pytest.mark.parametrize("ratings", [np.zeros((0, 3)), np.zeros((3, 0)), [[np.nan, np.nan]], [[1.0, np.nan]]])
def test_no_vote_is_undefined(ratings: Array) -> None:
    """No item, no annotator, an item that nobody has labelled, an annotator who has labelled none."""
    with pytest.raises(Undefined, match="without a label"):
        dawid_skene(votes_of(np.array(ratings), 2))
