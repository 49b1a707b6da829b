"""What others made of this article: marks in the margin, and the comparison of a paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.annotate.others import Others
from workbench.model import Kind

if TYPE_CHECKING:
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

    screen.bench.ask(lambda store: others_of(store, reading.article.id, reading.annotator), show)


def others_of(store: Store, article_id: str, annotator: str) -> Others:
    """The layers of all other people on the article, and gold; what machines made is no opinion to compare with."""
    names = [name for name, kind in store.people.all().items() if kind is not Kind.MACHINE and name != annotator]
    annotated = next(iter(store.layers.annotated([article_id], names)), None) if names else None
    return Others.of(annotated, names) if annotated else Others({})


def compare(screen: ArticleScreen) -> None:
    """Show what others made of the paragraph. Raises Refused where that is not to be known."""
    from workbench.tui.screens.comparison import ComparisonScreen

    others, again = screen.reading.comparable(), screen.keys_of("compare")
    screen.app.push_screen(ComparisonScreen(screen.reading, others, screen.view.palette(), again))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"compare": compare}
