"""Forms by keyboard alone: what each kind of attribute takes, and what it gives back."""

from collections.abc import Callable

import pytest
from textual.app import App
from textual.widgets import Input

from tests.conftest import ROOT
from tests.tui.screenshot import click_on, text_of
from workbench.model import AttributeValue
from workbench.scheme import Attribute, AttributeType, Label
from workbench.tui.screens.forms import Answers, AttributesForm, CommentForm, Notice, ReasonForm


class Desk(App[None]):
    """Nothing but the look that the forms stand in."""

    CSS_PATH = ROOT / "workbench/tui/app.tcss"


def label(*attributes: Attribute) -> Label:
    return Label("bias", "b", "#4e9a06", attributes=attributes)


CHOICE = Attribute("tone", AttributeType.CHOICE, ("angry", "amused", "bored"))
SEVERAL = Attribute("technique", AttributeType.CHOICES, ("doubt", "slogan", "fear"))
NUMBER = Attribute("weight", AttributeType.NUMBER)
TEXT = Attribute("target", AttributeType.TEXT)


async def answers(form: Callable[[], AttributesForm | CommentForm], *pressed: str) -> Answers | str | None:
    """What the form gives after these keys."""
    given: list[Answers | str | None] = []
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(form(), given.append)
        await pilot.pause()
        await pilot.press(*pressed)
    return given[0]


async def test_a_letter_goes_round_the_values_that_begin_with_it() -> None:
    """`a` twice: not angry but amused."""
    assert await answers(lambda: AttributesForm(label(CHOICE), {}), "a", "a", "enter") == {"tone": "amused"}


async def test_several_values_are_taken_and_given_back_in_the_order_of_the_scheme() -> None:
    """A number toggles, whatever the order of the keys."""
    before: dict[str, AttributeValue] = {"technique": ("slogan",)}
    assert await answers(lambda: AttributesForm(label(SEVERAL), before), "3", "1", "2", "enter") == {
        "technique": ("doubt", "fear")
    }


async def test_backspace_takes_an_answer_back() -> None:
    """No answer is no entry, not an empty one."""
    assert await answers(lambda: AttributesForm(label(CHOICE), {"tone": "bored"}), "backspace", "enter") == {}


async def test_a_number_stays_a_number_and_a_text_a_text() -> None:
    """`1.5` is a float, `7` typed as text stays text."""
    form = AttributesForm(label(NUMBER, TEXT), {})
    assert await answers(lambda: form, "1", ".", "5", "down", "7", "enter") == {"weight": 1.5, "target": "7"}


async def test_what_is_no_number_is_not_saved() -> None:
    """The form stays and says which field is meant."""
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(AttributesForm(label(NUMBER), {}))
        await pilot.pause()
        app.screen.query_one(Input).value = "-"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AttributesForm)
        assert "“weight” is a number." in text_of(app)


async def test_a_hostile_comment_is_drawn_harmless() -> None:
    """An import may bring escape sequences; they never reach the terminal."""
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(CommentForm("Comment on \x1b[31mred", "x\x1b]0;y\x07"))
        await pilot.pause()
        assert "\x1b" not in text_of(app)


LEGACY: list[tuple[Attribute, AttributeValue]] = [
    (CHOICE, "furious"),
    (CHOICE, ("angry", "bored")),
    (SEVERAL, ("fear", "irony", "doubt")),
    (NUMBER, "about ten"),
    (TEXT, True),
    (Attribute("sure", AttributeType.YES_NO), "perhaps"),
]


@pytest.mark.parametrize(("attribute", "value"), LEGACY)
async def test_enter_alone_changes_nothing_that_the_scheme_does_not_know(
    attribute: Attribute, value: AttributeValue
) -> None:
    """An import or an older scheme may have brought any value, and attributes that no field stands for."""
    before: dict[str, AttributeValue] = {attribute.name: value, "gone": 3}
    assert await answers(lambda: AttributesForm(label(attribute), before), "enter") == before


async def test_an_unknown_value_goes_only_when_it_is_taken_back() -> None:
    """It has a place of its own behind those of the scheme."""
    before: dict[str, AttributeValue] = {"technique": ("doubt", "irony")}
    assert await answers(lambda: AttributesForm(label(SEVERAL), before), "2", "enter") == {
        "technique": ("doubt", "slogan", "irony")
    }
    assert await answers(lambda: AttributesForm(label(SEVERAL), before), "4", "enter") == {"technique": ("doubt",)}


@pytest.mark.parametrize("comment", ["two\u2028lines", "one\r\ntwo\rthree", " edges \n", ""])
async def test_enter_alone_changes_no_comment(comment: str) -> None:
    """Whatever its line ends and edges are."""
    assert await answers(lambda: CommentForm("Comment", comment), "enter") is None


@pytest.mark.parametrize(("word", "given"), [("Enter saves", {"tone": "amused"}), ("Esc leaves", None)])
async def test_a_form_is_filled_saved_and_left_by_mouse(word: str, given: Answers | None) -> None:
    """A click on a value chooses it; the words at the lower edge are buttons."""
    left: list[Answers | None] = []
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(AttributesForm(label(CHOICE), {}), left.append)
        await pilot.pause()
        await click_on(pilot, "amused")
        await click_on(pilot, word)
    assert left == [given]


@pytest.mark.parametrize("screen", [CommentForm("Comment", "said"), Notice("Not saved", ["All is lost."])])
async def test_comments_and_notices_are_left_by_mouse(screen: CommentForm | Notice) -> None:
    """The words at the lower edge say how."""
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(screen)
        await pilot.pause()
        await click_on(pilot, "Esc")
        assert app.screen is not screen


async def test_nothing_is_skipped_without_a_reason() -> None:
    """Enter on an empty form, or on spaces, says so and waits."""
    assert await answers(lambda: ReasonForm("Why?", ""), "enter", "space", "enter", "n", "o", "enter") == "no"


async def test_who_gives_no_reason_may_leave() -> None:
    """Then nothing is to be done."""
    assert await answers(lambda: ReasonForm("Why?", ""), "enter", "escape") is None
