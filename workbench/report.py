"""Layers → agreement data → scores: how far the annotators agree, on what was counted, and what to beware of."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench import __version__
from workbench.agreement import MEASURES
from workbench.agreement.data import ArticleCounts, Unit, count
from workbench.agreement.figures import (
    ANY,
    GROUP_FIGURES,
    PAIR_FIGURES,
    Group,
    Label,
    Pair,
    figure,
    group,
)
from workbench.agreement.intervals import Estimate
from workbench.errors import Undefined, WorkbenchError
from workbench.model import Annotated, Kind

if TYPE_CHECKING:
    from workbench.store import Store

FEW_ARTICLES, FEW_ANNOTATIONS = 10, 30
RARE, COMMON = 0.05, 0.95
OF_UNITS = {measure.name for measure in MEASURES if measure.of_units}
ODDITIES = {
    "repeated": "given twice by the same annotator (same label and text): counted once",
    "cut": "partly in paragraphs that nobody else has read: only the rest counted",
    "outside": "wholly in paragraphs that nobody else has read: not counted",
    "merged": "overlapping another of the same label and annotator: one stretch of marked text",
}

Progress = Callable[[int, int], None]
"""Called after each article with how many are counted, and of how many."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to compare. `labels` are the scheme's, in its order; `only` picks some, also such as the scheme lost.

    No `annotators`: every person who has read anything. No `articles` (ids or parts of them): all.
    """

    labels: tuple[str, ...]
    only: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    unit: Unit = Unit.WORD

    @property
    def chosen(self) -> tuple[str, ...]:
        """The labels that are counted."""
        return tuple(name for name in dict.fromkeys(self.labels + self.only) if name in (self.only or self.labels))


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


@dataclass(frozen=True, slots=True)
class Report:
    """All scores, what they were made of, and what to beware of.

    `scope` names whom and what was compared; `unused` labels were given by nobody where it counts.
    """

    scores: tuple[Score, ...]
    scope: Scope
    unused: tuple[str, ...]
    shares: tuple[Share, ...]
    articles: int
    paragraphs: int
    units: int
    warnings: tuple[str, ...]


@dataclass
class _Gathered:
    """The counts of all articles, and what was left out on the way."""

    counts: list[ArticleCounts] = field(default_factory=list)
    read_alone: int = 0
    foreign: Counter[str] = field(default_factory=Counter)

    def add(self, annotated: Annotated, counted: ArticleCounts | None, known: Container[str]) -> None:
        self.foreign.update(one.label for one in annotated.annotations if one.label not in known)
        if counted:
            self.counts.append(counted)
        elif annotated.read:
            self.read_alone += 1


def agreement(store: Store, scope: Scope, progress: Progress | None = None) -> Report:
    """How far the annotators agree.

    Raises WorkbenchError for an annotator or label, StoreError for an article, that does not exist, naming the nearest.
    """
    names, unread = _annotators(store, scope.annotators)
    ids = tuple(sorted({store.articles.find(article) for article in scope.articles}))
    asked = replace(scope, annotators=tuple(names), articles=ids)
    gathered = _gather(store, asked, progress)
    for label in scope.only:
        _check(label, [*scope.labels, *gathered.foreign], "label")
    everybody = group(gathered.counts, names, scope.chosen)
    return Report(
        scores=tuple(_scores(everybody, asked)),
        scope=asked,
        unused=tuple(label for label in scope.chosen if not everybody.marks_of(label).any()),
        shares=tuple(_shares(everybody)),
        articles=everybody.n_articles,
        paragraphs=sum(one.shared_paragraphs for one in gathered.counts),
        units=everybody.n_units,
        warnings=(*unread, *_left_out(gathered, scope), *_few(everybody), *_uneven(everybody, scope), *_odd(everybody)),
    )


def as_document(report: Report) -> dict[str, Any]:
    """The report as JSON: scores, what was counted, settings, warnings."""
    return {
        "scores": [asdict(score) for score in report.scores],
        "counted": {
            "articles": report.articles,
            "paragraphs": report.paragraphs,
            "units": report.units,
            "annotators": [asdict(share) for share in report.shares],
        },
        "unused_labels": list(report.unused),
        "warnings": list(report.warnings),
        "settings": {
            "annotators": list(report.scope.annotators),
            "articles": list(report.scope.articles) or None,
            "labels": list(report.scope.chosen),
            "unit": report.scope.unit.value,
            "any_label": ANY,
            "interval": "95 %, delete-one-article jackknife-t on the Fisher-z scale",
            "text": "paragraphs that the annotators concerned have read",
            "version": __version__,
        },
    }


def _gather(store: Store, scope: Scope, progress: Progress | None) -> _Gathered:
    gathered = _Gathered()
    ids = scope.articles or store.articles.ids()
    for done, annotated in enumerate(store.layers.annotated(ids, scope.annotators), 1):
        counted = count(annotated, scope.annotators, scope.chosen, scope.unit)
        gathered.add(annotated, counted, scope.labels)
        if progress:
            progress(done, len(ids))
    return gathered


def _annotators(store: Store, named: Sequence[str]) -> tuple[list[str], list[str]]:
    """Who is compared, and a warning for each who has worked but read nothing."""
    work = {one.name: one for one in store.people.work()}
    names = [unicodedata.normalize("NFC", name).strip() for name in named]
    for name in names:
        _check(name, list(work), "annotator")
    asked = [one for one in work.values() if (one.name in names if names else one.kind is Kind.PERSON)]
    unread = [
        f"{one.name} has {_number(one.annotations, 'annotation')} but has marked no paragraph as read: not counted."
        for one in asked
        if one.annotations and not one.read
    ]
    return [one.name for one in asked if one.read or one.name in names], unread


def _check(name: str, known: Sequence[str], what: str) -> None:
    if name in known:
        return
    near = difflib.get_close_matches(name, known)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known) or 'none'}."
    raise WorkbenchError(f"There is no {what} {name!r} here.", hint)


# Scores


def _scores(everybody: Group, scope: Scope) -> Iterator[Score]:
    """With two annotators the figures of the group that a pair has too are the pair's: they are given once."""
    of_group = [name for name in GROUP_FIGURES if len(everybody.names) != 2 or name not in PAIR_FIGURES]
    for label in (*everybody.labels, None, ANY):
        for pair in everybody.pairs:
            yield from (_score(measure, pair, label, scope) for measure in PAIR_FIGURES)
        yield from (_score(measure, everybody, label, scope) for measure in of_group)


