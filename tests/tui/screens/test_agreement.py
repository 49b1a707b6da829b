"""The dashboard of agreement and the differences behind its figures, on the real seeds, which two scripts labelled."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from docs import pictures
from tests.factories import annotation, made, read
from tests.tui.conftest import settled
from tests.tui.screenshot import click_on, text_of
from workbench import scheme as schemes
from workbench.errors import StoreError, WorkbenchError
from workbench.model import Change, Deed, Entry, Kind
from workbench.report import Progress, Report, Scope, agreement
from workbench.report.differing import Case
from workbench.scheme import Scheme
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.lists.agreement import Behind
from workbench.tui.screens.adjudication import AdjudicationScreen
from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.disagreements import DisagreementsScreen
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.widgets.listing import Listing
from workbench.tui.widgets.matrix import Matrix


@pytest.fixture(scope="module")
def seed_scheme() -> Scheme:
    return schemes.load(Path("labels.yaml"))


@pytest.fixture
def seeds(seed_scheme: Scheme) -> Iterator[Store]:
    """Five articles, of which ann and bea have both read parts of two."""
    with pictures.seeded(seed_scheme) as store:
        pictures.work(store, seed_scheme)
        yield store


@pytest.fixture
def opened(seeds: Store, seed_scheme: Scheme) -> Callable[[], Bench]:
    return lambda: Bench(seeds, lambda: seed_scheme, "ann")


async def press(pilot: Pilot[WorkbenchError], *keys: str) -> str:
    """What the screen says after the keys, when all has been counted."""
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return text_of(pilot.app)


def line(screen: str, start: str) -> str:
    """The first line with these words."""
    return next(one for one in screen.splitlines() if start in one)


def chosen_words(pilot: Pilot[WorkbenchError]) -> str:
    """Those of the difference under the cursor."""
    case = pilot.app.screen.query_one(Listing).chosen
    return str((case.difference.first or case.difference.second)[0].quote(case.article.text))


async def test_figures_stand_beside_each_label_with_their_intervals_drawn(opened: Callable[[], Bench]) -> None:
    """Two of ann's five cues and all of bea's are the same: F1 is 2·2 / (3 + 2)."""
    async with opened().run_test(size=(100, 30)) as pilot:
        screen = await press(pilot, "f5", "right")
        assert "ann, bea · 2 articles · 20 annotations" in screen
        assert "0.80" in line(screen, "cue")
        assert "●" in line(screen, "cue")
        assert "├" in line(screen, "all labels")


async def test_the_line_at_the_bottom_says_what_a_figure_is_made_of(opened: Callable[[], Bench]) -> None:
    """Its interval and what it counts, or why there is none."""
    async with opened().run_test(size=(120, 30)) as pilot:
        screen = await press(pilot, "f5", "right", "end")
        assert "20 annotations in 2 articles" in screen.splitlines()[-1]
        assert "95 %" in screen.splitlines()[-1]
        screen = await press(pilot, "home", "down")
        assert "hangs on one article" in screen.splitlines()[-1]


async def test_enter_leads_to_the_differences_of_the_label(opened: Callable[[], Bench]) -> None:
    """And of no other; Esc leads back to the figure."""
    async with opened().run_test(size=(120, 30)) as pilot:
        screen = await press(pilot, "f5", "enter")
        assert isinstance(pilot.app.screen, DisagreementsScreen)
        assert "1 difference" in screen.splitlines()[-1]
        assert "+ only ann" in screen
        assert "“Until the inauguration" in screen
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AgreementScreen)


async def test_a_group_of_labels_leads_to_what_is_of_any_of_them(seeds: Store, seed_scheme: Scheme) -> None:
    """Of both kinds of source: what is of the one, what is of the other, and no cue."""
    kinds = {
        name: replace(label, parent="source") if name.endswith("_source") else label
        for name, label in seed_scheme.labels.items()
    }
    labels = {"source": replace(seed_scheme.labels["opinion"], name="source", key=""), **kinds}
    grouped = replace(seed_scheme, labels=labels)
    async with Bench(seeds, lambda: grouped, "ann").run_test(size=(120, 30)) as pilot:
        rows = (await press(pilot, "f5")).splitlines()[4:]  # below title, tabs and headings
        group, named, anonymous = (
            next(number for number, row in enumerate(rows) if name in row)
            for name in ("source/*", "named_source", "anonymous_source")
        )
        assert (named, anonymous) == (group + 1, group + 2)
        assert rows[group].split()[1] == str(sum(int(rows[row].split()[2]) for row in (named, anonymous)))
        screen = await press(pilot, *["down"] * group, "enter")
        assert "differences · source/*" in screen
        assert "All of these sources" in screen
        assert "three members of the Russian business elite" in screen
        assert " said" not in screen


async def test_what_was_mended_in_an_article_is_gone_from_list_and_figures(opened: Callable[[], Bench]) -> None:
    """The cursor goes on to the next difference; that of the table stays where it is."""
    async with opened().run_test(size=(120, 30)) as pilot:
        before = await press(pilot, "f5", "end", "right")
        screen = await press(pilot, "enter", "down")
        assert " 8 differences" in screen.splitlines()[-1]
        assert "could" in chosen_words(pilot)
        await press(pilot, "enter", "delete", "B")
        screen = await press(pilot)
        assert " 7 differences" in screen.splitlines()[-1]
        assert "three members" in chosen_words(pilot)
        await press(pilot, "escape")
        screen = await press(pilot)
        assert "20 annotations" in before.splitlines()[0]
        assert "19 annotations" in screen.splitlines()[0]
        assert "19 annotations in 2 articles" in screen.splitlines()[-1]
        assert "hedge" not in screen


async def test_what_others_do_meanwhile_leaves_the_cursor_on_its_difference(
    opened: Callable[[], Bench], seeds: Store
) -> None:
    """One more difference stands above it when the article is left."""
    async with opened().run_test(size=(120, 30)) as pilot:
        await press(pilot, "f5", "end", "enter", "end")
        assert chosen_words(pilot) == "said"
        await press(pilot, "enter")
        article = seeds.articles.get(seeds.articles.find("004"))
        layer = seeds.layers.load(article.id, "bea")
        gone = next(one for one in layer.annotations if one.quote(article.text) == "seven senior officials")
        seeds.layers.apply(article.id, "bea", Entry(Deed.DO, (Change(gone, None),), pictures.START))
        await press(pilot, "B")
        screen = await press(pilot)
        assert " 9 differences" in screen.splitlines()[-1]
        assert chosen_words(pilot) == "said"


async def test_nothing_is_counted_again_where_nothing_was_stored(
    opened: Callable[[], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever only looks does not wait for γ."""
    counted: list[Scope] = []

    def count(store: Store, scope: Scope, counting: Progress, aligning: Progress) -> Report:
        counted.append(scope)
        return agreement(store, scope, counting, aligning)

    monkeypatch.setattr("workbench.tui.screens.agreement.agreement", count)
    async with opened().run_test(size=(120, 30)) as pilot:
        await press(pilot, "f5", "enter", "enter", "right", "B", "escape")
        await press(pilot)
        assert isinstance(pilot.app.screen, AgreementScreen)
        assert len(counted) == 1


