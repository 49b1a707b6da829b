"""Learning: a paragraph beside gold once it is read, the first attempt, and what nobody sees before."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from docs import lesson
from tests import factories
from tests.conftest import ROOT
from tests.tui.conftest import settled
from tests.tui.screenshot import click_on, text_of
from workbench import scheme as schemes
from workbench.errors import StoreError
from workbench.intake import articles_in
from workbench.model import Annotation, Kind
from workbench.scheme import Scheme
from workbench.settings import Preferences
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.modes.review import Reviewing
from workbench.tui.screens.article import ArticleScreen

Learns = Callable[..., Bench]


def on(words: tuple[int, int], label: str, annotator: str = "gold", **other: object) -> Annotation:
    return factories.annotation(words, label=label, annotator=annotator, article_id="a1", **other)


@pytest.fixture
def learns(store: Store, scheme: Scheme) -> Learns:
    """Ann learns. Gold has read two paragraphs of the first article and has a source in each; bea has other things."""
    store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    made = {
        "gold": (on((4, 12), "source"), on((39, 42), "source"), *(factories.read(n, "gold", "a1") for n in (0, 1))),
        "bea": (on((0, 12), "quote", "bea"), *(factories.read(n, "bea", "a1") for n in (0, 1, 2))),
    }
    for name, values in made.items():
        store.people.ensure(name, Kind.GOLD if name == "gold" else Kind.PERSON)
        fresh = [replace(one, scheme=scheme.fingerprint) if isinstance(one, Annotation) else one for one in values]
        store.layers.apply("a1", name, factories.made(*fresh))

    def learning(article_id: str | None = "a1", preferences: Preferences | None = None) -> Bench:
        bench = Bench(store, lambda: scheme, "ann", article_id, preferences)
        bench.learns = True
        return bench

    return learning


@asynccontextmanager
async def opened(app: Bench, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[object]]:
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


def article(app: Bench) -> ArticleScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, ArticleScreen))


async def test_reading_a_paragraph_shows_it_beside_gold(learns: Learns) -> None:
    """What was found and with which score, in place and below; the caret stays in the paragraph."""
    async with opened(app := learns()) as pilot:
        await pilot.press("W", "W", "s", "space")
        shown = text_of(app)
        assert "¶ 1  score 0.67  1 boundary" in shown
        assert "yours begins 1 word earlier" in shown
        assert "s↔ source" in shown
        assert "─s★─" in shown
        assert article(app).reading.paragraph == 0


async def test_before_a_paragraph_is_read_nothing_is_shown_of_gold_or_others(learns: Learns) -> None:
    """Neither in the text nor in the margin; the key that compares shows the learner's own scores."""
    async with opened(app := learns()) as pilot:
        assert "★" not in text_of(app)
        await pilot.press("percent_sign")
        await settled(pilot)
        assert "Nothing that you have read has a gold standard yet" in text_of(app)
        await pilot.press("escape", "space", "escape")
        await settled(pilot)
        assert "1✓" in text_of(app)
        assert "≠" not in text_of(app)
        assert not article(app).reading.others.readers(0)


