"""The counts of all articles, and what was left out on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.agreement.counts import ArticleCounts, count
from workbench.model import Annotated
from workbench.report.scope import Scope

if TYPE_CHECKING:
    from workbench.store import Store

Progress = Callable[[int, int], None]
"""Called after each article with how many are counted, and of how many."""


@dataclass
class Gathered:
    """`read_alone` articles have no paragraph that two have read; `foreign` labels are not in the scheme."""

    counts: list[ArticleCounts] = field(default_factory=list)
    read_alone: int = 0
    foreign: Counter[str] = field(default_factory=Counter)

    def add(self, annotated: Annotated, counted: ArticleCounts | None, known: Container[str]) -> None:
        self.foreign.update(one.label for one in annotated.annotations if one.label not in known)
        if counted:
            self.counts.append(counted)
        elif annotated.read:
            self.read_alone += 1


def gather(store: Store, scope: Scope, progress: Progress | None) -> Gathered:
    """Count the articles one by one; `scope` names annotators and articles as stored."""
    gathered = Gathered()
    ids = scope.articles or store.articles.ids()
    for done, annotated in enumerate(store.layers.annotated(ids, scope.annotators), 1):
        counted = count(annotated, scope.annotators, scope.chosen, scope.unit)
        gathered.add(annotated, counted, scope.labels)
        if progress:
            progress(done, len(ids))
    return gathered
