"""The list that is drawn line by line."""

from rich.text import Text
from textual.app import App, ComposeResult

from tests.tui.screenshot import text_of
from workbench.tui.widgets.listing import Column, Listing, Sheet


def sheet(*words: str, heading: bool = False) -> Sheet[str]:
    """One line for each word, under its first letter."""
    return Sheet(
        "Words",
        words,
        (Column("n", 3, lambda word: Text(str(len(word)))), Column("word", 0, Text)),
        str,
        "Words would stand here.",
        heading=(lambda word: word[0].upper()) if heading else lambda _: "",
    )


class Stage(App[None]):
    """Nothing but a listing."""

    def __init__(self, shown: Sheet[str]) -> None:
        super().__init__()
        self.shown = shown
        self.listing = Listing(lambda: None)

    def compose(self) -> ComposeResult:
        yield self.listing

    def on_mount(self) -> None:
        self.listing.show(self.shown)


def lines(app: App[None]) -> list[str]:
    """What is seen."""
    return text_of(app).splitlines()


async def test_columns_stand_under_their_titles() -> None:
    """The wide one takes what is left, and what does not fit is cut."""
    app = Stage(sheet("one", "three" * 9))
    async with app.run_test(size=(30, 5)):
        assert lines(app)[:3] == [" n    word", " 3    one", f" 45   {('three' * 9)[:21]}…"]


async def test_the_cursor_passes_over_headings() -> None:
    """Down and up, and to the first line from the top."""
    app = Stage(sheet("ant", "ape", "bee", heading=True))
    async with app.run_test(size=(30, 9)):
        assert [line.strip() for line in lines(app)[1:6]] == ["A", "3    ant", "3    ape", "B", "3    bee"]
        seen = [app.listing.chosen]
        for by in (1, 1, 1, -1, -9):
            app.listing.action_step(by)
            seen.append(app.listing.chosen)
        assert seen == ["ant", "ape", "bee", "bee", "ape", "ant"]


async def test_a_filter_wants_every_word() -> None:
    """Whatever their case and order; headings without lines go."""
    app = Stage(sheet("ant hill", "Ant bear", "bee", heading=True))
    async with app.run_test(size=(30, 9)) as pilot:
        app.listing.narrow("BEAR ant")
        await pilot.pause()
        assert (app.listing.found, app.listing.chosen) == (1, "Ant bear")
        app.listing.narrow("wasp")
        await pilot.pause()
        assert (app.listing.found, app.listing.chosen) == (0, None)
        assert "Nothing here has" in text_of(app)


async def test_an_empty_list_says_what_would_stand_there() -> None:
    """Instead of titles over nothing."""
    app = Stage(sheet())
    async with app.run_test(size=(30, 5)) as pilot:
        app.listing.action_step(1)
        await pilot.pause()
        assert lines(app)[1].strip() == "Words would stand here."


async def test_only_visible_lines_are_drawn() -> None:
    """Five thousand lines ask for no more cells than there are rows."""
    asked: list[str] = []
    many = [f"word{n}" for n in range(5000)]
    app = Stage(Sheet("W", many, (Column("w", 0, lambda word: Text(asked.append(word) or word)),), str, ""))
    async with app.run_test(size=(30, 10)) as pilot:
        app.listing.action_last()
        await pilot.pause()
        assert app.listing.chosen == "word4999"
        assert lines(app)[-1].strip() == "word4999"
        assert len(set(asked)) <= 20
