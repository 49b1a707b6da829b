"""An article as it is drawn: rows of text and rails in one scrolling view, each drawn again only when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.annotate import Reading
from workbench.model import Change, Entry, Note, ReadMark, Relation
from workbench.settings.values import READING_WIDTH
from workbench.tui import moves
from workbench.tui.arcs import Arcs, arcs, signs
from workbench.tui.layout import Layout, Moved
from workbench.tui.paint import Look, Painter, frame, view_width
from workbench.tui.palette import Palette
from workbench.tui.shown import Beside, Shown
from workbench.tui.stale import Stale
from workbench.tui.widgets.bar import Bar
from workbench.tui.widgets.kept import Kept

_SCROLLBAR = 1


class Page(ScrollView, Kept, can_focus=True, inherit_bindings=False):
    """Draws a `Reading`; holds nothing of the work itself.

    A command costs what it changes on the screen, whatever the article's size: rows are refreshed, never the widget,
    and the height is set without laying out the screen.
    """

    DEFAULT_CSS = f"""
    Page {{
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: {_SCROLLBAR};
    }}
    """

    def __init__(self, reading: Reading, *, rails: bool = True) -> None:
        super().__init__()
        self._rails = rails
        self._reading_width, self._line_spacing = READING_WIDTH, 0
        self.styles.max_width = self.widest
        self._painter: Painter | None = None
        self._over: Mapping[int, Sequence[tuple[int, str]]] = {}
        self._link_start: str | None = None
        self._arcs, self._has_new_arcs = Arcs(), True
        self._take(reading)

    @property
    def vertical_scrollbar(self) -> Bar:
        if isinstance(self._vertical_scrollbar, Bar):
            return self._vertical_scrollbar
        self._vertical_scrollbar = bar = Bar(name="vertical", thickness=_SCROLLBAR)
        bar.display = False
        self.app._start_widget(self, bar)  # noqa: SLF001 as Textual does for its own
        return bar

    @property
    def link_start(self) -> str | None:
        """The annotation where a relation starts that has no other end yet."""
        return self._link_start

    @link_start.setter
    def link_start(self, id_: str | None) -> None:
        marked = [self.reading.annotations.get(one or "") for one in (self._link_start, id_)]
        self._link_start = id_
        signed = self._touched(Change(one, None) for one in marked if one)
        self._draw_again(signed, signed)

    @property
    def lines(self) -> Layout:
        """Where everything stands."""
        return self._lines

    @property
    def rows(self) -> range:
        """The rows of the layout that are in view."""
        seen = self._in_view
        return range(seen.start, min(seen.stop, self._lines.height))

    @property
    def _in_view(self) -> range:
        """The same, and those that would be if the article went on."""
        top = self.scroll_offset.y
        return range(top, top + self.size.height)

    def draw_over(self, letters: Mapping[int, Sequence[tuple[int, str]]]) -> None:
        """Draw letters over the text until others are drawn: row → cells of the text, from left to right, and words."""
        rows, stale = self._over.keys() | letters.keys(), self._stale()
        self._over = letters
        for row in rows:
            stale.rows(row, row + 1)
        self._refresh_stale(stale)

    def lay_beside(self, beside: Beside | None) -> None:
        """Draw what stands beside the work in a paragraph, until something else or nothing does."""
        paragraphs = {one.paragraph for one in (self._shown.beside, beside) if one}
        self._shown.beside = beside
        self._draw_again(paragraphs, paragraphs)
        if self._painter is not None:
            self._reveal()

    @property
    def rails(self) -> bool:
        """Whether rails are drawn under the lines; else the compact view."""
        return self._rails

    @rails.setter
    def rails(self, rails: bool) -> None:
        self._rails = rails
        self._fit()

    @property
    def widest(self) -> int:
        """Cells that it can use at most, those of its scroll bar included."""
        return view_width(self._reading_width) + _SCROLLBAR

    def suit(self, reading_width: int, line_spacing: int) -> None:
        """Fit the text to taste: columns at most, and rows kept free under a line of text."""
        self._reading_width, self._line_spacing = reading_width, line_spacing
        self.styles.max_width = self.widest
        self._fit()

    def show(self, reading: Reading) -> None:
        """Draw another reading, or the same one after it was loaded again."""
        self._take(reading)
        self._painter = None
        self._fit()

    def sync(self, *entries: Entry) -> None:
        """Redraw what a command changed (its entries, if any) and keep the caret in view."""
        if self._painter is not None:
            self._redraw(*entries)
            self._reveal()

    def render_line(self, y: int) -> Strip:
        if self._painter is None:
            return super().render_line(y)
        number = y + self.scroll_offset.y
        strip = self._painter.strip(number, self._look)
        if cells := self._arcs.cells(number, self._look.target):
            strip = self._painter.beside(strip, cells)
        return self._painter.over(strip, self._over[number]) if number in self._over else strip

    def on_resize(self) -> None:
        self._fit()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._painter is not None and self._painter.palette != (palette := Palette.of(self)):
            self._painter = Painter(self._lines, self.reading.scheme, palette, self._painter.frame, self._signs)
            self.refresh()

    def _take(self, reading: Reading) -> None:
        self.reading, self._shown = reading, Shown(reading)
        self._lines = Layout(reading.article, self._shown.touching)
        self._note()

    def _note(self) -> None:
        """Remember how the reading is drawn now, to find what the next command changes."""
        self._aimed, self._look = self._shown.aimed, self._shown.look()

    def _fit(self) -> None:
        """Wrap for the present width; the caret stays at the height where it was, if it can."""
        width = self.scrollable_content_region.width
        if not width:
            return
        before = self._caret_row() - self.scroll_offset.y if self._painter else 0
        paragraphs = len(self.reading.article.paragraphs)
        parts = frame(width, paragraphs, rails=self._rails, reading_width=self._reading_width)
        self._lines.fit(parts.text, rails=self._rails, spacing=self._line_spacing)
        self._painter = Painter(self._lines, self.reading.scheme, Palette.of(self), parts, self._signs)
        self._note()
        self._arcs = self._joined()
        self._set_height()
        self.scroll_to(y=self._caret_row() - before, animate=False)
        self._reveal()
        self.refresh()

    def _set_height(self) -> None:
        """As `virtual_size`, which would lay out the whole screen."""
        height = self._lines.height
        self.set_reactive(Page.virtual_size, Size(self.scrollable_content_region.width, height))
        self.vertical_scrollbar.measure(height)
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    def _redraw(self, *entries: Entry) -> None:
        changes = [change for entry in entries for change in entry.step]
        changed = {paragraph for entry in entries for paragraph in self.reading.changed(entry)}
        signed = self._touched(change for change in changes if isinstance(change.after or change.before, Relation))
        told = self._touched(change for change in changes if isinstance(change.after or change.before, ReadMark | Note))
        self._draw_again(changed, signed, told | (changed & self.reading.marks.keys()))  # others may agree no longer

    def _touched(self, changes: Iterable[Change]) -> AbstractSet[int]:
        return {paragraph for change in changes for paragraph in self.reading.index.paragraphs_of(change)}

    def _draw_again(
        self,
        changed: AbstractSet[int] = frozenset(),
        signed: AbstractSet[int] = frozenset(),
        marked: AbstractSet[int] = frozenset(),
    ) -> None:
        """Draw what is other in paragraphs that have changed, and where keys act.

        Those that are `signed` have other signs on their rails, those that are `marked` another tick or note.
        """
        if self._painter is None:
            return
        stale = self._stale()
        self._lay_out(changed, stale)
        for paragraph in signed:
            stale.paragraph(paragraph)
        for paragraph in marked:
            stale.mark(paragraph)
        old, aimed = self._look, self._aimed
        self._note()
        stale.looks(old, self._look, [one for one in (aimed, self._aimed) if one])
        self._mark_margin(old, stale)
        self._refresh_stale(stale)

    def _stale(self) -> Stale:
        parts = self._painter.frame if self._painter else frame(0, 0, rails=self._rails)
        return Stale(self._lines, parts, self._in_view, self.size.width)

    def _refresh_stale(self, stale: Stale) -> None:
        if stale.regions:
            self.refresh(*stale.regions)

    def _lay_out(self, changed: AbstractSet[int], stale: Stale) -> None:
        rows, moved = self._lines.update(sorted(changed))
        if moved is not None:
            self._set_height()
            self._move(moved, stale)
        for row in rows:
            stale.rows(row, row + 1)
        self._has_new_arcs |= bool(changed)

    def _move(self, moved: Moved, stale: Stale) -> None:
        """Draw the rows below elsewhere; anew, where lines in the margin or letters have to stay on their rows."""
        if self._arcs or self._over:
            stale.below(moved.first)
        else:
            stale.rows(moved.first, moved.rest)
            self.shift(moved.rest - moved.by - self.scroll_offset.y, moved.by)

    def _mark_margin(self, old: Look, stale: Stale) -> None:
        """The rows where the lines of relations are others, or bear another weight."""
        before, new = self._arcs, self._look
        if self._has_new_arcs or old.paragraph != new.paragraph:
            self._arcs, self._has_new_arcs = self._joined(), False
        if (before or self._arcs) and (before is not self._arcs or old.target != new.target):
            for row in self.rows:
                if before.cells(row, old.target) != self._arcs.cells(row, new.target):
                    stale.rows(row, row + 1)

    def _joined(self) -> Arcs:
        margin = self._painter.frame.margin if self._painter else 0
        return arcs(self.reading, self._lines, margin, self._link_start)

    def _signs(self, annotation_id: str) -> str:
        return self._shown.sign(annotation_id) + signs(self.reading, annotation_id, self._link_start)

    def _caret_row(self) -> int:
        return self._lines.row_of(self._lines.place(self._look.caret))

    def _reveal(self) -> None:
        seen = self._in_view
        top = moves.revealed(self._lines, self._lines.place(self._look.caret), seen.start, len(seen))
        if top != seen.start:
            self.scroll_to(y=top, animate=False)
