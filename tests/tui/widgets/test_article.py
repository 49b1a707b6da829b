"""The view on a screen: what it refreshes, how it scrolls, what the mouse does."""

import asyncio
from collections.abc import Sequence

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.annotate.stage import note, reading, shown
from workbench.annotate import Reading
from workbench.model import Entry, Span
from workbench.tui import pointer
from workbench.tui.widgets.article import ArticleView

TEXT = "\n\n".join(f"Paragraph {number} says one thing. Then it says another." for number in range(40))


class Stage(App[None]):
    """Nothing but the view; `told` counts the calls for the status line, `entries` are what they brought."""

    CSS = "ArticleView { height: 1fr; width: 1fr; }"

    def __init__(self, made: Reading, *, rails: bool = True) -> None:
        super().__init__()
        self.told = 0
        self.entries: list[Entry] = []
        self.view = ArticleView(made, self._count, rails=rails)

    def compose(self) -> ComposeResult:
        yield self.view

    def _count(self, entries: Sequence[Entry]) -> None:
        self.told += 1
        self.entries += entries

    def rows(self) -> list[str]:
        """What is on the screen, row by row."""
        width = self.view.scrollable_content_region.width
        return [
            "".join(segment.text for segment in strip)[:width].rstrip()
            for strip in self.screen._compositor.render_strips()
        ]

    def cell_of(self, words: str) -> tuple[int, int]:
        """Where the words begin on the screen."""
        row = next(number for number, row in enumerate(self.rows()) if words in row)
        return self.rows()[row].index(words), row


