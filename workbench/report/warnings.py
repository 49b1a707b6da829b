"""What to beware of, each with its count."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from workbench.agreement.groups import ANY, Group
from workbench.agreement.laying import Oddity
from workbench.report.gathering import Gathered
from workbench.report.scope import Scope
from workbench.report.scores import RELY, TENTATIVE, Score, Share, Verdict
from workbench.report.sentences import enumerated, figure, listed, many, percent
from workbench.store.people import Work

FEW_ARTICLES, FEW_ANNOTATIONS = 10, 30
RARE, COMMON = 0.05, 0.95
ERROR = 0.01
"""of γ's own standard error"""
FAR = 3
"""times as many as usual, or fewer by this factor"""
TELLING = 3
"""annotations, made or usual: among fewer a difference is chance"""


def warnings(
    gathered: Gathered, scope: Scope, shares: Sequence[Share], scores: Sequence[Score], unread: Sequence[Work]
) -> Iterator[str]:
    """In the order in which they are printed: what was left out first."""
    everybody, odd = gathered.everybody, gathered.odd
    of_all = [score for score in scores if score.annotators == everybody.names]
    yield from _left_out(scope, gathered, unread)
    yield from _few(everybody)
    yield from _uneven(shares)
    yield from _marked(everybody, of_all, scope)
    yield from _open(of_all)
    yield from _drawn(everybody)
    yield from (f"{many(odd[oddity], 'annotation')} {oddity.value}." for oddity in Oddity if odd[oddity])


def _left_out(scope: Scope, gathered: Gathered, unread: Sequence[Work]) -> Iterator[str]:
    several = [measure.title for measure in scope.told if len(gathered.everybody.names) < measure.least]
    if several:
        yield f"{enumerated(several)} {'is' if len(several) == 1 else 'are'} for three annotators or more: not counted."
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
    counts = {label: everybody.made(label) for label in everybody.labels}
    used = {label: made.sum(axis=0) for label, made in counts.items() if made.any()}
    few = {
        label: f"{made.sum():.0f} in {many(found_in, 'article')}"
        for label, made in used.items()
        if (found_in := int(counts[label].any(axis=1).sum())) < min(FEW_ARTICLES, articles)
        or made.sum() < FEW_ANNOTATIONS
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


def _marked(everybody: Group, scores: Sequence[Score], scope: Scope) -> Iterator[str]:
    empty = everybody.n_articles - int(everybody.made(None).any(axis=1).sum())
    if empty:
        these = " with these labels" if scope.only else ""
        yield f"{many(empty, 'article')} in which nobody marked anything{these} where it counts."
    marked = {score.label: score.value or 0.0 for score in scores if score.measure == "prevalence"}
    shares = {label: marked.get(label, 0.0) for label in everybody.labels}
    extreme = {label: percent(share) for label, share in shares.items() if 0 < share < RARE or share > COMMON}
    if extreme:
        yield (
            f"Very few or nearly all {scope.unit}s are marked, where α and κ are pessimistic (compare F1): "
            f"{listed(extreme)}."
        )


def _open(scores: Sequence[Score]) -> Iterator[str]:
    crossed = {
        str(score.label or "all labels"): f"{figure(score.low or 0)}–{figure(score.high or 0)}"
        for score in scores
        if score.measure == "krippendorff_alpha" and score.label != ANY and score.verdict is Verdict.OPEN
    }
    if crossed:
        yield f"α may lie on either side of {TENTATIVE} or {RELY:.2f}, one cannot tell: {listed(crossed)}."


def _drawn(everybody: Group) -> Iterator[str]:
    found = {str(label or "all labels"): one for label, one in everybody.disorders.items() if label != ANY}
    vague = {name: f"± {one.error:.3f}" for name, one in found.items() if ERROR < one.error < math.inf}
    if vague:
        yield f"γ is drawn at random, with a standard error of more than {ERROR}: {listed(vague)}."
    stopped = {name: f"{one.gap:.3f}" for name, one in found.items() if one.gap}
    if stopped:
        yield f"The best alignment was not found in time, by so much γ may be off: {listed(stopped)}."
