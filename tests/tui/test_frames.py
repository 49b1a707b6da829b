"""A key is drawn in one frame, however many widgets it changes."""

from collections.abc import Callable

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot

from workbench.tui import saving
from workbench.tui.app import Bench
from workbench.tui.widgets.page import Page


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The frames that have been drawn; "saved", which comes when the hands rest, is none of them."""
    drawn: list[object] = []
    update = Compositor.render_update

    def counted(self: Compositor, *given: object, **named: object) -> object:
        drawn.append(made := update(self, *given, **named))  # type: ignore[arg-type]
        return made

    monkeypatch.setattr(Compositor, "render_update", counted)
    monkeypatch.setattr(saving, "REST", 600)
    return drawn


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ("", "right"),
        ("", "J"),
        ("", "W"),
        ("W", "shift+right"),
        ("W", "s"),
        ("JWsKW", "q"),
        ("JWsKWq", "Z"),
        ("JWsKWq", "X"),
    ],
)
async def test_a_key_costs_one_frame(bench: Callable[..., Bench], frames: list[object], before: str, key: str) -> None:
    """Also where a rail more or less moves all that is below, and the bar beside it."""
    app = bench("b2")
    async with app.run_test(size=(120, 12)) as pilot:
        await _rested(pilot, *("W", "s", "Z", *before))  # with the first label the hint goes, which is a new layout
        frames.clear()
        await _rested(pilot, key)
        assert len([frame for frame in frames if frame is not None]) == 1


async def _rested(pilot: Pilot[object], *pressed: str) -> None:
    await pilot.press(*pressed)
    for _ in range(3):
        await pilot.pause()


async def test_what_a_rail_moves_is_not_painted_again(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines below its paragraph are shown lower, as they were."""
    app = bench("b2")
    async with app.run_test(size=(120, 40)) as pilot:
        await _rested(pilot, "W", "s", "Z")
        page = app.screen.query_one(Page)
        painted: list[int] = []
        paint = page.render_line
        monkeypatch.setattr(page, "render_line", lambda y: painted.append(y) or paint(y))
        height, below = page.lines.height, page.lines.tops[1]
        await _rested(pilot, "W", "s")
        assert page.lines.height > height
        assert painted
        assert max(painted) <= below
