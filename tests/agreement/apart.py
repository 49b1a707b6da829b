"""Small continua in which the units of one annotator do not overlap, drawn by hypothesis."""

from itertools import pairwise

from hypothesis import strategies as st

from workbench.agreement.continuum import Continuum, Stretch

LABELS = ("A", "B", "C")


@st.composite
def layers(draw: st.DrawFn, length: int) -> tuple[Stretch, ...]:
    """Up to four units, some of them adjacent."""
    cuts = sorted(draw(st.lists(st.integers(0, length), unique=True, max_size=5)))
    labels = [draw(st.sampled_from([*LABELS, None])) for _ in cuts[1:]]
    return tuple(Stretch(a, b, label) for (a, b), label in zip(pairwise(cuts), labels, strict=True) if label)


@st.composite
def continua(draw: st.DrawFn, most: int = 3) -> Continuum:
    """Two annotators or more."""
    length = draw(st.integers(1, 30))
    return Continuum(length, tuple(draw(st.lists(layers(length), min_size=2, max_size=most))))
