"""How the application ends when something is wrong: with a sentence, or as a bug that looks like one."""

from collections.abc import Callable

import pytest
from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from tests.tui.screenshot import text_of
from workbench.annotate import Reading
from workbench.errors import SchemeError, StoreError
from workbench.scheme import Scheme
from workbench.store import Store
from workbench.tui.app import Bench


@pytest.mark.parametrize("article_id", [None, "a1"])
async def test_a_scheme_with_a_mistake_ends_the_application_with_its_sentence(
    store: Store, article_id: str | None
) -> None:
    """It is read when the library stands, so the error comes out of the running application."""

    def load() -> Scheme:
        raise SchemeError("labels.yaml:2:1: this is not YAML")

    app = Bench(store, load, "ann", article_id)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.writer.drain()
        await pilot.pause()
    assert isinstance(app.return_value, SchemeError)


async def test_an_article_that_cannot_be_read_is_told_in_the_library(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library stays, and other articles can be opened."""

    def gone(_: str) -> None:
        raise StoreError("The database does not answer.")

    app = bench()
    async with app.run_test() as pilot:
        monkeypatch.setattr(store.articles, "get", gone)
        await pilot.press("enter")
        assert "The database does not answer." in text_of(app).splitlines()[-1]
        assert app.screen is app.library


async def test_why_the_article_that_was_asked_for_did_not_open_stays_to_be_read(bench: Callable[..., Bench]) -> None:
    """The library that comes up in its place does not wipe it out."""
    app = bench("z9")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "z9" in text_of(app).splitlines()[-1]
        assert app.screen is app.library


async def test_why_the_next_article_did_not_open_stays_to_be_read(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that says where the caret is does not wipe it out in the same moment."""

    def gone(_: str) -> None:
        raise StoreError("The database does not answer.")

    app = bench("a1")
    async with app.run_test() as pilot:
        monkeypatch.setattr(store.articles, "get", gone)
        await pilot.press("greater_than_sign")
        assert "The database does not answer." in text_of(app).splitlines()[-1]
        await pilot.press("right")
        assert "The database does not answer." not in text_of(app)


async def test_a_bug_ends_the_application_and_is_kept_for_the_log(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line writes it to a file; nothing hides it."""
    monkeypatch.setattr(Reading, "undo", lambda _: 1 / 0)
    app = bench("a1")
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await pilot.press("Z")
    assert isinstance(app.bug, ZeroDivisionError)


@pytest.mark.parametrize(
    ("of", "names"),
    [
        (App, "_exception _print_error_renderables _start_widget"),
        (Widget, "_set_dirty _vertical_scrollbar _bindings"),
        (Screen, "_dirty_widgets _on_timer_update _context"),
        (CommandPalette, "_provider_classes _action_command_list _selected_command _GATHER_COMMANDS_GROUP"),
    ],
)
async def test_textual_still_has_the_private_names_that_the_application_uses(of: type[DOMNode], names: str) -> None:
    """An upgrade that drops one fails here, and says which."""
    async with App[None]().run_test() as pilot:
        made = pilot.app if of is App else of()
        assert [name for name in names.split() if not hasattr(made, name) and not hasattr(of, name)] == []


async def test_ctrl_c_says_how_to_leave_also_after_the_mouse_was_drawn_over_the_labels(
    bench: Callable[..., Bench],
) -> None:
    """Nothing was selected that it would copy instead."""
    app = bench("a1")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.mouse_down(offset=(100, 2))
        await pilot.hover(offset=(110, 4))
        await pilot.mouse_up(offset=(110, 4))
        await pilot.press("ctrl+c")
        assert "Ctrl+Q saves" in text_of(app).splitlines()[-1]


async def test_a_key_that_comes_while_the_screens_close_means_nothing(bench: Callable[..., Bench]) -> None:
    """It is on its way up when they go, and must not end in an error after a good day's work."""
    app = bench()
    async with app.run_test() as pilot:
        await pilot.pause()
        key = events.Key("j", "j")
        key._set_forwarded()
        screens = app._screen_stack.copy()
        app._screen_stack.clear()
        await app.on_event(key)
        app._screen_stack.extend(screens)
    assert app.bug is None
