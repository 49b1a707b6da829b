"""Rows to values and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select

from workbench.model import Annotation, Article, Deed, Entry, Origin, ReadMark, Relation, Span, reading_order
from workbench.store.codec import attributes_from_json, attributes_to_json, step_from_json
from workbench.store.schema import annotation, article, history, paragraph, read_mark, relation, segment

Row = dict[str, Any]


def article_row(one: Article, article_id: str, added_at: datetime) -> Row:
    return {
        "id": article_id,
        "title": one.title,
        "sha256": one.sha256,
        "metadata": dict(one.metadata),
        "guessed": sorted(one.guessed),
        "words": one.word_count,
        "paragraph_count": len(one.paragraphs),
        "added_at": added_at,
        "text": one.text,
    }


def paragraph_rows(one: Article, article_id: str) -> Iterator[Row]:
    for number, span in enumerate(one.paragraphs):
        yield {"article_id": article_id, "number": number, "span_start": span.start, "span_end": span.end}


def annotation_row(one: Annotation) -> Row:
    return {
        "id": one.id,
        "article_id": one.article_id,
        "annotator": one.annotator,
        "label": one.label,
        "made_at": one.made_at,
        "scheme": one.scheme,
        "attributes": attributes_to_json(one.attributes),
        "comment": one.comment,
        "origin": one.origin.value,
        "score": one.score,
    }


def segment_rows(one: Annotation) -> Iterator[Row]:
    for number, span in enumerate(one.segments):
        yield {"annotation_id": one.id, "number": number, "span_start": span.start, "span_end": span.end}


def relation_row(one: Relation) -> Row:
    return {
        "id": one.id,
        "annotator": one.annotator,
        "type": one.type,
        "from_id": one.from_id,
        "to_id": one.to_id,
    }


def read_row(one: ReadMark) -> Row:
    return {"article_id": one.article_id, "annotator": one.annotator, "paragraph": one.paragraph, "at": one.at}


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


def annotations_where(connection: Connection, where: ColumnElement[bool]) -> list[Annotation]:
    """Annotations in reading order; two queries, however many there are. `where` is about the table `annotation`."""
    segments: dict[str, list[Span]] = defaultdict(list)
    query = select(segment.c.annotation_id, segment.c.span_start, segment.c.span_end).join(annotation).where(where)
    for annotation_id, start, end in connection.execute(query.order_by(segment.c.annotation_id, segment.c.number)):
        segments[annotation_id].append(Span(start, end))
    found = [
        Annotation(
            id=row.id,
            article_id=row.article_id,
            annotator=row.annotator,
            label=row.label,
            segments=tuple(segments[row.id]),
            made_at=row.made_at,
            scheme=row.scheme,
            attributes=attributes_from_json(row.attributes),
            comment=row.comment,
            origin=Origin(row.origin),
            score=row.score,
        )
        for row in connection.execute(select(annotation).where(where))
    ]
    return sorted(found, key=reading_order)


def relations_where(connection: Connection, where: ColumnElement[bool]) -> list[Relation]:
    """Relations by id. `where` may speak of `relation`, and of `annotation`: the one that the relation starts from."""
    columns = (relation.c.id, relation.c.annotator, relation.c.type, relation.c.from_id, relation.c.to_id)
    query = select(*columns).join(annotation, annotation.c.id == relation.c.from_id).where(where)
    return sorted((Relation(*row) for row in connection.execute(query)), key=lambda one: one.id)


def read_where(connection: Connection, where: ColumnElement[bool]) -> list[ReadMark]:
    """Read marks by annotator and paragraph."""
    columns = (read_mark.c.article_id, read_mark.c.annotator, read_mark.c.paragraph, read_mark.c.at)
    marks = (ReadMark(*row) for row in connection.execute(select(*columns).where(where)))
    return sorted(marks, key=lambda mark: (mark.annotator, mark.paragraph))


def history_where(connection: Connection, where: ColumnElement[bool]) -> list[Entry]:
    """Entries, oldest first."""
    rows = connection.execute(select(history).where(where).order_by(history.c.id))
    return [Entry(Deed(row.deed), step_from_json(row.changes), row.at) for row in rows]


def insert_rows(connection: Connection, into: Table, rows: list[Row]) -> None:
    """Insert them all; SQLAlchemy would take no rows for one row of defaults."""
    if rows:
        connection.execute(insert(into), rows)


def batched(items: Iterable[str], size: int = 1000) -> Iterator[list[str]]:
    """Lists of at most `size`: no database takes any number of values in one query."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
