"""Every scheme that was ever used, as its file was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from workbench.store.engine import Database
from workbench.store.schema import scheme


@dataclass(frozen=True, slots=True)
class StoredScheme:
    """A scheme as it was: `text` is the whole file."""

    fingerprint: str
    name: str
    text: str
    first_used_at: datetime


class Schemes:
    """The schemes of a database, by fingerprint."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, fingerprint: str, name: str, text: str) -> None:
        """Keep a scheme; one that is known already stays as it was first written."""
        known = select(scheme.c.fingerprint).where(scheme.c.fingerprint == fingerprint)
        with self._database.reading() as connection:
            if connection.scalar(known) is not None:
                return
        with self._database.writing(scheme) as connection:
            if connection.scalar(known) is None:
                row = {"fingerprint": fingerprint, "name": name, "text": text, "first_used_at": datetime.now(UTC)}
                connection.execute(insert(scheme).values(row))

    def all(self) -> tuple[StoredScheme, ...]:
        """In the order of first use."""
        with self._database.reading() as connection:
            rows = connection.execute(select(scheme).order_by(scheme.c.first_used_at, scheme.c.fingerprint)).all()
        return tuple(StoredScheme(row.fingerprint, row.name, row.text, row.first_used_at) for row in rows)
