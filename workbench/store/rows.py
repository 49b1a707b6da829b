"""Rows of articles and of the history to values and back; what layers are made of is in `kinds`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Table, insert, select
from sqlalchemy import Row as RowOf

from workbench.model import Article, Deed, Entry, Span
from workbench.store.codec import step_from_json, step_to_json
from workbench.store.schema import article, history, paragraph

Row = dict[str, Any]
T = TypeVar("T")


def article_row(one: Article, article_id: str, added_at: datetime) -> Row:
    return {
        "id": article_id,
        "title": one.title,
        "sha256": one.sha256,
        "metadata": dict(one.metadata),
        "guessed": sorted(one.guessed),
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
    for article_id, start, end in connection.execute(query.order_by(paragraph.c.article_id, paragraph.c.number)):
        found[article_id].append(Span(start, end))
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
    """Insert them all; they have the same columns.

    SQLAlchemy makes the statement and says how values are bound, but the rows go to the driver past it: what it does
    for each of them would take a fifth of an import.
    """
    if rows:
        statement, names, bind = _insertion(into, tuple(rows[0]), connection.dialect)
        bound = [row | {name: to_driver(row[name]) for name, to_driver in bind.items()} for row in rows]
        connection.exec_driver_sql(statement, list(map(itemgetter(*names), bound)) if names else bound)


@lru_cache
def _insertion(
    into: Table, columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, Sequence[str] | None, dict[str, Callable[[Any], Any]]]:
    """The statement; the order of its values, None where they go by name; and how those are bound that are not as they
    are.
    """
    compiled = insert(into).inline().compile(dialect=dialect, column_keys=columns)
    bind = {name: into.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns}
    return compiled.string, compiled.positiontup, {name: process for name, process in bind.items() if process}


def batched(items: Iterable[T], size: int = 1000) -> Iterator[list[T]]:
    """Lists of at most `size`: no database takes any number of values in one query."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
