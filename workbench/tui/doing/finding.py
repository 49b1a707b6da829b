"""What is gone to: by letters on the screen, and by searching."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen


def jump(screen: ArticleScreen) -> None:
    """Letters over the sentences in view. Raises Refused where there are none."""
    from workbench.tui.jump import Jump, to_sentences

    screen.enter(Jump(screen, to_sentences))


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"jump": jump}