async def test_a_confusion_leads_to_the_places_where_it_happened(opened: Callable[[], Bench]) -> None:
    """An anonymous source of ann's that bea named."""
    async with opened().run_test(size=(120, 30)) as pilot:
        screen = await press(pilot, "f5", "3", *["down"] * 3, *["right"] * 2)
        assert screen.splitlines()[-1].startswith(" 1 of 4 anonymous_source against named_source")
        screen = await press(pilot, "enter")
        assert "three members of the Russian business elite" in screen
        assert "1 difference" in screen.splitlines()[-1]


async def test_two_annotators_agree_as_much_as_their_cell_says(opened: Callable[[], Bench]) -> None:
    """The table of annotators is about the label that the cursor of the first table is on."""
    async with opened().run_test(size=(120, 30)) as pilot:
        screen = await press(pilot, "f5", "end", "2", "right")
        assert "all labels" in screen
        in_all = line(screen, " ann  ")
        screen = await press(pilot, "1", "home", "2")
        assert "direct_quote" in screen
        assert line(screen, " ann  ") != in_all


async def test_enter_opens_the_article_at_the_difference_and_b_comes_back(opened: Callable[[], Bench]) -> None:
    """The words are selected."""
    async with opened().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5", "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.reading.selection is not None
        assert screen.reading.selection.of(screen.reading.article.text) == pictures.QUOTE
        await press(pilot, "B")
        assert isinstance(pilot.app.screen, DisagreementsScreen)