def _score(measure: str, people: Pair | Group, label: Label, scope: Scope) -> Score:
    found: Estimate | None = None
    try:
        found = figure(measure, people, label)
        note = found.note
    except Undefined as reason:
        note = reason.message
    of_units = measure in OF_UNITS
    return Score(
        measure=measure,
        label=label,
        annotators=people.names,
        article=scope.articles[0] if len(scope.articles) == 1 else None,
        unit=scope.unit.value if of_units else None,
        value=found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        n_articles=people.n_articles,
        n_units=people.n_units if of_units else None,
        n_items=int(people.marks_of(label).sum()),
        note=note or None,
    )


def _shares(everybody: Group) -> Iterator[Share]:
    made = everybody.marks_of(None)
    for number, name in enumerate(everybody.names):
        seats = [(one, one.annotators.index(name)) for one in everybody.counts if name in one.annotators]
        paragraphs = [int(one.paragraphs[i, i]) for one, i in seats]
        yield Share(name, sum(map(bool, paragraphs)), sum(paragraphs), int(made[number]))


# Warnings, each with its count


def _left_out(gathered: _Gathered, scope: Scope) -> Iterator[str]:
    if gathered.read_alone:
        yield f"{_number(gathered.read_alone, 'article')} of which no two have read the same paragraph: not counted."
    foreign = {label: n for label, n in gathered.foreign.items() if label not in scope.only}
    if foreign:
        yield f"Labels that the scheme does not have, not counted: {_listed(foreign)}. Count one with --label."


def _few(everybody: Group) -> Iterator[str]:
    if 1 < everybody.n_articles < FEW_ARTICLES:
        yield f"Only {everybody.n_articles} articles: under {FEW_ARTICLES} the intervals are unreliable."
    used = {label: everybody.marks_of(label) for label in everybody.labels}
    few = {label: int(n.sum()) for label, n in used.items() if 0 < n.sum() < FEW_ANNOTATIONS}
    if few:
        yield f"Under {FEW_ANNOTATIONS} annotations, figures unreliable: {_listed(few)}."
    alone = {label: everybody.names[int(n.argmax())] for label, n in used.items() if np.count_nonzero(n) == 1}
    if alone and len(everybody.names) > 1:
        yield f"Used by one annotator only: {_listed(alone)}."


def _uneven(everybody: Group, scope: Scope) -> Iterator[str]:
    made = dict(zip(everybody.names, everybody.marks_of(None).astype(int).tolist(), strict=True))
    middle = median(made.values()) if made else 0
    odd = {name: n for name, n in made.items() if len(made) > 2 and not middle / 3 <= n <= middle * 3}
    if odd:
        yield f"Far more or fewer annotations than the others (median {middle:g}): {_listed(odd)}."
    empty = sum(not one.marks.shared.any() for one in everybody.counts)
    if empty:
        yield f"{_number(empty, 'article')} in which nobody marked anything."
    marked = {label: _prevalence(everybody, label) for label in everybody.labels}
    extreme = {label: f"{share:.1%}" for label, share in marked.items() if 0 < share < RARE or share > COMMON}
    if extreme:
        yield (
            f"Very few or nearly all {scope.unit}s are marked, where α and κ are pessimistic (compare F1): "
            f"{_listed(extreme)}."
        )


def _prevalence(everybody: Group, label: str) -> float:
    try:
        return figure("prevalence", everybody, label).value
    except Undefined:
        return 0.0


def _odd(everybody: Group) -> Iterator[str]:
    sums = {name: sum(getattr(one.oddities, name) for one in everybody.counts) for name in ODDITIES}
    for name, sentence in ODDITIES.items():
        if sums[name]:
            yield f"{_number(sums[name], 'annotation')} {sentence}."


def _number(count_: int, noun: str) -> str:
    return f"{count_:,} {noun}" if count_ == 1 else f"{count_:,} {noun}s"


def _listed(counts: Mapping[str, object]) -> str:
    return ", ".join(f"{name} ({value})" for name, value in counts.items())
