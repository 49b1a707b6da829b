"""Compare and set: a change is written only where the value that it replaces is still there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from workbench.errors import Conflict, StoreError
from workbench.model import Annotation, Change, ReadMark, Relation, Value
from workbench.store.belonging import Written, check_layers, check_relations, check_unlinked, check_values
from workbench.store.rows import (
    annotation_row,
    annotations_where,
    batched,
    insert_rows,
    read_row,
    read_where,
    relation_row,
    relations_where,
    segment_rows,
)
from workbench.store.schema import annotation, annotator, read_mark, relation, segment

Key = tuple[str, ...]
State = dict[Key, Value]
"""Values by what identifies them."""


def key(value: Value) -> Key:
    """What identifies a value while it changes."""
    match value:
        case Annotation():
            return ("annotation", value.id)
        case Relation():
            return ("relation", value.id)
        case ReadMark():
            return ("read", value.article_id, value.annotator, str(value.paragraph))


def replay(changes: Iterable[Change], state: State) -> None:
    """Do the changes to `state`. Raises Conflict where a value is not what the change expects."""
    for change in changes:
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
    _lock(connection, {name for _, name, _ in entries})
    changes = [(article_id, change) for article_id, _, entry in entries for change in entry.step]
    before = _stored(connection, [change for _, change in changes])
    after = dict(before)
    replay((change for _, change in changes), after)
    homes = {key(value): article_id for article_id, change in changes if (value := change.after) is not None}
    changed = [(homes[place], value) for place, value in after.items() if before.get(place) != value]
    check_values(connection, [value for _, value in changed])
    _write(connection, changed, before)
    _delete(connection, [value for place, value in before.items() if place not in after])


def _lock(connection: Connection, names: set[str]) -> None:
    """Keep other writes of these annotators out until the end (on SQLite the transaction does), if they are known."""
    locking = select(annotator.c.name).where(annotator.c.name.in_(names)).order_by(annotator.c.name)
    unknown = names - set(connection.scalars(locking.with_for_update(key_share=True)))
    if unknown:
        raise StoreError(f"There is no annotator {min(unknown)!r} in this database.")


def _stored(connection: Connection, changes: Iterable[Change]) -> State:
    """What is stored now of the values that the changes are about."""
    touched = {key(value) for change in changes for value in (change.before, change.after) if value is not None}
    found: list[Value] = []
    for ids in batched(place[1] for place in touched if place[0] == "annotation"):
        found += annotations_where(connection, annotation.c.id.in_(ids))
    for ids in batched(place[1] for place in touched if place[0] == "relation"):
        found += relations_where(connection, relation.c.id.in_(ids))
    for article_id, name in {(place[1], place[2]) for place in touched if place[0] == "read"}:
        mine = (read_mark.c.article_id == article_id) & (read_mark.c.annotator == name)
        found += [mark for mark in read_where(connection, mine) if key(mark) in touched]
    return {key(value): value for value in found}


def _conflict(wanted: Value, stored: Value | None) -> Conflict:
    match wanted:
        case Annotation():
            what = (
                f"The annotation {wanted.label} at [{wanted.extent.start}, {wanted.extent.end}) of {wanted.article_id}"
            )
        case Relation():
            what = f"The relation {wanted.type} {wanted.id}"
        case ReadMark():
            what = f"The read mark of paragraph {wanted.paragraph + 1} of {wanted.article_id}"
    happened = "is no longer there" if stored is None else "was changed or made elsewhere meanwhile"
    return Conflict(
        f"{what} {happened}. Nothing of this step was stored.", "Open the article again to see what is stored."
    )


def _delete(connection: Connection, gone: Sequence[Value]) -> None:
    """Relations first: they hold on to annotations. What is written already may have let go of some."""
    annotations = [value for value in gone if isinstance(value, Annotation)]
    for ids in batched(value.id for value in gone if isinstance(value, Relation)):
        connection.execute(delete(relation).where(relation.c.id.in_(ids)))
    check_unlinked(connection, annotations)
    for ids in batched(one.id for one in annotations):
        connection.execute(delete(segment).where(segment.c.annotation_id.in_(ids)))
        connection.execute(delete(annotation).where(annotation.c.id.in_(ids)))
    for mark in (value for value in gone if isinstance(value, ReadMark)):
        connection.execute(delete(read_mark).where(_is(mark)))


def _write(connection: Connection, changed: Sequence[tuple[str, Value]], before: State) -> None:
    """Annotations first: relations hold on to them, and may come to hold on to new ones."""
    relations = [(home, value) for home, value in changed if isinstance(value, Relation)]
    _put(connection, [value for _, value in changed if not isinstance(value, Relation)], before)
    check_relations(connection, relations)
    _put(connection, [value for _, value in relations], before)


def _put(connection: Connection, values: Sequence[Value], before: State) -> None:
    new = [value for value in values if key(value) not in before]
    annotations = [value for value in new if isinstance(value, Annotation)]
    insert_rows(connection, annotation, [annotation_row(one) for one in annotations])
    insert_rows(connection, segment, [row for one in annotations for row in segment_rows(one)])
    insert_rows(connection, relation, [relation_row(one) for one in new if isinstance(one, Relation)])
    insert_rows(connection, read_mark, [read_row(one) for one in new if isinstance(one, ReadMark)])
    for old in (value for value in values if key(value) in before):
        _update(connection, old)


def _update(connection: Connection, value: Value) -> None:
    match value:
        case Annotation():
            connection.execute(update(annotation).where(annotation.c.id == value.id).values(annotation_row(value)))
            connection.execute(delete(segment).where(segment.c.annotation_id == value.id))
            insert_rows(connection, segment, list(segment_rows(value)))
        case Relation():
            connection.execute(update(relation).where(relation.c.id == value.id).values(relation_row(value)))
        case ReadMark():
            connection.execute(update(read_mark).where(_is(value)).values(read_row(value)))


def _is(mark: ReadMark) -> ColumnElement[bool]:
    columns = read_mark.c
    return and_(
        columns.article_id == mark.article_id,
        columns.annotator == mark.annotator,
        columns.paragraph == mark.paragraph,
    )
