"""The screen as text: what a snapshot compares."""

from textual.app import App


def text_of(app: App) -> str:
    """The lines of the screen on top, without the spaces at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
