"""Adjudicating on the screen: keys and mouse on the real seeds, between two scripted annotators."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from textual.pilot import Pilot

from docs import pictures
from tests.conftest import ROOT, SEEDS
from tests.tui.conftest import settled
from tests.tui.screenshot import click_on, text_of
from workbench import scheme as schemes
from workbench.adjudicate import Adjudication, Case, Rule, Terms
from workbench.adjudicate.opening import load
from workbench.annotate import Reading
from workbench.errors import WorkbenchError
from workbench.intake import articles_in
from workbench.model import Entry, Kind, Verdict
from workbench.scheme import Scheme
from workbench.settings import Preferences
from workbench.store import Store, open_store
from workbench.store.check import check_history
from workbench.tui.app import Bench
from workbench.tui.doing.adjudicating import adjudicate
from workbench.tui.screens import forms
from workbench.tui.screens.adjudication import AdjudicationScreen
from workbench.tui.screens.forms import Notice
from workbench.tui.writer import Outbox, Writer

Opened = Callable[..., Bench]
SIZE = (100, 30)


@pytest.fixture(scope="session")
def seeds() -> Scheme:
    return schemes.load(ROOT / "labels.yaml")


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory, seeds: Scheme) -> Path:
    """The seeds as ann and bea have labelled them: they differ in one edge and one label of 004."""
    path = tmp_path_factory.mktemp("adjudication") / "workbench.db"
    with open_store(f"sqlite:///{path}") as store:
        store.articles.add(articles_in([SEEDS]))
        store.schemes.remember(seeds.fingerprint, seeds.name, seeds.text)
        pictures.work(store, seeds)
    return path


@pytest.fixture
def desk(worked: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "desk.db"
    path.write_bytes(worked.read_bytes())
    with open_store(f"sqlite:///{path}") as store:
        yield store


@pytest.fixture
def opened(desk: Store, seeds: Scheme) -> Opened:
    """The screens for eve, over them the article 004 to be adjudicated."""

    def make(*, by: str = "eve", keymap: str = "plain", **terms: object) -> Bench:
        preferences = Preferences()
        preferences.change("keymap", keymap)
        bench = Bench(desk, lambda: seeds, by, None, preferences)
        bench.begin = lambda: adjudicate(bench, desk.articles.find("004"), Terms(**terms))
        return bench

    return make


async def press(pilot: Pilot[WorkbenchError], *keys: str) -> str:
    """What is seen after these keys, when all of them have had their effect."""
    await settled(pilot)
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    return text_of(pilot.app)


def gold(store: Store) -> set[tuple[str, str]]:
    """Label and words of what is gold in 004."""
    article = store.articles.get(store.articles.find("004"))
    return {(one.label, one.quote(article.text)) for one in store.layers.load(article.id, "gold").annotations}


def case_of(store: Store, scheme: Scheme) -> Case:
    """What is to be decided in 004."""
    return load(store, scheme, Terms(), store.articles.find("004"), "eve")


def verdicts(store: Store) -> list[tuple[Verdict, str]]:
    return [(one.verdict, one.by) for one in store.layers.load(store.articles.find("004"), "gold").decisions]


MEMBERS = "three members of the Russian business elite"
SHORT = "Trump's return to the presidency could give Russia a boost"


async def test_what_both_made_alike_is_gold_from_the_start(opened: Opened, desk: Store) -> None:
    """By the rule, told at the bottom, and stored with its origin."""
    async with opened().run_test(size=SIZE) as pilot:
        seen = await press(pilot)
    assert "2 of 10 items decided · rule: unanimous" in seen
    assert seen.endswith("saved")
    assert gold(desk) == {("anonymous_source", "seven senior officials"), ("cue", "told")}
    assert verdicts(desk) == [(Verdict.UNANIMOUS, "unanimous")] * 2
    assert desk.people.all()["gold"] is Kind.GOLD


async def test_digits_take_and_go_on_to_the_next_disagreement(opened: Opened, desk: Store) -> None:
    """Past what is agreed on; `0` takes none, and a rejection counts as decided."""
    async with opened().run_test(size=SIZE) as pilot:
        seen = await press(pilot, "2")
        assert "3 of 10 items decided" in seen
        assert "2 of 10 · nothing by bea · not decided" in seen
        seen = await press(pilot, "0", "1")
    assert "5 of 10 items decided" in seen
    assert {("indirect_quote", SHORT), ("anonymous_source", MEMBERS)} < gold(desk)
    assert (Verdict.REJECTED, "eve") in verdicts(desk)


async def test_it_opens_on_what_is_not_decided(opened: Opened, desk: Store, seeds: Scheme) -> None:
    """Eve has decided the first item already."""
    case = load(desk, seeds, Terms(), desk.articles.find("004"), "eve")
    desk.people.ensure("gold", Kind.GOLD)
    eve = Adjudication(case, seeds, "eve", now=lambda: pictures.START, new_id=lambda: uuid4().hex)
    desk.layers.apply(eve.article.id, "gold", eve.take([0]))
    async with opened().run_test(size=SIZE) as pilot:
        assert "2 of 10 · nothing by bea · not decided" in await press(pilot)


async def test_several_are_chosen_with_space_and_taken_with_enter(opened: Opened, desk: Store) -> None:
    """As with `+`, which takes all."""
    async with opened().run_test(size=SIZE) as pilot:
        await press(pilot, "space", "space", "enter")
        assert len([label for label, _ in gold(desk) if label == "indirect_quote"]) == 2
        await press(pilot, "left", "0")
        assert not [label for label, _ in gold(desk) if label == "indirect_quote"]
        await press(pilot, "plus")
    assert len([label for label, _ in gold(desk) if label == "indirect_quote"]) == 2


async def test_edges_and_label_are_edited_in_place(opened: Opened, desk: Store) -> None:
    """Letters are labels meanwhile; Enter keeps what is lit, Escape would have dropped it."""
    async with opened().run_test(size=SIZE) as pilot:
        seen = await press(pilot, "E", "right_curly_bracket")
        assert "Enter keeps" in seen
        await press(pilot, "escape")
        assert len(gold(desk)) == 2
        await press(pilot, "down", "E", "right_curly_bracket", "h", "enter")
    assert ("hedge", "Trump's return to the presidency could give Russia a") in gold(desk)
    assert (Verdict.EDITED, "eve") in verdicts(desk)


async def test_words_that_nobody_labelled_are_added_by_keys(opened: Opened, desk: Store) -> None:
    """Moves of the labelling screen lead into the text, a letter makes it gold; figures and item say so."""
    async with opened().run_test(size=SIZE) as pilot:
        seen = await press(pilot, "full_stop", "full_stop", "W")
        assert "add 1 word  “believes”" in seen
        assert "adds it" in seen
        seen = await press(pilot, "c")
        assert "2 of 10 items decided · 1 added" in seen
        assert "none of them made it · added by eve" in seen
        assert ("cue", "believes") in gold(desk)
        assert (Verdict.ADDED, "eve") in verdicts(desk)
        seen = await press(pilot, "0")
        assert "added" not in seen.splitlines()[-1]
        assert ("cue", "believes") not in gold(desk)
        await press(pilot, "Z")
        assert ("cue", "believes") in gold(desk)
        await press(pilot, "Z")
    assert ("cue", "believes") not in gold(desk)
    assert check_history(desk, "gold") == []


async def test_words_are_selected_by_mouse_and_labelled_by_name(opened: Opened, desk: Store) -> None:
    """A drag selects what it goes over, a double click a word."""
    async with opened().run_test(size=SIZE) as pilot:
        await press(pilot, "n")
        row, line = next((n, line) for n, line in enumerate(text_of(pilot.app).splitlines()) if "Moscow bel" in line)
        first = line.index("Moscow")
        await pilot.mouse_down(offset=(first, row))
        await pilot.hover(offset=(first + len("Moscow"), row))
        await pilot.mouse_up(offset=(first + len("Moscow"), row))
        assert "add 1 word  “Moscow”" in await press(pilot)
        await press(pilot, "escape", "escape")
        await pilot.click(offset=(first + 10, row), times=2)
        assert "add 1 word  “believes”" in await press(pilot)
        await press(pilot, "grave_accent", *"hedge", "enter")
    assert ("hedge", "believes") in gold(desk)


async def test_in_the_text_escape_leads_back_to_the_items(opened: Opened, desk: Store) -> None:
    """First it drops what is selected; digits take nothing there, and commands on items lead back."""
    async with opened().run_test(size=SIZE) as pilot:
        assert "Label what is selected, or go back" in await press(pilot, "W", "1")
        assert "add nothing selected" in await press(pilot, "escape")
        assert "1 of 10" in await press(pilot, "escape")
        await press(pilot, "W")
        assert "Decide first" in await press(pilot, "C")
        assert "1 of 10" in text_of(pilot.app)
        await press(pilot, "1")
    assert len(gold(desk)) == 3


async def test_what_somebody_made_is_not_added_but_taken(opened: Opened, desk: Store) -> None:
    """The item that has it is shown."""
    async with opened().run_test(size=SIZE) as pilot:
        assert "add 1 word  “could”" in await press(pilot, "n", "W")
        seen = await press(pilot, "h")
    assert "One of the annotators made just that: take it here." in seen
    assert "2 of 10 · nothing by bea" in seen
    assert len(gold(desk)) == 2


async def test_lines_and_pages_are_moves_in_the_text(opened: Opened) -> None:
    """Up and down keep to their cell; what the caret is in stays in view."""
    async with opened().run_test(size=(80, 16)) as pilot:
        await press(pilot, "full_stop")
        before = pilot.app.screen.adjudication.gold.caret
        await press(pilot, "down", "down")
        assert pilot.app.screen.adjudication.gold.caret > before + 60
        await press(pilot, "up", "up")
        assert pilot.app.screen.adjudication.gold.caret == before
        await press(pilot, "G")
        assert "add nothing selected" in text_of(pilot.app)
        assert pilot.app.screen.adjudication.article.text.rstrip()[-7:] in text_of(pilot.app)


async def test_every_part_of_a_discontinuous_annotation_is_edited(opened: Opened, desk: Store) -> None:
    """A further part by selecting words and `&`; Tab goes from part to part, and `\\` leaves one out."""
    async with opened().run_test(size=SIZE) as pilot:
        await press(pilot, "2", "left")
        await press(pilot, "comma", "comma", "W")
        await press(pilot, "ampersand")
        parts = [one for one in gold(desk) if " … " in one[1]]
        assert len(parts) == 1
        seen = await press(pilot, "E")
        assert "part 1 of 2" in seen
        seen = await press(pilot, "tab", "left_curly_bracket")
        assert "part 2 of 2" in seen
        await press(pilot, "enter", "left")
        assert ("indirect_quote", parts[0][1].replace("Trump's return", "return")) in gold(desk)
        await press(pilot, "E", "backslash", "enter")
    assert ("indirect_quote", "return to the presidency could give Russia a boost") in gold(desk)


async def test_relations_are_decided_at_the_end(opened: Opened, desk: Store, seeds: Scheme) -> None:
    """Ann has joined what bea, who has both ends, has not: it is asked when both are gold, and taken like an option."""
    article = desk.articles.get(desk.articles.find("004"))
    bea = Reading(
        article,
        seeds,
        desk.layers.load(article.id, "bea"),
        now=lambda: pictures.START,
        new_id=lambda: uuid4().hex,
    )
    for entry in pictures.annotate(bea, pictures.KREMLIN[6:8], 0):
        desk.layers.apply(article.id, "bea", entry)
    async with opened().run_test(size=SIZE) as pilot:
        seen = await press(pilot)
        assert "4 of 11 items decided" in seen
        seen = await press(pilot, *"000000")
        assert "relation, nothing by bea · not decided" in seen
        assert "attributed_to  ann" in seen
        assert "A relation is taken or not" in await press(pilot, "E")
        seen = await press(pilot, "1")
    assert "All is decided here" in seen
    assert [one.type for one in desk.layers.load(article.id, "gold").relations] == ["attributed_to"]


async def test_undo_takes_back_step_by_step_and_redo_does_again(opened: Opened, desk: Store) -> None:
    """To before the rule; and the history holds against what is stored."""
    async with opened().run_test(size=SIZE) as pilot:
        await press(pilot, "2", "1")
        assert len(gold(desk)) == 4
        seen = await press(pilot, "Z", "Z", "Z")
        assert "0 of 10 items decided" in seen
        assert gold(desk) == set()
        await press(pilot, "Y", "Y")
        assert len(gold(desk)) == 3
        assert "There is nothing to undo" in await press(pilot, "Z", "Z", "Z")
    assert check_history(desk, "gold") == []


async def test_a_comment_stands_with_the_decision(opened: Opened, desk: Store) -> None:
    """Before there is a decision the line at the bottom says so."""
    async with opened().run_test(size=SIZE) as pilot:
        assert "Decide first" in await press(pilot, "C")
        seen = await press(pilot, "2", "left", "C", *"why?", "enter")
    assert "one taken by eve  “why?”" in seen
    assert [one.comment for one in desk.layers.decisions("gold") if one.by == "eve"] == ["why?"]


async def test_another_rule_shows_in_the_figures(opened: Opened) -> None:
    """None takes nothing; then unanimous again."""
    async with opened(rule=Rule.MAJORITY).run_test(size=SIZE) as pilot:
        assert "2 of 10 items decided · rule: majority" in await press(pilot)
        assert "0 of 10 items decided · rule: none" in await press(pilot, "r")
        assert "2 of 10 items decided · rule: unanimous" in await press(pilot, "r")


async def test_hidden_names_are_nowhere(opened: Opened) -> None:
    """Lanes, options and the line above them call them by letters, until `v` is pressed."""
    async with opened(blind=True).run_test(size=SIZE) as pilot:
        seen = await press(pilot)
        assert "ann " not in seen
        assert "bea" not in seen
        assert "A B → gold" in seen
        seen = await press(pilot, "v")
    assert "ann bea → gold" in seen


async def test_a_click_goes_to_what_stands_there_and_a_second_takes_an_option(opened: Opened, desk: Store) -> None:
    """The rail of the label that only bea gave, then the row of the options."""
    async with opened().run_test(size=SIZE) as pilot:
        await press(pilot, "n", "n", "left")
        await click_on(pilot, "n named_source")
        await settled(pilot)
        assert "4 of 10 · other label" in text_of(pilot.app)
        row = next(n for n, line in enumerate(text_of(pilot.app).splitlines()) if line.startswith(" 2 "))
        await pilot.click(offset=(20, row), times=2)
        await settled(pilot)
    assert ("named_source", MEMBERS) in gold(desk)


async def test_two_adjudicators_at_once_are_told_of_the_conflict(
    opened: Opened, desk: Store, seeds: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second decision on the same is not stored; the screen shows what the first one made of it."""
    monkeypatch.setattr(forms, "SEEN", 0)
    async with opened(by="fay").run_test(size=SIZE) as pilot:
        await settled(pilot)
        eve = Adjudication(case_of(desk, seeds), seeds, "eve", now=lambda: pictures.START, new_id=lambda: uuid4().hex)
        desk.layers.apply(eve.article.id, "gold", eve.take([0]))
        seen = await press(pilot, "2")
        assert isinstance(pilot.app.screen, Notice)
        assert "was changed or made" in seen
        seen = await press(pilot, "escape", "left")
        assert "3 of 10 items decided" in seen
        assert "one taken by eve" in seen
        await press(pilot, "n", "0")
    assert (Verdict.TOOK, "eve") in verdicts(desk)
    assert (Verdict.REJECTED, "fay") in verdicts(desk)


