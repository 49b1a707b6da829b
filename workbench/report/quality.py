"""How good annotators are: each against gold and against the others, what they confuse, over time, and how fast.

Who agrees with the others is not right by that, and Dawid and Skene's estimate knows no truth either: both say who
stands apart, which is where to look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench import __version__
from workbench.agreement import MEASURES
from workbench.agreement.arrays import Ints
from workbench.agreement.candidates import Votes, candidates
from workbench.agreement.groups import Group, grouped
from workbench.agreement.intervals import Estimate, Interval, Tally, mean_of
from workbench.agreement.laying import Laying
from workbench.agreement.measure import Measure, tally
from workbench.agreement.units import Unit
from workbench.errors import Undefined
from workbench.model import Annotated, Kind
from workbench.report.differing import labelled
from workbench.report.gathering import Progress
from workbench.report.habits import Competence, competences
from workbench.report.pace import IDLE, Deeds, Pace, deeds, pace
from workbench.report.scope import Scope, found
from workbench.report.scores import INTERVALS, NEAR

if TYPE_CHECKING:
    from workbench.store import Store

MEASURED = tuple(measure for measure in MEASURES if measure.name in ("f1_exact", NEAR))
THIRDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """How far an annotator agrees with gold, or with the others: the mean over them. `note` says why there is none."""

    measure: str
    gold: bool
    against: tuple[str, ...]
    estimate: Estimate | None
    n_articles: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of an annotator's articles, one after the other in time: when the first and the last of them was read to its
    end, and the figure; None where it is undefined."""

    since: datetime
    until: datetime
    articles: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Quality:
    """One annotator. `course` and `months` follow `NEAR` against gold where there is any, else against the others: by
    thirds of the articles, empty where there are fewer than three, and by month (UTC), empty where there is only one.
    """

    name: str
    articles: int
    words: int
    annotations: int
    figures: tuple[Figure, ...]
    course: tuple[Stretch, ...]
    months: tuple[Stretch, ...]
    competence: Competence | None
    pace: Pace | None

    def figure(self, measure: str, *, gold: bool) -> Figure | None:
        """Against gold, or against the others; None where there is nobody."""
        return next((one for one in self.figures if (one.measure, one.gold) == (measure, gold)), None)


@dataclass(frozen=True, slots=True)
class QualityReport:
    """All annotators, by name. `candidates` are the things that anybody labelled, of which competence is estimated;
    `note` says why it is not."""

    scope: Scope
    gold: tuple[str, ...]
    annotators: tuple[Quality, ...]
    candidates: int
    note: str


@dataclass
class _Work:
    """What one annotator did: when each article was left, and all else."""

    annotations: int = 0
    words: int = 0
    deeds: Deeds = field(default_factory=list)
    ends: dict[str, datetime] = field(default_factory=dict)

    def add(self, annotated: Annotated, name: str) -> None:
        done = deeds(annotated, name)
        if done:
            self.ends[annotated.article.id] = max(at for at, _ in done)
        self.deeds += done
        self.words += sum(words for _, words in done)
        self.annotations += sum(one.annotator == name for one in annotated.annotations)


def quality(store: Store, scope: Scope, progress: Progress | None = None) -> QualityReport:
    """Everybody in the scope, held against each other and against gold, if there is any.

    Raises as `report.agreement` does.
    """
    asked, _ = found(store, scope)
    gold = tuple(name for name, kind in store.people.all().items() if kind is Kind.GOLD)
    people = tuple(name for name in asked.annotators if name not in gold)
    laying = Laying((*people, *gold), asked.chosen, Unit.CHARACTER)
    work = {name: _Work() for name in people}
    votes: list[Votes] = []
    for annotated in labelled(store, asked, laying.annotators, laying.labels, progress):
        laying.add(annotated)
        votes += candidates(annotated, people)
        for name, mine in work.items():
            mine.add(annotated, name)
    skilled, note = competences(votes, people, asked.chosen)
    everybody = grouped(laying.layers(), {})
    return QualityReport(
        asked,
        gold,
        tuple(_quality(everybody, name, mine, gold, skilled.get(name)) for name, mine in work.items()),
        len(votes),
        note,
    )


def _quality(everybody: Group, name: str, work: _Work, gold: Sequence[str], competence: Competence | None) -> Quality:
    others = [other for other in everybody.names if other != name and other not in gold]
    sides = [side for side in (gold, others) if side]
    course, months = _over_time(
        everybody, next(filter(None, (_pairs(everybody, name, side) for side in sides)), []), work.ends
    )
    return Quality(
        name=name,
        articles=len(work.ends),
        words=work.words,
        annotations=work.annotations,
        figures=tuple(_figure(everybody, name, side, measure, gold) for side in sides for measure in MEASURED),
        course=course,
        months=months,
        competence=competence,
        pace=pace(work.deeds),
    )


