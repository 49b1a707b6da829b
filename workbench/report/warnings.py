"""What to beware of, each with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from workbench.agreement.groups import Group
from workbench.agreement.marks import Oddity
from workbench.agreement.measures import PREVALENCE, figure
from workbench.errors import Undefined
from workbench.report.gathering import Gathered
from workbench.report.scope import Scope
from workbench.report.scores import Share
from workbench.report.sentences import listed, many, percent
from workbench.store.people import Work

FEW_ARTICLES, FEW_ANNOTATIONS = 10, 30
RARE, COMMON = 0.05, 0.95
FAR = 3
"""times as many as usual, or fewer by this factor"""
TELLING = 3
"""annotations, made or usual: among fewer a difference is chance"""


def warnings(
    everybody: Group, scope: Scope, shares: Sequence[Share], gathered: Gathered, unread: Sequence[Work]
) -> Iterator[str]:
    """In the order in which they are printed: what was left out first."""
    yield from _left_out(scope, gathered, unread)
    yield from _few(everybody)
    yield from _uneven(shares)
    yield from _marked(everybody, scope)
    odd = sum((one.oddities for one in gathered.counts), Counter[Oddity]())
    yield from (f"{many(odd[oddity], 'annotation')} {oddity.value}." for oddity in Oddity if odd[oddity])


def _left_out(scope: Scope, gathered: Gathered, unread: Sequence[Work]) -> Iterator[str]:
    for one in unread:
        if one.annotations:
            made = many(one.annotations, "annotation")
            yield f"{one.name} has {made} but has marked no paragraph as read: not counted."
    if gathered.read_alone:
        yield f"{many(gathered.read_alone, 'article')} of which no two have read the same paragraph: not counted."
    foreign = {label: n for label, n in gathered.foreign.items() if label not in scope.only}
    if foreign:
        yield f"Labels that the scheme does not have, not counted: {listed(foreign)}. Count one with --label."


def _few(everybody: Group) -> Iterator[str]:
    articles = everybody.n_articles
    if 1 < articles < FEW_ARTICLES:
        yield f"Only {articles} articles: under {FEW_ARTICLES} the intervals are unreliable."
    used = {label: made for label in everybody.labels if (made := everybody.marks_of(label)).any()}
    few = {
        label: f"{made.sum():.0f} in {many(found_in, 'article')}"
        for label, made in used.items()
        if (found_in := everybody.articles_of(label)) < min(FEW_ARTICLES, articles) or made.sum() < FEW_ANNOTATIONS
    }
    if few:
        yield (
            f"Under {FEW_ANNOTATIONS} annotations, or found in under {FEW_ARTICLES} articles, figures and intervals "
            f"unreliable: {listed(few)}."
        )
    alone = {label: everybody.names[made.argmax()] for label, made in used.items() if np.count_nonzero(made) == 1}
    if alone and len(everybody.names) > 1:
        yield f"Used by one annotator only: {listed(alone)}."


def _uneven(shares: Sequence[Share]) -> Iterator[str]:
    """Per paragraph, as who has read little has made little; one annotation more or less says nothing."""
    readers = [share for share in shares if share.paragraphs]
    if len(readers) < 3:
        return
    usual = median(share.annotations / share.paragraphs for share in readers)
    odd = {
        share.annotator: f"{share.annotations} in {many(share.paragraphs, 'paragraph')}"
        for share in readers
        if _far_apart(share.annotations, usual * share.paragraphs)
    }
    if odd:
        yield f"Far more or fewer annotations per paragraph than the others (median {usual:.2g}): {listed(odd)}."


def _far_apart(made: int, expected: float) -> bool:
    return max(made, expected) >= TELLING and not expected / FAR <= made <= expected * FAR


def _marked(everybody: Group, scope: Scope) -> Iterator[str]:
    empty = sum(not one.marks.shared.any() for one in everybody.counts)
    if empty:
        these = " with these labels" if scope.only else ""
        yield f"{many(empty, 'article')} in which nobody marked anything{these} where it counts."
    marked = {label: _prevalence(everybody, label) for label in everybody.labels}
    extreme = {label: percent(share) for label, share in marked.items() if 0 < share < RARE or share > COMMON}
    if extreme:
        yield (
            f"Very few or nearly all {scope.unit}s are marked, where α and κ are pessimistic (compare F1): "
            f"{listed(extreme)}."
        )


def _prevalence(everybody: Group, label: str) -> float:
    try:
        return figure(PREVALENCE, everybody, label).value
    except Undefined:
        return 0.0
