"""Layers: what one annotator made on one article. Every change goes through here, and into the history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, and_, insert, select, true

from workbench.model import Annotated, Entry, Layer
from workbench.store.belonging import Written
from workbench.store.codec import step_to_json
from workbench.store.engine import Database
from workbench.store.rows import (
    annotations_where,
    articles_where,
    batched,
    history_where,
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
        with self._database.reading() as connection:
            return Layer(
                article_id,
                annotator,
                tuple(annotations_where(connection, mine)),
                tuple(relations_where(connection, mine)),
                tuple(
                    read_where(
                        connection, and_(read_mark.c.article_id == article_id, read_mark.c.annotator == annotator)
                    )
                ),
                tuple(
                    history_where(
                        connection, and_(history.c.article_id == article_id, history.c.annotator == annotator)
                    )
                ),
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
            rows = [
                {
                    "article_id": article_id,
                    "annotator": annotator,
                    "deed": entry.deed.value,
                    "changes": step_to_json(entry.step),
                    "at": entry.at,
                }
                for article_id, annotator, entry in entries
            ]
            if rows:
                connection.execute(insert(history), rows)

    def annotated(
        self, article_ids: Collection[str] | None = None, annotators: Collection[str] | None = None
    ) -> Iterator[Annotated]:
        """Articles in the order of their ids with what these annotators (None: all) made, a few at a time in memory,
        all as they were at one moment. Ids that the database does not know are left out.
        """
        with self._database.reading() as connection:
            ids = sorted(connection.scalars(select(article.c.id)))
            wanted = ids if article_ids is None else [id_ for id_ in ids if id_ in set(article_ids)]
            for batch in batched(wanted, 50):
                yield from _annotated(connection, batch, annotators)


def _annotated(connection: Connection, ids: list[str], annotators: Collection[str] | None) -> list[Annotated]:
    everybody = annotators is None
    names = [] if annotators is None else list(annotators)
    annotations = annotations_where(
        connection,
        and_(annotation.c.article_id.in_(ids), true() if everybody else annotation.c.annotator.in_(names)),
    )
    relations = relations_where(
        connection, and_(annotation.c.article_id.in_(ids), true() if everybody else relation.c.annotator.in_(names))
    )
    read = read_where(
        connection, and_(read_mark.c.article_id.in_(ids), true() if everybody else read_mark.c.annotator.in_(names))
    )
    home = {one.id: one.article_id for one in annotations}
    return [
        Annotated(
            one,
            tuple(each for each in annotations if each.article_id == one.id),
            tuple(each for each in relations if home.get(each.from_id) == one.id),
            tuple(each for each in read if each.article_id == one.id),
        )
        for one in articles_where(connection, article.c.id.in_(ids))
    ]
