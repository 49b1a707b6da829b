"""The report as a whole: from a store to all scores, with what they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.agreement.groups import group
from workbench.report.gathering import Progress, gather
from workbench.report.scope import Scope, found
from workbench.report.scores import Score, Share, scores, shares
from workbench.report.warnings import warnings

if TYPE_CHECKING:
    from workbench.store import Store


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


def agreement(store: Store, scope: Scope, progress: Progress | None = None) -> Report:
    """How far the annotators agree.

    Raises WorkbenchError for an annotator or label, StoreError for an article, that does not exist, naming the nearest,
    before anything is counted.
    """
    asked, unread = found(store, scope)
    gathered = gather(store, asked, progress)
    everybody = group(gathered.counts, asked.annotators, asked.chosen)
    counted = tuple(shares(everybody))
    return Report(
        scores=tuple(scores(everybody, asked)),
        scope=asked,
        unused=tuple(label for label in asked.chosen if not everybody.marks_of(label).any()),
        shares=counted,
        articles=everybody.n_articles,
        paragraphs=sum(one.shared_paragraphs for one in gathered.counts),
        units=everybody.n_units,
        warnings=tuple(warnings(everybody, asked, counted, gathered, unread)),
    )
