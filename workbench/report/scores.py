"""Every figure of the report with what it was computed from, and what of each annotator's work was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import numpy as np

from workbench.agreement.attributes import attribute_alpha, attribute_percent, attributes_of, compared
from workbench.agreement.groups import ANY, Group, Label
from workbench.agreement.intervals import RESAMPLES, Estimate, Interval, Tally
from workbench.agreement.measure import Measure, tally
from workbench.agreement.measures import PREVALENCE
from workbench.agreement.relations import relation_f1, relation_types
from workbench.errors import Undefined
from workbench.report.scope import Scope

RELY, TENTATIVE = 0.8, 0.667
"""Krippendorff (2004), "Content Analysis", second edition: the least α to rely on, and for tentative conclusions."""
ALONE = "undefined in this article alone"
NEAR = "f1_iou"
"""The measure that is told where there is room for one: it says best who is the odd one out, and where."""
ROWS: Mapping[Label, str] = {None: "all labels", ANY: "any label"}
"""What the rows are called that are of no single label."""
INTERVALS = {
    Interval.JACKKNIFE: "95 %, delete-one-article jackknife-t on the Fisher-z scale",
    Interval.BOOTSTRAP: f"95 %, percentiles of {RESAMPLES:,} resamples of articles, seed 0",
}
ATTRIBUTES = {"attribute_percent": attribute_percent, "attribute_alpha": attribute_alpha}


class Verdict(StrEnum):
    """What is said of an α: only where all of its interval allows it."""

    RELIABLE = "can be relied on"
    TENTATIVE = "tentative conclusions only"
    UNRELIABLE = "not to be relied on"
    OPEN = "cannot tell"


@dataclass(frozen=True, slots=True)
class Score:
    """One figure. `label` None is all labels together, ANY whatever the label, "quote/*" a label with those below it.

    `value` None is undefined: see `note`. `n_items` are the annotations of the label by these annotators (`n_each`: by
    each of them), found in `n_found` articles, `n_units` the units compared: all in text that they have read. `article`
    is given where it is of one alone, `attribute` where it is of the values of one, `relation` where it is of relations
    of that type. `error` is the standard error that drawing at random leaves of γ, beside the interval.
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
    error: float | None = None
    verdict: str | None = None
    attribute: str | None = None
    relation: str | None = None
    n_each: tuple[int, ...] | None = None
    n_found: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What of one annotator's work was counted: text that somebody else has read too."""

    annotator: str
    articles: int
    paragraphs: int
    annotations: int


def rows_of(everybody: Group) -> list[Label]:
    """The labels of which there are figures: each by its name, each with those below it, all together, and any."""
    return [*everybody.labels, *everybody.groups, None, ANY]


def scores(everybody: Group, scope: Scope) -> Iterator[Score]:
    """Of every two annotators, then of all; of two annotators each figure is given once."""
    article = scope.articles[0] if len(scope.articles) == 1 else None
    pairs = everybody.pairs if len(everybody.names) > 2 else []
    for label in rows_of(everybody):
        for people in (*pairs, everybody):
            for measure in (*scope.told, PREVALENCE):
                if measure.fits(people, label) and (measure.pairs or people is everybody):
                    yield _score(measure, people, label, scope, article)


def _score(measure: Measure, people: Group, label: Label, scope: Scope, article: str | None) -> Score:
    found, note = _found(lambda: tally(measure, people, label), scope.interval)
    disorders = people.disorders.get(label) if measure.name == "gamma" else None
    made = people.made(label)
    return _told(
        measure.name,
        people,
        found,
        note,
        label=label,
        article=article,
        unit=scope.unit.value if measure.of_units else None,
        n_units=people.n_units if measure.of_units else None,
        n_items=int(made.sum()),
        n_each=tuple(made.sum(axis=0).astype(int).tolist()),
        n_found=int(made.any(axis=1).sum()),
        error=disorders.error if disorders and found else None,
        verdict=_verdict(found) if measure.judged else None,
    )


