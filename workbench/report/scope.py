"""What is compared and how, and the door at which names that do not exist are refused."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.agreement.intervals import Interval
from workbench.agreement.measure import Family, Measure
from workbench.agreement.measures import MEASURES
from workbench.agreement.units import Unit
from workbench.errors import WorkbenchError
from workbench.model import Kind
from workbench.names import did_you_mean
from workbench.store.people import Work

if TYPE_CHECKING:
    from workbench.store import Store


KNOWN = "`workbench agreement --more` shows all; docs/agreement.md tells what each answers."


@dataclass(frozen=True, slots=True)
class Scope:
    """What to compare. `labels` are the scheme's, in its order; `only` picks some, also such as the scheme lost.

    `above` gives the parent of labels that have one. No `annotators`: every person who has read anything. No `articles`
    (ids or parts of them): all. No `measures`: the menu.
    """

    labels: tuple[str, ...]
    only: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    unit: Unit = Unit.CHARACTER
    measures: tuple[str, ...] = ()
    interval: Interval = Interval.JACKKNIFE
    above: Mapping[str, str] = field(default_factory=dict)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The labels that are counted."""
        return tuple(name for name in dict.fromkeys(self.labels + self.only) if name in (self.only or self.labels))

    @property
    def told(self) -> tuple[Measure, ...]:
        """The measures that are told, in the order of their table."""
        if not self.measures:
            return tuple(one for one in MEASURES if one.family is Family.MENU)
        return tuple(one for one in MEASURES if one.name in self.measures)


def found(store: Store, scope: Scope) -> tuple[Scope, list[Work]]:
    """The scope with its annotators and articles as stored, and the work of those who were asked for but read nothing.

    Raises WorkbenchError for a label or measure, StoreError for an annotator or article, that does not exist, naming
    the nearest.
    """
    for name in scope.measures:
        if name not in (known := [one.name for one in MEASURES]):
            raise WorkbenchError(f"There is no measure '{name}'{did_you_mean(name, known)}", KNOWN)
    asked = _asked(store, {store.people.find(name) for name in scope.annotators})
    ids = tuple(sorted({store.articles.find(article) for article in scope.articles}))
    if not set(scope.only) <= set(scope.labels):
        known = list(dict.fromkeys([*scope.labels, *store.layers.labels()]))
        for label in scope.only:
            if label not in known:
                raise WorkbenchError(f"'{label}' is no label of the scheme{did_you_mean(label, known)}")
    names = tuple(one.name for one in asked if one.read or scope.annotators)
    return replace(scope, annotators=names, articles=ids), [one for one in asked if not one.read]


def _asked(store: Store, names: AbstractSet[str]) -> list[Work]:
    return [one for one in store.people.work() if (one.name in names if names else one.kind is Kind.PERSON)]
