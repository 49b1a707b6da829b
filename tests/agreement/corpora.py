"""Small annotated corpora, drawn by hypothesis: words, paragraphs, gaps, overlaps, and paragraphs left unread."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.factories import annotation, article, read
from workbench.model import Annotated, Span

PEOPLE = ("ann", "ben", "cai")
LABELS = ("cue", "hedge", "quote")
TEXT = "She said: no, never.\n\nHe’d 2,500 reasons — “all good”, he wrote.\n\nWhy? U.S. officials 🙂 would not say."


def annotated(draw: st.DrawFn, number: int, everything_read: bool) -> Annotated:
    """One article with up to eight annotations by each."""
    one = article(f"{number:03}", TEXT)
    made = [
        replace(annotation(*segments, label=label, annotator=who, article_id=one.id), segments=spans)
        for who in PEOPLE
        for label, segments in draw(st.lists(st.tuples(st.sampled_from(LABELS), places), max_size=8))
        if (spans := tuple(Span(*segment) for segment in segments))
    ]
    marks = [
        read(paragraph, who, one.id)
        for who in PEOPLE
        for paragraph in range(len(one.paragraphs))
        if everything_read or draw(st.booleans())
    ]
    return Annotated(one, tuple(made), (), tuple(marks))


def _segments(cuts: list[int]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(cuts[::2], cuts[1::2], strict=True))


places = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=4, unique=True).map(
    lambda cuts: _segments(sorted(cuts)[: len(cuts) // 2 * 2])
)


@st.composite
def corpora(draw: st.DrawFn, everything_read: bool = False) -> list[Annotated]:
    """One to three articles."""
    return [annotated(draw, number, everything_read) for number in range(draw(st.integers(1, 3)))]
