"""Searching all articles."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.conftest import settled
from tests.tui.screenshot import text_of
from workbench.errors import Refused
from workbench.store.articles import Articles
from workbench.tui.app import Bench
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.search import SearchScreen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_matches_stand_one_under_another(
    bench: Callable[..., Bench], size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """Under their articles, with the words around them."""
    app = bench("a1")
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", *"e", "tab")
        await settled(pilot)
        assert text_of(app) == snapshot


async def test_enter_opens_the_article_at_the_match(bench: Callable[..., Bench]) -> None:
    """From the library; the search goes on there."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+f", *"ships")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        reading = app.screen.reading
        assert reading.selection is not None
        assert (reading.article.id, reading.selection.of(reading.article.text)) == ("b2", "Ships")
        assert app.sought is not None


async def test_a_match_in_the_open_article_is_gone_to(bench: Callable[..., Bench]) -> None:
    """It is not opened again: what was done stays to be undone."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        reading = app.screen.reading
        await pilot.press("slash", *"nobody", "tab")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.reading is reading
        assert reading.paragraph == 2


async def test_tab_goes_back_to_this_article_with_what_was_typed(bench: Callable[..., Bench]) -> None:
    """And from the library it goes nowhere."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"she", "tab", "end", *" said", "tab")
        await pilot.pause()
        assert "search she said▏" in text_of(app).splitlines()[-1]


async def test_what_no_article_has_and_what_is_broken_is_told(bench: Callable[..., Bench]) -> None:
    """In the list, where one looks."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+f", *"zzz(")
        await settled(pilot)
        assert "No article has this." in text_of(app)
        await pilot.press("ctrl+e")
        await settled(pilot)
        assert "Broken: missing )" in text_of(app)


async def test_a_search_that_takes_too_long_is_told(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one is searched for all the same."""

    def slow(*_: object, **__: object) -> object:
        raise Refused("The search took too long.")

    app = bench()
    async with app.run_test() as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(Articles, "search", slow)
            await pilot.press("ctrl+f", *"shi")
            await settled(pilot)
            assert "The search took too long." in text_of(app)
        await pilot.press(*"ps")
        await settled(pilot)
        assert "Ships came." in text_of(app)


async def test_only_the_newest_of_what_is_typed_is_shown(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one search runs no other waits in line but the last."""
    asked: list[str] = []
    real = Articles.search

    def search(self: Articles, pattern: str, *, regex: bool, case: bool, limit: int) -> object:
        asked.append(pattern)
        return real(self, pattern, regex=regex, case=case, limit=limit)

    monkeypatch.setattr(Articles, "search", search)
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+f")
        assert isinstance(app.screen, SearchScreen)
        screen = app.screen
        answers: list[Callable[[], object]] = []
        real_ask = screen._ask
        screen._ask = lambda query, then: answers.append(lambda: real_ask(query, then))
        await pilot.press(*"ship")
        assert len(answers) == 1
        answers.pop()()
        await settled(pilot)
        assert asked == ["s"]
        answers.pop()()
        await settled(pilot)
        assert asked == ["s", "ship"]
        assert "Ships came." in text_of(app)
