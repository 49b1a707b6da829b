"""Compare and set: a change is written only where the value that it replaces is still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from workbench.errors import Conflict, StoreError
from workbench.model import Annotation, Relation, Step, Value
from workbench.store.belonging import Written, check_layers, check_relations, check_unlinked, check_values
from workbench.store.kinds import ANNOTATIONS, KINDS, RELATIONS, Key, kind_of
from workbench.store.rows import batched
from workbench.store.schema import annotator, history

State = dict[Key, Value]
"""Values by what identifies them."""

_Groups = dict[type, list[Any]]
"""Values by their type."""


class _Outcome(NamedTuple):
    """What comes of entries; relations with the article of their step, those that stay and those that go."""

    made: _Groups
    changed: _Groups
    gone: _Groups
    linked: list[tuple[str, Relation]]
    unlinked: list[tuple[str, Relation]]


_MANY = 50
"""Changes for which it is worth to ask whether their layers are empty."""

_BEGUN = (
    select(history.c.article_id, history.c.annotator)
    .distinct()
    .where(
        history.c.article_id.in_(bindparam("articles", expanding=True)),
        history.c.annotator.in_(bindparam("names", expanding=True)),
    )
)

_LOCK = (
    select(annotator.c.name)
    .where(annotator.c.name.in_(bindparam("names", expanding=True)))
    .order_by(annotator.c.name)
    .with_for_update(key_share=True)
)


def key(value: Value) -> Key:
    """What identifies a value while it changes."""
    return kind_of(value).key(value)


def replay(step: Step, state: State) -> None:
    """Do the changes to `state`. Raises Conflict where a value is not what the change expects."""
    for change in step:
        value = change.after or change.before
        if value is None:
            raise ValueError("a change of nothing into nothing")
        place = key(value)
        if change.before is not None and key(change.before) != place:
            raise ValueError("a change turns one value into another")
        if state.get(place) != change.before:
            raise _conflict(value, state.get(place))
        if change.after is None:
            del state[place]
        else:
            state[place] = change.after


def write_entries(connection: Connection, entries: Sequence[Written]) -> None:
    """Do the entries in order and write what has come of them. Raises as `Layers.apply` does."""
    check_layers(entries)
    outcome = _made(connection, entries) or _compared(connection, entries)
    check_values(connection, outcome.made)
    check_values(connection, outcome.changed)
    for kind in KINDS:
        if kind is RELATIONS:  # after the annotations, which they hold on to
            homes = {one.id: (one.article_id, one.annotator) for one in outcome.made.get(Annotation, ())}
            check_relations(connection, outcome.linked, homes)
        if new := outcome.made.get(kind.type):
            kind.insert(connection, new)
        if old := outcome.changed.get(kind.type):
            kind.update(connection, old)
    _delete(connection, outcome)


def lock(connection: Connection, names: set[str]) -> None:
    """Keep other writes of these annotators out until the end (on SQLite the transaction does).

    Raises StoreError for one that nobody knows.
    """
    if unknown := names.difference(connection.scalars(_LOCK, {"names": sorted(names)})):
        raise StoreError(f"There is no annotator {min(unknown)!r} in this database.")


def _made(connection: Connection, entries: Sequence[Written]) -> _Outcome | None:
    """What comes of entries that only make, each in a layer of its own that has no history: nothing can be there that
    would have to be compared. So it is with nearly all of an import. None where it is not so.
    """
    layers = {(article_id, annotator) for article_id, annotator, _ in entries}
    if len(layers) < len(entries) or sum(len(entry.step) for _, _, entry in entries) < _MANY:
        return None
    made: _Groups = defaultdict(list)
    linked = []
    for article_id, _, entry in entries:
        for change in entry.step:
            value = change.after
            if value is None or change.before is not None:
                return None
            made[type(value)].append(value)
            if isinstance(value, Relation):
                linked.append((article_id, value))
    return None if _any_begun(connection, layers) else _Outcome(made, {}, {}, linked, [])


def _any_begun(connection: Connection, layers: set[tuple[str, str]]) -> bool:
    """Whether any of the layers (article, annotator) has a history."""
    articles, names = ({layer[number] for layer in layers} for number in (0, 1))
    begun = (
        tuple(row)
        for some in batched(articles)
        for row in connection.execute(_BEGUN, {"articles": some, "names": sorted(names)})
    )
    return not layers.isdisjoint(begun)


def _compared(connection: Connection, entries: Sequence[Written]) -> _Outcome:
    """What comes of entries that are done in order to what is stored. Raises Conflict."""
    homes = {
        key(value): article_id for article_id, _, entry in entries for change in entry.step for value in change.values
    }
    before = _stored(connection, homes)
    after = dict(before)
    for article_id, _, entry in entries:
        try:
            replay(entry.step, after)
        except Conflict as conflict:
            raise _of_batch(conflict, article_id) if entry.batch else conflict from None
    made = {place: value for place, value in after.items() if place not in before}
    changed = {place: value for place, value in after.items() if before.get(place, value) != value}
    gone = {place: value for place, value in before.items() if place not in after}
    linked, unlinked = _links({**made, **changed}, homes), _links(gone, homes)
    return _Outcome(_grouped(made.values()), _grouped(changed.values()), _grouped(gone.values()), linked, unlinked)


def _grouped(values: Iterable[Value]) -> _Groups:
    groups: _Groups = defaultdict(list)
    for value in values:
        groups[type(value)].append(value)
    return groups


def _links(values: State, homes: dict[Key, str]) -> list[tuple[str, Relation]]:
    return [(homes[place], value) for place, value in values.items() if isinstance(value, Relation)]


def _stored(connection: Connection, touched: Iterable[Key]) -> State:
    """What is stored now of the values in these places."""
    places = defaultdict(list)
    for place in touched:
        places[place[0]].append(place)
    return {kind.key(value): value for kind in KINDS for value in kind.at(connection, places[kind.name])}


def _conflict(wanted: Value, stored: Value | None) -> Conflict:
    happened = "is no longer there" if stored is None else "was changed or made elsewhere meanwhile"
    return Conflict(
        f"{kind_of(wanted).called(wanted)} {happened}. Nothing of this step was stored.",
        "Open the article again to see what is stored.",
    )


def _of_batch(conflict: Conflict, article_id: str) -> Conflict:
    return Conflict(
        f"This was done in several articles at once, and is undone and done again in all or none. {conflict.message}",
        f"Open {article_id}, take back there what you did since, and try again.",
    )


def _delete(connection: Connection, outcome: _Outcome) -> None:
    """After the writing: what was written may have let go of something."""
    check_relations(connection, outcome.unlinked)  # before the annotations, which say where they were
    for kind in reversed(KINDS):
        if mine := outcome.gone.get(kind.type):
            if kind is ANNOTATIONS:
                check_unlinked(connection, mine)
            kind.delete(connection, mine)
