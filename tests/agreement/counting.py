"""Groups and their figures in a few words, for tests."""

from collections.abc import Callable, Sequence

from tests.agreement.corpora import LABELS, PEOPLE
from workbench.agreement.groups import ANY, Group, Label, group
from workbench.agreement.measure import figure
from workbench.agreement.measures import MEASURES, PREVALENCE
from workbench.agreement.units import Unit
from workbench.errors import Undefined
from workbench.model import Annotated, Annotation, Span

BY_NAME = {measure.name: measure for measure in (*MEASURES, PREVALENCE)}
EVERY_LABEL: tuple[Label, ...] = (*LABELS, None, ANY)

Figures = dict[tuple[str, tuple[str, ...], Label], float | None]


def counted(
    corpus: Sequence[Annotated],
    unit: Unit = Unit.WORD,
    people: Sequence[str] = PEOPLE,
    labels: Sequence[str] = LABELS,
) -> Group:
    """The group of these people."""
    return group(corpus, people, labels, unit)


def value(measure: str, people: Group, label: Label) -> float | None:
    """The figure, or None where it is undefined."""
    try:
        return figure(BY_NAME[measure], people, label).value
    except Undefined:
        return None


def figures(everybody: Group) -> Figures:
    """Every figure of every two and of all, those of alignments left out: measure, annotators and label → value."""
    return {
        (name, people.names, label): value(name, people, label)
        for label in EVERY_LABEL
        for people in {people.names: people for people in (everybody, *everybody.pairs)}.values()
        for name, measure in BY_NAME.items()
        if measure.fits(people, label) and "gamma" not in name
    }


def coding(label: Label) -> Callable[[frozenset[str]], str]:
    """What is said of a unit that has these labels: marked or not; of all labels together, with which."""
    if label is None:
        return lambda labels: "+".join(sorted(labels))
    return lambda labels: str(bool(labels) if label == ANY else label in labels)


def touches(one: Annotation, place: Span) -> bool:
    """Whether they share text."""
    return any(segment.start < place.end and place.start < segment.end for segment in one.segments)
