"""Rows of articles and of the history to values and back; what layers are made of is in `kinds`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, insert, select
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


def insert_rows(connection: Connection, into: Table, rows: list[Row]) -> None:
    """Insert them all; SQLAlchemy would take no rows for one row of defaults."""
    if rows:
        connection.execute(insert(into), rows)


def batched(items: Iterable[T], size: int = 1000) -> Iterator[list[T]]:
    """Lists of at most `size`: no database takes any number of values in one query."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
