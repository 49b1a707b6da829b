"""Keys and clicks that come faster than screens change: each has its effect before the next goes out."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.pilot import Pilot

from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.screens.help import HelpScreen

NAMED = {"\n": "enter", "\t": "tab", "\x7f": "backspace"}


async def at_once(app: Bench, pilot: Pilot[object], keys: str) -> None:
    """All of the keys in one burst."""
    for key in keys:
        app.post_message(events.Key(NAMED.get(key, key), None if key in NAMED else key))
    for _ in range(8):
        await pilot.pause()
    app.writer.drain()


async def test_words_typed_ahead_are_in_the_comment(bench: Callable[..., Bench], store: Store) -> None:
    """From the label over the form, a slip and its correction, to the next label."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await at_once(app, pilot, "WsCquix\x7fte so\nJWs")
        found = store.layers.load("a1", "ann").annotations
        assert [(one.label, one.comment) for one in found] == [("source", "quite so"), ("source", "")]


async def test_answers_typed_ahead_are_in_their_fields(bench: Callable[..., Bench], store: Store) -> None:
    """A choice, a yes and a number, each in the field that the key before went to."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await at_once(app, pilot, "WqA2\ty\t15\n")
        (made,) = store.layers.load("a1", "ann").annotations
        assert made.attributes == {"form": "partial", "sure": True, "weight": 15}


async def test_a_paste_keeps_its_turn(bench: Callable[..., Bench], store: Store) -> None:
    """It comes after the key that opens the form, and before the one that saves it."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await at_once(app, pilot, "Ws")
        app.post_message(events.Key("C", "C"))
        app.post_message(events.Paste("pasted"))
        await at_once(app, pilot, "\n")
        (made,) = store.layers.load("a1", "ann").annotations
        assert made.comment == "pasted"


async def test_a_screen_that_closes_passes_the_next_keys_on(bench: Callable[..., Bench]) -> None:
    """Help opens, closes and opens again."""
    app = bench("a1")
    async with app.run_test() as pilot:
        for _ in range(3):
            app.post_message(events.Key("question_mark", "?"))
        await at_once(app, pilot, "")
        assert isinstance(app.screen, HelpScreen)


def click(app: Bench, x: int, y: int) -> None:
    """Press and let go, as the terminal reports them."""
    for kind in (events.MouseDown, events.MouseUp):
        app.post_message(kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False))


async def test_a_double_click_beside_the_palette_closes_nothing_else(bench: Callable[..., Bench]) -> None:
    """The second click belongs to what the first one uncovered."""
    app = bench("a1")
    async with app.run_test() as pilot:
        below = list(app.screen_stack)
        await pilot.press("ctrl+p")
        for _ in range(2):
            click(app, 0, 0)
        await at_once(app, pilot, "")
        assert app.screen_stack == below


async def test_a_key_a_moment_after_one_that_opens_a_form_is_in_its_field(
    bench: Callable[..., Bench], store: Store
) -> None:
    """However far the form has come by then."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await at_once(app, pilot, "Ws")
        for pauses in range(12):
            app.post_message(events.Key("C", "C"))
            for _ in range(pauses):
                await asyncio.sleep(0)
            await at_once(app, pilot, "x\n")
        (made,) = store.layers.load("a1", "ann").annotations
        assert made.comment == "x" * 12
