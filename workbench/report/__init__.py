"""Layers → agreement data → scores: how far the annotators agree, on what was counted, and what to beware of."""

from workbench.report.comparing import Report, agreement
from workbench.report.document import as_document
from workbench.report.gathering import Progress
from workbench.report.scope import Scope
from workbench.report.scores import Score, Share

__all__ = ["Progress", "Report", "Scope", "Score", "Share", "agreement", "as_document"]
