"""The values: identity, order and inverses."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workbench.model import Annotation, Article, Change, ReadMark, Span, State, inverse, reading_order

AT = datetime(2026, 11, 22, tzinfo=UTC)


def annotation(*segments: tuple[int, int], label: str = "opinion", id_: str = "a") -> Annotation:
    return Annotation(id_, "x", "ann", label, tuple(Span(*segment) for segment in segments), AT, "0")


def test_a_text_is_known_by_the_hash_of_its_utf8_bytes() -> None:
    """The hash is the one that `sha256sum` gives for the text's file."""
    article = Article("x", "X", "naïve 😀\n", (Span(0, 7),))
    assert article.sha256 == "11cab42638a72fd7a377f8c482dae71732f0088f35354e731a9b94a9491be7c4"


@pytest.mark.parametrize(
    ("read", "state"), [(0, State.TO_DO), (1, State.IN_PROGRESS), (2, State.IN_PROGRESS), (3, State.DONE)]
)
def test_an_article_is_done_when_all_its_paragraphs_are_read(read: int, state: State) -> None:
    """And to do as long as none is."""
    assert State.of(read, 3) is state


def test_the_quote_of_a_discontinuous_annotation_shows_its_gap() -> None:
    """Segments are joined by an ellipsis, so that nobody takes them for one run."""
    assert annotation((0, 3), (8, 11)).quote("one two three") == "one … thr"


def test_reading_order_is_by_position_and_wider_first() -> None:
    """Of two annotations that begin together the one that holds the other comes first."""
    inner, outer, later = annotation((2, 4), id_="i"), annotation((2, 9), id_="o"), annotation((3, 4), id_="l")
    assert sorted([later, inner, outer], key=reading_order) == [outer, inner, later]


def test_the_inverse_of_a_step_goes_backwards() -> None:
    """Taking a step back undoes its last change first, and twice back is forth."""
    first, mark = annotation((0, 1)), ReadMark("x", "ann", 0, AT)
    step = (Change(None, first), Change(first, replace(first, label="cue")), Change(None, mark))
    assert inverse(step)[0] == Change(mark, None)
    assert inverse(step)[-1] == Change(first, None)
    assert inverse(inverse(step)) == step
