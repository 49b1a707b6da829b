"""Steps of several layers that were done together: to undo or do again one of them is to do so with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from workbench.model import Deed, Entry, inverse
from workbench.store.belonging import Written
from workbench.store.rows import entry
from workbench.store.schema import IN_BATCH, history


def with_their_batches(connection: Connection, entries: Sequence[Written]) -> list[Written]:
    """The entries, and after each undo or redo of a batch the same for the annotator's other layers in it."""
    given = {(article_id, annotator, one.batch) for article_id, annotator, one in entries}
    written = []
    for article_id, annotator, one in entries:
        written.append((article_id, annotator, one))
        if one.batch and one.deed is not Deed.DO:
            written += [
                (other, annotator, same)
                for other, same in _others(connection, annotator, one)
                if (other, annotator, one.batch) not in given
            ]
    return written


def _others(connection: Connection, annotator: str, one: Entry) -> Iterator[tuple[str, Entry]]:
    """Article id and entry of each layer whose part of the batch is not yet as `one` leaves its own."""
    mine = select(history).where(IN_BATCH, history.c.batch == one.batch, history.c.annotator == annotator)
    rows = connection.execute(mine.order_by(history.c.id))
    for article_id, last in {row.article_id: entry(row) for row in rows}.items():
        if (last.deed is Deed.UNDO) != (one.deed is Deed.UNDO):
            yield article_id, Entry(one.deed, inverse(last.step), one.at, one.batch)
