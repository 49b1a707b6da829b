"""The lists over the article, and going to what they show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from workbench import keys
from workbench.annotate import Reading
from workbench.annotate.fixing import Fix, to_fix
from workbench.annotate.remarks import Remark
from workbench.errors import Refused
from workbench.model import Annotation, Change, Entry
from workbench.tui.past import Past
from workbench.tui.sheets import Joint
from workbench.tui.telling import Telling

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen

Item = Fix | Remark | Joint | Past | Change


class Goal(NamedTuple):
    """Where to go: to an article, there to an offset, and what keys shall act on; None for the article as a whole."""

    article_id: str
    offset: int | None = None
    annotation_id: str = ""


def lists(screen: ArticleScreen) -> None:
    """Open the lists at what is to fix."""
    _open(screen, 0)


def history(screen: ArticleScreen) -> None:
    """Open the lists at the changes."""
    _open(screen, 3)


def read(screen: ArticleScreen) -> None:
    """Mark the paragraph read. The one that finishes the article says once what is left to fix."""
    was_done = screen.reading.done
    screen.attempt(screen.reading.read)
    if screen.reading.done and not was_done and (number := len(to_fix(screen.reading))):
        screen.status.warn(f"Done; {number} to fix: {keys.shown(screen.keys_of('lists')[-1])} lists them.")


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


def go(screen: ArticleScreen, to: Goal | None) -> None:
    """Go there, in another article too; what is gone by now leaves the caret where it was."""
    if to is None:
        return
    if to.article_id != screen.reading.article.id:
        screen.bench.open_article(to.article_id)
    reading = screen.reading
    if to.article_id != reading.article.id or to.offset is None:
        return
    if to.annotation_id in reading.annotations:
        reading.choose(to.annotation_id, to.offset)
    else:
        reading.clear()
        reading.move_to(to.offset)
    screen.attempt(lambda: None)


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


def _open(screen: ArticleScreen, tab: int) -> None:
    from workbench.tui.screens.lists import ListsScreen

    screen.app.push_screen(ListsScreen(screen, tab), partial(go, screen))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"lists": lists, "history": history, "read": read}
