"""Articles: taken in once, never altered; only what is known about them can be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count, islice

from sqlalchemy import Connection, select, update

from workbench.errors import StoreError
from workbench.model import Article
from workbench.names import guesses
from workbench.store.doors import check_article, check_text
from workbench.store.engine import Database
from workbench.store.rows import article_row, articles_where, batched, insert_rows, paragraph_rows
from workbench.store.schema import article, paragraph
from workbench.store.searching import Found, add_to_index, find
from workbench.store.shelf import Shelved, shelf


class Articles:
    """The articles of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, articles: Iterable[Article]) -> list[tuple[str, bool]]:
        """Store articles, all or none. Gives for each the id of its text, and whether that is new.

        A text that is there already (same SHA-256) is not stored again; an id that another text has becomes `ID-2`,
        `ID-3`, …. Raises StoreError for text that no database can hold, and for paragraphs outside of it.
        """
        articles = list(articles)  # before the transaction: whoever makes them may be slow, or fail
        for one in articles:
            check_article(one)
        with self._database.writing(article) as connection:
            ids: dict[str, str] = dict(connection.execute(select(article.c.sha256, article.c.id)).all())
            placed = list(_place(articles, ids))
            new = [(one, id_) for one, (id_, is_new) in zip(articles, placed, strict=True) if is_new]
            now = datetime.now(UTC)
            insert_rows(connection, article, [article_row(one, id_, now) for one, id_ in new])
            insert_rows(connection, paragraph, [row for one, id_ in new for row in paragraph_rows(one, id_)])
            add_to_index(connection, [(id_, one.text) for one, id_ in new])
        return placed

    def get(self, article_id: str) -> Article:
        """Raises StoreError where there is none, naming the nearest ids."""
        check_text(article_id, "The name of an article")
        with self._database.reading() as connection:
            found = articles_where(connection, article.c.id == article_id)
            if not found:
                raise _unknown(connection, article_id)
        return found[0]

    def find(self, name: str) -> str:
        """The id of the article that a person means: an id, the only one that begins so, or the only one whose id or
        title holds these words, in any case.

        Raises StoreError where none or several fit.
        """
        with self._database.reading() as connection:
            titles: dict[str, str] = dict(connection.execute(select(article.c.id, article.c.title)).all())
        if name in titles:
            return name
        wanted = name.casefold()
        fits = [id_ for id_ in titles if id_.casefold().startswith(wanted)]
        fits = fits or [id_ for id_, title in titles.items() if wanted in f"{id_}\n{title}".casefold()]
        if not fits:
            return self.get(name).id
        if len(fits) > 1:
            several = ", ".join(sorted(fits)[:5]) + (", …" if len(fits) > 5 else "")
            raise StoreError(f"{name!r} fits {len(fits)} articles: {several}.", "Write more of the id.")
        return fits[0]

    def any(self) -> bool:
        """Whether there is any article."""
        with self._database.reading() as connection:
            return connection.scalar(select(article.c.id).limit(1)) is not None

    def ids(self) -> list[str]:
        """All ids, sorted by code point."""
        with self._database.reading() as connection:
            return sorted(connection.scalars(select(article.c.id)))

    def in_order(self) -> Iterator[Article]:
        """All articles in the order in which they came, those of one import by id; a few at a time in memory."""
        with self._database.reading() as connection:
            ids = list(connection.scalars(select(article.c.id).order_by(article.c.added_at, article.c.id)))
            for some in batched(ids, 50):
                found = {one.id: one for one in articles_where(connection, article.c.id.in_(some))}
                yield from (found[id_] for id_ in some)

    def correct(self, article_id: str, title: str | None = None, metadata: Mapping[str, str] | None = None) -> None:
        """Store what a person knows better: a title, and the keys in `metadata` (an empty value takes the key away).

        What was given is no guess any longer. Raises StoreError where there is no such article, and for text that no
        database can hold.
        """
        given = dict(metadata or {})
        for text in (article_id, title or "", *given, *given.values()):
            check_text(text, f"The correction of {article_id}")
        with self._database.writing(article) as connection:
            columns = select(article.c.title, article.c.metadata, article.c.guessed)
            row = connection.execute(columns.where(article.c.id == article_id)).one_or_none()
            if row is None:
                raise _unknown(connection, article_id)
            known = {key: value for key, value in (row.metadata | given).items() if value}
            sure = given.keys() | ({"title"} if title is not None else set())
            connection.execute(
                update(article)
                .where(article.c.id == article_id)
                .values(
                    title=row.title if title is None else title,
                    metadata=known,
                    guessed=[key for key in row.guessed if key not in sure],
                )
            )

    def search(self, pattern: str, *, regex: bool, case: bool, limit: int) -> tuple[Found, ...]:
        """The first `limit` matches in all articles, in the order of ids and places: what `workbench.search` finds.

        Raises Refused for an expression that is broken, or too slow.
        """
        from workbench.search import compiled

        wanted = compiled(pattern, regex=regex, case=case)
        with self._database.reading() as connection:
            return tuple(islice(find(connection, wanted), limit))

    def shelf(self, annotator: str) -> tuple[Shelved, ...]:
        """What a library screen shows to `annotator`: all articles without their texts, sorted by id."""
        with self._database.reading() as connection:
            return shelf(connection, annotator)


def _unknown(connection: Connection, article_id: str) -> StoreError:
    hint = guesses(article_id, connection.scalars(select(article.c.id)), "List all with: workbench articles")
    return StoreError(f"There is no article {article_id!r}.", hint)


def _place(articles: Iterable[Article], ids: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The id of each text, and whether it is new. `ids`, SHA-256 to id, grows with them."""
    taken = set(ids.values())
    for one in articles:
        sha256 = one.sha256
        is_new = sha256 not in ids
        if is_new:
            ids[sha256] = _free(one.id, taken)
            taken.add(ids[sha256])
        yield ids[sha256], is_new


def _free(article_id: str, taken: set[str]) -> str:
    if article_id not in taken:
        return article_id
    return next(name for number in count(2) if (name := f"{article_id}-{number}") not in taken)
