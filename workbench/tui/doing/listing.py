"""The lists over the article, and going to what they show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from workbench.annotate.fixing import to_fix

if TYPE_CHECKING:
    from workbench.tui.lists.goal import Goal
    from workbench.tui.screens.article import ArticleScreen


def lists(screen: ArticleScreen) -> None:
    """Open the lists at what is to fix."""
    from workbench.tui.screens.lists import FIX

    _open(screen, FIX)


def history(screen: ArticleScreen) -> None:
    """Open the lists at the changes."""
    from workbench.tui.screens.lists import CHANGES

    _open(screen, CHANGES)


def read(screen: ArticleScreen) -> None:
    """Mark the paragraph read. The one that finishes the article says once what is left to fix."""
    was_done = screen.reading.done
    screen.attempt(screen.reading.read)
    if screen.reading.done and not was_done and (number := len(to_fix(screen.reading))):
        screen.status.warn(f"Done; {number} to fix: {screen.keymap.shown_for('lists')} lists them.")


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


def _open(screen: ArticleScreen, tab: int) -> None:
    from workbench.tui.screens.lists import ListsScreen

    screen.app.push_screen(ListsScreen(screen, tab), partial(go, screen))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"lists": lists, "history": history, "read": read}
