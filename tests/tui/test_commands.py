"""The command palette finds commands and articles."""

from collections.abc import Callable

from tests.tui.screenshot import text_of
from workbench.tui.app import Bench
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
