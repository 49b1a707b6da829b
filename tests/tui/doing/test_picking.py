"""Which label: paths of two keys, the picker and guidelines, in the article."""

from collections.abc import Callable
from threading import Event

import pytest

from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.guideline import GuidelineScreen
from workbench.tui.screens.picker import Picker

SCHEME = schemes.parse(
    """
scheme: deep
free_labels: yes
labels:
  quote: {key: q, guideline: Somebody else's words.}
  direct: {parent: quote, key: qd, guideline: In quotation marks.}
  indirect: {parent: quote, key: qi}
  source: {key: s}
"""
)


@pytest.fixture
def deep(store: Store) -> Callable[[], Bench]:
    """Opens an article under a scheme with paths of two keys."""
    return lambda: Bench(store, lambda: SCHEME, "ann", "a1")


def labels(app: Bench) -> list[str]:
    article = next(screen for screen in app.screen_stack if isinstance(screen, ArticleScreen))
    return sorted(one.label for one in article.reading.annotations.values())


@pytest.mark.parametrize(
    ("pressed", "made"),
    [
        ("qd", ["direct"]),
        ("qq", ["quote"]),
        (["q", "enter"], ["quote"]),
        (["q", "escape"], []),
        ("qx", []),
        ("qs", []),
        (["q", "V", "s"], ["source"]),
        ("s", ["source"]),
        (["q", "q", "q", "d"], ["direct"]),
    ],
)
async def test_a_path_of_two_keys_labels(deep: Callable[[], Bench], pressed: list[str], made: list[str]) -> None:
    """The parent's letter again is the parent; Escape, a letter that leads nowhere and a command leave the path."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("W", *pressed)
        await pilot.pause()
        assert labels(app) == made


async def test_the_status_line_shows_where_a_path_leads(deep: Callable[[], Bench]) -> None:
    """And, after a letter that leads nowhere, that it does."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("W", "q")
        await pilot.pause()
        said = text_of(app).splitlines()[-1]
        assert "quote:  q  itself   d  direct   i  indirect" in said
        await pilot.press("x")
        assert "No label has the keys q x." in text_of(app).splitlines()[-1]


async def test_a_path_is_not_begun_where_nothing_can_be_labelled(deep: Callable[[], Bench]) -> None:
    """The first key says why."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("q")
        assert "There is no annotation here" in text_of(app).splitlines()[-1]


async def test_the_picker_labels_and_relabels(deep: Callable[[], Bench], store: Store) -> None:
    """By a name of the scheme, and by one that nobody has used before; the label bar then has it."""
    app = deep()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W", "f4", *"sour", "enter")
        assert labels(app) == ["source"]
        await pilot.press("f4", *"irony", "enter")
        await pilot.pause()
        assert labels(app) == ["irony"]
        assert "irony" in "".join(line[90:] for line in text_of(app).splitlines())
        app.writer.drain()
        assert store.layers.labels() == ["irony"]


async def test_free_labels_of_other_articles_are_offered(deep: Callable[[], Bench]) -> None:
    """What was made once need not be typed again."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("W", "f4", *"irony", "enter", "greater_than_sign", "W", "f4")
        app.writer.drain()
        await pilot.press(*"irony")
        await pilot.pause()
        assert "new label" not in text_of(app)
        await pilot.press("backspace", "backspace", "enter")
        assert labels(app) == ["irony"]


async def test_the_picker_reads_a_guideline_where_nothing_can_be_labelled(deep: Callable[[], Bench]) -> None:
    """Nothing is selected, and nothing is under the caret."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("f4", *"direct", "enter")
        assert isinstance(app.screen, GuidelineScreen)
        assert "In quotation marks." in text_of(app)


async def test_the_guideline_takes_the_place_of_the_labels_on_a_wide_screen(deep: Callable[[], Bench]) -> None:
    """The same key brings them back."""
    app = deep()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W", "q", "d", "I")
        await pilot.pause()
        assert "In quotation marks." in text_of(app)
        assert "source" not in text_of(app)
        await pilot.press("I")
        await pilot.pause()
        assert "In quotation marks." not in text_of(app)
        assert "source" in text_of(app)


async def test_the_guideline_lies_over_a_narrow_screen(deep: Callable[[], Bench]) -> None:
    """The same key closes it; without an annotation it is that of the last label used."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("W", "q", "d", "G", "I")
        assert isinstance(app.screen, GuidelineScreen)
        assert "In quotation marks." in text_of(app)
        await pilot.press("I")
        assert isinstance(app.screen, ArticleScreen)


async def test_the_picker_is_left_without_a_change(deep: Callable[[], Bench]) -> None:
    """The selection is still there."""
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("W", "grave_accent")
        assert isinstance(app.screen, Picker)
        await pilot.press("escape", "s")
        assert labels(app) == ["source"]


@pytest.mark.parametrize("key", ["f4", "I"])
async def test_what_the_store_says_too_late_does_no_harm(
    deep: Callable[[], Bench], store: Store, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """The picker or the guideline is closed when its answer comes."""
    gate = Event()
    monkeypatch.setattr(store.layers, "labels", lambda: gate.wait(10) and ["irony"])
    monkeypatch.setattr(store.layers, "uses", lambda *asked: gate.wait(10) and ())
    app = deep()
    async with app.run_test() as pilot:
        await pilot.press("W", key, "escape")
        gate.set()
        app.writer.drain()
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
