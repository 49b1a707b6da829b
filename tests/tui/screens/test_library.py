"""The library by keys and by mouse. Each test presses few keys: a key costs a Pilot 70 ms."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.conftest import article
from tests.tui.screenshot import text_of
from workbench.model import Change, Deed, Entry, Kind, ReadMark
from workbench.scheme import Scheme
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.help import HelpScreen
from workbench.tui.widgets.shelf import Shelf


def ids(bench: Bench) -> list[str]:
    return [row.id for row in bench.screen.query_one(Shelf).rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_library(bench: Callable[..., Bench], size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """As it looks at first, with a title that tries to paint the terminal."""
    app = bench()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert text_of(app) == snapshot


async def test_typing_filters_and_escape_shows_all_again(bench: Callable[..., Bench]) -> None:
    """There is no field to go to first; backspace takes a letter back."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("H", "a", "x", "backspace")
        assert ids(app) == ["b2"]
        await pilot.press("escape")
        assert ids(app) == ["a1", "b2", "c3"]


async def test_a_question_mark_is_help_and_no_filter(bench: Callable[..., Bench]) -> None:
    """Help opens, and Escape comes back to all articles."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert ids(app) == ["a1", "b2", "c3"]


async def test_enter_opens_the_article_under_the_cursor(bench: Callable[..., Bench]) -> None:
    """Down, Enter."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reading.article.id == "b2"


async def test_an_enter_typed_before_the_library_stands_opens_as_well(bench: Callable[..., Bench]) -> None:
    """Until then the terminal makes a line feed of it, which arrives as Ctrl+J."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+j")
        assert isinstance(app.screen, ArticleScreen)


async def test_a_double_click_opens_an_article(bench: Callable[..., Bench]) -> None:
    """The rows begin under the heading."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.click(Shelf, offset=(20, 2), times=2)
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reading.article.id == "b2"


async def test_an_empty_library_says_how_to_add_articles(empty_store: Store, scheme: Scheme) -> None:
    """And Enter does no harm."""
    app = Bench(empty_store, lambda: scheme, "ann")
    async with app.run_test() as pilot:
        await pilot.press("enter", "down", "end")
        assert "workbench add FILE-OR-FOLDER" in text_of(app)


async def test_no_terminal_is_too_small(bench: Callable[..., Bench]) -> None:
    """At 20 by 5, and at 1 by 1, library, article and help open and close."""
    for size in [(20, 5), (1, 1)]:
        app = bench()
        async with app.run_test(size=size) as pilot:
            await pilot.press("down", "enter", "down", "question_mark", "escape", "B")
            assert app.screen is app.library


async def test_what_others_did_and_new_articles_are_there_when_the_library_comes_back(
    bench: Callable[..., Bench], store: Store
) -> None:
    """The library is read again, while nobody waits for it."""
    app = bench("a1")
    async with app.run_test() as pilot:
        store.articles.add([article("d4", "Late news", "One.", "Two.")])
        store.people.ensure("bea", Kind.PERSON)
        for number in range(2):
            mark = ReadMark("d4", "bea", number, datetime.now(UTC))
            store.layers.apply("d4", "bea", Entry(Deed.DO, (Change(None, mark),), mark.at))
        await pilot.press("B")
        app.writer.drain()
        await pilot.pause()
        assert ids(app) == ["a1", "b2", "c3", "d4"]
        await pilot.press("end")
        assert "Herald · bea ✓" in text_of(app).splitlines()[-1]


async def test_an_arrow_key_draws_two_rows(bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that it left and the one that it went to, whatever the size of the shelf."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.pause()
        drawn: list[int] = []
        render = Shelf.render_line
        monkeypatch.setattr(Shelf, "render_line", lambda shelf, y: (drawn.append(y), render(shelf, y))[1])
        await pilot.press("down")
        assert sorted(set(drawn)) == [1, 2]
