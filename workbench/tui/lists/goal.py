"""What a line of a list stands for: where it is in the articles, and what is deleted with it."""

from __future__ import annotations

from typing import NamedTuple

from workbench.annotate import Reading
from workbench.annotate.fixing import Fix
from workbench.annotate.remarks import Remark
from workbench.errors import Refused
from workbench.model import Annotation, Change, Entry
from workbench.tui.lists.changes import Past
from workbench.tui.lists.sheets import Joint
from workbench.tui.lists.telling import Telling

Item = Fix | Remark | Joint | Past | Change


class Goal(NamedTuple):
    """Where to go: to an article, there to an offset, and what keys shall act on; None for the article as a whole."""

    article_id: str
    offset: int | None = None
    annotation_id: str = ""


def goal(reading: Reading, item: Item, *, other: bool = False) -> Goal:
    """Where the item of a list is; `other`: the end that a relation leads to, not that where it starts."""
    match item:
        case Fix():
            return _at(item.annotation)
        case Joint():
            ends = (item.target, item.source) if other else (item.source, item.target)
            return next((_at(end) for end in ends if end), Goal(reading.article.id))
        case Remark(value=Annotation() as annotation):
            return _at(annotation)
        case Remark():
            return Goal(item.article_id, item.offset)
    step = item.entry.step if isinstance(item, Past) else (item,)
    place = Telling(reading).place(step)
    if isinstance(place, Annotation):
        return _at(place)
    return Goal(reading.article.id, None if place is None else reading.article.paragraphs[place].start)


def removed(reading: Reading, item: Item) -> Entry:
    """Delete what the item of a list is about. Raises Refused where it is not in this article, or cannot be deleted."""
    match item:
        case Fix():
            return reading.remove(item.relation or item.annotation)
        case Joint():
            return reading.remove(item.relation)
        case Remark() if item.article_id == reading.article.id:
            return reading.remove_remark(item.value)
        case Remark():
            raise Refused("This is in another article: go there to delete it.")
    raise Refused("What was done stays in the history: undo it, or go back to a point.")


def _at(annotation: Annotation) -> Goal:
    return Goal(annotation.article_id, annotation.extent.start, annotation.id)
