"""Numbers in sentences."""

import pytest

from workbench.report.sentences import course, enumerated, figure, listed, many, percent


def test_names_are_enumerated() -> None:
    """The last one after an "and"; a single one alone; with another sign between where they hold commas."""
    assert enumerated(["ann"]) == "ann"
    assert enumerated(["ann", "ben", "cai"]) == "ann, ben and cai"
    assert enumerated(["F1 (a, b)", "α", "γ"], "; ") == "F1 (a, b); α and γ"


def test_a_count_has_its_noun() -> None:
    """One is singular, nothing is not; thousands are parted."""
    assert [many(count, "word") for count in (0, 1, 1000)] == ["0 words", "1 word", "1,000 words"]


@pytest.mark.parametrize(("share", "said"), [(0, "0.0%"), (0.0004, "<0.1%"), (0.0006, "0.1%"), (1, "100.0%")])
def test_a_little_is_not_nothing(share: float, said: str) -> None:
    """A label that marks one word of thousands is not shown as if it marked none."""
    assert percent(share) == said


def test_names_are_listed_with_their_values() -> None:
    """In their order."""
    assert listed({"cue": 2, "hedge": "ann"}) == "cue (2), hedge (ann)"


def test_a_course_is_drawn_as_heights() -> None:
    """From nothing to all; a dot where there is no value."""
    assert course([0, 0.5, None, 1]) == "▁▅·█"


@pytest.mark.parametrize(("value", "said"), [(0.5, "0.50"), (-0.126, "−0.13"), (-0.001, "0.00"), (1.0, "1.00")])
def test_figures_have_two_places_and_a_minus_sign(value: float, said: str) -> None:
    """Nothing is minus zero."""
    assert figure(value) == said