async def test_two_who_open_it_at_the_same_moment_lose_nothing(
    opened: Opened, desk: Store, seeds: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the rule takes is there by the hand of the other one; nobody is told of a change that nobody made."""
    rivals = [Adjudication(case_of(desk, seeds), seeds, "fay", now=lambda: pictures.START, new_id=lambda: uuid4().hex)]

    def submit(writer: Writer, outbox: Outbox, entry: Entry) -> None:
        """Fay has read the same, and is a little faster."""
        if rivals:
            taken = rivals.pop().accept(Rule.UNANIMOUS)
            assert taken is not None
            desk.layers.apply(outbox.article_id, desk.people.ensure("gold", Kind.GOLD), taken)
        really(writer, outbox, entry)

    really = Writer.submit
    monkeypatch.setattr(Writer, "submit", submit)
    async with opened().run_test(size=SIZE) as pilot:
        seen = await press(pilot)
        assert isinstance(pilot.app.screen, AdjudicationScreen), seen
        assert "2 of 10 items decided · rule: unanimous" in seen
        assert seen.endswith("saved")
        await press(pilot, "2")
    assert sorted(by for _, by in verdicts(desk)) == ["eve", "unanimous", "unanimous"]


async def test_a_comment_is_kept_though_the_article_is_loaded_again_meanwhile(
    opened: Opened, desk: Store, seeds: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form was open when the store refused something else; shown is what is stored."""
    monkeypatch.setattr(forms, "SEEN", 0)
    async with opened().run_test(size=SIZE) as pilot:
        await press(pilot, "1", "left", "C", "s", "o")
        screen = next(one for one in pilot.app.screen_stack if isinstance(one, AdjudicationScreen))
        screen.load_again()
        seen = await press(pilot, "enter")
    assert "one taken by eve  “so”" in seen
    assert "so" in [one.comment for one in desk.layers.load(desk.articles.find("004"), "gold").decisions]


async def test_the_rule_that_was_chosen_stays_when_the_article_is_loaded_again(opened: Opened) -> None:
    """What it took is stored, so the line tells no other one."""
    async with opened().run_test(size=SIZE) as pilot:
        before = await press(pilot, "r")
        screen = pilot.app.screen
        assert isinstance(screen, AdjudicationScreen)
        screen.load_again()
        seen = await press(pilot)
    told = "items decided · rule: majority"
    assert told in before
    assert told in seen


async def test_a_label_without_attributes_has_no_form(opened: Opened) -> None:
    """As where one labels."""
    async with opened().run_test(size=SIZE) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, AdjudicationScreen)
        screen.adjudication.go_to(screen.adjudication.article.text.index("told"))
        seen = await press(pilot, "A")
    assert "The label cue has no attributes." in seen