def span(words: str, start: str) -> Span:
    """So many characters from there."""
    return Span(TEXT.index(start), TEXT.index(start) + len(words))


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Presses count on however long the machine takes between them."""
    monkeypatch.setattr(pointer, "AGAIN", 600)


async def click(pilot: Pilot[None], stage: Stage, words: str, times: int = 1, *, shift: bool = False) -> None:
    await pilot.click(stage.view, offset=stage.cell_of(words), times=times, shift=shift)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 60), (20, 5)])
async def test_the_caret_stays_in_view(size: tuple[int, int]) -> None:
    """By pages down, by one jump back, and when the screen changes its size."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=size) as pilot:
        for _ in range(3):
            stage.view.move("page_down")
        await pilot.resize_terminal(size[0] // 2 + 5, size[1])
        await pilot.pause()
        assert any(row.startswith(("▌", " ▌", "  ▌", "   ▌")) for row in stage.rows())
        stage.view.reading.article_start()
        stage.view.sync()
        await pilot.pause()
        assert "Para" in stage.rows()[0]


async def test_a_page_down_and_up_leads_back() -> None:
    """The cell is kept, through the shorter lines between."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(40, 20)):
        stage.view.reading.move_to(20)
        stage.view.move("page_down")
        assert stage.view.reading.paragraph > 3
        stage.view.move("page_up")
        assert stage.view.reading.caret == 20


async def test_extending_by_lines_selects() -> None:
    """Down, from the caret."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)):
        stage.view.move("extend_down")
        assert stage.view.reading.selection is not None
        assert stage.view.reading.selection.of(TEXT) == TEXT.split("Paragraph 1", maxsplit=1)[0]


async def test_a_move_paints_the_rows_it_leaves_and_enters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the view: that is what makes a key cost the same in any article."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        painted: list[int] = []
        render = stage.view.render_line
        monkeypatch.setattr(stage.view, "render_line", lambda y: (painted.append(y), render(y))[1])
        stage.view.reading.right()
        stage.view.sync()
        await pilot.pause()
        assert set(painted) == {0}


async def test_a_label_appears_and_disappears_with_its_rail() -> None:
    """The rows below move."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        before = stage.rows()
        stage.view.reading.select_sentence()
        stage.view.sync(stage.view.reading.tag("quote"))
        await pilot.pause()
        assert "┗━q quote━" in stage.rows()[1]
        assert stage.rows()[3] == before[2]
        stage.view.sync(stage.view.reading.undo())
        await pilot.pause()
        assert [row[3:] for row in stage.rows()] == [row[3:] for row in before]


async def test_the_height_follows_what_is_drawn() -> None:
    """The scrollbar knows rails, and the compact view has none."""
    stage = Stage(reading(TEXT, note(TEXT, "one thing")))
    async with stage.run_test(size=(80, 24)):
        assert stage.view.virtual_size.height == 81
        stage.view.rails = False
        assert stage.view.virtual_size.height == 80


async def test_a_click_puts_the_caret_and_tells_at_once() -> None:
    """So the status line changes in the same frame."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        await click(pilot, stage, "Paragraph 3")
        assert stage.view.reading.caret == TEXT.index("Paragraph 3")
        assert stage.told > 0


@pytest.mark.usefixtures("unhurried")
async def test_two_clicks_take_a_word_and_three_a_sentence() -> None:
    """And shift extends to the click."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        await click(pilot, stage, "aragraph 3", times=2)
        assert stage.view.reading.selection == span("Paragraph", "Paragraph 3")
        await click(pilot, stage, "aragraph 4", times=3)
        assert stage.view.reading.selection == span("Paragraph 4 says one thing.", "Paragraph 4")
        await click(pilot, stage, "Paragraph 6", shift=True)
        assert stage.view.reading.caret == TEXT.index("Paragraph 6")


async def test_a_drag_selects() -> None:
    """Pressed on one word, released on another."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(stage.view, offset=stage.cell_of("Paragraph 1"))
        await pilot.hover(stage.view, offset=stage.cell_of("Paragraph 2"))
        await pilot.mouse_up(stage.view, offset=stage.cell_of("Paragraph 2"))
        assert stage.view.reading.selection is not None
        assert stage.view.reading.selection.of(TEXT).startswith("Paragraph 1")
        assert stage.view.reading.caret == TEXT.index("Paragraph 2")


async def test_a_drag_beyond_the_edge_scrolls() -> None:
    """For as long as the button is held there."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        stage.view.styles.height = 10
        await pilot.pause()
        await pilot.mouse_down(stage.view, offset=stage.cell_of("Paragraph 1"))
        await pilot.hover(offset=(20, 11))
        async with asyncio.timeout(10):
            while stage.view.reading.paragraph < 9:
                await pilot.pause(0.01)
        assert stage.view.scroll_offset.y >= 9
        await pilot.mouse_up(offset=(20, 11))
        assert stage.view._drift is None


@pytest.mark.usefixtures("unhurried")
async def test_a_drag_ends_with_its_article() -> None:
    """What the button was pressed on is not in the next one, nor is there as much of it."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        place = stage.cell_of("aragraph 9")
        await pilot.mouse_down(stage.view, offset=place)
        await pilot.mouse_up(stage.view, offset=place)
        await pilot.mouse_down(stage.view, offset=place)
        stage.view.show(reading("Two words.\n\nTwo more."))
        await pilot.hover(stage.view, offset=(9, 2))
        assert shown(stage.view.reading) == "|Two words.\n\nTwo more."
        await pilot.mouse_up(stage.view, offset=(9, 2))
        await click(pilot, stage, "wo more")
        assert shown(stage.view.reading) == "Two words.\n\nT|wo more."


async def test_a_click_on_a_rail_aims_at_its_annotation() -> None:
    """Though another one lies inside it."""
    outer, inner = note(TEXT, "Paragraph 0 says one"), note(TEXT, "says", "hedge")
    stage = Stage(reading(TEXT, outer, inner))
    async with stage.run_test(size=(80, 24)) as pilot:
        x, _ = stage.cell_of("says")
        await pilot.click(stage.view, offset=(x, 1))
        assert stage.view.reading.target == outer
        await pilot.click(stage.view, offset=(x, 2))
        assert stage.view.reading.target == inner


async def test_a_click_on_a_rail_while_edges_are_moved_moves_the_edge() -> None:
    """To the words above the rail, as a click on them would: every move does, and nothing is dropped."""
    outer, inner = note(TEXT, "Paragraph 0 says one"), note(TEXT, "says", "hedge")
    stage = Stage(reading(TEXT, outer, inner))
    async with stage.run_test(size=(80, 24)) as pilot:
        stage.view.reading.choose(inner.id, inner.extent.start)
        stage.view.reading.edit()
        stage.view.sync()
        await pilot.click(stage.view, offset=(stage.cell_of("one")[0], 1))
        assert stage.view.reading.editing == inner
        assert stage.view.reading.selection == span("says ", "says")


async def test_the_wheel_scrolls_and_leaves_the_caret() -> None:
    """The next key brings it back into view."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        for _ in range(10):
            turned = events.MouseScrollDown(stage.view, 20, 10, 0, 1, 0, shift=False, meta=False, ctrl=False)
            stage.view.post_message(turned)
        await pilot.pause()
        assert stage.view.scroll_offset.y > 9
        assert stage.view.reading.caret == 0
        stage.view.reading.right()
        stage.view.sync()
        assert stage.view.scroll_offset.y == 0


async def test_a_theme_changes_the_colours() -> None:
    """Of what is painted already, too."""
    stage = Stage(reading(TEXT))
    async with stage.run_test(size=(80, 24)) as pilot:
        dark = stage.view.render_line(2)
        stage.theme = "textual-light"
        await pilot.pause()
        assert stage.view.render_line(2) != dark


async def test_a_click_on_a_number_or_tick_marks_the_paragraph_read_and_not_read() -> None:
    """The caret goes there, nothing scrolls, and whoever stores it gets the entry."""
    made = reading(TEXT)
    stage = Stage(made)
    async with stage.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = stage.cell_of("Paragraph 3 ")
        await pilot.click(stage.view, offset=(x - 4, y))
        assert list(made.marks) == [3]
        assert made.paragraph == 3
        assert stage.rows()[y][x - 3] == "✓"
        await pilot.click(stage.view, offset=(x - 3, y))
        assert not made.marks
        assert len(stage.entries) == 2
        assert stage.view.scroll_offset.y == 0


async def test_while_every_move_selects_the_margin_is_as_the_words_beside_it() -> None:
    """A reading mark would drop the selection, and edges that are being moved."""
    made = reading(TEXT)
    made.select()
    stage = Stage(made)
    async with stage.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = stage.cell_of("Paragraph 3 ")
        await pilot.click(stage.view, offset=(x - 4, y))
        assert not made.marks
        assert made.selection is not None


async def test_a_note_is_marked_beside_its_paragraph() -> None:
    """As soon as it is written."""
    made = reading(TEXT)
    stage = Stage(made)
    async with stage.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = stage.cell_of("Paragraph 0 ")
        entry = made.set_note(0, "why?")
        assert entry is not None
        stage.view.sync(entry)
        await pilot.pause()
        assert stage.rows()[y][x - 2] == "✎"
