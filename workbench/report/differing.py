"""Why the annotators disagree: every difference between every two of them, sorted and counted, with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from workbench.agreement.differences import Difference, DifferenceKind, differences
from workbench.model import Annotated, Article, Kind
from workbench.report.gathering import Progress
from workbench.report.scope import Scope, found
from workbench.spans import nearest

if TYPE_CHECKING:
    from workbench.store import Store

NOTHING = "nothing"
"""What stands for a label where there is none."""
Names = tuple[str, str]
"""Who is held against whom: the first against the second."""


@dataclass(frozen=True, slots=True)
class Case:
    """One difference, where it is, and between whom; `gold`: whether the first is right by that."""

    article: Article
    annotators: Names
    difference: Difference
    gold: bool = False

    @property
    def paragraph(self) -> int:
        """In which paragraph it begins, counted from 0."""
        return nearest(self.article.paragraphs, self.difference.extent.start)


class Sort(NamedTuple):
    """What is alike in differences that are counted together; a label is None where there is nothing."""

    annotators: Names
    kind: DifferenceKind
    first: str | None
    second: str | None


@dataclass
class Differing:
    """All differences, counted. `articles` says of each pair how many articles have text that both have read.

    `slips` are those of boundaries: words by which the second begins and ends later, or, below 0, earlier. Where no one
    is held against another by right (`directed` is false: several pairs, none of them with gold), who is first says
    nothing: what is missed and what is extra are then the same, and so are both halves of the confusion.
    """

    scope: Scope
    gold: bool
    articles: dict[Names, int]
    counts: Counter[Sort]
    slips: Counter[tuple[int, int]]
    shown: dict[DifferenceKind, list[Case]]

    def add(self, case: Case, examples: int) -> None:
        """Count it, and keep it if there are fewer `examples` of its kind."""
        difference = case.difference
        self.counts[Sort(case.annotators, difference.kind, *difference.labels)] += 1
        if difference.kind is DifferenceKind.BOUNDARY:
            self.slips[difference.start, difference.end] += 1
        if len(self.shown.get(difference.kind, ())) < examples:
            self.shown.setdefault(difference.kind, []).append(case)

    @property
    def examples(self) -> list[Case]:
        """By kind, in reading order."""
        return [case for kind in DifferenceKind for case in self.shown.get(kind, ())]

    @property
    def directed(self) -> bool:
        return self.gold or len(self.articles) == 1

    @property
    def by_label(self) -> dict[str, Counter[DifferenceKind]]:
        """The labels that anybody used, in the scheme's order. One label for another counts in the rows of both."""
        rows: dict[str, Counter[DifferenceKind]] = {label: Counter() for label in _labels(self.scope)}
        for sort, count in self.counts.items():
            for label in {sort.first, sort.second} - {None}:
                rows[str(label)][sort.kind] += count
        return {label: row for label, row in rows.items() if row}

    @property
    def by_pair(self) -> dict[Names, Counter[DifferenceKind]]:
        """Of every two who have read the same text."""
        rows: dict[Names, Counter[DifferenceKind]] = {names: Counter() for names, n in self.articles.items() if n}
        for sort, count in self.counts.items():
            rows[sort.annotators][sort.kind] += count
        return rows

    @property
    def confusion(self) -> Counter[tuple[str | None, str | None]]:
        """How often the first has the one label where the second has the other; None: nothing. Edges do not count."""
        cells: Counter[tuple[str | None, str | None]] = Counter()
        for sort, count in self.counts.items():
            cells[sort.first, sort.second] += count
            if not self.directed and sort.first != sort.second:
                cells[sort.second, sort.first] += count
        return cells


def differing(
    store: Store,
    scope: Scope,
    examples: int = 0,
    kinds: Sequence[DifferenceKind] = (),
    progress: Progress | None = None,
) -> Differing:
    """Count all differences; `examples` are the first so many of each kind, or of the `kinds` given.

    A label in `scope.only` picks the differences that it has a part in. Raises as `report.agreement` does.
    """
    asked, _ = found(store, scope)
    pairs = pairs_of(store, asked)
    gold = bool(_gold(store, asked))
    made = Differing(asked, gold, dict.fromkeys(pairs, 0), Counter(), Counter(), {})
    wanted = set(kinds) or set(DifferenceKind) - {DifferenceKind.SAME}
    for annotated in labelled(store, asked, asked.annotators, _labels(asked), progress):
        for names in pairs:
            made.articles[names] += _both_read(annotated, names)
        for case in _cases(annotated, asked, pairs, gold=gold):
            made.add(case, examples if case.difference.kind in wanted else 0)
    return made


def cases(store: Store, scope: Scope, progress: Progress | None = None) -> Iterator[Case]:
    """Every difference, article by article, pair by pair, in reading order; what is the same too."""
    asked, _ = found(store, scope)
    pairs, gold = pairs_of(store, asked), bool(_gold(store, asked))
    for annotated in labelled(store, asked, asked.annotators, _labels(asked), progress):
        yield from _cases(annotated, asked, pairs, gold=gold)


def pairs_of(store: Store, scope: Scope) -> list[Names]:
    """Gold against everybody else, where gold is among them; else every two. `scope` has the names as stored."""
    gold = _gold(store, scope)
    others = [name for name in scope.annotators if name not in gold]
    return list(product(gold, others)) if gold else list(combinations(others, 2))


def _gold(store: Store, scope: Scope) -> list[str]:
    kinds = store.people.all()
    return [name for name in scope.annotators if kinds[name] is Kind.GOLD]


def labelled(
    store: Store, scope: Scope, annotators: Sequence[str], labels: Iterable[str], progress: Progress | None
) -> Iterator[Annotated]:
    """The articles of a scope, with annotations of these labels alone."""
    ids = scope.articles or store.articles.ids()
    known = frozenset(labels)
    for done, annotated in enumerate(store.layers.annotated(ids, annotators), 1):
        yield replace(annotated, annotations=tuple(one for one in annotated.annotations if one.label in known))
        if progress:
            progress(done, len(ids))


def _cases(annotated: Annotated, scope: Scope, pairs: Sequence[Names], *, gold: bool) -> Iterator[Case]:
    for names in pairs:
        for difference in differences(annotated, *names):
            if not scope.only or not set(scope.only).isdisjoint(difference.labels):
                yield Case(annotated.article, names, difference, gold)


def _both_read(annotated: Annotated, names: Names) -> bool:
    mine, theirs = ({mark.paragraph for mark in annotated.read if mark.annotator == name} for name in names)
    return not mine.isdisjoint(theirs)


def _labels(scope: Scope) -> tuple[str, ...]:
    """All that are compared: a label that was asked for is confused with others."""
    return tuple(dict.fromkeys(scope.labels + scope.only))
