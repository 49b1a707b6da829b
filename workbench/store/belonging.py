"""Does what is written belong where it goes? Checked inside the transaction, against what is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from workbench.errors import StoreError
from workbench.model import Annotation, Decision, Entry, Note, ReadMark, Relation, Skip
from workbench.store.doors import check_annotations, check_spans, check_text
from workbench.store.kinds import ANNOTATIONS
from workbench.store.rows import batched
from workbench.store.schema import annotation, article, relation, scheme

Written = tuple[str, str, Entry]
"""Article id, annotator, and the entry for this layer."""

_NO_HOMES: Mapping[str, tuple[str, str]] = MappingProxyType({})

_SIZES = select(article.c.id, article.c.length, article.c.paragraph_count).where(
    article.c.id.in_(bindparam("ids", expanding=True))
)
_SCHEMES = select(scheme.c.fingerprint).where(scheme.c.fingerprint.in_(bindparam("fingerprints", expanding=True)))
_HOMES = select(annotation.c.id, annotation.c.article_id, annotation.c.annotator).where(
    annotation.c.id.in_(bindparam("ids", expanding=True))
)


def check_layers(entries: Sequence[Written]) -> None:
    """Raises StoreError where an entry changes what belongs to another annotator or article."""
    for article_id, annotator, entry in entries:
        values = [change.after for change in entry.step] + [change.before for change in entry.step]
        for value in values:
            if value is None:
                continue
            if value.annotator != annotator:
                raise StoreError(f"A step of {annotator} on {article_id} would change the work of {value.annotator}.")
            if not isinstance(value, Relation) and value.article_id != article_id:
                raise StoreError(f"A step of {annotator} on {article_id} would change {value.article_id}.")


def check_values(connection: Connection, values: Mapping[type, Sequence[Any]]) -> None:
    """`values` are by their type. Raises StoreError for annotations outside their text or under a scheme that the
    database has not met, for read marks and notes of paragraphs that there are not, and for text that no database can
    hold.
    """
    placed = [one.article_id for type_, some in values.items() if type_ is not Relation for one in some]
    lengths, paragraphs = _sizes(connection, set(placed))
    annotations: Sequence[Annotation] = values.get(Annotation, ())
    check_annotations(annotations, lengths)
    schemes = _known_schemes(connection, {one.scheme for one in annotations})
    for one in annotations:
        if one.scheme not in schemes:
            raise StoreError(f"The scheme {one.scheme} of the annotation {one.id} was never used in this database.")
    for mark in values.get(ReadMark, ()):
        _check_paragraph(mark.article_id, mark.paragraph, paragraphs[mark.article_id])
    for note in values.get(Note, ()):
        check_text(f"{note.id}{note.text}", f"The note {note.id} on {note.article_id}")
        if note.paragraph is not None:
            _check_paragraph(note.article_id, note.paragraph, paragraphs[note.article_id])
    for skip in values.get(Skip, ()):
        check_text(skip.reason, f"The reason to skip {skip.article_id}")
    for decision in values.get(Decision, ()):
        where = f"The decision {decision.id} on {decision.article_id}"
        check_spans((decision.extent,), lengths[decision.article_id], f"{where}: its ends")
        for text in (decision.id, *decision.candidates, *decision.result, decision.by, decision.comment):
            check_text(text, where)


def check_relations(
    connection: Connection, relations: Sequence[tuple[str, Relation]], homes: Mapping[str, tuple[str, str]] = _NO_HOMES
) -> None:
    """`relations` come with the article of their layer, and all annotations are written already; of some, `homes` says
    by id where they are: article and annotator.

    Raises StoreError where an end is not there or another annotator's, or neither end is in this article.
    """
    ends = {id_ for _, one in relations for id_ in (one.from_id, one.to_id)}
    known = dict(homes)
    for ids in batched(ends - homes.keys()):
        for id_, article_id, annotator in connection.execute(_HOMES, {"ids": ids}):
            known[id_] = article_id, annotator
    for article_id, one in relations:
        check_text(f"{one.id}{one.type}", f"The relation {one.id}")
        for id_ in (one.from_id, one.to_id):
            if id_ not in known or known[id_][1] != one.annotator:
                raise StoreError(f"The relation {one.type} {one.id}: {one.annotator} has no annotation {id_}.")
        source, target = known[one.from_id][0], known[one.to_id][0]
        if article_id not in {source, target}:
            raise StoreError(f"The relation {one.type} {one.id} leads from {source} to {target}, not {article_id}.")


def check_unlinked(connection: Connection, gone: Iterable[Annotation]) -> None:
    """Raises StoreError where a relation still holds on to an annotation that is to be deleted."""
    by_id = {one.id: one for one in gone}
    for batch in batched(by_id):
        held = or_(relation.c.from_id.in_(batch), relation.c.to_id.in_(batch))
        row = connection.execute(select(relation).where(held)).first()
        if row is not None:
            one = by_id.get(row.from_id) or by_id[row.to_id]
            raise StoreError(
                f"{ANNOTATIONS.called(one)} cannot be deleted: the relation {row.type} {row.id} holds it.",
                "Delete the relation first.",
            )


def _known_schemes(connection: Connection, fingerprints: Collection[str]) -> set[str]:
    return {one for some in batched(fingerprints) for one in connection.scalars(_SCHEMES, {"fingerprints": some})}


def _check_paragraph(article_id: str, paragraph: int, paragraphs: int) -> None:
    if not 0 <= paragraph < paragraphs:
        raise StoreError(f"The article {article_id} has no paragraph {paragraph + 1}.")


def _sizes(connection: Connection, article_ids: Collection[str]) -> tuple[dict[str, int], dict[str, int]]:
    """By article: the length in code points, and the number of paragraphs."""
    lengths, paragraphs = dict[str, int](), dict[str, int]()
    for ids in batched(article_ids):
        for id_, length, number in connection.execute(_SIZES, {"ids": ids}):
            lengths[id_], paragraphs[id_] = length, number
    for unknown in sorted(set(article_ids) - lengths.keys()):
        raise StoreError(f"There is no article {unknown!r}.", "List all with: workbench articles")
    return lengths, paragraphs
