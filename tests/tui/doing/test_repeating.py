"""The last label again, and one label on every occurrence: what the keys reach, what is stored, what is told."""

from collections.abc import Callable

import pytest

from tests.tui.conftest import article, settled
from tests.tui.screenshot import click_on, text_of
from workbench.errors import Conflict
from workbench.model import Change, Deed, Entry
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.screens import forms
from workbench.tui.screens.forms import Notice

FIRST = article("a9", "Peskov", "Peskov said Peskov came.", "peskov’s aide")
SECOND = article("b9", "More", "Ask Peskov. \x1b[31m Peskov [/b] knows.")


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Two articles about the same man."""
    empty_store.articles.add([FIRST, SECOND])
    return empty_store


def labelled(store: Store, article_id: str) -> list[tuple[str, str]]:
    """Labels and words of ann's layer."""
    text = store.articles.get(article_id).text
    return [(one.label, one.quote(text)) for one in store.layers.load(article_id, "ann").annotations]


async def test_the_label_of_the_article_before_is_given_again(bench: Callable[..., Bench], store: Store) -> None:
    """The application remembers it, by way of the library too."""
    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "B", "down", "enter", "W", "equals_sign")
        await settled(pilot)
        assert labelled(store, "b9") == [("source", "Ask")]


async def test_every_occurrence_that_is_left_checked_is_labelled(bench: Callable[..., Bench], store: Store) -> None:
    """The first is switched off; one undo takes the rest back."""
    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("asterisk", "C", "W", "home", "space", "s")
        await settled(pilot)
        assert labelled(store, "a9") == [("source", "Peskov"), ("source", "peskov")]
        assert "2 places labelled source" in text_of(app)
        await pilot.press("Z")
        await settled(pilot)
        assert labelled(store, "a9") == []


async def test_what_bears_the_label_is_shown_and_left_alone(bench: Callable[..., Bench], store: Store) -> None:
    """Enter gives the last label, to the other place only."""
    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "asterisk")
        await pilot.pause()
        assert " s " in text_of(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "1 place labelled source" in text_of(app)
        await pilot.press("home", "asterisk", "enter")
        await pilot.pause()
        assert "All of these are source already." in text_of(app)


async def test_all_articles_are_labelled_in_one_step(bench: Callable[..., Bench], store: Store) -> None:
    """And what was done is taken back by one undo, in all of them."""
    app = bench("a9")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("asterisk", "tab")
        await settled(pilot)
        assert "4 of 4 in 2 articles" in text_of(app)
        await pilot.press("q")
        await settled(pilot)
        assert labelled(store, "a9") == labelled(store, "b9") == [("quote", "Peskov")] * 2
        await pilot.press("Z")
        await settled(pilot)
        assert "Undone in all the articles" in text_of(app)
        assert labelled(store, "a9") == labelled(store, "b9") == []


async def test_only_other_articles_may_be_labelled(bench: Callable[..., Bench], store: Store) -> None:
    """The undo is here all the same."""
    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("asterisk", "tab")
        await settled(pilot)
        await pilot.press("home", "space", "space", "q")
        await settled(pilot)
        assert (labelled(store, "a9"), len(labelled(store, "b9"))) == ([], 2)
        await pilot.press("Z")
        await settled(pilot)
        assert labelled(store, "b9") == []


async def test_nothing_is_stored_where_one_article_is_refused(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing: neither here nor there."""

    def refuse(entries: list[tuple[str, str, Entry]]) -> None:
        raise Conflict("Somebody else was faster.")

    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("asterisk", "tab")
        await settled(pilot)
        monkeypatch.setattr(store.layers, "apply_all", refuse)
        await pilot.press("q")
        await settled(pilot)
        monkeypatch.undo()
        assert isinstance(app.screen, Notice)
        assert labelled(store, "a9") == labelled(store, "b9") == []


async def test_a_batch_that_cannot_be_undone_does_not_bar_the_way(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next undo takes back what was done before it; where nothing else is left, the reason is told again."""
    monkeypatch.setattr(forms, "SEEN", 0)
    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "home", "asterisk", "tab")
        await settled(pilot)
        await pilot.press("q")
        await settled(pilot)
        (there,) = store.layers.annotated(["b9"])
        gone = Change(there.annotations[0], None)
        store.layers.apply("b9", "ann", Entry(Deed.DO, (gone,), there.annotations[0].made_at))
        await pilot.press("Z")
        await settled(pilot)
        assert "Open b9" in text_of(app)
        await pilot.press("escape", "Z")
        await settled(pilot)
        assert {label for label, _ in labelled(store, "a9")} == {"quote"}
        await pilot.press("Z")
        await settled(pilot)
        assert "Not undone. Open b9, take back there" in text_of(app)


async def test_the_switches_are_clicked_too(bench: Callable[..., Bench]) -> None:
    """What the line says is what it does."""
    app = bench("a9")
    async with app.run_test() as pilot:
        await pilot.press("asterisk")
        await pilot.pause()
        assert "2 of 2" in text_of(app)
        await click_on(pilot, "whole words")
        await click_on(pilot, "same case")
        assert "3 of 3" in text_of(app)
        await click_on(pilot, "- none")
        assert "0 of 3" in text_of(app)
