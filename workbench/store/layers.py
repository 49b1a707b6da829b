"""Layers: what one annotator made on one article. Every change goes through here, and into the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Column, ColumnElement, Connection, and_, select

from workbench.model import Annotated, Entry, Layer
from workbench.store.belonging import Written
from workbench.store.codec import step_to_json
from workbench.store.engine import Database
from workbench.store.rows import (
    annotations_where,
    articles_where,
    batched,
    history_where,
    insert_rows,
    read_where,
    relations_where,
)
from workbench.store.schema import annotation, article, history, read_mark, relation
from workbench.store.writing import write_entries


class Layers:
    """The layers of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, article_id: str, annotator: str) -> Layer:
        """The layer with its history; empty where nothing was made. A relation belongs where it starts from."""
        mine = and_(annotation.c.article_id == article_id, annotation.c.annotator == annotator)
        my_read = and_(read_mark.c.article_id == article_id, read_mark.c.annotator == annotator)
        my_history = and_(history.c.article_id == article_id, history.c.annotator == annotator)
        with self._database.reading() as connection:
            return Layer(
                article_id,
                annotator,
                annotations=tuple(annotations_where(connection, mine)),
                relations=tuple(relations_where(connection, mine)),
                read=tuple(read_where(connection, my_read)),
                history=tuple(history_where(connection, my_history)),
            )

    def apply(self, article_id: str, annotator: str, entry: Entry) -> None:
        """Store a step and its line of history: all of it or, with an exception, nothing. When this returns, it is on
        the disk.

        Raises Conflict where the value that a change replaces is no longer there, and StoreError for a change that
        belongs to another layer, leaves the text, or comes from an annotator or a scheme that the database has not met.
        """
        self.apply_all([(article_id, annotator, entry)])

    def apply_all(self, entries: Iterable[Written]) -> None:
        """The same for many entries, in order, all or nothing."""
        entries = list(entries)
        with self._database.writing() as connection:
            write_entries(connection, entries)
            insert_rows(connection, history, [_history_row(*written) for written in entries])

    def labels(self) -> list[str]:
        """The labels of all annotations, sorted, such as the scheme has lost too."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(annotation.c.label).distinct().order_by(annotation.c.label)))

    def annotated(
        self, article_ids: Collection[str] | None = None, annotators: Collection[str] | None = None
    ) -> Iterator[Annotated]:
        """Articles in the order of their ids with what these annotators (None: all) made, a few at a time in memory,
        all as they were at one moment. Ids that the database does not know are left out.
        """
        with self._database.reading() as connection:
            ids = set(connection.scalars(select(article.c.id)))
            for batch in batched(sorted(ids if article_ids is None else ids.intersection(article_ids)), 50):
                yield from _annotated(connection, batch, annotators)


def _history_row(article_id: str, annotator: str, entry: Entry) -> dict[str, object]:
    return {
        "article_id": article_id,
        "annotator": annotator,
        "deed": entry.deed.value,
        "changes": step_to_json(entry.step),
        "at": entry.at,
    }


def _annotated(connection: Connection, ids: list[str], annotators: Collection[str] | None) -> list[Annotated]:
    def by(article_id: Column[str], annotator: Column[str]) -> ColumnElement[bool]:
        here = article_id.in_(ids)
        return here if annotators is None else and_(here, annotator.in_(annotators))

    annotations, relations, read = defaultdict(list), defaultdict(list), defaultdict(list)
    home = {}
    for one in annotations_where(connection, by(annotation.c.article_id, annotation.c.annotator)):
        annotations[one.article_id].append(one)
        home[one.id] = one.article_id
    for link in relations_where(connection, by(annotation.c.article_id, relation.c.annotator)):
        relations[home[link.from_id]].append(link)
    for mark in read_where(connection, by(read_mark.c.article_id, read_mark.c.annotator)):
        read[mark.article_id].append(mark)
    return [
        Annotated(here, tuple(annotations[here.id]), tuple(relations[here.id]), tuple(read[here.id]))
        for here in articles_where(connection, article.c.id.in_(ids))
    ]
