"""Choosing a label by its name."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.app import App

from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench import tui
from workbench.tui.screens.guideline import GuidelineScreen
from workbench.tui.screens.picker import Picker

TEXT = """
scheme: many
labels:
  quote: {key: q, guideline: Somebody else's words.}
  mood: {guideline: The tone.}
  direct quote: {parent: quote, key: qd}
  hedge: {key: h}
"""
CLOSED = schemes.parse(TEXT)
FREE = schemes.parse(f"{TEXT}free_labels: yes")


class Wall(App[None]):
    """The picker alone; `taken` is what it gave."""

    CSS_PATH = Path(tui.__file__).with_name("app.tcss")

    def __init__(self, scheme: schemes.Scheme = CLOSED, **counts: int) -> None:
        super().__init__()
        self.taken: list[str | None] = []
        self.picker = Picker(scheme, "Label “words”", Counter(counts), no_uses, at="mood")

    def on_mount(self) -> None:
        self.push_screen(self.picker, self.taken.append)


def no_uses(label: str, then: Callable[[Sequence[object]], None]) -> None:
    then(())


def rows(app: App[None]) -> list[str]:
    """What stands in the list."""
    lines = [line.strip("│ \n") for line in text_of(app).splitlines() if "│" in line]
    return [line for line in lines[1:] if line]


async def test_all_labels_are_there_children_under_their_parents() -> None:
    """With key, count and the first words of the guideline."""
    app = Wall(hedge=3)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [" ".join(row.split()) for row in rows(app)] == [
            "q quote · Somebody else's words.", "qd direct quote ·", "· mood · The tone.", "h hedge 3",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("pressed", "taken"),
    [
        (["enter"], "mood"),
        (["down", "enter"], "hedge"),
        (["up", "up", "enter"], "quote"),
        ([*"quo", "enter"], "quote"),
        ([*"quo", "space", *"dir", "enter"], "direct quote"),
        (["pagedown", "enter"], "hedge"),
        ([*"h", "enter"], "hedge"),
        (["escape"], None),
    ],
)
async def test_arrows_and_words_choose_and_enter_takes(pressed: list[str], taken: str | None) -> None:
    """It begins where the person is; words of the name filter, in any order; Escape takes none."""
    app = Wall()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*pressed)
        await pilot.pause()
        assert app.taken == [taken]


async def test_a_name_that_no_label_has_is_refused_where_labels_are_not_free() -> None:
    """The picker says so and stays."""
    app = Wall()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"irony", "enter")
        await pilot.pause()
        assert (rows(app), app.taken) == ([], [])
        assert "No label has these words in its name." in text_of(app)


async def test_a_new_label_is_made_where_labels_are_free() -> None:
    """Written the one way, without spaces at its ends."""
    app = Wall(FREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"irony", "space")
        await pilot.pause()
        assert rows(app) == ["new label “irony”"]
        await pilot.press("enter")
        assert app.taken == ["irony"]


async def test_a_label_that_is_there_is_not_offered_as_new() -> None:
    """Neither a scheme's own, nor a free one of this article or of another."""
    app = Wall(FREE, irony=1, mood=2)
    app.picker.add(["mood", "irony", "satire"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [row.split()[1] for row in rows(app)][-2:] == ["irony", "satire"]
        await pilot.press(*"irony")
        await pilot.pause()
        assert "new label" not in text_of(app)


async def test_what_cannot_be_a_name_is_told() -> None:
    """Too long; it is not made."""
    app = Wall(FREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"i" * 61, "enter")
        await pilot.pause()
        assert "A name has at most 60 characters, this one has 61." in text_of(app)
        assert app.taken == []


async def test_tab_reads_the_guideline_of_a_label_and_comes_back() -> None:
    """Escape closes it, not the picker."""
    app = Wall()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert isinstance(app.screen, GuidelineScreen)
        assert "The tone." in text_of(app)
        await pilot.press("escape", "enter")
        assert app.taken == ["mood"]


async def test_a_label_is_taken_by_two_clicks() -> None:
    """The first one chooses it."""
    app = Wall()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("Choices", offset=(6, 3))
        await pilot.click("Choices", offset=(6, 3), times=2)
        await pilot.pause()
        assert app.taken == ["hedge"]
