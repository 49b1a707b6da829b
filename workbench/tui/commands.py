"""What the command palette offers beside the themes: every command of the article, and every article."""

from __future__ import annotations

import asyncio
import re
from abc import abstractmethod
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from workbench import keys
from workbench.symbols import printable
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.place import Place

AT_FIRST = 20
"""Articles that are offered before anything is typed."""
AT_MOST = 100
"""Articles that are offered for what is typed: the palette lays out all that it is given."""


class Finder(CommandPalette):
    """Textual's palette, made safe for quick hands and for small screens: there either ends the application."""

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False

    @on(Input.Submitted)
    async def _found(self) -> None:
        """Enter waits for what is looked for; else it would take what was listed before: Quit, at first."""
        searches = (one for one in self.workers if one.group == self._GATHER_COMMANDS_GROUP)
        await asyncio.gather(*(one.wait() for one in searches), return_exceptions=True)

    @property
    def _provider_classes(self) -> list[type[Provider]]:  # type: ignore[override]  # a set, in any order
        """In the same order at every start: what the application can do, what the article can, the articles."""
        found, last = super()._provider_classes, (Commands, Articles)
        return [*found.difference(last), *(one for one in last if one in found)]

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close once, as `Modal` does; a second Enter would carry the command out again."""
        if self.app.screen is not self:
            return AwaitComplete()
        self.call_next(self._forget)
        return super().dismiss(result)

    def _forget(self) -> None:
        self._selected_command = None

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:  # a list without a row has no page to turn
            super()._action_command_list(action)


class Offer(NamedTuple):
    """What can be chosen: its name, what stands beside it, and what it does."""

    name: str
    beside: str
    run: Callable[[], object]


class Offers(Provider):
    """Finds by words, as the library does: a fuzzy search takes seconds for a long title and some common letters.

    What is drawn is `Content`: Textual reads markup in a plain string, and a title may hold any bracket.
    """

    @abstractmethod
    def offers(self, query: str) -> Iterator[Offer]:
        """What holds every word of `query`; for an empty one, what is offered before anything is typed."""

    async def discover(self) -> Hits:
        for offer in self.offers(""):
            yield DiscoveryHit(self._drawn(offer, ""), offer.run, offer.name)

    async def search(self, query: str) -> Hits:
        for offer in self.offers(query):
            yield Hit(1, self._drawn(offer, query), offer.run, offer.name)

    def _drawn(self, offer: Offer, query: str) -> Content:
        name = Content(offer.name)
        if query and self.match_style:
            for found in re.finditer("|".join(map(re.escape, query.split())), offer.name, re.IGNORECASE):
                name = name.stylize(self.match_style, *found.span())
        return name + Content.styled(f"  {offer.beside}", "dim") if offer.beside else name


class Commands(Offers):
    """The commands of the article that is open; moves and selections come last."""

    def offers(self, query: str) -> Iterator[Offer]:
        if isinstance(self.screen, ArticleScreen):
            words = query.casefold().split()
            for command in sorted(keys.COMMANDS, key=lambda command: command.group in (keys.MOVE, keys.SELECT)):
                name = f"{command.group}: {command.title}"
                if all(word in name.casefold() for word in words):
                    shown = self.screen.keymap.all_shown_for(command.id)
                    yield Offer(name, shown, partial(self.screen.action_do, command.id))


class Articles(Offers):
    """Every article, by id, title and outlet."""

    def offers(self, query: str) -> Iterator[Offer]:
        if isinstance(self.screen, Place):
            bench = self.screen.bench
            for row in islice(bench.library.shelf.found(query), AT_MOST if query else AT_FIRST):
                name = f"Go to {printable(row.id, '')} {printable(row.title, '')}"
                yield Offer(name, "", partial(bench.open_article, row.id))
