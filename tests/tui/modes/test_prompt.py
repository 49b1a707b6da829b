"""The prompt of a search, on the screen. What is found is tested on `Search`."""

from collections.abc import Callable

import pytest
from textual import events

from tests.tui.screenshot import text_of
from workbench.annotate import Reading
from workbench.annotate.searching import Query, Search
from workbench.errors import TookTooLong
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.modes.prompt import UNTRIED
from workbench.tui.screens.article import ArticleScreen


def last_line(app: Bench) -> str:
    """The status line."""
    return text_of(app).splitlines()[-1]


def reading_of(app: Bench) -> Reading:
    """The reading on the screen."""
    assert isinstance(app.screen, ArticleScreen)
    return app.screen.reading


def selected(app: Bench) -> str:
    """The selected words."""
    reading = reading_of(app)
    return reading.selection.of(reading.article.text) if reading.selection else ""


async def test_what_is_typed_is_selected_and_counted(bench: Callable[..., Bench]) -> None:
    """The first match after the caret, in whatever case; then the next."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"as")
        await pilot.pause()
        assert selected(app) == "as"
        assert "search as▏ 1 of 2" in last_line(app)
        await pilot.press("down")
        await pilot.pause()
        assert "2 of 2" in last_line(app)


async def test_enter_keeps_the_match_for_a_label(bench: Callable[..., Bench], store: Store) -> None:
    """And F3 goes on from there."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"time", "enter", "s")
        app.writer.drain()
        (made,) = store.layers.load("a1", "ann").annotations
        assert made.quote(reading_of(app).article.text) == "time"
        await pilot.press("f3")
        assert selected(app) == "time"
        assert "on from the article's start" in last_line(app)


async def test_escape_goes_back_to_where_one_was(bench: Callable[..., Bench]) -> None:
    """Selection and all."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "slash", *"nobody", "escape")
        assert selected(app) == "The"
        assert "search" not in last_line(app)


async def test_letters_of_labels_and_commands_are_words_here(bench: Callable[..., Bench]) -> None:
    """Nothing is labelled; what is pasted counts as typed; Backspace takes back."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"sqW")
        app.post_message(events.Paste("x"))
        await pilot.pause()
        assert "sqWx▏" in last_line(app)
        assert not reading_of(app).annotations
        await pilot.press("backspace", "backspace", "backspace")
        assert "search s▏" in last_line(app)


async def test_an_expression_is_switched_on_and_told_where_it_is_broken(bench: Callable[..., Bench]) -> None:
    """As one types, and in the prompt."""
    app = bench("a1")
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("slash", *"n[oi]", "ctrl+e")
        await pilot.pause()
        assert selected(app) == "ni"
        assert "expression n[oi]▏" in last_line(app)
        await pilot.press("(")
        assert "missing )" in last_line(app).split("▏")[1]
        assert selected(app) == ""


async def test_a_command_leaves_the_prompt_and_acts(bench: Callable[..., Bench]) -> None:
    """What was typed is remembered."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"time", "ctrl+right")
        assert selected(app) == ""
        await pilot.press("J", "shift+f3")
        assert selected(app) == "time"


async def test_searching_on_without_a_search_is_refused(bench: Callable[..., Bench]) -> None:
    """There is nothing to look for."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("f3")
        assert "Nothing has been searched for yet." in last_line(app)


async def test_a_search_goes_on_in_another_article(bench: Callable[..., Bench]) -> None:
    """The application remembers it."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", *"the", "enter", "greater_than_sign", "f3")
        assert reading_of(app).article.id == "b2"
        assert selected(app) == "The"


async def test_a_terminal_of_one_column_has_room_for_a_prompt(bench: Callable[..., Bench]) -> None:
    """What is typed is searched for, though nothing of it can be shown."""
    app = bench("a1")
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("slash", *"time")
        assert selected(app) == "time"


async def test_an_expression_that_took_too_long_is_not_tried_while_it_grows(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter tries it, and stays where it is too slow again; so does a shorter one."""
    tried: list[str] = []

    def give_up(_search: Search, query: Query) -> bool:
        tried.append(query.words)
        raise TookTooLong("The search took too long.")

    app = bench("a1")
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("slash", "ctrl+e")
        monkeypatch.setattr(Search, "look_for", give_up)
        for key, told in {"a": "took too long.", "b": UNTRIED, "c": UNTRIED, "enter": "took too long."}.items():
            await pilot.press(key)
            await pilot.pause()
            assert told in last_line(app)
        assert tried == ["a", "abc"]
        await pilot.press("backspace")
        await pilot.pause()
        assert tried == ["a", "abc", "ab"]
        await pilot.press("escape")
        assert "expression" not in last_line(app)


async def test_an_expression_is_looked_for_when_no_further_key_waits(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next key takes the place of the one before, and Escape of them all."""
    tried: list[str] = []
    monkeypatch.setattr(Search, "look_for", lambda _search, query: tried.append(query.words))
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("slash", "ctrl+e")
        mode = app.screen.mode if isinstance(app.screen, ArticleScreen) else None
        assert mode is not None
        for letter in "ti.":
            mode.typed(events.Key(letter, letter))
        await pilot.pause()
        assert tried == ["ti."]
        mode.typed(events.Key("m", "m"))
        mode.typed(events.Key("escape", "\x1b"))
        await pilot.pause()
        assert tried == ["ti."]
