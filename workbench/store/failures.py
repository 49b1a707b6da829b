"""What a driver's error means to a person: the one place where it becomes a `StoreError`."""

from __future__ import annotations

import sqlite3

from sqlalchemy import URL

from workbench.errors import Busy, Conflict, StoreError

_SQLITE = {
    "SQLITE_NOTADB": ("is not an SQLite database", "Name another file with --db, or move this one away."),
    "SQLITE_CANTOPEN": (
        "cannot be opened or made",
        "See that its folder exists and that you may write there, or name another file with --db.",
    ),
    "SQLITE_READONLY": (
        "is read-only, or lies in a read-only folder",
        "Make file and folder writable, or copy the file to where you may write.",
    ),
    "SQLITE_FULL": (
        "cannot grow: the disk is full. Nothing of the last change was stored",
        "Make room and try again.",
    ),
    "SQLITE_BUSY": (
        "is held by another program",
        "Close the program that uses it, and try again.",
    ),
    "SQLITE_CORRUPT": (
        "is damaged",
        "Keep a copy of it as it is, then restore a backup.",
    ),
    "SQLITE_IOERR": (
        "cannot be read or written: the disk reports an error",
        "Make room if the disk is full, else copy the file to another disk.",
    ),
}
"""SQLite's result codes (https://www.sqlite.org/rescode.html) → what is wrong, what to do; extended codes by prefix."""

_POSTGRES = {
    "25006": ("is read-only", "Connect to the server's primary."),
    "42501": ("does not allow this user to do that", "Ask for rights on this database."),
    "53": ("is out of disk, memory or connections", "Ask who keeps the server, and try again."),
    "57": ("was shut down while we worked", "Try again when the server is back."),
}
"""PostgreSQL's error codes (its manual, appendix A), by prefix."""


_TAKEN = ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "23505")
"""The codes of both for a second row of one key."""


def shown(url: URL) -> str:
    """The database as a person names it, without any password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "SQLite"
    server = f"{url.host or url.query.get('host') or 'localhost'}{f':{url.port}' if url.port else ''}"
    return f"{url.database or url.username or 'postgres'} (PostgreSQL on {server})"


def explain(url: URL, error: BaseException) -> StoreError:
    """The driver's error in sentences."""
    code = error.sqlite_errorname if isinstance(error, sqlite3.Error) and hasattr(error, "sqlite_errorname") else ""
    code = code or getattr(error, "sqlstate", None) or ""
    if code in _TAKEN:
        problem = f"The database {shown(url)} has something of this already, under the same id."
        return Conflict(f"{problem} Nothing of this step was stored.", "Open the article again to see what is stored.")
    for prefix, (problem, hint) in (_SQLITE | _POSTGRES).items():
        if code.startswith(prefix):
            kind = Busy if prefix == "SQLITE_BUSY" else StoreError
            return kind(f"The database {shown(url)} {problem}.", hint)
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    if not code and url.get_backend_name() == "postgresql":
        hint = "See that the server runs, that user and password are right, and that the database exists (createdb)."
        return StoreError(f"The database {shown(url)} cannot be reached: {said}", hint)
    return StoreError(f"The database {shown(url)} refused: {said} [{code}]")
