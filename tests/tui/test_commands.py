"""The command palette finds commands and articles."""

import asyncio
from collections.abc import Callable

import pytest
from textual import events
from textual.command import CommandList, Hits

from tests.tui.screenshot import text_of
from workbench import keys
from workbench.tui.app import Bench
from workbench.tui.commands import Articles, Commands
from workbench.tui.screens.article import ArticleScreen


async def test_the_palette_goes_to_an_article(bench: Callable[..., Bench]) -> None:
    """Some letters of its title are enough."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"harbour")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Go to b2 Harbour opens" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_palette_offers_titles_with_any_bracket(bench: Callable[..., Bench], size: tuple[int, int]) -> None:
    """A title is no markup: `[/b]` ends nothing, the program least."""
    app = bench()
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+p")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Nasty [/b] [red]" in text_of(app)
        await pilot.press("[", "r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Nasty [/b] [red]" in text_of(app)


async def test_the_palette_offers_every_command_with_its_keys(bench: Callable[..., Bench]) -> None:
    """So whatever a key does, the mouse can do."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.pause()
        offers = list(Commands(app.screen).offers(""))
        assert len(offers) == len(keys.COMMANDS)
        assert ("Label: undo", "Ctrl+Z Z") in [(offer.name, offer.beside) for offer in offers]
        await pilot.press("ctrl+p", *"sent")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "start of the next sentence  )" in text_of(app)


async def test_articles_are_found_by_words_as_in_the_library(bench: Callable[..., Bench]) -> None:
    """In any order and case; the outlet counts."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.pause()
        found = [offer.name for offer in Articles(app.screen).offers("HERALD opens")]
        assert found == ["Go to b2 Harbour opens"]


async def test_pages_of_a_palette_that_shows_no_row_end_nothing(bench: Callable[..., Bench]) -> None:
    """The list has options, and no room yet."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await app.workers.wait_for_complete()
        offers = app.screen.query_one(CommandList)
        offers.display = False
        await pilot.pause()
        offers.clear_options().add_option("one").highlighted = 0
        await pilot.press("pagedown", "pageup", "escape")
        assert isinstance(app.screen, ArticleScreen)


async def test_a_palette_closes_once(bench: Callable[..., Bench]) -> None:
    """What closes it again leaves the screen below."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        palette = app.screen
        palette.dismiss()
        palette.dismiss()
        await pilot.pause()
        assert app.screen is app.library


async def test_a_command_is_carried_out_once_however_often_enter_is_pressed(bench: Callable[..., Bench]) -> None:
    """A second Enter before the palette has closed means nothing."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "q", "W", "W", "s", "ctrl+p", *"label undo")
        await app.workers.wait_for_complete()
        await pilot.pause()
        for _ in range(2):
            app.post_message(events.Key("enter", None))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        assert len(app.screen.reading.annotations) == 1


async def test_enter_takes_what_was_typed_however_quickly(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what is listed until it has been looked for: at the top of that is Quit."""
    found = Articles.search

    async def slowly(self: Articles, query: str) -> Hits:
        await asyncio.sleep(0.2)
        async for hit in found(self, query):
            yield hit

    monkeypatch.setattr(Articles, "search", slowly)
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        for key in (*"harbour", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await app.workers.wait_for_complete()
        for _ in range(5):
            await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reading.article.id == "b2"


async def test_the_palette_has_the_same_order_at_every_start(bench: Callable[..., Bench]) -> None:
    """What the application can do, then the article's commands, then the articles."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert [type(one) for one in app.screen._providers][1:] == [Commands, Articles]