async def test_what_is_saved_does_not_wait_for_the_scores(
    learns: Learns, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large project they take seconds; who closes them goes on labelling meanwhile."""
    go_on = threading.Event()

    def slow(*_: object) -> object:
        go_on.wait(10)
        raise StoreError("The database does not answer.")

    monkeypatch.setattr("workbench.tui.screens.progress.learners", slow)
    async with opened(app := learns()) as pilot:
        await pilot.press("percent_sign")
        await pilot.pause()
        app.writer.drain()
        await pilot.pause()
        assert "Counting…" in text_of(app)
        await pilot.press("escape", "W", "s")
        await pilot.pause()
        app.writer.drain()
        await pilot.pause()
        assert len(store.layers.load("a1", "ann").annotations) == 1
        await pilot.press("percent_sign")
        go_on.set()
        await settled(pilot)
        assert "The database does not answer." in text_of(app)


async def test_of_gold_that_goes_on_nothing_is_shown_in_the_paragraph_that_is_not_read(
    learns: Learns, store: Store, scheme: Scheme
) -> None:
    """A quotation over three paragraphs: its end is in none of the rows, the text or the guideline."""
    whole = store.articles.get("a1")
    long = on((0, whole.paragraphs[1].end), "quote", scheme=scheme.fingerprint)
    store.layers.apply("a1", "gold", factories.made(long))
    async with opened(app := learns(), (240, 50)) as pilot:  # so wide that no row is cut
        before = [line for line in text_of(app).splitlines() if "   2   " in line]
        await pilot.press("space", "tab")
        row = next(line for line in text_of(app).splitlines() if "missed" in line and "quote" in line)
        assert whole.paragraphs[0].of(whole.text)[:12] in row
        assert whole.paragraphs[1].of(whole.text)[:12] not in row
        assert [line for line in text_of(app).splitlines() if "   2   " in line] == before


async def test_the_library_shows_scores_where_it_shows_agreement_to_others(learns: Learns) -> None:
    """Differences with gold are behind the figures of agreement."""
    async with opened(app := learns(None)) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        assert "My scores" in text_of(app)


async def test_what_is_corrected_is_told_beside_the_first_attempt_and_stored(learns: Learns, store: Store) -> None:
    """A label's letter in the review relabels what is looked at; the score stays that of the first attempt."""
    async with opened(app := learns()) as pilot:
        await pilot.press("full_stop", "full_stop", "W", "q", "space")
        assert "score 0.50  1 wrong label" in text_of(app)
        await pilot.press("s", "percent_sign")
        assert "first attempt 0.50, now 1.00  1 found" in text_of(app)
        await settled(pilot)
        assert [one.label for one in store.layers.load("a1", "ann").annotations] == ["source"]
        await pilot.press("percent_sign")
        await settled(pilot)
        assert "all labels              0.50" in text_of(app)


async def test_the_first_attempt_is_that_of_the_history(learns: Learns) -> None:
    """Of what was read the day before, too."""
    for keys in (("full_stop", "full_stop", "W", "q", "space", "s"), ("T", "percent_sign")):
        async with opened(app := learns()) as pilot:
            await pilot.press(*keys)
            await settled(pilot)
            shown = text_of(app)
    assert "first attempt 0.50, now 1.00" in shown


async def test_a_paragraph_without_gold_says_so(learns: Learns) -> None:
    """It is not held to be empty."""
    async with opened(app := learns()) as pilot:
        await pilot.press("3", "G", "P", "s", "space")
        assert "¶ 3  There is no gold standard for this paragraph" in text_of(app)
        assert "extra" not in text_of(app)


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 8), ((160, 50), 7)])
async def test_what_is_said_under_the_article_takes_no_more_room_than_it_needs(
    learns: Learns, size: tuple[int, int], rows: int
) -> None:
    """One row where there is nothing to tell; else as many as the longest guideline asks for, whichever is shown."""
    async with opened(app := learns(), size) as pilot:
        feedback = article(app).feedback
        await pilot.press("W", "q", "space")
        await settled(pilot)
        assert "weight" in text_of(app)  # the last line of the longest
        assert feedback.size.height == rows
        await pilot.press("tab")
        await settled(pilot)
        assert "weight" not in text_of(app)
        assert feedback.size.height == rows
        await pilot.press("escape", "3", "G", "space")
        await settled(pilot)
        assert feedback.size.height == 1


async def test_an_article_without_gold_says_so_when_it_opens(learns: Learns) -> None:
    """Before anybody has worked for nothing."""
    async with opened(app := learns("b2")):
        assert "This article has no gold standard" in text_of(app)


async def test_space_goes_on_and_a_hasty_one_skips_no_paragraph(learns: Learns) -> None:
    """One reads, the next goes on, however fast they come."""
    async with opened(app := learns()) as pilot:
        await pilot.press("space", "space", "space")
        screen = article(app)
        assert sorted(screen.reading.marks) == [0, 1]
        assert isinstance(screen.mode, Reviewing)
        await pilot.press("space", "space", "space")
        await settled(pilot)
        assert screen.reading.done
        assert "My scores" in text_of(app)


async def test_escape_goes_on_labelling_where_the_difference_is(learns: Learns) -> None:
    """Nothing of gold is left on the screen."""
    async with opened(app := learns()) as pilot:
        await pilot.press("space", "escape")
        assert "★" not in text_of(app)
        assert "missed" not in text_of(app)
        assert article(app).reading.caret == 4


