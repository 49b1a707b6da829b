"""Numbers in sentences."""

import pytest

from workbench.report.sentences import listed, many, percent


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
