"""Letters over the text that lead where they stand."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.conftest import ARTICLES
from tests.tui.screenshot import text_of
from workbench.annotate import Reading
from workbench.keymap import PRESETS
from workbench.tui.app import Bench
from workbench.tui.modes.jump import Spot, codes, spread
from workbench.tui.screens.article import ArticleScreen

ALPHABET = "fjdksla"


@given(st.integers(0, 49))
def test_no_letters_begin_others(count: int) -> None:
    """So none are ambiguous; and no more are pairs than must be."""
    found = codes(count, ALPHABET)
    assert len(found) == len(set(found)) == count
    assert not any(other.startswith(one) for one in found for other in found if other != one)
    single = [code for code in found if len(code) == 1]
    assert len(single) >= min(count, 7 - -(-max(0, count - 7) // 6))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.sampled_from(["a", "bc"]))))
def test_letters_never_cover_one_another(wanted: list[tuple[int, int, str]]) -> None:
    """They are pushed on, at least by a cell."""
    rows = spread((Spot(row, cell, lambda: None), word) for row, cell, word in wanted)
    assert sum(map(len, rows.values())) == len(wanted)
    for row in rows.values():
        assert all(cell + len(word) <= after for (cell, word), (after, _) in pairwise(row))


def reading_of(app: Bench) -> Reading:
    """The reading on the screen."""
    assert isinstance(app.screen, ArticleScreen)
    return app.screen.reading


async def test_a_letter_leads_to_the_sentence_under_it(bench: Callable[..., Bench]) -> None:
    """The second one has the second letter, over its first character."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("F")
        assert "jump" in text_of(app).splitlines()[-1]
        assert "jIt was time,” she said." in text_of(app)
        await pilot.press("j")
        assert reading_of(app).caret == ARTICLES[0].paragraphs[1].start
        assert "“It was time,” she said." in text_of(app)


async def test_pressed_again_the_letters_are_on_annotations(bench: Callable[..., Bench]) -> None:
    """What they lead to is what keys act on."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("J", "Q", "q", "S", "s", "G", "F", "F", "j")
        target = reading_of(app).target
        assert target is not None
        assert target.label == "quote"
        assert reading_of(app).caret == target.extent.start


async def test_without_annotations_there_are_no_letters_for_them(bench: Callable[..., Bench]) -> None:
    """And those of the sentences stay."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("F", "F")
        assert "No annotation is in view." in text_of(app)
        await pilot.press("j")
        assert reading_of(app).paragraph == 1


@pytest.mark.parametrize("key", ["escape", "z", "J"])
async def test_any_other_key_leaves(bench: Callable[..., Bench], key: str) -> None:
    """A letter that leads nowhere labels nothing; a command acts as usual."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "F", key)
        assert "“It was time,” she said." in text_of(app)
        assert not reading_of(app).annotations
        assert reading_of(app).paragraph == (key == "J")


async def test_letters_shift_nothing_over_wide_characters(bench: Callable[..., Bench]) -> None:
    """Half of a wide character that is covered is a blank."""
    app = bench("c3")
    async with app.run_test() as pilot:
        await pilot.pause()
        before = text_of(app).splitlines()
        await pilot.press("F")
        after = text_of(app).splitlines()
        assert "本語 👩‍👩‍👧 text." in after[1]
        assert [cell_len(line) for line in before[1:-1]] == [cell_len(line) for line in after[1:-1]]


async def test_letters_lead_where_letters_are_commands_too(bench: Callable[..., Bench]) -> None:
    """The key that jumps is no letter of a sentence then, so that pressed again it goes to the annotations."""
    app = bench("a1")
    async with app.run_test() as pilot:
        app.preferences.keymap = PRESETS["vi"]
        await pilot.press("v", "e", "t", "q", "f", "f", "j")
        assert reading_of(app).target is not None
        await pilot.press("2", "j", "f", "d")
        assert reading_of(app).paragraph == 1


async def test_a_click_leaves(bench: Callable[..., Bench]) -> None:
    """The letters go with it."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("F")
        await pilot.click("ArticleView", offset=(20, 2))
        assert "“It was time,” she said." in text_of(app)


async def test_a_terminal_without_room_for_the_article_has_nothing_to_jump_to(bench: Callable[..., Bench]) -> None:
    """The key is refused, and nothing else happens."""
    app = bench("a1")
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("F")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.mode is None
