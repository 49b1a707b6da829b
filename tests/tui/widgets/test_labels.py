"""The bar of labels where there are more of them than rows."""

from textual.app import App, ComposeResult

from tests.annotate.stage import opened
from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench.tui.widgets.labels import LabelBar

MANY = schemes.parse("scheme: many\nversion: 1\nlabels:\n" + "".join(f"  label{n:02}: {{}}\n" for n in range(40)))


class Wall(App[None]):
    """The bar alone, drawn for an article without annotations."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = LabelBar(MANY)
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    def on_mount(self) -> None:
        self.bar.draw(opened("A word."))

    def on_label_bar_chosen(self, event: LabelBar.Chosen) -> None:
        self.chosen.append(event.label)


async def test_labels_without_room_are_counted_and_come_by_the_wheel() -> None:
    """Every one of them can be reached and clicked; the last one is the end."""
    app = Wall()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert "label00" in text_of(app)
        assert "30 more" in text_of(app)
        for _ in range(100):
            app.bar.on_mouse_scroll_down()
        await pilot.pause()
        assert "label39" in text_of(app)
        assert "label29" not in text_of(app)
        await pilot.click(LabelBar, offset=(4, 0))
        assert app.chosen == ["label30"]


async def test_labels_that_have_room_stay_where_they_are() -> None:
    """The wheel moves nothing, and a bar that grows shows all again."""
    app = Wall()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        app.bar.on_mouse_scroll_down()
        await pilot.resize_terminal(40, 50)
        app.bar.on_mouse_scroll_down()
        await pilot.pause()
        assert text_of(app).splitlines()[0].strip().startswith("label00")
        assert "more" not in text_of(app)
