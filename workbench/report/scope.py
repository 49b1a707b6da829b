"""What is compared, and the door at which names that do not exist are refused."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.agreement.units import Unit
from workbench.errors import WorkbenchError
from workbench.model import Kind
from workbench.store.people import Work, as_stored

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

    Raises WorkbenchError for an annotator or label, StoreError for an article, that does not exist, naming the nearest.
    """
    asked = _asked(store, [as_stored(name) for name in scope.annotators])
    ids = tuple(sorted({store.articles.find(article) for article in scope.articles}))
    if not set(scope.only) <= set(scope.labels):
        known = list(dict.fromkeys([*scope.labels, *store.layers.labels()]))
        for label in scope.only:
            _check(label, known, "label")
    names = tuple(one.name for one in asked if one.read or scope.annotators)
    return replace(scope, annotators=names, articles=ids), [one for one in asked if not one.read]


def _asked(store: Store, names: Sequence[str]) -> list[Work]:
    work = {one.name: one for one in store.people.work()}
    for name in names:
        _check(name, list(work), "annotator")
    return [one for one in work.values() if (one.name in names if names else one.kind is Kind.PERSON)]


def _check(name: str, known: Sequence[str], what: str) -> None:
    if name in known:
        return
    near = difflib.get_close_matches(name, known)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known) or 'none'}."
    raise WorkbenchError(f"There is no {what} {name!r} here.", hint)
