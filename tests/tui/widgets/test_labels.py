"""The bar of labels where there are more of them than rows."""

from textual.app import App, ComposeResult

from tests import factories
from tests.annotate.stage import note, opened
from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench.annotate import Reading
from workbench.model import Change
from workbench.scheme import Scheme
from workbench.tui.widgets.labels import LabelBar

MANY = schemes.parse("scheme: many\nversion: 1\nlabels:\n" + "".join(f"  label{n:02}: {{}}\n" for n in range(40)))


class Wall(App[None]):
    """The bar alone, drawn for an article."""

    def __init__(self, scheme: Scheme = MANY, reading: Reading | None = None) -> None:
        super().__init__()
        self.bar = LabelBar(scheme, lambda: "F4")
        self.reading = reading or opened("A word.")
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    def on_mount(self) -> None:
        self.bar.draw(self.reading)

    def on_label_bar_chosen(self, event: LabelBar.Chosen) -> None:
        self.chosen.append(event.label)


async def test_labels_without_room_are_counted_and_come_by_the_wheel() -> None:
    """Every one of them can be reached and clicked; the last one is the end."""
    app = Wall()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert "label00" in text_of(app)
        assert "30 more: F4, wheel" in text_of(app)
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
        assert text_of(app).splitlines()[0].startswith(" ·  label00")
        assert "more" not in text_of(app)


FAMILY = schemes.parse(
    """
scheme: family
free_labels: yes
labels:
  direct: {parent: quote, key: qd, attributes: {form: {values: [full, partial], required: yes}}}
  source: {key: s}
  quote: {key: q}
relations:
  said_by: {from: quote, to: source, required: yes}
"""
)
TEXT = "One two three."


def rows(app: Wall) -> list[str]:
    return [line.rstrip() for line in text_of(app).splitlines() if line.strip()]


async def test_children_stand_under_their_parents_and_free_labels_at_the_end() -> None:
    """Wherever the file has them; a free label goes with its last annotation."""
    app = Wall(FAMILY, opened(TEXT, note(TEXT, "One", "irony"), note(TEXT, "two", "source")))
    async with app.run_test(size=(31, 20)) as pilot:
        await pilot.pause()
        assert rows(app)[:4] == [
            " s  source                 1",
            " q  quote                  ·",
            "   qd  direct              ·",
            " ·  irony                  1",
        ]
        app.reading.move_to(1)
        app.reading.delete()
        app.bar.draw(app.reading)
        await pilot.pause()
        assert "irony" not in text_of(app)


async def test_what_is_required_and_not_there_stands_under_the_annotation() -> None:
    """An attribute without a value, and a relation that does not start here; both go when they are there."""
    direct, source = note(TEXT, "One", "direct"), note(TEXT, "two", "source")
    app = Wall(FAMILY, opened(TEXT, direct, source))
    async with app.run_test(size=(31, 20)) as pilot:
        app.reading.move_to(1)
        app.bar.draw(app.reading)
        await pilot.pause()
        assert rows(app)[-2:] == ["    form missing", "    said_by missing"]
        app.reading.set_attributes(direct.id, {"form": "full"})
        app.reading.do(Change(None, factories.relation(direct, source)))
        app.bar.draw(app.reading)
        await pilot.pause()
        assert "missing" not in text_of(app)


async def test_what_an_annotation_is_joined_with_is_listed_under_it() -> None:
    """The first few with their words, and how many more."""
    text = "One. Two. Three. Four. Five. Six. Seven."
    one, *others = (note(text, word, id=word) for word in text.replace(".", "").split())
    relations = tuple(factories.relation(one, other, "said_by") for other in others)
    reading = opened(text, one, *others, relations=relations)
    reading.choose("One", 0)
    app = Wall(reading=reading)
    async with app.run_test(size=(40, 40)) as pilot:
        await pilot.pause()
        assert text_of(app).count("→ said_by") == 5
        assert "“T" in text_of(app)
        assert "and 1 more" in text_of(app)


async def test_a_bar_that_grows_is_full_wherever_the_wheel_had_left_it() -> None:
    """And one of a single row, or of none, counts no label twice."""
    app = Wall()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        for _ in range(100):
            app.bar.on_mouse_scroll_down()
        await pilot.resize_terminal(40, 30)
        await pilot.pause()
        assert [row.split()[1] for row in rows(app)[:-1]] == [f"label{number}" for number in range(12, 40)]
        await pilot.resize_terminal(40, 1)
        await pilot.pause()
        assert rows(app) == ["  ⋯ 40 more: F4, wheel"]


async def test_the_other_end_of_a_relation_is_told_in_its_present_words() -> None:
    """It has changed where the caret is not."""
    near, far = note(TEXT, "One", "quote", id="near"), note(TEXT, "two", "source", id="far")
    app = Wall(FAMILY, opened(TEXT, near, far, relations=(factories.relation(near, far),)))
    async with app.run_test(size=(40, 20)) as pilot:
        app.reading.move_to(1)
        app.bar.draw(app.reading)
        await pilot.pause()
        assert "“two”" in text_of(app)
        wider = note(TEXT, "two three", "source", id="far")
        app.reading.do(Change(app.reading.annotations["far"], wider))
        app.bar.draw(app.reading)
        await pilot.pause()
        assert "“two thr…”" in text_of(app)