def _told(name: str, people: Group, found: Estimate | None, note: str | None, **more: Any) -> Score:
    """What all scores have in common, and `more`."""
    figure = {
        "measure": name,
        "label": None,
        "annotators": people.names,
        "article": None,
        "unit": None,
        "value": found.value if found else None,
        "low": found.low if found else None,
        "high": found.high if found else None,
        "n_articles": people.n_articles,
        "n_units": None,
        "note": note,
    }
    return Score(**figure | more)


def _found(count: Callable[[], Tally], interval: Interval) -> tuple[Estimate | None, str | None]:
    """The figure, and why it or its interval is undefined."""
    try:
        found = count().estimate(interval)
    except Undefined as reason:
        return None, reason.message
    return found, found.note or None


def _verdict(found: Estimate | None) -> Verdict | None:
    if found is None or found.low is None or found.high is None:
        return None
    if found.low >= RELY:
        return Verdict.RELIABLE
    if found.high < TENTATIVE:
        return Verdict.UNRELIABLE
    return Verdict.TENTATIVE if found.low >= TENTATIVE and found.high < RELY else Verdict.OPEN


def by_article(everybody: Group, scope: Scope) -> Iterator[Score]:
    """The figures of all labels together in each article alone, without interval."""
    made = everybody.made(None).sum(axis=1)
    units = everybody.cells.sums(everybody.cells.sizes)
    for measure in scope.told:
        if not measure.fits(everybody, None):
            continue
        try:
            found = tally(measure, everybody, None)
            each = [(value, found.barred.get(number, ALONE)) for number, value in enumerate(found.by_article)]
        except Undefined as reason:
            each = [(None, reason.message)] * everybody.n_articles
        for number, (article, (value, note)) in enumerate(zip(everybody.articles, each, strict=True)):
            yield _told(
                measure.name,
                everybody,
                None if value is None else Estimate(value),
                note if value is None else None,
                article=article,
                unit=scope.unit.value if measure.of_units else None,
                n_articles=1,
                n_units=int(units[number]) if measure.of_units else None,
                n_items=int(made[number]),
            )


def worst_first(scores: Iterable[Score]) -> list[tuple[str, dict[str, Score]]]:
    """Articles, each with its figures by measure: by `NEAR`, or by the first measure where that is not told."""
    found: dict[str, dict[str, Score]] = {}
    for score in scores:
        found.setdefault(str(score.article), {})[score.measure] = score
    return sorted(found.items(), key=lambda item: rank(item[1].get(NEAR) or next(iter(item[1].values()))))


def rank(score: Score) -> tuple[bool, float]:
    """Sort key: the worst first, what is undefined last."""
    return score.value is None, score.value or 0.0


def of_attributes(everybody: Group, scope: Scope) -> Iterator[Score]:
    """How far annotators agree on the attributes of what they have both marked: `n_items` are these."""
    for label, attribute in attributes_of(everybody):
        for name, count in ATTRIBUTES.items():
            found, note = _found(partial(count, everybody, label, attribute), scope.interval)
            items = compared(everybody, label, attribute)
            yield _told(name, everybody, found, note, label=label, attribute=attribute, n_items=items)


def of_relations(everybody: Group, scope: Scope) -> Iterator[Score]:
    """How far annotators agree on relations, by type: `n_items` are those that they drew."""
    for kind, items in relation_types(everybody).items():
        found, note = _found(partial(relation_f1, everybody, kind), scope.interval)
        yield _told("relation_f1", everybody, found, note, relation=kind, n_items=items)


def shares(everybody: Group) -> Iterator[Share]:
    """One for each annotator, in their order."""
    layers, made = everybody.layers, everybody.made(None)
    for seat, name in enumerate(everybody.names):
        read = layers.article[layers.read[:, seat]]
        yield Share(name, len(np.unique(read)), len(read), int(made[:, seat].sum()))
