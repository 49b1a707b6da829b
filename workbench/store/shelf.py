"""The shelf: what there is, and how far everybody is, without reading a single text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from workbench.store.schema import annotation, article, read_mark


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article as a list shows it to an annotator.

    `words` and `paragraphs` are its length, `read` the paragraphs that this annotator read, `annotations` those made;
    `others` says how many paragraphs everybody else read (who read none is not in it). `outlet` may be empty.
    """

    id: str
    title: str
    outlet: str
    words: int
    paragraphs: int
    read: int
    annotations: int
    others: Mapping[str, int]


def shelf(connection: Connection, annotator: str) -> tuple[Shelved, ...]:
    """All articles for one annotator, sorted by id."""
    mine = select(annotation.c.article_id, func.count()).where(annotation.c.annotator == annotator)
    made: dict[str, int] = dict(connection.execute(mine.group_by(annotation.c.article_id)).all())
    read: dict[str, dict[str, int]] = defaultdict(dict)
    marks = select(read_mark.c.article_id, read_mark.c.annotator, func.count())
    for article_id, name, paragraphs in connection.execute(
        marks.group_by(read_mark.c.article_id, read_mark.c.annotator).order_by(read_mark.c.annotator)
    ):
        read[article_id][name] = paragraphs
    rows = connection.execute(
        select(
            article.c.id,
            article.c.title,
            article.c.metadata["outlet"].as_string(),
            article.c.words,
            article.c.paragraph_count,
        )
    ).all()
    return tuple(
        Shelved(
            id_,
            title,
            outlet or "",
            words,
            paragraphs,
            read=read[id_].pop(annotator, 0) if id_ in read else 0,
            annotations=made.get(id_, 0),
            others=read.get(id_, {}),
        )
        for id_, title, outlet, words, paragraphs in sorted(rows, key=lambda row: row.id)
    )
