"""How fast annotators work."""

from datetime import timedelta

import pytest

from tests import factories
from workbench.model import Annotated, ReadMark
from workbench.report.pace import Deeds, deeds, pace

MINUTE = timedelta(minutes=1)


def worked(*steps: tuple[float, int]) -> Deeds:
    """Minutes since the step before, and the words that were read then."""
    at, done = factories.NOW, []
    for minutes, words in steps:
        at += minutes * MINUTE
        done.append((at, words))
    return done


def test_pace_is_words_by_time() -> None:
    """The first thing that was done has no time, so its words do not count."""
    found = pace(worked((0, 999), *[(2, 100)] * 30))
    assert found
    assert (found.words, found.time, found.words_per_hour) == (3000, 60 * MINUTE, 3000)


def test_breaks_do_not_count() -> None:
    """Nor what was read after one: nobody knows when that began."""
    without = pace(worked((0, 0), *[(2, 100)] * 30))
    assert pace(worked((0, 0), *[(2, 100)] * 15, (5.01, 4000), *[(2, 100)] * 15)) == without


def test_labelling_is_work() -> None:
    """Ten minutes over one paragraph are no break where annotations are made meanwhile."""
    found = pace(worked((0, 0), *[(4, 0), (4, 0), (4, 60)] * 5))
    assert found
    assert found.words_per_hour == pytest.approx(300)


@pytest.mark.parametrize(
    "done",
    [
        pytest.param(worked(*[(0, 100)] * 50), id="an import has one time for all"),
        pytest.param(worked((0, 0), (4, 100), (4, 100)), id="too little"),
        pytest.param(worked(), id="nothing"),
    ],
)
def test_without_ten_minutes_of_work_there_is_no_pace(done: Deeds) -> None:
    """Rather than a figure of chance."""
    assert pace(done) is None


def test_the_order_in_which_deeds_are_given_does_not_matter() -> None:
    """Articles come by their names, not by their time."""
    done = worked((0, 0), *[(3, 10), (1, 70)] * 10)
    assert pace(reversed(done)) == pace(done)


def test_deeds_are_those_of_one_annotator() -> None:
    """Read marks with the words of their paragraph, annotations with none."""
    article = factories.article(text="one two three\n\nfour five")
    later = factories.NOW + MINUTE
    read = (ReadMark("001_first", "ann", 1, later), ReadMark("001_first", "ben", 0, later))
    annotated = Annotated(article, (factories.annotation((0, 3)),), read=read)
    assert sorted(deeds(annotated, "ann")) == [(factories.NOW, 0), (later, 2)]
