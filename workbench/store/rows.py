"""Rows of articles and of the history to values and back; what layers are made of is in `kinds`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Select, Table, insert, select
from sqlalchemy import Row as RowOf
from sqlalchemy.types import TypeEngine

from workbench.model import Article, Deed, Entry, Span
from workbench.store.codec import JsonText, as_json, step_from_json, step_to_json
from workbench.store.schema import article, history, paragraph

Row = dict[str, Any]
T = TypeVar("T")


def article_row(one: Article, article_id: str, added_at: datetime) -> Row:
    return {
        "id": article_id,
        "title": one.title,
        "sha256": one.sha256,
        "metadata": JsonText(as_json(dict(one.metadata))),
        "guessed": JsonText(as_json(sorted(one.guessed))),
        "words": one.word_count,
        "length": len(one.text),
        "paragraph_count": len(one.paragraphs),
        "added_at": added_at,
        "text": one.text,
    }


def paragraph_rows(one: Article, article_id: str) -> Iterator[Row]:
    for number, span in enumerate(one.paragraphs):
        yield {"article_id": article_id, "number": number, "span_start": span.start, "span_end": span.end}


def paragraphs_where(connection: Connection, where: ColumnElement[bool]) -> dict[str, list[Span]]:
    """Article id → its paragraphs in order. `where` is about the tables `article` and `paragraph`."""
    found: dict[str, list[Span]] = defaultdict(list)
    query = select(paragraph.c.article_id, paragraph.c.span_start, paragraph.c.span_end).join(article).where(where)
    ids, starts, ends = read_columns(connection, query.order_by(paragraph.c.article_id, paragraph.c.number))
    for article_id, span in zip(ids, map(Span, starts, ends), strict=True):
        found[article_id].append(span)
    return found


def articles_where(connection: Connection, where: ColumnElement[bool]) -> list[Article]:
    """Whole articles, sorted by id."""
    paragraphs = paragraphs_where(connection, where)
    columns = (article.c.id, article.c.title, article.c.text, article.c.metadata, article.c.guessed)
    return sorted(
        (
            Article(id_, title, text, tuple(paragraphs[id_]), metadata, frozenset(guessed))
            for id_, title, text, metadata, guessed in connection.execute(select(*columns).where(where))
        ),
        key=lambda one: one.id,
    )


def history_where(connection: Connection, where: ColumnElement[bool]) -> list[Entry]:
    """Entries, oldest first."""
    rows = connection.execute(select(history).where(where).order_by(history.c.id))
    return [entry(row) for row in rows]


def entry(row: RowOf[Any]) -> Entry:
    """A row of the table `history`."""
    return Entry(Deed(row.deed), step_from_json(row.changes), row.at, row.batch)


def history_row(article_id: str, annotator: str, one: Entry) -> Row:
    return {
        "article_id": article_id,
        "annotator": annotator,
        "deed": one.deed.value,
        "changes": step_to_json(one.step),
        "at": one.at,
        "batch": one.batch,
    }


def insert_rows(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert them all; they have the same columns, and JSON as text."""
    if rows:
        columns = tuple(column.name for column in into.columns if column.name in rows[0])
        insert_values(connection, into, columns, [tuple(map(row.__getitem__, columns)) for row in rows])


def insert_values(
    connection: Connection, into: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """The same of rows that are only the values of these columns, in the order of the table.

    SQLAlchemy makes the statement and says how values are bound, but the rows go to the driver past it, and what stands
    in many of them (moments, attributes) is bound once: what it does for each row would take a fifth of an import.
    """
    if not rows:
        return
    statement, is_positional, binders = _insertion(into, columns, connection.dialect)
    by_column = list(zip(*rows, strict=True))
    for number, bind in binders.items():
        bound = {value: bind(value) for value in set(by_column[number])}
        by_column[number] = tuple(map(bound.__getitem__, by_column[number]))
    to_driver = list(zip(*by_column, strict=True))
    connection.exec_driver_sql(
        statement, to_driver if is_positional else [dict(zip(columns, row, strict=True)) for row in to_driver]
    )


@lru_cache
def _insertion(
    into: Table, columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, bool, dict[int, Callable[[Any], Any]]]:
    """The statement; whether its values go by place, not by name; and how the columns (by number) are bound whose
    values are not as the driver takes them.
    """
    compiled = insert(into).inline().compile(dialect=dialect, column_keys=columns)
    binders = (into.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns)
    return compiled.string, compiled.positional, {number: bind for number, bind in enumerate(binders) if bind}


def read_columns(connection: Connection, query: Select[Any], values: Row | None = None) -> list[Sequence[Any]]:
    """The columns of all rows of a query, with these values of its parameters.

    SQLAlchemy sends the query and says how columns are read, but they come from the driver past it, and what stands in
    many rows (moments, attributes) is read once and shared: that would take as long as all else.
    """
    result = connection.execute(query, values)
    types = tuple([column.type for column in query.selected_columns])
    codes = tuple([code for _, code, *_ in result.cursor.description])
    columns: list[Sequence[Any]] = list(zip(*result.cursor.fetchall(), strict=True)) or [()] * len(types)
    result.close()
    for number, read in _readers(types, codes, connection.dialect).items():
        told = {written: read(written) for written in set(columns[number])}
        columns[number] = list(map(told.__getitem__, columns[number]))
    return columns


@lru_cache
def _readers(
    types: tuple[TypeEngine[Any], ...], codes: tuple[Any, ...], dialect: Dialect
) -> dict[int, Callable[[Any], Any]]:
    """How the columns are read that are not as the driver gives them, by number; `codes` are its types."""
    pairs = zip(types, codes, strict=True)
    read = (type_.dialect_impl(dialect).result_processor(dialect, code) for type_, code in pairs)
    return {number: process for number, process in enumerate(read) if process}


def batched(items: Iterable[T], size: int = 1000) -> Iterator[list[T]]:
    """Lists of at most `size`: no database takes any number of values in one query."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
