"""The report as one JSON document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workbench import __version__
from workbench.agreement.groups import ANY
from workbench.agreement.measures import MEASURES
from workbench.report.comparing import Report


def as_document(report: Report) -> dict[str, Any]:
    """Scores, what was counted, settings, warnings."""
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
            "sources": {measure.name: measure.source for measure in MEASURES if measure.source},
            "version": __version__,
        },
    }
