"""Relations by keys: started in one place, made in another, asked about before they are lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.conftest import ARTICLES, settled
from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench.store import Store, open_store
from workbench.tui.app import Bench
from workbench.tui.screens.linking import Menu, Sure

SCHEME = schemes.parse(
    """
scheme: small
version: 1
labels: {quote: {key: q}, source: {key: s}, hedge: {key: h}}
relations:
  said_by: {from: [quote], to: [source]}
  same_quote: {from: [quote], to: [quote], across_articles: yes}
"""
)
QUOTE_AND_SOURCE = ("J", "Q", "q", "right", "right", "W", "s")
"""Keys that make two annotations in the second paragraph; the caret then is at the source, “she”."""


@pytest.fixture
def open_(tmp_path: Path) -> Iterator[Callable[[], Bench]]:
    """Opens the first article."""
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        store.articles.add(ARTICLES)
        yield lambda: Bench(store, lambda: SCHEME, "ann", "a1")


def joined(app: Bench) -> list[str]:
    """The types of the relations of the article that is open."""
    return [one.type for one in app._article().reading.relations.values()]


def said(app: Bench) -> str:
    """The status line."""
    return text_of(app).splitlines()[-1]


async def test_a_relation_is_started_here_and_made_there(open_: Callable[[], Bench]) -> None:
    """The status line says what the key would do, on the way and at the other end."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*QUOTE_AND_SOURCE, "M")
        assert "“she”  M at its other end; here: its relations" in said(app)
        await pilot.press("K", "J")
        assert "“she” ← said_by ←  q   M makes it" in said(app)
        await pilot.press("M")
        assert joined(app) == ["said_by"]
        assert "said_by" in said(app)
        app.writer.drain()
        await pilot.press("Z")
        assert joined(app) == []


async def test_what_cannot_be_joined_is_told_and_escape_drops_it(open_: Callable[[], Bench]) -> None:
    """Nothing is stored."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*QUOTE_AND_SOURCE, "M", "J", "W", "s", "M")
        assert "The scheme joins 'source' with 'quote', not with 'source'." in said(app)
        await pilot.press("escape")
        assert app.link_start is None
        assert "relation" not in said(app)
        assert joined(app) == []


async def test_several_possible_relations_are_chosen_from(open_: Callable[[], Bench]) -> None:
    """By their digit."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("J", "Q", "q", "M", "J", "W", "q", "M")
        assert isinstance(app.screen, Menu)
        await pilot.press("2")
        (made,) = app._article().reading.relations.values()
        assert app._article().reading.annotations[made.from_id].quote(ARTICLES[0].text) == "Nobody"


async def test_a_relation_ends_in_another_article(open_: Callable[[], Bench]) -> None:
    """What was started outlives the article; it is stored as a step of the one that is open."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("J", "Q", "q", "M", ">", "W", "q", "M", "1")
        assert app._article().reading.article.id == "b2"
        app.writer.drain()
        assert app.writer.failed == []
        assert joined(app) == ["same_quote"]
        await pilot.press("<")
        assert joined(app) == ["same_quote"]


@pytest.mark.parametrize(("keys", "stays"), [(("M",), False), (("J", "W", "q", "M"), True)])
async def test_a_start_goes_with_a_batch_that_is_undone_elsewhere(
    open_: Callable[[], Bench], keys: tuple[str, ...], stays: bool
) -> None:
    """And that is told; one that the batch did not make stays."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("asterisk", "tab")
        await settled(pilot)
        await pilot.press("q", *keys, ">")
        assert app.link_start is not None
        await pilot.press("Z")
        await settled(pilot)
        assert app._article().reading.annotations == {}
        assert (app.link_start is not None) == stays
        assert ("where the relation starts is no longer there" in said(app)) != stays


async def test_what_relations_lost_with_an_annotation_come_back_after_a_visit_elsewhere(
    open_: Callable[[], Bench],
) -> None:
    """Undo reaches across articles though the other end is in one that is not open."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("J", "Q", "q", "M", ">", "W", "q", "M", "1", "backspace", "y", "<")
        assert joined(app) == []
        await pilot.press(">", "Z")
        app.writer.drain()
        assert app.writer.failed == []
        assert joined(app) == ["same_quote"]
        await pilot.press("<", "Z")
        assert "holds on to it: passed over" in said(app)


async def test_a_relation_is_taken_away_from_the_list_of_its_end(open_: Callable[[], Bench]) -> None:
    """The key twice on the same annotation."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*QUOTE_AND_SOURCE, "M", "K", "J", "M", "M", "M")
        assert isinstance(app.screen, Menu)
        await pilot.press("enter")
        assert joined(app) == []
        assert app.link_start is None


@pytest.mark.parametrize(("key", "left"), [("backspace", 1), ("y", 1), ("escape", 2)])
async def test_deleting_an_end_asks(open_: Callable[[], Bench], key: str, left: int) -> None:
    """One undo brings the annotation and its relation back."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*QUOTE_AND_SOURCE, "M", "K", "J", "M", "backspace")
        assert isinstance(app.screen, Sure)
        await pilot.press(key)
        reading = app._article().reading
        assert len(reading.annotations) == left
        if left == 1:
            await pilot.press("Z")
        assert len(reading.annotations) == 2
        assert joined(app) == ["said_by"]


async def test_what_a_selection_would_be_added_to_is_said(open_: Callable[[], Bench], store: Store) -> None:
    """The annotation made or chosen last."""
    app = open_()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*QUOTE_AND_SOURCE, "J", "W")
        assert "& adds to  s  “she”" in said(app)
        await pilot.press("&")
        assert [len(one.segments) for one in app._article().reading.annotations.values()] == [1, 2]
