"""What others made of this article: marks in the margin, and the comparison of a paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.annotate.others import Others
from workbench.tui.doing import learning
from workbench.tui.palette import Palette

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.store import Store
    from workbench.tui.screens.article import ArticleScreen


def read_others(screen: ArticleScreen) -> None:
    """Have the layers of the others read, so that the margin can say where they agree; not in a blind project, nor
    where somebody learns."""
    reading = screen.reading
    if screen.bench.learns:
        learning.begin(screen)
    if reading.scheme.blind or screen.bench.learns:
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
    """Show what others made of the paragraph; to somebody who learns what gold has, and nothing else.

    Raises Refused where that is not to be known.
    """
    if screen.bench.learns:
        learning.compare(screen)
        return
    from workbench.tui.screens.comparison import ComparisonScreen

    others, again = screen.reading.comparable(), screen.keys_of("compare")
    screen.app.push_screen(ComparisonScreen(screen.reading, others, Palette.of(screen.view), again))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"compare": compare}
