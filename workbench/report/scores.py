"""Every figure of the report with what it was computed from, and what of each annotator's work was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.agreement.groups import ANY, Group, Label, Pair
from workbench.agreement.intervals import Estimate
from workbench.agreement.measures import MEASURES, Measure, figure
from workbench.errors import Undefined
from workbench.report.scope import Scope


@dataclass(frozen=True, slots=True)
class Score:
    """One figure. `label` None is all labels together, ANY whatever the label; `value` None is undefined: see `note`.

    `n_items` are the annotations of the label by these annotators, `n_units` the words or characters compared, both in
    text that the annotators concerned have read. `article` is given where a single one was asked for.
    """

    measure: str
    label: Label
    annotators: tuple[str, ...]
    article: str | None
    unit: str | None
    value: float | None
    low: float | None
    high: float | None
    n_articles: int
    n_units: int | None
    n_items: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """What of one annotator's work was counted: text that somebody else has read too."""

    annotator: str
    articles: int
    paragraphs: int
    annotations: int


def scores(everybody: Group, scope: Scope) -> Iterator[Score]:
    """With two annotators the figures of the group that a pair has too are the pair's: they are given once."""
    of_pair = [measure for measure in MEASURES if measure.pair]
    of_group = [measure for measure in MEASURES if measure.group and not (len(everybody.names) == 2 and measure.pair)]
    for label in (*everybody.labels, None, ANY):
        for pair in everybody.pairs:
            yield from (_score(measure, pair, label, scope) for measure in of_pair)
        yield from (_score(measure, everybody, label, scope) for measure in of_group)


def _score(measure: Measure, people: Pair | Group, label: Label, scope: Scope) -> Score:
    found: Estimate | None = None
    try:
        found = figure(measure, people, label)
        note = found.note
    except Undefined as reason:
        note = reason.message
    return Score(
        measure=measure.name,
        label=label,
        annotators=people.names,
        article=scope.articles[0] if len(scope.articles) == 1 else None,
        unit=scope.unit.value if measure.of_units else None,
        value=found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        n_articles=people.n_articles,
        n_units=people.n_units if measure.of_units else None,
        n_items=int(people.marks_of(label).sum()),
        note=note or None,
    )


def shares(everybody: Group) -> Iterator[Share]:
    """One for each annotator, in their order."""
    made = everybody.marks_of(None)
    for number, name in enumerate(everybody.names):
        seats = [(one, one.annotators.index(name)) for one in everybody.counts if name in one.annotators]
        paragraphs = [int(one.paragraphs[i, i]) for one, i in seats]
        yield Share(name, sum(map(bool, paragraphs)), sum(paragraphs), int(made[number]))
