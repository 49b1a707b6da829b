"""The screen as text: what a snapshot compares."""

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot


def text_of(app: App) -> str:
    """The lines of the screen on top, without the spaces at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def click_on(pilot: Pilot[object], word: str) -> None:
    """Click where the word begins, on the lowest line that shows it, as a hand with a mouse does."""
    lines = text_of(pilot.app).splitlines()
    row = max(number for number, line in enumerate(lines) if word in line)
    await pilot.click(offset=(cell_len(lines[row][: lines[row].rindex(word)]), row))
    await pilot.pause()
