"""What is gone to: by letters on the screen, and by searching."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.errors import Refused

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.annotate.searching import Query
    from workbench.tui.screens.article import ArticleScreen


def jump(screen: ArticleScreen) -> None:
    """Letters over the sentences in view. Raises Refused where there are none."""
    from workbench.tui.modes.jump import Jump, to_sentences

    screen.enter(Jump(screen, to_sentences))


def search(screen: ArticleScreen) -> None:
    """The prompt of a search. Raises Refused while an annotation is being edited."""
    from workbench.tui.modes.prompt import Prompt

    screen.enter(Prompt(screen))


def search_next(screen: ArticleScreen) -> None:
    """The next match of what was searched for last. Raises Refused where there is none."""
    from workbench.annotate import searching
    from workbench.tui.modes.prompt import FROM_START

    _go_on(screen, searching.search_next, FROM_START)


def search_previous(screen: ArticleScreen) -> None:
    """The match before of what was searched for last. Raises Refused where there is none."""
    from workbench.annotate import searching
    from workbench.tui.modes.prompt import FROM_END

    _go_on(screen, searching.search_previous, FROM_END)


def _go_on(screen: ArticleScreen, step: Callable[[Reading, Query], bool], passed: str) -> None:
    query = screen.bench.sought
    if query is None:
        raise Refused("Nothing has been searched for yet.")
    screen.reading.refuse_while_editing()
    is_passed = step(screen.reading, query)
    screen.view.sync()
    screen.moved()
    if is_passed:
        screen.status.warn(f"“{query.words}”: {passed}")


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {
    "jump": jump,
    "search": search,
    "search_next": search_next,
    "search_previous": search_previous,
}
