"""What the widgets of the article have in common: lines that are kept as they were drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.prose import drawn


class Kept(Widget):
    """A widget that draws its lines one by one, and no line again before it is refreshed.

    For each frame Textual works out colours and filters of every widget between the first and the last row that change;
    and a refreshed line gets a box: a new strip, to be divided and written anew. Here a line is looked up, and one for
    which a subclass gives the same strip as before is not worked out again.

    A strip has `size.width` cells and the style `plain`. There are no borders, and padding only at the sides. `plain`
    and what else holds for all lines is worked out when all of them are refreshed. Textual takes the style of the
    first base, so this is the second.
    """

    def __init__(self, *children: Widget, **names: Any) -> None:
        super().__init__(*children, **names)
        self.plain = Style()
        self._paper = Color(0, 0, 0)
        self._sides: tuple[Strip, Strip] | None = None
        self._filters: Sequence[LineFilter] = ()
        self._drawn: dict[int, Strip] = {}
        self._is_new = True

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width, self.plain)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._is_new:
            self._work_out()
        if missing := [y for y in crop.line_range if y not in self._drawn]:
            self._draw_missing(missing)
        strips = [self._drawn[y] for y in crop.line_range]
        return strips if crop.width == self.outer_size.width else [strip.crop(crop.x, crop.right) for strip in strips]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Hand regions to the screen at once; Textual sends two messages for each widget, which take 0.2 ms."""
        screen = self.screen if regions and self.display and self.is_attached else None
        if layout or recompose or not isinstance(screen, KeptScreen):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        screen.redraw(self)
        return self

    def shift(self, first: int, by: int) -> None:
        """Draw the lines from `first` on so many rows lower, as they are."""
        top, height = max(0, min(first, first + by)), self.size.height
        above = {y: strip for y, strip in self._drawn.items() if y < min(first, top)}
        below = {y + by: strip for y, strip in self._drawn.items() if y >= first and 0 <= y + by < height}
        if top < height:
            self.refresh(Region(0, top, self.size.width, height - top))
        self._drawn = above | below

    def drawn(self, text: Text) -> list[Segment]:
        """The text in the widget's style."""
        return drawn(text, self.plain, self.app.console)

    def fitted(self, text: Text) -> Strip:
        """The text as a line of the widget, cut or filled to its width."""
        width = self.size.width
        if text.cell_len > width:
            text = text.copy()
            text.truncate(width, overflow="ellipsis")
        return Strip([*self.drawn(text), Segment(" " * (width - text.cell_len), self.plain)], width)

    def _work_out(self) -> None:
        self.plain, self._paper, padding = self.rich_style, self.background_colors[1], self.styles.padding
        left, right = (Strip.blank(cells, self.plain) for cells in (padding.left, padding.right))
        self._sides = (left, right) if padding.width else None
        self._filters = self.get_line_filters()
        self._is_new = False

    def _draw_missing(self, lines: Iterable[int]) -> None:
        for y in lines:
            strip = self.render_line(y)
            if self._sides:
                strip = Strip.join([self._sides[0], strip, self._sides[1]])
            for one in self._filters:
                strip = strip.apply_filter(one, self._paper)
            self._drawn[y] = strip

    def _set_dirty(self, *regions: Region) -> None:
        super()._set_dirty(*regions)
        if not regions:
            self._drawn.clear()
            self._is_new = True
        for region in regions:
            for y in region.line_range:
                self._drawn.pop(y, None)


class KeptScreen(Screen[None], Kept):
    """A screen of such widgets, and one itself: what they leave free is drawn in lines, too."""

    def render_line(self, y: int) -> Strip:
        """As wide as it was laid out: `size` is the terminal's at once, and a hole in a frame ends the program."""
        return Strip.blank(self.outer_size.width, self.plain)

    def redraw(self, widget: Widget) -> None:
        """Draw what of the widget is to be drawn again, in the next frame."""
        self._dirty_widgets.add(widget)
        self.check_idle()

    def draw(self) -> None:
        """The next frame, at once; Textual draws it after two more turns of its loop, which take 0.3 ms."""
        with self._context():  # that of the screen, as for Textual's timer; a key comes in the application's
            self._on_timer_update()
