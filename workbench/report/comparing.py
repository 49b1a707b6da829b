"""The report as a whole: from a store to all scores, with what they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.agreement.workers import Spread
from workbench.report.aligning import align
from workbench.report.gathering import Progress, gather
from workbench.report.scope import Scope, found
from workbench.report.scores import ROWS, Score, Share, by_article, of_attributes, of_relations, rows_of, scores, shares
from workbench.report.warnings import warnings

if TYPE_CHECKING:
    from workbench.store import Store


@dataclass(frozen=True, slots=True)
class Report:
    """All scores, what they were made of, and what to beware of.

    `scores` are of labels, `attributes` of what both have marked, `relations` by type, `by_article` of all labels in
    each article alone. `scope` names whom and what was compared; `unused` labels were given by nobody where it counts.
    """

    scores: tuple[Score, ...]
    attributes: tuple[Score, ...]
    relations: tuple[Score, ...]
    by_article: tuple[Score, ...]
    scope: Scope
    unused: tuple[str, ...]
    shares: tuple[Share, ...]
    articles: int
    paragraphs: int
    units: int
    warnings: tuple[str, ...]

    def shown(self, names: tuple[str, ...]) -> list[Score]:
        """Scores of these annotators, but for labels, and groups of them, that nobody used and nobody asked for."""
        everybody = (score for score in self.scores if score.annotators == self.scope.annotators)
        unused = {score.label for score in everybody if not score.n_items}
        hidden = unused.difference(self.scope.only, ROWS)
        return [score for score in self.scores if score.annotators == names and score.label not in hidden]


def agreement(
    store: Store,
    scope: Scope,
    progress: Progress | None = None,
    aligning: Progress | None = None,
    spread: Spread = map,
) -> Report:
    """How far the annotators agree. `progress` is of counting, `aligning` of γ, whose work `spread` hands out.

    Raises WorkbenchError for an annotator, label or measure, StoreError for an article, that does not exist, naming the
    nearest, before anything is counted.
    """
    asked, unread = found(store, scope)
    gathered = gather(store, asked, progress)
    everybody = gathered.everybody
    if everybody.n_articles and any(measure.name == "gamma" for measure in asked.told):
        align(everybody, rows_of(everybody), aligning or progress or _silently, spread)
    counted, figures = tuple(shares(everybody)), tuple(scores(everybody, asked))
    return Report(
        scores=figures,
        attributes=tuple(of_attributes(everybody, asked)),
        relations=tuple(of_relations(everybody, asked)),
        by_article=tuple(by_article(everybody, asked)),
        scope=asked,
        unused=tuple(label for label in asked.chosen if not everybody.made(label).any()),
        shares=counted,
        articles=everybody.n_articles,
        paragraphs=len(everybody.layers.article),
        units=everybody.n_units,
        warnings=tuple(warnings(gathered, asked, counted, figures, unread)),
    )


def _silently(done: int, number: int) -> None:
    """Tell nobody."""
