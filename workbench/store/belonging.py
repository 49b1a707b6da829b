"""Does what is written belong where it goes? Checked inside the transaction, against what is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, func, or_, select

from workbench.errors import StoreError
from workbench.model import Annotation, Entry, ReadMark, Relation, Value
from workbench.store.doors import check_annotation, check_text
from workbench.store.rows import batched
from workbench.store.schema import annotation, article, relation, scheme

Written = tuple[str, str, Entry]
"""Article id, annotator, and the entry for this layer."""


def check_layers(entries: Sequence[Written]) -> None:
    """Raises StoreError where an entry changes what belongs to another annotator or article."""
    for article_id, annotator, entry in entries:
        for value in (value for change in entry.step for value in (change.before, change.after) if value is not None):
            if value.annotator != annotator:
                raise StoreError(f"A step of {annotator} on {article_id} would change the work of {value.annotator}.")
            if not isinstance(value, Relation) and value.article_id != article_id:
                raise StoreError(f"A step of {annotator} on {article_id} would change {value.article_id}.")


def check_values(connection: Connection, values: Collection[Value]) -> None:
    """Raises StoreError for annotations outside their text or under a scheme that the database has not met, and for
    read marks of paragraphs that there are not."""
    annotations = [value for value in values if isinstance(value, Annotation)]
    marks = [value for value in values if isinstance(value, ReadMark)]
    sizes = _sizes(connection, {one.article_id for one in annotations} | {mark.article_id for mark in marks})
    known = {
        fingerprint
        for batch in batched({one.scheme for one in annotations})
        for fingerprint in connection.scalars(select(scheme.c.fingerprint).where(scheme.c.fingerprint.in_(batch)))
    }
    for one in annotations:
        check_annotation(one, sizes[one.article_id][0])
        if one.scheme not in known:
            raise StoreError(f"The scheme {one.scheme} of the annotation {one.id} was never used in this database.")
    for mark in marks:
        if not 0 <= mark.paragraph < sizes[mark.article_id][1]:
            raise StoreError(f"The article {mark.article_id} has no paragraph {mark.paragraph + 1}.")


def check_relations(connection: Connection, relations: Sequence[tuple[str, Relation]]) -> None:
    """`relations` come with the article of their layer, and all annotations are written already.

    Raises StoreError where an end is not there or another annotator's, or the relation starts in another article.
    """
    ends = {id_ for _, one in relations for id_ in (one.from_id, one.to_id)}
    columns = select(annotation.c.id, annotation.c.article_id, annotation.c.annotator)
    known = {
        id_: (article_id, annotator)
        for batch in batched(ends)
        for id_, article_id, annotator in connection.execute(columns.where(annotation.c.id.in_(batch)))
    }
    for article_id, one in relations:
        check_text(f"{one.id}{one.type}", f"The relation {one.id}")
        for id_ in (one.from_id, one.to_id):
            if id_ not in known or known[id_][1] != one.annotator:
                raise StoreError(f"The relation {one.type} {one.id}: {one.annotator} has no annotation {id_}.")
        if known[one.from_id][0] != article_id:
            raise StoreError(f"The relation {one.type} {one.id} starts in {known[one.from_id][0]}, not {article_id}.")


def check_unlinked(connection: Connection, gone: Iterable[Annotation]) -> None:
    """Raises StoreError where a relation still holds on to an annotation that is to be deleted."""
    by_id = {one.id: one for one in gone}
    for batch in batched(by_id):
        held = or_(relation.c.from_id.in_(batch), relation.c.to_id.in_(batch))
        row = connection.execute(select(relation).where(held)).first()
        if row is not None:
            one = by_id.get(row.from_id) or by_id[row.to_id]
            raise StoreError(
                f"The annotation {one.label} {one.id} cannot be deleted: the relation {row.type} {row.id} holds it.",
                "Delete the relation first, in the article where it starts.",
            )


def _sizes(connection: Connection, article_ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """Article id → length in code points, number of paragraphs."""
    columns = select(article.c.id, func.length(article.c.text), article.c.paragraph_count)
    sizes = {
        id_: (length, paragraphs)
        for batch in batched(article_ids)
        for id_, length, paragraphs in connection.execute(columns.where(article.c.id.in_(batch)))
    }
    for unknown in sorted(set(article_ids) - sizes.keys()):
        raise StoreError(f"There is no article {unknown!r}.", "List all with: workbench articles")
    return sizes
