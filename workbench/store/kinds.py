"""The kinds of value that layers are made of: the one place that knows table, key, rows and order of each.

The fields of a value are the columns of its table, in the same order; an annotation alone has its segments besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
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

from workbench.model import (
    Annotation,
    Decision,
    Note,
    Origin,
    ReadMark,
    Relation,
    Skip,
    Span,
    Value,
    Verdict,
    reading_order,
)
from workbench.store.codec import JsonText, as_json, attributes_from_json, attributes_to_json
from workbench.store.rows import Row, batched, insert_values, read_columns
from workbench.store.schema import annotation, decision, note, read_mark, relation, segment, skip

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
        self.order = order
        self._query = query
        self._annotator = table.c.annotator
        self._columns = tuple(table.columns.keys())
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
        return sorted(self.any_order(connection, where), key=self.order)

    def any_order(self, connection: Connection, where: ColumnElement[bool]) -> Iterator[V]:
        """The same in any order."""
        return self._values(read_columns(connection, self._query.where(where)))

    def of(self, connection: Connection, annotator: str) -> Iterator[V]:
        """All of an annotator's, in any order."""
        return self.any_order(connection, self._annotator == annotator)

    def at(self, connection: Connection, keys: Iterable[Key]) -> Iterator[V]:
        """Those of the values with these keys that are there, in any order."""
        for some in batched(identity for _, identity in keys):
            yield from self._values(read_columns(connection, self._wanted, {"wanted": some}))

    def insert(self, connection: Connection, values: Sequence[V]) -> None:
        insert_values(connection, self._table, self._columns, self._rows(values))

    def update(self, connection: Connection, values: Sequence[V]) -> None:
        rows = zip(values, self._rows(values), strict=True)
        connection.execute(
            self._update, [dict(zip(self._columns, row, strict=True)) | self._this(value) for value, row in rows]
        )

    def delete(self, connection: Connection, values: Sequence[V]) -> None:
        connection.execute(self._delete, [self._this(value) for value in values])

    def _values(self, columns: Sequence[Sequence[Any]]) -> Iterator[V]:
        return map(self.type, *columns)

    def _rows(self, values: Iterable[V]) -> list[tuple[Any, ...]]:
        return list(map(self._fields, values))

    def _this(self, value: V) -> Row:
        return {f"this_{name}": getattr(value, name) for name in self._primary}


class _Annotations(Kind[Annotation]):
    """Their segments are rows of their own."""

    _delete_segments = delete(segment).where(segment.c.annotation_id == bindparam("this_id"))

    def insert(self, connection: Connection, values: Sequence[Annotation]) -> None:
        super().insert(connection, values)
        insert_values(connection, segment, _SEGMENT, _segment_rows(values))

    def update(self, connection: Connection, values: Sequence[Annotation]) -> None:
        super().update(connection, values)
        connection.execute(self._delete_segments, [self._this(value) for value in values])
        insert_values(connection, segment, _SEGMENT, _segment_rows(values))

    def delete(self, connection: Connection, values: Sequence[Annotation]) -> None:
        connection.execute(self._delete_segments, [self._this(value) for value in values])
        super().delete(connection, values)

    def _values(self, columns: Sequence[Sequence[Any]]) -> Iterator[Annotation]:
        """There is a row for each segment, in any order; that of the first one tells the annotation."""
        *own, numbers, starts, ends = columns
        spans = list(map(Span, starts, ends))
        further: dict[str, list[tuple[int, Span]]] = defaultdict(list)
        for id_, number, span in zip(own[0], numbers, spans, strict=True):
            if number:
                further[id_].append((number, span))
        if further:
            firsts = [not number for number in numbers]
            own = [list(compress(column, firsts)) for column in own]
            spans = list(compress(spans, firsts))
        ids, article_ids, annotators, labels, made_at, schemes, attributes, comments, origins, scores, unsure = own
        segments = [
            (span, *[one for _, one in sorted(further[id_])]) if id_ in further else (span,)
            for id_, span in zip(ids, spans, strict=True)
        ]
        attributes = [one if one == {} else attributes_from_json(one) for one in attributes]
        told = attributes, comments, map(_ORIGINS.__getitem__, origins), scores, unsure
        return map(Annotation, ids, article_ids, annotators, labels, segments, made_at, schemes, *told)

    def _rows(self, values: Iterable[Annotation]) -> list[tuple[Any, ...]]:
        return [
            (
                one.id,
                one.article_id,
                one.annotator,
                one.label,
                one.made_at,
                one.scheme,
                attributes_to_json(one.attributes),
                one.comment,
                one.origin._value_,
                one.score,
                one.unsure,
            )
            for one in values
        ]


_ORIGINS = {origin.value: origin for origin in Origin}


_SEGMENT = tuple(segment.columns.keys())


def _segment_rows(values: Iterable[Annotation]) -> list[tuple[Any, ...]]:
    return [(one.id, number, span.start, span.end) for one in values for number, span in enumerate(one.segments)]


class _Decisions(Kind[Decision]):
    """Their ends are two columns, their ids lists."""

    def _values(self, columns: Sequence[Sequence[Any]]) -> Iterator[Decision]:
        for row in zip(*columns, strict=True):
            id_, article_id, annotator, start, end, candidates, result, verdict, by, comment, at = row
            ids = tuple(candidates), tuple(result)
            yield Decision(id_, article_id, annotator, Span(start, end), *ids, Verdict(verdict), by, comment, at)

    def _rows(self, values: Iterable[Decision]) -> list[tuple[Any, ...]]:
        return [
            (
                one.id,
                one.article_id,
                one.annotator,
                one.extent.start,
                one.extent.end,
                JsonText(as_json(one.candidates)),
                JsonText(as_json(one.result)),
                one.verdict._value_,
                one.by,
                one.comment,
                one.at,
            )
            for one in values
        ]


ANNOTATIONS: Kind[Annotation] = _Annotations(
    Annotation,
    select(annotation, segment.c.number, segment.c.span_start, segment.c.span_end).outerjoin(segment),
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
DECISIONS: Kind[Decision] = _Decisions(
    Decision,
    select(decision),
    decision,
    called=lambda one: f"The decision at [{one.extent.start}, {one.extent.end}) of {one.article_id}",
    order=attrgetter("annotator", "extent", "id"),
)
RELATIONS = Kind(
    Relation,
    select(relation),
    relation,
    called=lambda one: f"The relation {one.type} {one.id}",
    order=attrgetter("id"),
)
KINDS: tuple[Kind[Any], ...] = (ANNOTATIONS, READ_MARKS, NOTES, SKIPS, DECISIONS, RELATIONS)
"""Relations last: they hold on to annotations, so these are written before and deleted after them."""

_KINDS = {kind.type: kind for kind in KINDS}


def kind_of(value: Value) -> Kind[Any]:
    return _KINDS[type(value)]
