"""The kinds of value that layers are made of: the one place that knows table, key, rows and order of each.

The fields of a value are the columns of its table, in the same order; an annotation alone has its segments besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    select,
    tuple_,
    update,
)

from workbench.model import Annotation, Note, Origin, ReadMark, Relation, Skip, Span, Value, reading_order
from workbench.store.codec import attributes_from_json, attributes_to_json
from workbench.store.rows import Row, batched, insert_rows
from workbench.store.schema import annotation, note, read_mark, relation, segment, skip

V = TypeVar("V", bound=Value)

Key = tuple[str, str | tuple[str | int, ...]]
"""What identifies a value while it changes: the table of its kind, and its primary key there."""


class Kind(Generic[V]):
    """The values of one `type`. `called` names one in a sentence, `order` sorts them."""

    def __init__(
        self, type_: type[V], query: Select[Any], table: Table, called: Callable[[V], str], order: Callable[[V], Any]
    ) -> None:
        self.type = type_
        self.called = called
        self.name = table.name
        self._order = order
        self._query = query
        self._annotator = table.c.annotator
        self._columns = table.columns.keys()
        self._fields = attrgetter(*self._columns)
        primary = table.primary_key.columns.values()
        self._primary = [column.name for column in primary]
        self._identity: Callable[[V], Any] = attrgetter(*self._primary)
        one = primary[0] if len(primary) == 1 else tuple_(*primary)
        this = and_(*(column == bindparam(f"this_{column.name}") for column in primary))
        self._wanted = query.where(one.in_(bindparam("wanted", expanding=True)))
        self._table, self._update, self._delete = table, update(table).where(this), delete(table).where(this)

    def key(self, value: V) -> Key:
        return self.name, self._identity(value)

    def where(self, connection: Connection, where: ColumnElement[bool]) -> list[V]:
        """The values of which `where` is true, in order. It is about the kind's table."""
        return sorted(self._values(connection.execute(self._query.where(where)).all()), key=self._order)

    def of(self, connection: Connection, annotator: str) -> Iterator[V]:
        """All of an annotator's, in any order."""
        return self._values(connection.execute(self._query.where(self._annotator == annotator)))

    def at(self, connection: Connection, keys: Iterable[Key]) -> Iterator[V]:
        """Those of the values with these keys that are there, in any order."""
        for some in batched(identity for _, identity in keys):
            yield from self._values(connection.execute(self._wanted, {"wanted": some}).all())

    def insert(self, connection: Connection, values: Sequence[V]) -> None:
        insert_rows(connection, self._table, [self._row(value) for value in values])

    def update(self, connection: Connection, values: Sequence[V]) -> None:
        connection.execute(self._update, [self._row(value) | self._this(value) for value in values])

    def delete(self, connection: Connection, values: Sequence[V]) -> None:
        connection.execute(self._delete, [self._this(value) for value in values])

    def _values(self, rows: Iterable[Any]) -> Iterator[V]:
        return (self.type(*row) for row in rows)

    def _row(self, value: V) -> Row:
        return dict(zip(self._columns, self._fields(value), strict=True))

    def _this(self, value: V) -> Row:
        return {f"this_{name}": getattr(value, name) for name in self._primary}


class _Annotations(Kind[Annotation]):
    """Their segments are rows of their own."""

    _delete_segments = delete(segment).where(segment.c.annotation_id == bindparam("this_id"))

    def insert(self, connection: Connection, values: Sequence[Annotation]) -> None:
        super().insert(connection, values)
        insert_rows(connection, segment, [row for value in values for row in _segment_rows(value)])

    def update(self, connection: Connection, values: Sequence[Annotation]) -> None:
        super().update(connection, values)
        connection.execute(self._delete_segments, [self._this(value) for value in values])
        insert_rows(connection, segment, [row for value in values for row in _segment_rows(value)])

    def delete(self, connection: Connection, values: Sequence[Annotation]) -> None:
        connection.execute(self._delete_segments, [self._this(value) for value in values])
        super().delete(connection, values)

    def _values(self, rows: Iterable[Any]) -> Iterator[Annotation]:
        """One row for each segment, those of an annotation together."""
        last = None
        for row in rows:
            if last is not None:
                if row[0] == last.id:
                    last = replace(last, segments=(*last.segments, Span(row[-2], row[-1])))
                    continue
                yield last
            last = _annotation(row)
        if last is not None:
            yield last

    def _row(self, value: Annotation) -> Row:
        row = super()._row(value)
        row["attributes"] = attributes_to_json(value.attributes)
        row["origin"] = value.origin._value_
        return row


def _annotation(row: Any) -> Annotation:
    """With its first segment."""
    id_, article_id, annotator, label, made_at, scheme, attributes, comment, origin, score, unsure, start, end = row
    return Annotation(
        id_,
        article_id,
        annotator,
        label,
        (Span(start, end),),
        made_at,
        scheme,
        {} if attributes == {} else attributes_from_json(attributes),
        comment,
        _ORIGINS[origin],
        score,
        unsure,
    )


_ORIGINS = {origin.value: origin for origin in Origin}


def _segment_rows(one: Annotation) -> Iterator[Row]:
    for number, span in enumerate(one.segments):
        yield {"annotation_id": one.id, "number": number, "span_start": span.start, "span_end": span.end}


ANNOTATIONS: Kind[Annotation] = _Annotations(
    Annotation,
    select(annotation, segment.c.span_start, segment.c.span_end)
    .outerjoin(segment)
    .order_by(annotation.c.id, segment.c.number),
    annotation,
    called=lambda one: f"The annotation {one.label} at [{one.extent.start}, {one.extent.end}) of {one.article_id}",
    order=reading_order,
)
READ_MARKS = Kind(
    ReadMark,
    select(read_mark),
    read_mark,
    called=lambda one: f"The read mark of paragraph {one.paragraph + 1} of {one.article_id}",
    order=attrgetter("annotator", "paragraph"),
)
NOTES = Kind(
    Note,
    select(note),
    note,
    called=lambda one: f"The note {one.id} on {one.article_id}",
    order=lambda one: (one.annotator, -1 if one.paragraph is None else one.paragraph, one.made_at, one.id),
)
SKIPS = Kind(
    Skip,
    select(skip),
    skip,
    called=lambda one: f"The skip of {one.article_id}",
    order=attrgetter("annotator"),
)
RELATIONS = Kind(
    Relation,
    select(relation),
    relation,
    called=lambda one: f"The relation {one.type} {one.id}",
    order=attrgetter("id"),
)
KINDS: tuple[Kind[Any], ...] = (ANNOTATIONS, READ_MARKS, NOTES, SKIPS, RELATIONS)
"""Relations last: they hold on to annotations, so these are written before and deleted after them."""

_KINDS = {kind.type: kind for kind in KINDS}


def kind_of(value: Value) -> Kind[Any]:
    return _KINDS[type(value)]