async def test_the_library_opens_it_and_escape_goes_back(opened: Opened, desk: Store, seeds: Scheme) -> None:
    """Ctrl+G on an article that two have read; one that nobody has read says why not."""
    bench = Bench(desk, lambda: seeds, "eve")
    async with bench.run_test(size=SIZE) as pilot:
        await press(pilot, "0", "0", "4", "ctrl+g")
        assert isinstance(bench.screen, AdjudicationScreen)
        await press(pilot, "escape", "escape")
        assert bench.screen is bench.library
        seen = await press(pilot, "escape", "0", "0", "3", "ctrl+g")
    assert "two are needed to decide between" in seen


async def test_the_next_article_is_one_with_something_left(opened: Opened, desk: Store) -> None:
    """Of 000 only bea has read anything, and in 001 all is alike; so there is none after 004."""
    async with opened().run_test(size=SIZE) as pilot:
        assert "In no other article" in await press(pilot, "greater_than_sign")


async def test_the_next_article_does_not_come_over_what_was_opened_meanwhile(opened: Opened, desk: Store) -> None:
    """The database was long in answering."""
    bench, answers = opened(), list[Callable[[str], object]]()
    async with bench.run_test(size=SIZE) as pilot:
        await press(pilot)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bench, "ask", lambda _, then: answers.append(then))
            await press(pilot, "greater_than_sign", "question_mark")
        (answer,) = answers
        answer(desk.articles.find("004"))
        await settled(pilot)
        assert not isinstance(bench.screen, AdjudicationScreen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_it_fits_any_terminal(opened: Opened, size: tuple[int, int]) -> None:
    """What is to be decided is in view, with its options and the figures."""
    async with opened().run_test(size=size) as pilot:
        seen = await press(pilot, "n")
        await pilot.resize_terminal(70, 20)
        await settled(pilot)
        assert "presidency" in text_of(pilot.app)
    assert "hedge  ann" in seen
    assert "2 of 10 items" in seen


async def test_in_the_other_keymap_commands_are_its_letters(opened: Opened, desk: Store) -> None:
    """`x` rejects, `u` undoes; while editing, a label comes after `t`."""
    async with opened(keymap="vi").run_test(size=SIZE) as pilot:
        assert "3 of 10 items decided" in await press(pilot, "x")
        assert "2 of 10 items decided" in await press(pilot, "u")
        await press(pilot, "E", "t", "h", "enter")
    assert "hedge" in {label for label, _ in gold(desk)}


async def test_keys_that_mean_nothing_are_told(opened: Opened) -> None:
    """Not swallowed; and `?` shows those that do."""
    async with opened().run_test(size=SIZE) as pilot:
        assert "q is no key here" in await press(pilot, "q")
        assert "take this one, and go on" in await press(pilot, "question_mark")
