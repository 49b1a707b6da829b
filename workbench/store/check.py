"""Is the database whole? What it says about itself, and whether every history leads to what is stored."""

from __future__ import annotations

import hashlib

from sqlalchemy import select, union

from workbench.errors import WorkbenchError
from workbench.model import Value
from workbench.store import Store
from workbench.store.doors import check_annotations, check_spans
from workbench.store.kinds import KINDS, kind_of
from workbench.store.rows import entry, paragraphs_where
from workbench.store.schema import annotation, article, decision, history, note, paragraph, read_mark, skip
from workbench.store.searching import overlooks
from workbench.store.writing import State, replay

_NOT_OURS = (ValueError, LookupError, TypeError, AttributeError)
"""What a row of another shape than ours leads to."""


def check_file(store: Store) -> list[str]:
    """What SQLite finds in its file; nothing for PostgreSQL, which keeps its own."""
    if not store.database.is_sqlite:
        return []
    with store.database.reading() as connection:
        said = list(connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars())
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [] if said == ["ok"] else [f"The file is damaged: {line}" for line in said]
    return found + [
        f"Row {row} of the table {name} refers to a row of {to} that is not there." for name, row, to, _ in broken
    ]


def check_article(store: Store, article_id: str) -> list[str]:
    """What is wrong with an article and its layers: text and hash, spans outside the text, values that cannot be read.
    One sentence each."""
    with store.database.reading() as connection:
        row = connection.execute(select(article).where(article.c.id == article_id)).one()
        spans = paragraphs_where(connection, paragraph.c.article_id == article_id)[article_id]
        tables = (annotation, read_mark, note, skip, decision, history)
        names = union(*(select(table.c.annotator).where(table.c.article_id == article_id) for table in tables))
        annotators = sorted(connection.scalars(names))
        is_overlooked = overlooks(connection, article_id, row.text)
    found = []
    if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
        found.append(f"{article_id}: the text is not the one that was taken in (its SHA-256 differs).")
    elif len(row.text) != row.length:
        found.append(f"{article_id}: the text has {len(row.text)} characters, {row.length} were taken in.")
    elif is_overlooked:
        found.append(f"{article_id}: the search of all articles overlooks words of it.")
    if len(spans) != row.paragraph_count:
        found.append(f"{article_id}: {len(spans)} paragraphs are stored, {row.paragraph_count} were taken in.")
    try:
        check_spans(tuple(spans), len(row.text), f"{article_id}: its paragraphs")
    except WorkbenchError as error:
        found.append(error.message)
    return found + [problem for name in annotators for problem in _check_layer(store, article_id, name, len(row.text))]


def _check_layer(store: Store, article_id: str, annotator: str, length: int) -> list[str]:
    try:
        layer = store.layers.load(article_id, annotator)
    except _NOT_OURS as error:
        return [f"{article_id}, {annotator}: the layer cannot be read ({error})."]
    found = []
    for one in layer.annotations:
        try:
            check_annotations([one], {one.article_id: length})
        except WorkbenchError as error:
            found.append(error.message)
    return found


def check_history(store: Store, annotator: str) -> list[str]:
    """Where the history of an annotator, done again from nothing, leads elsewhere than what is stored.

    It goes over all articles at once, in the order in which it was made: a relation may be made in the article where it
    starts and removed in the one where it ends.
    """
    mine = select(history).where(history.c.annotator == annotator).order_by(history.c.id)
    state: State = {}
    with store.database.reading() as connection:
        with connection.execute(mine.execution_options(yield_per=1000)) as rows:
            for row in rows:
                where = f"{row.article_id}, {annotator}"
                try:
                    replay(entry(row).step, state)
                except WorkbenchError as error:
                    return [f"{where}: the history contradicts itself. {error.message}"]
                except _NOT_OURS as error:
                    return [f"{where}: the history cannot be done again ({error})."]
        try:
            stored = {kind.key(value): value for kind in KINDS for value in kind.of(connection, annotator)}
        except _NOT_OURS:
            return []  # the layer that cannot be read is told with its article
    different = [place for place in stored.keys() | state.keys() if stored.get(place) != state.get(place)]
    return [
        f"{annotator}: {_named(stored.get(place) or state[place])} is not what the history says."
        for place in sorted(different, key=str)
    ]


def _named(value: Value) -> str:
    called = kind_of(value).called(value)
    return f"{called[0].lower()}{called[1:]}"
