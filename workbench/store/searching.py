"""Words in all articles: an index says where they may be, and the very search of an open article finds them there.

The index holds texts `folded`, so that it misses nothing that the search finds: their trigrams in SQLite (a table of
FTS5 without the texts), the whole of them in PostgreSQL, with trigrams where the server has that extension. An SQLite
that was built without FTS5 makes no index, and adds nothing to one: what is not in the table `search` is always read.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, func, insert, select, table, text

from workbench.errors import Refused
from workbench.model import Span
from workbench.store.rows import batched, insert_rows
from workbench.store.schema import article, search
from workbench.symbols import unstorable

if TYPE_CHECKING:
    from workbench.search import Pattern

PATIENCE = 5.0
"""Seconds after which a search of all articles is given up."""

_AROUND = 60  # characters before and after a match
_GRAM = 3
_TRIGRAMS = table("search_trigrams", column("rowid"), column("folded"))


@dataclass(frozen=True, slots=True)
class Found:
    """A match: where, its words, and some of the line before and after them."""

    article_id: str
    title: str
    span: Span
    before: str
    words: str
    after: str


def add_to_index(connection: Connection, articles: Iterable[tuple[str, str]]) -> None:
    """Ids and texts of articles that are not in the index yet; nobody else adds any meanwhile."""
    from workbench.search import folded  # not before it is needed: it loads `regex`

    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite and not _has_trigrams(connection):
        return
    first = (connection.scalar(select(func.max(search.c.number))) or 0) + 1
    for some in batched(enumerate(articles, first), 100):
        rows = [(number, article_id, folded(text_)) for number, (article_id, text_) in some]
        insert_rows(
            connection,
            search,
            [
                {"number": number, "article_id": article_id, "folded": None if is_sqlite else words}
                for number, article_id, words in rows
            ],
        )
        if is_sqlite:
            connection.execute(insert(_TRIGRAMS), [{"rowid": number, "folded": words} for number, _, words in rows])


def find(connection: Connection, pattern: Pattern) -> Iterator[Found]:
    """Matches in the order of ids and places. Raises Refused for what takes longer than `PATIENCE`."""
    from workbench.search import matches

    if unstorable(pattern.literal) is not None:
        return
    deadline = time.monotonic() + PATIENCE
    for ids in batched(sorted(_candidates(connection, pattern.literal)), 50):
        query = select(article.c.id, article.c.title, article.c.text).where(article.c.id.in_(ids))
        for id_, title, words in sorted(connection.execute(query)):
            if time.monotonic() > deadline:
                raise Refused("The search of all articles took too long: make the expression simpler.")
            for span in matches(pattern, words):
                yield Found(id_, title, span, _before(words, span.start), span.of(words), _after(words, span.end))


def overlooks(connection: Connection, article_id: str, words: str) -> bool:
    """Whether the index lacks words of an article that it says it has; of trigrams a hundred are looked for."""
    from workbench.search import folded

    row = connection.execute(select(search).where(search.c.article_id == article_id)).one_or_none()
    if row is None:
        return False
    if connection.dialect.name != "sqlite":
        return bool(row.folded != folded(words))
    text_ = folded(words)
    every = range(len(text_) - _GRAM + 1)
    if not every or not _has_trigrams(connection):
        return False
    grams = " AND ".join(_gram(text_[start : start + _GRAM]) for start in every[:: len(every) // 100 + 1])
    there = select(_TRIGRAMS.c.rowid).where(text("search_trigrams MATCH :grams AND rowid = :number"))
    return connection.execute(there, {"grams": grams, "number": row.number}).first() is None


def _candidates(connection: Connection, literal: str) -> Iterable[str]:
    """The ids of all articles that may hold the folded words."""
    everything = set(connection.scalars(select(article.c.id)))
    if connection.dialect.name != "sqlite":
        hits = select(search.c.number).where(search.c.folded.like(f"%{_escaped(literal)}%"))
    elif len(literal) >= _GRAM and _has_trigrams(connection):
        hits = select(_TRIGRAMS.c.rowid).where(text("search_trigrams MATCH :grams").bindparams(grams=_grams(literal)))
    else:
        return everything
    able = set(connection.scalars(hits))
    indexed = connection.execute(select(search.c.number, search.c.article_id))
    return everything.difference(article_id for number, article_id in indexed if number not in able)


def _grams(literal: str) -> str:
    """For FTS5: all trigrams of the words."""
    grams = {literal[start : start + _GRAM] for start in range(len(literal) - _GRAM + 1)}
    return " AND ".join(map(_gram, sorted(grams)))


def _gram(characters: str) -> str:
    return '"{}"'.format(characters.replace('"', '""'))


def _escaped(literal: str) -> str:
    """For a pattern of `LIKE`."""
    return re.sub(r"([\\%_])", r"\\\1", literal)


def _has_trigrams(connection: Connection) -> bool:
    """Whether the database has an SQLite index, and this SQLite can use it."""
    if sqlite3.sqlite_version_info < (3, 34):
        return False
    there = text("SELECT 1 FROM sqlite_master WHERE name = 'search_trigrams'")
    able = text("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
    return connection.scalar(there) is not None and connection.scalar(able) is not None


def _before(words: str, end: int) -> str:
    """The last whole words of the line before `end`."""
    start = max(words.rfind("\n", 0, end) + 1, end - _AROUND)
    cut = words[start:end]
    return cut if start == 0 or words[start - 1].isspace() else cut[cut.find(" ") + 1 :]


def _after(words: str, start: int) -> str:
    """The first whole words of the line after `start`."""
    line = words.find("\n", start)
    end = min(len(words) if line < 0 else line, start + _AROUND)
    cut = words[start:end]
    return cut if end == len(words) or words[end].isspace() else cut[: cut.rfind(" ") + 1]
