"""Compare and set: a change is written only where the value that it replaces is still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select

from workbench.errors import Conflict, StoreError
from workbench.model import Annotation, Relation, Step, Value
from workbench.store.belonging import Written, check_layers, check_relations, check_unlinked, check_values
from workbench.store.kinds import KINDS, Key, kind_of
from workbench.store.schema import annotator

State = dict[Key, Value]
"""Values by what identifies them."""

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
    changed = {place: value for place, value in after.items() if before.get(place) != value}
    check_values(connection, changed.values())
    _write(connection, changed, before, homes)
    _delete(connection, {place: value for place, value in before.items() if place not in after}, homes)


def lock(connection: Connection, names: set[str]) -> None:
    """Keep other writes of these annotators out until the end (on SQLite the transaction does).

    Raises StoreError for one that nobody knows.
    """
    if unknown := names.difference(connection.scalars(_LOCK, {"names": sorted(names)})):
        raise StoreError(f"There is no annotator {min(unknown)!r} in this database.")


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


def _write(connection: Connection, changed: State, before: State, homes: dict[Key, str]) -> None:
    for kind in KINDS:
        mine = {place: value for place, value in changed.items() if place[0] == kind.name}
        check_relations(connection, _at_home(mine, homes))  # after the annotations, which they hold on to
        if new := [value for place, value in mine.items() if place not in before]:
            kind.insert(connection, new)
        if old := [value for place, value in mine.items() if place in before]:
            kind.update(connection, old)


def _delete(connection: Connection, gone: State, homes: dict[Key, str]) -> None:
    """After the writing: what was written may have let go of something."""
    for kind in reversed(KINDS):
        mine = {place: value for place, value in gone.items() if place[0] == kind.name}
        check_relations(connection, _at_home(mine, homes))  # before the annotations, which say where they were
        check_unlinked(connection, [value for value in mine.values() if isinstance(value, Annotation)])
        if mine:
            kind.delete(connection, list(mine.values()))


def _at_home(values: State, homes: dict[Key, str]) -> list[tuple[str, Relation]]:
    """The relations among the values, each with the article of its step."""
    return [(homes[place], value) for place, value in values.items() if isinstance(value, Relation)]
