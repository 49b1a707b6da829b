"""What somebody who learns is shown: the paragraph that has just been read beside gold, and how they do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench import learn
from workbench.errors import Refused, WorkbenchError
from workbench.model import Entry

if TYPE_CHECKING:
    from workbench.tui.app import Bench
    from workbench.tui.screens.article import ArticleScreen

NO_GOLD = "This article has no gold standard: gold has no paragraph of it marked read."


def begin(screen: ArticleScreen) -> None:
    """Have gold read, which is not shown yet: it must be there when the first paragraph is marked read."""
    bench, reading = screen.bench, screen.reading
    history = tuple(reading.history.entries)
    screen.lesson = None
    try:
        screen.lesson = bench.writer.in_turn(learn.begin, bench.store, reading.article.id, history)
    except WorkbenchError as error:
        warning = error.message
    else:
        warning = "" if screen.lesson.has_gold else NO_GOLD
    if warning:
        screen.call_after_refresh(screen.status.warn, warning)  # the screen has yet to say where it is


def follow(screen: ArticleScreen, entries: Sequence[Entry]) -> None:
    """Show what gold has in a paragraph that has just been marked read."""
    paragraph = screen.lesson.follow(entries) if screen.lesson else None
    if paragraph is not None:
        review(screen, paragraph)


def compare(screen: ArticleScreen) -> None:
    """Show what gold has in the paragraph of the caret; where that is not read yet, how the learner does."""
    reading = screen.reading
    if reading.paragraph in reading.marks:
        review(screen, reading.paragraph)
    else:
        progress(screen)


def review(screen: ArticleScreen, paragraph: int) -> None:
    """Show the paragraph beside gold. Raises Refused where gold could not be read."""
    from workbench.tui.modes.review import Reviewing

    if screen.lesson is None:
        raise Refused("The gold standard could not be read: open the article again.")
    screen.enter(Reviewing(screen, screen.lesson.review(paragraph, screen.reading.touching(paragraph))))


def go_on(screen: ArticleScreen) -> None:
    """To the next unread paragraph; when all are read, to how the learner does."""
    screen.leave_mode()
    if screen.reading.done:
        progress(screen)
    else:
        screen.attempt(screen.reading.next_unread)


def progress(screen: ArticleScreen) -> None:
    """Show how the learner does."""
    show_progress(screen.bench, screen.keys_of("compare"))


def show_progress(bench: Bench, again: Sequence[str]) -> None:
    """Show the scores of whoever works here, per label and over time; `again` are the keys that close it, too."""
    from workbench.tui.screens.progress import ProgressScreen

    bench.push_screen(ProgressScreen(bench, again))
