"""How those who learn do: their first attempts held against gold, per label and over time, and what they confuse.

The unit is an article, for intervals as for time. A paragraph counts where there is a gold standard of it, and as it
was when the learner marked it read for the first time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.credit import NOTHING, NOTHING_MADE, NOTHING_THERE, Credit, credits_of, total
from workbench.agreement.intervals import Estimate, estimate
from workbench.agreement.standard import Standard
from workbench.attempts import Attempts
from workbench.errors import Undefined
from workbench.model import Kind
from workbench.report.gathering import Progress

if TYPE_CHECKING:
    from workbench.scheme import Scheme
    from workbench.store import Store

AT_ONCE = 50
"""Articles of which the histories are in the memory together."""
Confused = tuple[str | None, str | None]
"""The label of gold and that of the learner; None for nothing."""


@dataclass(frozen=True, slots=True)
class Try:
    """The first attempt at one paragraph: when it was, and what it brought by label."""

    at: datetime
    credits: dict[str, Credit]

    def credit(self, label: str | None) -> Credit:
        """Of a label, or of all together (None)."""
        return total(self.credits.values()) if label is None else self.credits.get(label, Credit())


@dataclass(frozen=True, slots=True)
class Sitting:
    """The first attempts of one learner at the paragraphs of one article, in the order of time."""

    article: str
    tries: tuple[Try, ...]
    confused: Counter[Confused]

    @property
    def at(self) -> datetime:
        """When it began."""
        return self.tries[0].at

    def credit(self, label: str | None) -> Credit:
        """Of a label, or of all together (None), in the whole article."""
        return total(one.credit(label) for one in self.tries)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one learner made of a label, or of all (None). `course` is F1 by sitting, None where there was nothing.

    `gold` and `made` are annotations, counted once in each paragraph that they touch.

    An `Estimate` is None where it is undefined; `passed` is None where the scheme has no pass mark or F1 no value, and
    says whether F1 as it is shown, with two places, reaches it.
    """

    label: str | None
    gold: int
    made: int
    precision: Estimate | None
    recall: Estimate | None
    f1: Estimate | None
    passed: bool | None
    course: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """One of those who learn: sittings in the order of time, figures of all labels together and of each."""

    name: str
    sittings: tuple[Sitting, ...]
    figures: tuple[Figures, ...]
    confused: tuple[tuple[Confused, int], ...] = field(default=())
    """What was taken for what and how often, the commonest first."""

    @property
    def paragraphs(self) -> int:
        """Paragraphs that were held against gold."""
        return sum(len(one.tries) for one in self.sittings)

    def course(self, label: str | None) -> list[float]:
        """F1 of a label, or of all together, in each paragraph where it has a value, in the order of time."""
        tries = sorted((one for sitting in self.sittings for one in sitting.tries), key=lambda one: one.at)
        values = (_value(one.credit(label)) for one in tries)
        return [value for value in values if value is not None]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """Everybody who has read something that has a gold standard, by name. `articles` have one, in part at least; in
    `unread` gold has annotations, and no paragraph marked read.
    """

    learners: tuple[Learner, ...]
    articles: int
    pass_mark: float | None
    unread: int = 0


def learners(store: Store, scheme: Scheme, names: Sequence[str] = (), progress: Progress | None = None) -> ClassReport:
    """The report on these annotators, or on all persons."""
    kinds = store.people.all()
    gold = [name for name, kind in kinds.items() if kind is Kind.GOLD]
    names = names or [name for name, kind in kinds.items() if kind is Kind.PERSON]
    sittings: dict[str, list[Sitting]] = {name: [] for name in names}
    ids, articles, unread = store.articles.ids(), 0, 0
    done, stored = 0, store.layers.annotated(ids, gold)
    while some := list(islice(stored, AT_ONCE)):
        standards = {one.article.id: Standard(one, gold) for one in some if one.read}
        for (id_, name), history in store.layers.histories(standards, names).items():
            sittings[name] += _sitting(standards[id_], Attempts(standards[id_].article, history))
        articles += len(standards)
        unread += sum(bool(one.annotations) for one in some if not one.read)
        done += len(some)
        if progress:
            progress(done, len(ids))
    found = (_learner(name, made, scheme) for name, made in sittings.items() if made)
    return ClassReport(tuple(found), articles, scheme.pass_mark, unread)


def _sitting(standard: Standard, attempts: Attempts) -> Iterator[Sitting]:
    """One, or none where no paragraph counts."""
    counted = [one for one in attempts.first.values() if one.paragraph in standard]
    counted.sort(key=lambda one: one.at)
    differences = [standard.differences(one.paragraph, one.annotations) for one in counted]
    if counted:
        tries = tuple(Try(one.at, credits_of(found)) for one, found in zip(counted, differences, strict=True))
        confused = Counter(one.labels for found in differences for one in found if len(set(one.labels)) > 1)
        yield Sitting(standard.article.id, tries, confused)


def _learner(name: str, made: Iterable[Sitting], scheme: Scheme) -> Learner:
    sittings = tuple(sorted(made, key=lambda one: (one.at, one.article)))
    used = {label for one in sittings for each in one.tries for label in each.credits}
    labels = [*(label for label in scheme.labels if label in used), *sorted(used.difference(scheme.labels))]
    confused = sum((one.confused for one in sittings), Counter[Confused]())
    order = sorted(confused.items(), key=lambda one: (-one[1], *(label or "" for label in one[0])))
    figures = tuple(_figures(label, sittings, scheme.pass_mark) for label in (None, *labels))
    return Learner(name, sittings, figures, tuple(order))


def _figures(label: str | None, sittings: Sequence[Sitting], pass_mark: float | None) -> Figures:
    found = [one.credit(label) for one in sittings]
    rows = np.array([(one.there, one.found, one.made, one.right) for one in found], dtype=float)
    f1 = _estimate(rows, _f1, NOTHING)
    return Figures(
        label,
        sum(one.there for one in found),
        sum(one.made for one in found),
        _estimate(rows, _precision, NOTHING_MADE),
        _estimate(rows, _recall, NOTHING_THERE),
        f1,
        None if f1 is None or pass_mark is None else round(f1.value, 2) >= pass_mark,
        tuple(_value(one) for one in found),
    )


def _value(credit: Credit) -> float | None:
    try:
        return credit.f1
    except Undefined:
        return None


def _estimate(rows: Array, parts: Callable[[Array], tuple[Array, Array]], why_undefined: str) -> Estimate | None:
    """The figure over all sittings; `rows` are those of `Credit`: there, found, made, right."""
    try:
        return estimate(rows, parts, lowest=0.0, why_undefined=why_undefined)
    except Undefined:
        return None


def _precision(sums: Array) -> tuple[Array, Array]:
    return sums[..., 2] - sums[..., 3], sums[..., 2]


def _recall(sums: Array) -> tuple[Array, Array]:
    return sums[..., 0] - sums[..., 1], sums[..., 0]


def _f1(sums: Array) -> tuple[Array, Array]:
    missed, wrong = _recall(sums), _precision(sums)
    return missed[0] + wrong[0], missed[1] + wrong[1]
