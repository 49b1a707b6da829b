"""Forms that lie over a screen."""

from collections.abc import Callable

from rich.text import Text

from workbench.tui.app import Bench
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.linking import Menu


async def test_what_a_form_decides_closes_nothing_that_lies_over_it(bench: Callable[..., Bench]) -> None:
    """A key has opened something else before an earlier one had its effect; then the form is there as before."""
    app = bench("a1")
    async with app.run_test() as pilot:
        app.push_screen(menu := Menu("Which?", [Text("this"), Text("that")]))
        await pilot.pause()
        app.push_screen(HelpScreen([], app.preferences.keymap))
        await pilot.pause()
        menu.dismiss(0)
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert app.screen is menu
        await pilot.press("escape")
        assert menu not in app.screen_stack


async def test_a_form_closes_once(bench: Callable[..., Bench]) -> None:
    """The first answer counts, and what is below stays."""
    app, answers = bench("a1"), list[int | None]()
    async with app.run_test() as pilot:
        below = app.screen
        app.push_screen(menu := Menu("Which?", [Text("this"), Text("that")]), answers.append)
        await pilot.pause()
        menu.dismiss(1)
        menu.dismiss(0)
        await pilot.pause()
        assert (app.screen, answers) == (below, [1])
