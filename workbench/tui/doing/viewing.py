"""What is shown: rails or the compact view, the labels, help, the library, the article before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen


def rails(screen: ArticleScreen) -> None:
    """Rails under the lines, or the compact view."""
    screen.view.rails = not screen.view.rails


def labels(screen: ArticleScreen) -> None:
    """Show or hide the labels, on a screen of whatever width."""
    screen.side.switch_labels()


def help_(screen: ArticleScreen) -> None:
    """The keys and the labels."""
    screen.bench.action_help()


def settings(screen: ArticleScreen) -> None:
    """The person's settings."""
    screen.bench.action_settings()


def library(screen: ArticleScreen) -> None:
    """Back to the library."""
    screen.leave()


def previous_article(screen: ArticleScreen) -> None:
    """The article before, as the library shows them. Raises Refused at the first."""
    _go(screen, -1)


def next_article(screen: ArticleScreen) -> None:
    """The article after, as the library shows them. Raises Refused at the last."""
    _go(screen, 1)


def _go(screen: ArticleScreen, by: int) -> None:
    screen.bench.open_article(screen.bench.library.neighbour(screen.reading.article.id, by))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {
    "rails": rails,
    "labels": labels,
    "settings": settings,
    "help": help_,
    "library": library,
    "previous_article": previous_article,
    "next_article": next_article,
}