def _pairs(everybody: Group, name: str, others: Sequence[str]) -> list[Group]:
    """The annotator with each of the others who has read the same text."""
    pairs = (pair for pair in everybody.pairs if name in pair.names and not set(others).isdisjoint(pair.names))
    return [pair for pair in pairs if pair.n_articles]


def _shared(pairs: Sequence[Group]) -> Ints:
    """The articles of these pairs, sorted."""
    return np.unique(np.concatenate([pair.rows for pair in pairs])) if pairs else np.array([], int)


def _tally(pairs: Sequence[Group], measure: Measure) -> Tally:
    """The mean of these pairs, over all labels, a row for each article that they share. Raises Undefined of none."""
    if not pairs:
        raise Undefined("no text that both have read")
    shared = _shared(pairs)
    places = [np.searchsorted(shared, pair.rows) for pair in pairs]
    return mean_of([tally(measure, pair, None) for pair in pairs], places, len(shared))


def _figure(everybody: Group, name: str, side: Sequence[str], measure: Measure, gold: Sequence[str]) -> Figure:
    pairs = _pairs(everybody, name, side)
    estimate, note = None, ""
    try:
        estimate = _tally(pairs, measure).estimate()
        note = estimate.note
    except Undefined as reason:
        note = reason.message
    return Figure(measure.name, side == gold, tuple(side), estimate, len(_shared(pairs)), note)


def _over_time(
    everybody: Group, pairs: Sequence[Group], ends: Mapping[str, datetime]
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """By thirds of the articles, and by month."""
    if not pairs:
        return (), ()
    shared = _shared(pairs)

    def ended(row: int) -> datetime:
        return ends[everybody.articles[shared[row]]]

    in_time = sorted(range(len(shared)), key=ended)
    measured = _tally(pairs, next(measure for measure in MEASURED if measure.name == NEAR))
    thirds = np.array_split(in_time, THIRDS) if len(in_time) >= THIRDS else []
    months = [list(rows) for _, rows in groupby(in_time, key=lambda row: (ended(row).year, ended(row).month))]
    return (
        tuple(_stretch(measured, rows, list(map(ended, rows))) for rows in thirds),
        tuple(_stretch(measured, rows, list(map(ended, rows))) for rows in months if len(months) > 1),
    )


def _stretch(measured: Tally, rows: Sequence[int] | Ints, times: Sequence[datetime]) -> Stretch:
    try:
        value = replace(measured, rows=measured.rows[rows]).value
    except Undefined:
        value = None
    return Stretch(times[0], times[-1], len(times), value)


def as_document(report: QualityReport) -> dict[str, Any]:
    """Everything as one JSON document."""
    return {
        "annotators": [_told(one) for one in report.annotators],
        "gold": list(report.gold),
        "candidates": report.candidates,
        "note": report.note or None,
        "settings": {
            "articles": list(report.scope.articles) or None,
            "labels": list(report.scope.chosen),
            "interval": INTERVALS[Interval.JACKKNIFE],
            "course": NEAR,
            "break_minutes": IDLE / timedelta(minutes=1),
            "sources": {"competence": "Dawid and Skene 1979"} | {one.name: one.source for one in MEASURED},
            "version": __version__,
        },
    }


def _told(one: Quality) -> dict[str, Any]:
    figures = [
        {
            "measure": figure.measure,
            "gold": figure.gold,
            "against": list(figure.against),
            **(asdict(figure.estimate) if figure.estimate else dict.fromkeys(("value", "low", "high"))),
            "n_articles": figure.n_articles,
            "note": figure.note or None,
        }
        for figure in one.figures
    ]
    return {
        "annotator": one.name,
        "articles": one.articles,
        "words": one.words,
        "annotations": one.annotations,
        "figures": figures,
        "course": [_dated(third) for third in one.course],
        "months": [_dated(month) for month in one.months],
        "competence": asdict(one.competence) if one.competence else None,
        "words_per_hour": one.pace.words_per_hour if one.pace else None,
        "hours": one.pace.time / timedelta(hours=1) if one.pace else None,
    }


def _dated(stretch: Stretch) -> dict[str, Any]:
    return {**asdict(stretch), "since": stretch.since.isoformat(), "until": stretch.until.isoformat()}