async def test_keys_and_mouse_go_through_the_differences(learns: Learns) -> None:
    """Round from the last to the first; a click chooses."""
    async with opened(app := learns()) as pilot:
        await pilot.press("W", "q", "space")
        mode = article(app).mode
        assert isinstance(mode, Reviewing)
        seen = []
        for key in ("tab", "down", "up", "shift+tab"):
            await pilot.press(key)
            seen.append(mode._review.at)
        assert seen == [1, 0, 1, 0]
        await click_on(pilot, "○ missed")
        assert mode._review.at == 1
        assert "2 of 2" in text_of(app)


async def test_a_click_on_a_number_reads_and_shows(learns: Learns) -> None:
    """As the key does."""
    async with opened(app := learns()) as pilot:
        view = article(app).view
        await pilot.click(view, offset=(view._painter.frame.left - 3, 0))
        await settled(pilot)
        assert "¶ 1  score 0.00  1 missed" in text_of(app)


async def test_a_click_on_what_gold_has_is_a_click_on_the_words(learns: Learns) -> None:
    """It is nobody's to act on: the review is left, and keys act on nothing."""
    async with opened(app := learns()) as pilot:
        await pilot.press("space")
        await click_on(pilot, "━s★━")
        assert article(app).mode is None
        assert article(app).reading.target is None


async def test_in_the_compact_view_rails_come_for_the_review_and_go(learns: Learns) -> None:
    """Without rails nothing of gold could be drawn."""
    async with opened(app := learns()) as pilot:
        await pilot.press("R", "space")
        assert "━s★━" in text_of(app)
        await pilot.press("escape")
        assert not article(app).view.rails


async def test_undoing_the_mark_leaves_the_review(learns: Learns) -> None:
    """And reading the paragraph again gives no second first attempt."""
    async with opened(app := learns()) as pilot:
        await pilot.press("space", "Z", "full_stop", "full_stop", "W", "s", "space")
        assert "first attempt 0.00, now 1.00" in text_of(app)


async def test_keys_are_told_as_the_keymap_has_them(learns: Learns) -> None:
    """Those of vi are others."""
    preferences = Preferences()
    preferences.change("keymap", "vi")
    async with opened(app := learns(preferences=preferences)) as pilot:
        await pilot.press("space")
        keymap = preferences.keymap
        assert f"{keymap.shown_for('read')} next ¶ · Esc label on" in text_of(app)


async def test_what_a_hostile_gold_says_is_drawn_as_symbols(learns: Learns, store: Store, scheme: Scheme) -> None:
    """Labels, attributes and their values."""
    nasty = on((0, 3), "\x1b[31mred", attributes={"\x1b[2J": "\u202eflip"}, scheme=scheme.fingerprint)
    mine = replace(nasty, id="m" * 32, annotator="ann", attributes={})
    store.people.ensure("ann")
    store.layers.apply("a1", "gold", factories.made(nasty))
    store.layers.apply("a1", "ann", factories.made(mine))
    async with opened(app := learns()) as pilot:
        await pilot.press("space", "percent_sign")
        await settled(pilot)
        await pilot.press("escape")
        shown = text_of(app)
        assert "␛[2J: yours –, gold ▯flip" in shown
        assert not {"\x1b", "\u202e"} & set(shown)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_looks(
    empty_store: Store, size: tuple[int, int], snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real paragraph with a hit, a wrong label and much that is missing; and then the scores."""
    monkeypatch.setattr("workbench.tui.saving.REST", 0)  # "saved" is said at once
    scheme = replace(schemes.load(ROOT / "labels.yaml"), pass_mark=0.8)
    empty_store.articles.add(articles_in([ROOT / "seeds"]))
    lesson.make_gold(empty_store)
    app = Bench(empty_store, lambda: scheme, "ann", empty_store.articles.ids()[0])
    app.learns = True
    keys = [key for pressed, _ in lesson.rows()[: lesson.PICTURED] for key in pressed]
    async with opened(app, size) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert text_of(app) == snapshot(name="review")
        await pilot.press("tab", "I")
        await settled(pilot)
        assert text_of(app) == snapshot(name="guideline")
        await pilot.press("percent_sign")
        await settled(pilot)
        assert text_of(app) == snapshot(name="scores")
