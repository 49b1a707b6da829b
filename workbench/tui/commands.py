"""What the command palette offers beside the themes: every command of the article, and every article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from workbench import keys
from workbench.symbols import printable
from workbench.tui.screens.article import ArticleScreen

if TYPE_CHECKING:
    from workbench.tui.app import Bench

AT_FIRST = 20
"""Articles that are offered before anything is typed."""


class Commands(Provider):
    """The commands of the article that is open; moves and selections only when they are typed."""

    async def discover(self) -> Hits:
        if isinstance(self.screen, ArticleScreen):
            for command in (command for command in keys.COMMANDS if command.group not in (keys.MOVE, keys.SELECT)):
                yield DiscoveryHit(_named(command), partial(self.screen.action_do, command.id), help=_keys(command))

    async def search(self, query: str) -> Hits:
        if not isinstance(self.screen, ArticleScreen):
            return
        matcher = self.matcher(query)
        for command in keys.COMMANDS:
            if score := matcher.match(_named(command)):
                run = partial(self.screen.action_do, command.id)
                yield Hit(score, matcher.highlight(_named(command)), run, help=_keys(command))


class Articles(Provider):
    """Every article, by id and title."""

    async def discover(self) -> Hits:
        bench = cast("Bench", self.app)
        for row in bench.library.rows[:AT_FIRST]:
            yield DiscoveryHit(_go_to(row.id, row.title), partial(bench.open_article, row.id))

    async def search(self, query: str) -> Hits:
        bench = cast("Bench", self.app)
        matcher = self.matcher(query)
        for row in bench.library.rows:
            name = _go_to(row.id, row.title)
            if score := matcher.match(name):
                yield Hit(score, matcher.highlight(name), partial(bench.open_article, row.id))


def _named(command: keys.Command) -> str:
    return f"{command.group}: {command.title}"


def _keys(command: keys.Command) -> str:
    return " ".join(map(keys.shown, command.keys))


def _go_to(article_id: str, title: str) -> str:
    return f"Go to {printable(article_id, '')} {printable(title, '')}"
