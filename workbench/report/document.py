"""The report as one JSON document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workbench import __version__
from workbench.agreement.groups import ANY
from workbench.agreement.measures import MEASURES, PREVALENCE
from workbench.report.aligning import settings as gamma_settings
from workbench.report.comparing import Report
from workbench.report.methods import averaged
from workbench.report.scores import INTERVALS, RELY, TENTATIVE
from workbench.report.sentences import enumerated

BESIDE = {
    "attribute_percent": "of annotations with the same label and half their text or more in common: equal values",
    "attribute_alpha": "α of these values; of numbers the difference squared, of several choices Jaccard's distance",
    "relation_f1": "2M / (A + B), M: relations of the same type between such annotations; the mean over every two",
}


def as_document(report: Report) -> dict[str, Any]:
    """Scores, what was counted, definitions, settings, warnings."""
    told, means = [*report.scope.told, PREVALENCE], enumerated(averaged(MEASURES))
    return {
        "scores": [asdict(score) for score in report.scores],
        "attributes": [asdict(score) for score in report.attributes],
        "relations": [asdict(score) for score in report.relations],
        "by_article": [asdict(score) for score in report.by_article],
        "counted": {
            "articles": report.articles,
            "paragraphs": report.paragraphs,
            "units": report.units,
            "annotators": [asdict(share) for share in report.shares],
        },
        "unused_labels": list(report.unused),
        "warnings": list(report.warnings),
        "definitions": {one.name: {"answers": one.answers, "formula": one.formula} for one in told} | BESIDE,
        "settings": {
            "annotators": list(report.scope.annotators),
            "articles": list(report.scope.articles) or None,
            "labels": list(report.scope.chosen),
            "unit": report.scope.unit.value,
            "any_label": ANY,
            "several_annotators": f"{means} are the mean of every two; pairs that have none are left out",
            "overlapping_labels": "of one label: marked or not; of all labels together: the set of labels over a unit",
            "interval": INTERVALS[report.scope.interval],
            "thresholds": {"reliable": RELY, "tentative": TENTATIVE, "source": "Krippendorff 2004"},
            "text": "paragraphs that the annotators concerned have read",
            "gamma": gamma_settings() if any(one.name == "gamma" for one in told) else None,
            "sources": {one.name: one.source for one in told if one.source},
            "version": __version__,
        },
    }
