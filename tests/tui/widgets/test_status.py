"""The line that speaks: what it says goes before its tools."""

from collections.abc import Callable

from tests.tui.screenshot import text_of
from workbench.tui.app import Bench

SENTENCE = "Something that takes more cells than are left beside the words that are clicked, but is"


async def test_a_sentence_has_the_room_of_the_tools_where_it_needs_it(bench: Callable[..., Bench]) -> None:
    """They come back with the next key; whether all is saved is said all the while."""
    async with bench("a1").run_test(size=(100, 24)) as pilot:
        pilot.app.screen.status.warn(SENTENCE)
        await pilot.pause()
        last = text_of(pilot.app).splitlines()[-1]
        assert SENTENCE in last
        assert last.endswith("saved")
        assert "help" not in last
        await pilot.press("right")
        assert "? help" in text_of(pilot.app).splitlines()[-1]
