"""What is compared, and the door at which names that do not exist are refused."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.agreement.units import Unit
from workbench.errors import WorkbenchError
from workbench.model import Kind
from workbench.names import did_you_mean
from workbench.store.people import Work

if TYPE_CHECKING:
    from workbench.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """What to compare. `labels` are the scheme's, in its order; `only` picks some, also such as the scheme lost.

    No `annotators`: every person who has read anything. No `articles` (ids or parts of them): all.
    """

    labels: tuple[str, ...]
    only: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    unit: Unit = Unit.WORD

    @property
    def chosen(self) -> tuple[str, ...]:
        """The labels that are counted."""
        return tuple(name for name in dict.fromkeys(self.labels + self.only) if name in (self.only or self.labels))


def found(store: Store, scope: Scope) -> tuple[Scope, list[Work]]:
    """The scope with its annotators and articles as stored, and the work of those who were asked for but read nothing.

    Raises WorkbenchError for a label, StoreError for an annotator or article, that does not exist, naming the nearest.
    """
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
