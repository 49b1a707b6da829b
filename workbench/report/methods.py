"""A paragraph on methods that is ready for a paper: generated from what a report has really measured, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench import __version__
from workbench.agreement.intervals import RESAMPLES, Interval
from workbench.agreement.measure import Measure
from workbench.report.aligning import settings as gamma_settings
from workbench.report.comparing import Report
from workbench.report.references import full
from workbench.report.scores import RELY, TENTATIVE, Score
from workbench.report.sentences import enumerated, figure, many

JACKKNIFE, BOOTSTRAP = ("Tukey 1958", "Arvesen 1969"), ("Efron 1979",)
THRESHOLDS = "Krippendorff 2004"


def methods(report: Report) -> str:
    """What was compared, how it was measured, and what came out for all labels together."""
    told = _told(report)
    return " ".join([*_text(report), *_measures(report, told), *_intervals(report), *_results(report, told)])


def references(report: Report) -> list[str]:
    """The papers that `methods` names."""
    told = _told(report)
    judged = [THRESHOLDS] if any(measure.judged for measure in told) else []
    return full([*(measure.source for measure in told if measure.source), *_sources(report), *judged])


def means(report: Report) -> str:
    """Which figures are means over every two annotators, as a clause; empty where none is."""
    names = averaged(_told(report))
    if not names or len(report.scope.annotators) < 3:
        return ""
    return f"{enumerated(names)} {'is the mean' if len(names) == 1 else 'are means'} over every two"


def averaged(measures: Iterable[Measure]) -> list[str]:
    """Those that are means over every two annotators, as they are called in tables; F1 in any sense is F1."""
    names = ("F1" if one.name.startswith("f1_") else " ".join(one.heading.split()) for one in measures if one.averaged)
    return list(dict.fromkeys(names))


def _told(report: Report) -> list[Measure]:
    """The measures that are in the report."""
    names = {score.measure for score in report.scores}
    return [measure for measure in report.scope.told if measure.name in names]


def _sources(report: Report) -> Sequence[str]:
    return JACKKNIFE if report.scope.interval is Interval.JACKKNIFE else BOOTSTRAP


def _text(report: Report) -> Iterator[str]:
    unit = report.scope.unit.value
    names, labels = report.scope.annotators, len(report.scope.chosen) - len(report.unused)
    made = [share.annotations for share in report.shares]
    yield (
        f"{many(len(names), 'annotator')} ({enumerated(names)}) labelled {many(report.articles, 'article')} with "
        f"{many(labels, 'label')}. Agreement was computed with workbench {__version__} on those paragraphs that at "
        f"least two of them had marked as read ({many(report.paragraphs, 'paragraph')}, {many(report.units, unit)}; "
        f"{min(made):,} to {max(made):,} annotations per annotator). An annotator counts only where they have read; "
        "annotations were cut to that text."
    )


def _measures(report: Report, told: Sequence[Measure]) -> Iterator[str]:
    named = [f"{one.title} ({one.formula}{f'; {one.source}' if one.source else ''})" for one in told]
    yield f"We report {enumerated(named, '; ')}."
    if mean := means(report):
        yield f"Of more than two annotators {mean}."
    if any(one.of_units for one in told):
        yield (
            f"Units are {report.scope.unit.value}s. Of one label, a unit is marked or not; of all labels together, its "
            "value is the set of labels over it."
        )
    if any(one.name == "gamma" for one in told):
        set_to = gamma_settings()
        weights = ", ".join(f"{name} = {value:g}" for name, value in set_to["dissimilarity"].items())
        yield f"For γ, {weights}; chance: {set_to['chance']}; random texts: {set_to['draws']}; seed {set_to['seed']}."


def _intervals(report: Report) -> Iterator[str]:
    if report.scope.interval is Interval.JACKKNIFE:
        how = "delete-one-article jackknife intervals with Student's t on the Fisher-z scale"
    else:
        how = f"percentile intervals of {RESAMPLES:,} bootstrap resamples of articles"
    yield (
        f"In brackets are 95 % {how} ({'; '.join(_sources(report))}): articles are the independent observations, and "
        "the intervals speak of new articles by the same annotators."
    )


def _results(report: Report, told: Sequence[Measure]) -> Iterator[str]:
    found = {s.measure: s for s in report.scores if s.label is None and s.annotators == report.scope.annotators}
    values = [f"{one.title} {_estimated(found[one.name])}" for one in told if one.name in found]
    if values:
        yield f"Over all labels: {', '.join(values)}."
    if any(one.judged for one in told):
        yield (
            f"Krippendorff (2004) asks for α ≥ {RELY:.2f} to rely on data and for α ≥ {TENTATIVE} to draw tentative "
            "conclusions."
        )


def _estimated(score: Score) -> str:
    """`0.81 [0.75, 0.86]`, or why it has no value or interval."""
    if score.value is None:
        return f"undefined ({score.note})"
    if score.low is None or score.high is None:
        return f"{figure(score.value)} ({score.note})"
    return f"{figure(score.value)} [{figure(score.low)}, {figure(score.high)}]"