async def test_both_sides_stand_under_one_another_with_what_each_marked(opened: Callable[[], Bench]) -> None:
    """Name, label and words; and how the edges are off."""
    async with opened().run_test(size=(160, 40)) as pilot:
        screen = await press(pilot, "f5", "down", "enter")
        rows = screen.splitlines()[-5:]
        assert rows[0].startswith(" ann")
        assert rows[1].startswith(" bea")
        assert "begins 3 words later" in rows[2]


async def test_what_gold_has_alone_was_missed(opened: Callable[[], Bench], seeds: Store, seed_scheme: Scheme) -> None:
    """Between two annotators nobody has missed anything: one has it alone."""
    seeds.people.ensure("gold", Kind.GOLD)
    article = seeds.articles.get(seeds.articles.find("004"))
    start = article.paragraphs[0].start
    hedge = annotation(
        (start, start + 7), label="hedge", annotator="gold", article_id=article.id, scheme=seed_scheme.fingerprint
    )
    seeds.layers.apply(article.id, "gold", made(hedge, read(0, "gold", article.id)))
    async with (bench := opened()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5")
        bench.push_screen(DisagreementsScreen(Scope(tuple(seed_scheme.labels), annotators=("gold", "ann")), Behind()))
        screen = await press(pilot)
        assert "+ missed" in screen
        assert "only" not in screen


async def test_what_is_typed_narrows_the_differences(opened: Callable[[], Bench]) -> None:
    """By kind, label or words; Esc drops it first."""
    async with opened().run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "f5", "end", "enter")
        everything = screen.splitlines()[-1]
        screen = await press(pilot, *"boundary")
        assert "filter boundary▏ 1 difference" in screen.splitlines()[-1]
        screen = await press(pilot, "escape")
        assert screen.splitlines()[-1] == everything


async def test_what_is_the_same_is_shown_on_request(opened: Callable[[], Bench]) -> None:
    """And left out again."""
    async with opened().run_test(size=(120, 40)) as pilot:
        without = await press(pilot, "f5", "end", "enter")
        assert "= same" not in without
        assert "= same" in await press(pilot, "equals_sign")
        assert await press(pilot, "equals_sign") == without


async def test_a_click_chooses_a_figure_and_a_second_one_leads_behind_it(opened: Callable[[], Bench]) -> None:
    """Tabs are clicked, too."""
    async with opened().run_test(size=(100, 30)) as pilot:
        await press(pilot, "f5")
        await click_on(pilot, "3 Confusion")
        assert "ann ↓ bea →" in text_of(pilot.app)
        await click_on(pilot, "1 Labels")
        await pilot.click(offset=(25, 5), times=2)
        await press(pilot)
        assert isinstance(pilot.app.screen, DisagreementsScreen)


