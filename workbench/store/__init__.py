"""The store: the only SQL in the project. `open_store(url)` gives a `Store`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from workbench.store.articles import Articles
from workbench.store.belonging import Written
from workbench.store.engine import Database, connect
from workbench.store.layers import Layers, Use
from workbench.store.people import People, Work
from workbench.store.schema import annotation, annotator, article, history, note, read_mark, relation, scheme, skip
from workbench.store.schemes import Schemes, StoredScheme
from workbench.store.searching import Found
from workbench.store.shelf import Shelved
from workbench.store.upgrade import make_or_check

__all__ = ["Found", "Shelved", "Store", "StoredScheme", "Use", "Work", "Written", "open_store"]


class Store:
    """An open database. Every method of its parts is one transaction; any thread may call them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.articles = Articles(database)
        self.layers = Layers(database)
        self.people = People(database)
        self.schemes = Schemes(database)

    @property
    def name(self) -> str:
        """The database as a person names it, without any password."""
        return self.database.name

    def together(self) -> AbstractContextManager[None]:
        """Makes one transaction of all the calls of this thread inside the `with` block: all of them or nothing."""
        return self.database.together()

    def counts(self) -> dict[str, int]:
        """How much there is: articles, paragraphs, words, annotators, annotations, relations, read paragraphs, notes,
        skipped articles (one for each who skips it), schemes ever used, and steps of history."""
        tables = {
            "articles": article,
            "annotators": annotator,
            "annotations": annotation,
            "relations": relation,
            "read_paragraphs": read_mark,
            "notes": note,
            "skips": skip,
            "schemes": scheme,
            "steps": history,
        }
        with self.database.reading() as connection:
            counts = {
                name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
            }
            sums = select(func.sum(article.c.paragraph_count), func.sum(article.c.words))
            paragraphs, words = connection.execute(sums).one()
        return counts | {"paragraphs": int(paragraphs or 0), "words": int(words or 0)}

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str) -> Store:
    """Open the database at an SQLAlchemy URL, or in an SQLite file, making it if it is not there or empty.

    Raises StoreError where it cannot be reached or holds something else, or was made by an older or newer workbench
    (the hint says what to run); MissingExtra where the driver is missing.
    """
    database = connect(url)
    try:
        make_or_check(database)
        return Store(database)
    except BaseException:
        database.close()
        raise
