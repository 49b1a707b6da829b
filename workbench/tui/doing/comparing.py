"""What others made of this article: marks in the margin, and the comparison of a paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.annotate.others import Others

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.store import Store
    from workbench.tui.screens.article import ArticleScreen


def read_others(screen: ArticleScreen) -> None:
    """Have the layers of the others read, so that the margin can say where they agree; not in a blind project."""
    reading = screen.reading
    if reading.scheme.blind:
        return

    def show(others: Others) -> None:
        reading.others = others
        if screen.reading is reading:
            screen.view.refresh()

    screen.bench.ask(lambda store: others_of(store, reading), show)


def others_of(store: Store, reading: Reading) -> Others:
    """What all others made of the article. For the writer's thread."""
    return Others.of(reading.article, store.layers.beside(reading.article.id, reading.annotator))


def compare(screen: ArticleScreen) -> None:
    """Show what others made of the paragraph. Raises Refused where that is not to be known."""
    from workbench.tui.screens.comparison import ComparisonScreen

    others, again = screen.reading.comparable(), screen.keys_of("compare")
    screen.app.push_screen(ComparisonScreen(screen.reading, others, screen.view.palette(), again))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"compare": compare}
