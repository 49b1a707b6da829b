"""Layers: what one annotator made on one article. Every change goes through here, and into the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from workbench.model import (
    Annotated,
    Annotation,
    Decision,
    Entry,
    Kind,
    Layer,
    Note,
    ReadMark,
    Relation,
    Skip,
    Value,
    reading_order,
)
from workbench.store.batches import with_their_batches
from workbench.store.belonging import Written
from workbench.store.engine import Database
from workbench.store.kinds import ANNOTATIONS, DECISIONS, NOTES, READ_MARKS, RELATIONS, SKIPS
from workbench.store.kinds import Kind as KindOf
from workbench.store.rows import articles_where, batched, entry, history_row, history_where, insert_rows
from workbench.store.schema import annotation, article, decision, history, note, read_mark, relation, segment, skip
from workbench.store.schema import annotator as annotators
from workbench.store.writing import lock, write_entries

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Use:
    """An annotation as an example of its label: where it is, its words, and when it was made."""

    article_id: str
    quote: str
    made_at: datetime


class Layers:
    """The layers of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, article_id: str, annotator: str) -> Layer:
        """The layer with its history; empty where nothing was made."""

        def mine(table: Table) -> ColumnElement[bool]:
            return and_(table.c.article_id == article_id, table.c.annotator == annotator)

        with self._database.reading() as connection:
            annotations = ANNOTATIONS.where(connection, mine(annotation))
            here = select(annotation.c.id).where(mine(annotation))
            relations = RELATIONS.where(connection, or_(relation.c.from_id.in_(here), relation.c.to_id.in_(here)))
            skips = SKIPS.where(connection, mine(skip))
            entries = tuple(history_where(connection, mine(history)))
            ever = [*relations, *_relations_in(entries)]
            return Layer(
                article_id,
                annotator,
                annotations=tuple(annotations),
                relations=tuple(relations),
                read=tuple(READ_MARKS.where(connection, mine(read_mark))),
                history=entries,
                notes=tuple(NOTES.where(connection, mine(note))),
                skip=skips[0] if skips else None,
                beyond=_beyond(connection, ever, {one.id for one in annotations}),
                decisions=tuple(DECISIONS.where(connection, mine(decision))),
            )

    def histories(
        self, article_ids: Collection[str], annotators: Collection[str]
    ) -> dict[tuple[str, str], list[Entry]]:
        """By article and annotator what was done there, oldest first; of those who did anything."""
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        with self._database.reading() as connection:
            for some in batched(article_ids):
                theirs = and_(history.c.article_id.in_(some), history.c.annotator.in_(annotators))
                for row in connection.execute(select(history).where(theirs).order_by(history.c.id)):
                    found[row.article_id, row.annotator].append(entry(row))
        return found

    def beside(self, article_id: str, annotator: str) -> tuple[Layer, ...]:
        """What all others, persons and gold, have made of the article, by name: annotations and read marks alone."""
        others = select(annotators.c.name).where(
            annotators.c.name != annotator, annotators.c.kind != Kind.MACHINE.value
        )

        def theirs(table: Table) -> ColumnElement[bool]:
            return and_(table.c.article_id == article_id, table.c.annotator.in_(others))

        with self._database.reading() as connection:
            annotations = _grouped(ANNOTATIONS.where(connection, theirs(annotation)), _ANNOTATOR)
            read = _grouped(READ_MARKS.where(connection, theirs(read_mark)), _ANNOTATOR)
        names = sorted(annotations.keys() | read.keys())
        return tuple(Layer(article_id, name, tuple(annotations[name]), read=tuple(read[name])) for name in names)

    def apply(self, article_id: str, annotator: str, entry: Entry) -> None:
        """Store a step and its line of history: all of it or, with an exception, nothing. When this returns, it is on
        the disk.

        An undo or redo of a batch is done to all layers that have a part in it. Raises Conflict where the value that a
        change replaces is no longer there, and StoreError for a change that belongs to another layer, leaves the text,
        or comes from an annotator or a scheme that the database has not met.
        """
        self.apply_all([(article_id, annotator, entry)])

    def apply_all(self, entries: Iterable[Written]) -> None:
        """The same for many entries, in order, all or nothing."""
        entries = list(entries)
        with self._database.writing() as connection:
            lock(connection, {annotator for _, annotator, _ in entries})
            entries = with_their_batches(connection, entries)
            write_entries(connection, entries)
            insert_rows(connection, history, [history_row(*written) for written in entries])

    def uses(self, label: str, annotator: str, limit: int) -> tuple[Use, ...]:
        """The annotator's last `limit` annotations with this label, newest first."""
        newest = (
            select(annotation.c.id)
            .where(annotation.c.annotator == annotator, annotation.c.label == label)
            .order_by(annotation.c.made_at.desc(), annotation.c.id)
            .limit(limit)
        )
        words = func.substr(article.c.text, segment.c.span_start + 1, segment.c.span_end - segment.c.span_start)
        query = (
            select(annotation.c.id, annotation.c.article_id, annotation.c.made_at, words)
            .join(segment, segment.c.annotation_id == annotation.c.id)
            .join(article, article.c.id == annotation.c.article_id)
            .where(annotation.c.id.in_(newest))
            .order_by(annotation.c.made_at.desc(), annotation.c.id, segment.c.number)
        )
        with self._database.reading() as connection:
            parts: dict[tuple[str, str, datetime], list[str]] = defaultdict(list)
            for *use, part in connection.execute(query):
                parts[tuple(use)].append(part)
        return tuple(Use(article_id, " … ".join(words), made_at) for (_, article_id, made_at), words in parts.items())

    def labels(self) -> list[str]:
        """The labels of all annotations, sorted, such as the scheme has lost too."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(annotation.c.label).distinct().order_by(annotation.c.label)))

    def annotations(self, ids: Collection[str]) -> list[Annotation]:
        """Those of the annotations with these ids that are there, wherever, in any order."""
        with self._database.reading() as connection:
            return list(ANNOTATIONS.at(connection, [(ANNOTATIONS.name, id_) for id_ in ids]))

    def relations(self, ids: Collection[str]) -> list[Relation]:
        """The same of relations."""
        with self._database.reading() as connection:
            return list(RELATIONS.at(connection, [(RELATIONS.name, id_) for id_ in ids]))

    def decisions(self, annotator: str) -> list[Decision]:
        """What was decided for a gold layer, in all articles, in any order."""
        with self._database.reading() as connection:
            return list(DECISIONS.of(connection, annotator))

    def values(self, article_ids: Collection[str], annotators: Collection[str]) -> Iterator[Value]:
        """All that these annotators made of these articles, in any order; of relations, those that start there."""
        with self._database.reading() as connection:
            for some in batched(article_ids):
                for values in _made(connection, some, annotators):
                    yield from values

    def annotated(
        self, article_ids: Collection[str] | None = None, annotators: Collection[str] | None = None
    ) -> Iterator[Annotated]:
        """Articles in the order of their ids with what these annotators (None: all) made, a few at a time in memory,
        all as they were at one moment. Ids that the database does not know are left out.
        """
        with self._database.reading() as connection:
            ids = set(connection.scalars(select(article.c.id)))
            wanted = sorted(ids if article_ids is None else ids.intersection(article_ids))
            for some in batched(wanted):
                for batch in _a_few(connection, some):
                    yield from _annotated(connection, batch, annotators)


def _relations_in(entries: Iterable[Entry]) -> Iterator[Relation]:
    """All relations that came or went: an undo may bring back any of them."""
    for change in (change for one in entries for change in one.step):
        value = change.after or change.before
        if isinstance(value, Relation):
            yield value


def _beyond(connection: Connection, relations: Iterable[Relation], here: Collection[str]) -> tuple[Annotation, ...]:
    """The annotations at the ends of the relations that are not among those here, by article and in reading order."""
    ends = {id_ for one in relations for id_ in (one.from_id, one.to_id)}
    far = ANNOTATIONS.at(connection, [(ANNOTATIONS.name, id_) for id_ in ends.difference(here)])
    return tuple(sorted(far, key=lambda one: (one.article_id, reading_order(one))))


def _a_few(connection: Connection, ids: Sequence[str]) -> Iterator[list[str]]:
    """The articles, as many at a time as go into memory whatever was made of them."""
    here = annotation.c.article_id.in_(ids)
    each = select(annotation.c.article_id, func.count()).where(here).group_by(annotation.c.article_id)
    made: dict[str, int] = dict(connection.execute(each).all())
    batch, annotations = list[str](), 0
    for id_ in ids:
        if batch and (len(batch) == _MOST_ARTICLES or annotations + made.get(id_, 0) > _MOST_ANNOTATIONS):
            yield batch
            batch, annotations = [], 0
        batch.append(id_)
        annotations += made.get(id_, 0)
    if batch:
        yield batch


_MOST_ARTICLES, _MOST_ANNOTATIONS = 50, 5000


def _annotated(connection: Connection, ids: list[str], names: Collection[str] | None) -> list[Annotated]:
    annotations, relations, read_marks, all_notes, all_skips, all_decisions = _made(connection, ids, names)
    made = _by_article(ANNOTATIONS, annotations)
    home = {one.id: id_ for id_, some in made.items() for one in some}
    links = _by_article(RELATIONS, relations, lambda one: home[one.from_id])
    read = _by_article(READ_MARKS, read_marks)
    notes, skips = _by_article(NOTES, all_notes), _by_article(SKIPS, all_skips)
    decisions = _by_article(DECISIONS, all_decisions)
    return [
        Annotated(
            one,
            made.get(one.id, ()),
            links.get(one.id, ()),
            read.get(one.id, ()),
            notes.get(one.id, ()),
            skips.get(one.id, ()),
            decisions=decisions.get(one.id, ()),
        )
        for one in articles_where(connection, article.c.id.in_(ids))
    ]


_Made = tuple[
    Iterator[Annotation], Iterator[Relation], Iterator[ReadMark], Iterator[Note], Iterator[Skip], Iterator[Decision]
]


def _made(connection: Connection, ids: list[str], names: Collection[str] | None) -> _Made:
    """What these annotators (None: all) made of these articles, in any order."""

    def by(table: Table) -> ColumnElement[bool]:
        here = table.c.article_id.in_(ids)
        return here if names is None else and_(here, table.c.annotator.in_(names))

    return (
        ANNOTATIONS.any_order(connection, by(annotation)),
        RELATIONS.any_order(connection, and_(relation.c.from_id == annotation.c.id, by(annotation))),
        READ_MARKS.any_order(connection, by(read_mark)),
        NOTES.any_order(connection, by(note)),
        SKIPS.any_order(connection, by(skip)),
        DECISIONS.any_order(connection, by(decision)),
    )


_ARTICLE: Callable[[Any], str] = attrgetter("article_id")
_ANNOTATOR: Callable[[Any], str] = attrgetter("annotator")


def _grouped(values: Iterable[V], of: Callable[[V], str]) -> dict[str, list[V]]:
    groups: dict[str, list[V]] = defaultdict(list)
    for name, run in groupby(values, of):  # what belongs together mostly comes together
        groups[name] += run
    return groups


def _by_article(kind: KindOf[Any], values: Iterable[V], of: Callable[[V], str] = _ARTICLE) -> dict[str, tuple[V, ...]]:
    """The values of each article in order."""
    return {id_: tuple(sorted(group, key=kind.order)) for id_, group in _grouped(values, of).items()}