async def test_wide_screens_show_all_three_tables(opened: Callable[[], Bench]) -> None:
    """And Tab goes round them."""
    async with opened().run_test(size=(160, 50)) as pilot:
        screen = await press(pilot, "f5")
        assert "ann ↓ bea →" in screen
        assert "nothing" in screen
        for table in ("annotators", "confusion", "labels"):
            await press(pilot, "tab")
            assert pilot.app.focused is not None
            assert pilot.app.focused.id == table


async def test_what_to_beware_of_is_told_as_far_as_there_is_room(opened: Callable[[], Bench]) -> None:
    """All of it on a high screen; else how much more there is."""
    async with opened().run_test(size=(160, 50)) as pilot:
        screen = await press(pilot, "f5")
        warnings = [row for row in screen.splitlines() if row.startswith(" ! ")]
        assert len(warnings) == 7
        assert "more things" not in screen
        await pilot.resize_terminal(80, 24)
        screen = await press(pilot)
        assert [row for row in screen.splitlines() if row.startswith(" ! ")][:2] == warnings[:2]
        assert "! … and 5 more things to beware of" in screen


async def test_it_says_so_where_nobody_has_read_the_same(bench: Callable[..., Bench]) -> None:
    """And Enter leads nowhere."""
    async with bench().run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "f5", "enter")
        assert "There is nothing to compare yet" in screen
        assert isinstance(pilot.app.screen, AgreementScreen)
        await press(pilot, "3", "enter", "2", "enter", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_what_the_database_refuses_is_told(opened: Callable[[], Bench], monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the library stands, which asks too."""
    bench = opened()

    def refuse(*_: object, **__: object) -> object:
        raise StoreError("The database is gone.")

    async with bench.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        monkeypatch.setattr("workbench.tui.screens.agreement.agreement", refuse)
        assert "The database is gone." in await press(pilot, "f5")


async def test_a_click_into_another_table_of_a_wide_screen_goes_to_it(opened: Callable[[], Bench]) -> None:
    """The line at the bottom tells its figure, and Enter leads behind that one."""
    async with opened().run_test(size=(160, 50)) as pilot:
        await press(pilot, "f5")
        await click_on(pilot, "nothing")  # the row
        lines = text_of(pilot.app).splitlines()
        row = max(number for number, line in enumerate(lines) if "anonymous_source" in line)
        await pilot.click(offset=(lines[row].rindex("2"), row))
        screen = await press(pilot)
        assert screen.splitlines()[-1].startswith(" 2 of 4 anonymous_source against nothing")
        screen = await press(pilot, "enter")
        assert "differences · nothing for anonymous_source" in screen or "anonymous_source for nothing" in screen
        assert "2 differences" in screen.splitlines()[-1]


async def test_another_theme_has_other_colours_of_labels_and_heat(opened: Callable[[], Bench]) -> None:
    """The figures that stand are drawn again, the cursor stays."""
    async with opened().run_test(size=(120, 30)) as pilot:
        before = await press(pilot, "f5", "2", "right")
        dark = pilot.app.export_screenshot()
        cell = pilot.app.screen.query_one("#annotators", Matrix).chosen
        assert cell is not None
        pilot.app.theme = "textual-light"
        assert await press(pilot) == before
        other = pilot.app.screen.query_one("#annotators", Matrix).chosen
        assert other is not None
        assert other.text.spans != cell.text.spans
        assert pilot.app.export_screenshot() != dark


async def test_counting_again_keeps_the_cursor_where_it_is(opened: Callable[[], Bench]) -> None:
    """In every table."""
    async with opened().run_test(size=(120, 30)) as pilot:
        before = await press(pilot, "f5", "3", *["down"] * 3, *["right"] * 2)
        assert await press(pilot, "f5") == before


async def test_counting_again_stops_what_is_counted(
    opened: Callable[[], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often somebody asks: the last one is shown, the others end at the next article."""
    running, ended, goes_on = Event(), Event(), Event()

    def slow(store: Store, scope: Scope, counting: Progress, aligning: Progress) -> Report:
        if not running.is_set():
            running.set()
            goes_on.wait(10)
            try:
                counting(1, 2)
            finally:
                ended.set()
        return agreement(store, scope, counting, aligning)

    monkeypatch.setattr("workbench.tui.screens.agreement.agreement", slow)
    async with opened().run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await asyncio.to_thread(running.wait, 10)
        screen = await press(pilot, "f5", "f5", "f5")
        assert "ann, bea · 2 articles" in screen
        goes_on.set()
        await asyncio.to_thread(ended.wait, 10)
        assert await press(pilot) == screen


async def test_leaving_while_it_looks_for_differences_ends_that(
    opened: Callable[[], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would go on through all articles, and hold up the end of the program."""
    seen: list[int] = []
    goes_on = Event()

    def endless(_store: Store, _scope: Scope, progress: Progress) -> Iterator[Case]:
        for number in range(1000):
            seen.append(number)
            goes_on.wait(10)
            progress(number, 1000)
        yield from ()

    monkeypatch.setattr("workbench.tui.screens.disagreements.cases", endless)
    async with opened().run_test(size=(100, 30)) as pilot:
        await press(pilot, "f5")
        await pilot.press("enter")
        await pilot.press("escape")
        goes_on.set()
        await press(pilot)
        assert isinstance(pilot.app.screen, AgreementScreen)
    assert len(seen) <= 1


async def test_what_is_the_same_takes_no_room_from_differences(
    opened: Callable[[], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list ends after so many that it shows, and says so only where there are more."""
    monkeypatch.setattr("workbench.tui.screens.disagreements.MOST", 8)
    async with opened().run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "f5", "end", "enter")
        assert "the first 8 differences" not in screen
        assert " 8 differences" in screen.splitlines()[-1]
        assert "the first 8 places" in (await press(pilot, "equals_sign")).splitlines()[-1]
        screen = await press(pilot, *"boundary")
        assert "of the first 8" in screen.splitlines()[-1]


@pytest.mark.parametrize("size", [(40, 10), (20, 5)])
async def test_a_small_screen_has_room_for_figures_and_differences(
    opened: Callable[[], Bench], size: tuple[int, int]
) -> None:
    """Warnings and hints give way."""
    async with opened().run_test(size=size) as pilot:
        screen = await press(pilot, "f5", "right")
        assert "0.67" in screen.splitlines()[3]
        assert "only ann" in await press(pilot, "enter")


async def test_figures_stay_where_counting_again_fails(
    opened: Callable[[], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason stands in the line at the bottom."""

    def refuse(*_: object, **__: object) -> object:
        raise StoreError("The database is gone.")

    async with opened().run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        monkeypatch.setattr("workbench.tui.screens.agreement.differing", refuse)
        screen = await press(pilot, "f5")
        assert "ann, bea · 2 articles" in screen
        assert "The database is gone." in screen.splitlines()[-1]


async def test_leaving_while_it_counts_ends_the_counting(opened: Callable[[], Bench]) -> None:
    """Nothing is shown on a screen that is gone."""
    async with opened().run_test(size=(80, 24)) as pilot:
        await pilot.press("f5", "escape", "f5", "escape")
        await press(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_difference_is_adjudicated_from_the_list(opened: Callable[[], Bench]) -> None:
    """The article opens between those who have read it."""
    async with opened().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5", "enter", "ctrl+g")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AdjudicationScreen)


async def test_a_blind_project_shows_nobody_what_others_made(seeds: Store, seed_scheme: Scheme) -> None:
    """Neither in figures nor for adjudication: whoever leads it has commands for that."""
    blind = replace(seed_scheme, blind=True)
    async with Bench(seeds, lambda: blind, "ann").run_test(size=(100, 24)) as pilot:
        assert "This project is blind. Who leads it types: workbench dashboard" in await press(pilot, "f5")
        assert "workbench adjudicate" in await press(pilot, "ctrl+g")
        assert isinstance(pilot.app.screen, LibraryScreen)
