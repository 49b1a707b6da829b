"""The lists over an article."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.screenshot import click_on, text_of
from workbench import scheme as schemes
from workbench.model import Layer
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.screens.lists import ListsScreen

Open = Callable[..., Bench]


def layer(app: Bench, store: Store, article_id: str = "a1") -> Layer:
    """What is stored of ann's."""
    app.writer.drain()
    return store.layers.load(article_id, "ann")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_to_fix(bench: Open, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """A quotation without its form, and where."""
    app = bench("a1")
    async with app.run_test(size=size) as pilot:
        await pilot.press("J", "Q", "q", "W", "s", "f2")
        await pilot.pause()
        assert text_of(app) == snapshot


async def test_enter_goes_to_what_is_to_fix(bench: Open) -> None:
    """The caret on it, and keys act on it."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("J", "Q", "q", "T", "W", "s", "vertical_line", "enter")
        target = app.screen.reading.target
        assert (target.label, app.screen.reading.paragraph) == ("quote", 1)


async def test_attributes_are_set_from_the_list(bench: Open, store: Store) -> None:
    """And then nothing is to fix any more."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("J", "Q", "q", "T", "f2", "A", "1", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ListsScreen)
        assert "Nothing is to fix." in text_of(app)
        assert layer(app, store).annotations[0].attributes == {"form": "full"}


async def test_delete_deletes_what_the_line_is_about(bench: Open, store: Store) -> None:
    """In one step, drawn in the list and on the article."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("J", "Q", "q", "f2", "delete", "escape")
        assert layer(app, store).annotations == ()
        await pilot.press("Z")
        assert [one.label for one in layer(app, store).annotations] == ["quote"]


async def test_small_letters_filter_and_escape_drops_the_filter_first(bench: Open) -> None:
    """What is typed is looked for in all that a line tells."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "J", "Q", "q", "H", *"quote")
        await pilot.pause()
        assert "labelled “It was time" in text_of(app)
        assert "labelled “The” source" not in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "labelled “The” source" in text_of(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, ListsScreen)


async def test_the_last_paragraph_says_once_what_is_to_fix(bench: Open) -> None:
    """One quotation lacks its form."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("J", "Q", "q", "space", "space", "space")
        await pilot.pause()
        assert "Done; 1 to fix: | lists them." in text_of(app)
        await pilot.press("left")
        await pilot.pause()
        assert "to fix" not in text_of(app)


async def test_going_back_is_asked_and_one_step(bench: Open, store: Store) -> None:
    """To the first label: the second and the mark go, one undo brings both back."""
    app = bench("a1")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W", "s", "J", "W", "s", "space", "H", "end", "G")
        await pilot.pause()
        assert "G again goes back to" in text_of(app)
        assert len(layer(app, store).annotations) == 2
        await pilot.press("G", "escape")
        assert (len(layer(app, store).annotations), layer(app, store).read) == (1, ())
        await pilot.press("Z")
        assert (len(layer(app, store).annotations), len(layer(app, store).read)) == (2, 1)


async def test_what_changed_since_the_article_was_finished(bench: Open) -> None:
    """Net, and it says when there is nothing."""
    app = bench("b2")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "H", "asterisk")
        await pilot.pause()
        assert "You have not finished this article yet" in text_of(app)
        await pilot.press("escape", "space", "space", "H", "asterisk")
        await pilot.pause()
        assert "Nothing is other than when you finished this article" in text_of(app)
        await pilot.press("escape", "T", "X", "W", "s", "Z", "H", "asterisk")
        await pilot.pause()
        assert "−    1   deleted source “The”" in text_of(app)


async def test_notes_of_all_articles_lead_to_theirs(bench: Open) -> None:
    """A comment in one article, found from another."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "C", *"why", "enter", "greater_than_sign", "f2", "2")
        await pilot.pause()
        assert "No notes here yet" in text_of(app)
        await pilot.press("asterisk")
        app.writer.drain()
        await pilot.pause()
        assert "why" in text_of(app)
        await pilot.press("delete")
        await pilot.pause()
        assert "This is in another article" in text_of(app)
        await pilot.press("enter")
        assert (app.screen.reading.article.id, app.screen.reading.target.comment) == ("a1", "why")


LINKING = """
scheme: linking
version: 1
labels: {quote: {key: q}, source: {key: s}}
relations:
  said_by: {from: [quote], to: [source], required: yes}
  same_source: {from: [source], to: [source], across_articles: yes}
"""


async def test_what_takes_relations_along_is_asked_twice(store: Store) -> None:
    """A quotation that lacks its source, and is the end of nothing; one that has a relation with a wrong end."""
    app = Bench(store, lambda: schemes.parse(LINKING), "ann", "a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "J", "Q", "q", "M", "T", "M", "q", "f2", "X")
        await pilot.pause()
        assert "and 1 relation with it" in text_of(app)
        assert len(layer(app, store).annotations) == 2
        await pilot.press("X")
        assert (len(layer(app, store).annotations), layer(app, store).relations) == (1, ())


async def test_relations_lead_to_both_their_ends(store: Store) -> None:
    """The one in this article, and the one in another."""
    app = Bench(store, lambda: schemes.parse(LINKING), "ann", "a1")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W", "s", "M", "greater_than_sign", "W", "s", "M", "enter", "f2", "3")
        app.writer.drain()
        await pilot.pause()
        assert "The · in a1" in text_of(app)
        await pilot.press("enter")
        assert app.screen.reading.article.id == "a1"
        await pilot.press("f2", "3", "O")
        assert (app.screen.reading.article.id, app.screen.reading.target.label) == ("b2", "source")


async def test_tabs_are_clicked_too(bench: Open) -> None:
    """And so are the words at the lower edge."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "f2")
        await click_on(pilot, "Relations")
        assert "No relations here yet" in text_of(app)
        await click_on(pilot, "Esc closes")
        assert not isinstance(app.screen, ListsScreen)


async def test_hostile_words_are_drawn_as_symbols(bench: Open) -> None:
    """Nothing from an article reaches the terminal, and no markup is read."""
    app = bench("c3")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("J", "P", "q", "f2")
        await pilot.pause()
        assert "Second ␛[2J paragraph." in text_of(app)
        assert "\x1b" not in text_of(app)
