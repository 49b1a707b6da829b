"""The shelf: what there is, and how far everybody is, without reading a single text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Connection, func, select

from workbench.model import State
from workbench.store.schema import annotation, article, read_mark, skip


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article as a list shows it to an annotator.

    `words` and `paragraphs` are its length, `read` the paragraphs that this annotator read, `annotations` those made,
    `skipped` whether the article is left out; `others` says how many paragraphs everybody else read (who read none is
    not in it). `outlet` may be empty.
    """

    id: str
    title: str
    outlet: str
    words: int
    paragraphs: int
    read: int
    annotations: int
    others: Mapping[str, int]
    skipped: bool = False

    @property
    def state(self) -> State:
        """How far the annotator is with the article."""
        return State.of(self.read, self.paragraphs, skipped=self.skipped)


def shelf(connection: Connection, annotator: str) -> tuple[Shelved, ...]:
    """All articles for one annotator, sorted by id."""
    mine = select(annotation.c.article_id, func.count()).where(annotation.c.annotator == annotator)
    made: dict[str, int] = dict(connection.execute(mine.group_by(annotation.c.article_id)).all())
    read: dict[str, dict[str, int]] = defaultdict(dict)
    marks = select(read_mark.c.article_id, read_mark.c.annotator, func.count())
    for article_id, name, paragraphs in connection.execute(
        marks.group_by(read_mark.c.article_id, read_mark.c.annotator)
    ).all():
        read[article_id][name] = paragraphs
    skipped = set(connection.scalars(select(skip.c.article_id).where(skip.c.annotator == annotator)))
    outlet = func.coalesce(article.c.metadata["outlet"].as_string(), "")
    columns = (article.c.id, article.c.title, outlet, article.c.words, article.c.paragraph_count)
    return tuple(
        Shelved(
            *row,
            read=read.get(row[0], {}).pop(annotator, 0),
            annotations=made.get(row[0], 0),
            others=read.get(row[0], {}),
            skipped=row[0] in skipped,
        )
        for row in sorted(connection.execute(select(*columns)).all(), key=itemgetter(0))
    )
