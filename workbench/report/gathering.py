"""All articles laid end to end, and what was left out on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.agreement.groups import Group, grouped
from workbench.agreement.laying import Laying, Oddity
from workbench.report.scope import Scope

if TYPE_CHECKING:
    from workbench.store import Store

Progress = Callable[[int, int], None]
"""Called after each article with how many are counted, and of how many."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`read_alone` articles have no paragraph that two have read; `foreign` labels are not in the scheme."""

    everybody: Group
    odd: Counter[Oddity]
    read_alone: int
    foreign: Counter[str]


def gather(store: Store, scope: Scope, progress: Progress | None) -> Gathered:
    """Take the articles in one by one; `scope` names annotators and articles as stored."""
    laying = Laying(scope.annotators, scope.chosen, scope.unit)
    ids, known = scope.articles or store.articles.ids(), set(scope.labels)
    read_alone, foreign = 0, Counter[str]()
    for done, annotated in enumerate(store.layers.annotated(ids, scope.annotators), 1):
        foreign.update(one.label for one in annotated.annotations if one.label not in known)
        if not laying.add(annotated):
            read_alone += bool(annotated.read)
        if progress:
            progress(done, len(ids))
    return Gathered(grouped(laying.layers(), scope.above), laying.odd, read_alone, foreign)
