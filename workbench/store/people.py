"""Annotators: people, machines and the gold standard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from workbench.errors import StoreError
from workbench.model import Kind, State
from workbench.names import guesses, normal
from workbench.store.engine import Database
from workbench.store.schema import annotation, annotator, article, read_mark, skip
from workbench.symbols import printable


@dataclass(frozen=True, slots=True)
class Work:
    """How much one annotator did. `articles` were touched; `in_progress` are those read in part, `done` those read to
    the end, `skipped` those left out, however much of them is read; `read` counts paragraphs."""

    name: str
    kind: Kind
    articles: int
    in_progress: int
    done: int
    skipped: int
    annotations: int
    read: int


class People:
    """The annotators of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ensure(self, name: str, kind: Kind = Kind.PERSON) -> str:
        """Make the annotator known, and give the name as it is stored: trimmed, in Unicode NFC.

        Raises StoreError for a name without a visible character or with control characters, and where the name belongs
        to an annotator of another kind.
        """
        name = as_stored(name)
        if self.all().get(name) == kind:
            return name
        with self._database.writing(annotator) as connection:
            stored = connection.scalar(select(annotator.c.kind).where(annotator.c.name == name))
            if stored is None:
                connection.execute(insert(annotator).values(name=name, kind=kind.value))
            elif stored != kind.value:
                raise StoreError(f"The annotator {name} is a {stored} here, not a {kind}.", "Choose another name.")
        return name

    def find(self, name: str) -> str:
        """The annotator that a person means, as stored. Raises StoreError where there is none, naming the nearest."""
        known = self.all()
        if normal(name) not in known:
            hint = guesses(normal(name), known, "List all with: workbench annotators")
            raise StoreError(f"There is no annotator {name!r} here.", hint)
        return normal(name)

    def all(self) -> dict[str, Kind]:
        """Everybody by name, sorted."""
        with self._database.reading() as connection:
            return _kinds(connection)

    def work(self) -> tuple[Work, ...]:
        """What everybody did, sorted by name."""
        marked = select(read_mark.c.annotator, read_mark.c.article_id, func.count()).group_by(
            read_mark.c.annotator, read_mark.c.article_id
        )
        labelled = select(annotation.c.annotator, annotation.c.article_id, func.count()).group_by(
            annotation.c.annotator, annotation.c.article_id
        )
        left_out = select(skip.c.annotator, skip.c.article_id)
        with self._database.reading() as connection:
            kinds = _kinds(connection)
            lengths = dict(connection.execute(select(article.c.id, article.c.paragraph_count)).all())
            read = {(name, id_): count for name, id_, count in connection.execute(marked)}
            made = {(name, id_): count for name, id_, count in connection.execute(labelled)}
            skipped = {(name, id_) for name, id_ in connection.execute(left_out)}
        states = Counter(
            (name, State.of(read.get((name, id_), 0), lengths[id_], skipped=(name, id_) in skipped))
            for name, id_ in read.keys() | skipped
        )
        return tuple(
            Work(
                name,
                kinds[name],
                articles=len({key for key in read.keys() | made.keys() | skipped if key[0] == name}),
                in_progress=states[name, State.IN_PROGRESS],
                done=states[name, State.DONE],
                skipped=states[name, State.SKIPPED],
                annotations=sum(count for key, count in made.items() if key[0] == name),
                read=sum(count for key, count in read.items() if key[0] == name),
            )
            for name in kinds
        )


def as_stored(name: str, option: str = "workbench --as") -> str:
    """The name of an annotator, trimmed and in Unicode NFC.

    Raises StoreError as `People.ensure`, with the option by which it is to be given.
    """
    name = normal(name)
    if not name or printable(name, keep="") != name:
        raise StoreError(f"An annotator cannot be called {name!r}.", f"Use letters: {option} NAME")
    return name


def _kinds(connection: Connection) -> dict[str, Kind]:
    rows = connection.execute(select(annotator.c.name, annotator.c.kind)).all()
    return {name: Kind(kind) for name, kind in sorted(rows, key=lambda row: row.name)}
