"""What annotators could have labelled."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from workbench.agreement.candidates import candidates
from workbench.model import Annotated, Annotation

ARTICLE = factories.article_of("one two three four five", "six seven")
EVERYBODY = ("ann", "ben", "cem")


def article(*made: Annotation, read: Sequence[tuple[int, str]] = ()) -> Annotated:
    """Everybody has read everything, where it is not said."""
    marks = read or [(number, name) for number in (0, 1) for name in EVERYBODY]
    return Annotated(ARTICLE, made, read=tuple(factories.read(*mark) for mark in marks))


def by(annotator: str, start: int, end: int, label: str = "cue") -> Annotation:
    return factories.annotation((start, end), label=label, annotator=annotator)


def test_what_is_about_the_same_thing_is_one_candidate() -> None:
    """Other edges, another label, and who saw nothing there."""
    made = by("ann", 0, 7), by("ben", 4, 7), by("ann", 14, 18), by("ben", 14, 18, "hedge"), by("cem", 14, 18)
    assert candidates(article(*made), EVERYBODY) == [
        {"ann": "cue", "ben": "cue", "cem": None},
        {"ann": "cue", "ben": "hedge", "cem": "cue"},
    ]


def test_who_has_not_read_the_text_has_no_voice() -> None:
    """Not even in a part of it."""
    read = [(0, "ann"), (1, "ann"), (0, "ben"), (1, "ben"), (0, "cem")]
    made = by("ann", 19, 28), by("ann", 0, 3)
    assert candidates(article(*made, read=read), EVERYBODY) == [
        {"ann": "cue", "ben": None, "cem": None},
        {"ann": "cue", "ben": None},
    ]


def test_text_that_only_one_has_read_has_no_candidates() -> None:
    """There is nobody who could have said something else."""
    assert candidates(article(by("ann", 25, 28), read=[(0, "ann"), (1, "ann"), (0, "ben")]), EVERYBODY) == []


def test_parts_of_one_are_one_voice() -> None:
    """Whoever made one of two has not found more."""
    made = by("ann", 0, 13), by("ben", 0, 7), by("ben", 8, 13)
    assert candidates(article(*made), ("ann", "ben")) == [{"ann": "cue", "ben": "cue"}]


def test_nobody_is_in_a_candidate_twice() -> None:
    """A chain of overlaps is not one thing: who shares most goes together first."""
    made = by("ann", 0, 7), by("ben", 4, 13), by("cem", 8, 18), by("ann", 14, 23)
    found = candidates(article(*made), EVERYBODY)
    assert [sorted(name for name, label in vote.items() if label) for vote in found] == [["ann"], ["ann", "ben", "cem"]]


labelled = st.builds(
    by,
    st.sampled_from(EVERYBODY),
    st.integers(0, 20),
    st.integers(21, 32),
    st.sampled_from(["cue", "hedge"]),
)


@given(st.lists(labelled, max_size=8))
def test_every_candidate_is_somebodys_and_has_a_voice_of_everybody(made: list[Annotation]) -> None:
    """And nobody's voices get lost: as many labels as are said, at most one for each annotation."""
    found = candidates(article(*made), EVERYBODY)
    assert all(set(vote) == set(EVERYBODY) and any(vote.values()) for vote in found)
    assert {(name, label) for vote in found for name, label in vote.items() if label} == {
        (one.annotator, one.label) for one in made
    }
    assert len(found) <= len(made)
