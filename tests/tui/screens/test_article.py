"""The article screen: what keys reach, what is stored, what is told. What keys mean is tested on `Reading`."""

import asyncio
import time
import weakref
from collections.abc import Callable
from threading import Event

import pytest
from textual import events
from textual.command import CommandPalette

from tests.tui.conftest import settled
from tests.tui.screenshot import click_on, text_of
from workbench import scheme as schemes
from workbench.errors import Busy, Conflict
from workbench.model import Entry, State
from workbench.store import Store
from workbench.tui.app import Bench
from workbench.tui.screens import forms, leaving
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.forms import Notice
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.widgets.labels import LabelBar


def stored(store: Store, article_id: str = "a1") -> list[tuple[str, str]]:
    """The layer of ann: labels and quoted words."""
    text = store.articles.get(article_id).text
    return [(one.label, one.quote(text)) for one in store.layers.load(article_id, "ann").annotations]


async def test_a_label_key_is_stored_and_then_called_saved(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This word, source; said when the hands rest."""
    monkeypatch.setattr("workbench.tui.saving.REST", 3600)
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s")
        await settled(pilot)
        assert stored(store) == [("source", "The")]
        assert text_of(app).splitlines()[-1].endswith("  saving…")
        monkeypatch.setattr("workbench.tui.saving.REST", 0.001)
        await pilot.press("q")
        await settled(pilot)
        await pilot.pause(0.05)
        assert text_of(app).splitlines()[-1].endswith("  saved")


async def test_keys_that_come_faster_than_they_are_handled_keep_their_order(
    bench: Callable[..., Bench], store: Store
) -> None:
    """From the library on: open, this word, source, next paragraph, this quotation, quote."""
    app = bench()
    async with app.run_test() as pilot:
        for key in ("enter", "W", "s", "J", "Q", "q"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert stored(store) == [("source", "The"), ("quote", "“It was time,”")]


async def test_a_letter_without_a_label_says_so(bench: Callable[..., Bench]) -> None:
    """The status line is the only place that speaks."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("z")
        assert "No label has the key z." in text_of(app).splitlines()[-1]


async def test_a_label_may_have_a_letter_of_any_script(store: Store) -> None:
    """A scheme may use the letters of its own language."""
    app = Bench(
        store, lambda: schemes.parse("scheme: s\nversion: 1\nlabels: {cause: {key: é}, fact: {key: ж}}"), "ann", "a1"
    )
    async with app.run_test() as pilot:
        await pilot.press("W", "é", "J", "W", "ж")
        app.writer.drain()
        assert [label for label, _ in stored(store)] == ["cause", "fact"]


@pytest.mark.parametrize("key", ["~", "0", "日"])
async def test_a_character_that_means_nothing_is_told(bench: Callable[..., Bench], key: str) -> None:
    """Caps lock above all: nobody wonders why nothing happens."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert f"{key} is no key here; ? shows all keys." in text_of(app).splitlines()[-1]


async def test_a_refused_key_says_why_until_the_next_key(bench: Callable[..., Bench]) -> None:
    """There is nothing to delete yet."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.pause()
        before = text_of(app).splitlines()[-1]
        await pilot.press("X")
        refused = text_of(app).splitlines()[-1]
        assert refused.endswith("  saved")
        await pilot.press("left")
        assert text_of(app).splitlines()[-1] == before != refused


async def test_a_click_on_a_label_is_its_key(bench: Callable[..., Bench], store: Store) -> None:
    """The second label of the bar."""
    app = bench("a1")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W")
        await pilot.click(LabelBar, offset=(4, 1))
        app.writer.drain()
        assert stored(store) == [("source", "The")]


async def test_attributes_are_set_by_number_and_letter(bench: Callable[..., Bench], store: Store) -> None:
    """`2` takes the second value, `y` says yes, digits write a number; Enter saves all at once."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "q", "A", "2", "down", "y", "tab", "1", "2", "enter")
        app.writer.drain()
        (annotation,) = store.layers.load("a1", "ann").annotations
        assert annotation.attributes == {"form": "partial", "sure": True, "weight": 12}


async def test_a_comment_is_saved_by_enter(bench: Callable[..., Bench], store: Store) -> None:
    """Ctrl+J breaks the line."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "q", "C", "h", "i", "ctrl+j", "X", "enter")
        app.writer.drain()
        (annotation,) = store.layers.load("a1", "ann").annotations
        assert annotation.comment == "hi\nX"


async def test_escape_leaves_a_form_without_a_change(bench: Callable[..., Bench], store: Store) -> None:
    """Neither attributes nor a comment."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "q", "A", "1", "escape", "C", "x", "escape")
        app.writer.drain()
        (annotation,) = store.layers.load("a1", "ann").annotations
        assert (annotation.attributes, annotation.comment) == ({}, "")


async def test_the_library_knows_at_once_what_was_read(bench: Callable[..., Bench]) -> None:
    """Read a paragraph, go to the next article and back to the library."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("space", "greater_than_sign", "B")
        assert [row.read for row in app.library.shelf.all] == [1, 0, 0]


async def test_the_last_article_has_no_next_one(bench: Callable[..., Bench]) -> None:
    """It is said, and the article stays."""
    app = bench("c3")
    async with app.run_test() as pilot:
        await pilot.press("greater_than_sign")
        assert "This is the last article." in text_of(app)


async def test_the_first_run_explains_itself_until_the_first_annotation(bench: Callable[..., Bench]) -> None:
    """One line, gone for good once it is understood."""
    app = bench("a1")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "a letter labels" in text_of(app)
        await pilot.press("W", "s")
        assert "a letter labels" not in text_of(app)


async def test_what_could_not_be_stored_is_told_and_not_shown(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article is loaded again: the screen never shows what the database does not hold."""

    def refuse(article_id: str, annotator: str, entry: Entry) -> None:
        raise Conflict("Somebody else was faster.")

    app = bench("a1")
    async with app.run_test() as pilot:
        monkeypatch.setattr(forms, "SEEN", 0)
        monkeypatch.setattr(store.layers, "apply", refuse)
        await pilot.press("W", "s")
        app.writer.drain()
        await pilot.pause()
        assert isinstance(app.screen, Notice)
        assert "Somebody else was faster." in text_of(app)
        assert app.library.shelf.annotations == 0
        monkeypatch.undo()
        await pilot.press("enter", "W", "q")
        app.writer.drain()
        assert stored(store) == [("quote", "The")]


async def test_quitting_waits_for_what_is_not_yet_stored(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow database loses nothing to Ctrl+Q; why it waits is told, and nobody labels on meanwhile."""
    gate, written = Event(), []
    app = bench("a1")

    def late(article_id: str, annotator: str, entry: Entry) -> None:
        gate.wait(10)
        written.append(entry)

    monkeypatch.setattr(leaving, "SHOWN_AFTER", 0.01)
    async with app.run_test() as pilot:
        monkeypatch.setattr(store.layers, "apply", late)
        await pilot.press("W", "s", "W", "q", "space", "ctrl+q")
        while "Saving what is left" not in text_of(app):
            await pilot.pause(0.02)
        await pilot.press("X", "space")
        assert written == []
        gate.set()
        while app.is_running:
            await asyncio.sleep(0.01)
    assert len(written) == 3
    assert app.return_code == 0


async def test_whoever_would_not_wait_stays(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape takes quitting back: when all is saved at last, the program goes on."""
    gate = Event()
    app = bench("a1")
    async with app.run_test() as pilot:
        with monkeypatch.context() as slow:
            slow.setattr(store.layers, "apply", lambda *_: gate.wait(10))
            await pilot.press("W", "s", "ctrl+q", "escape")
            gate.set()
            app.writer.drain()
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, ArticleScreen)


async def test_a_key_on_its_way_does_not_close_what_must_be_seen(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loss is told until somebody has had the time to see it."""
    app = bench("a1")
    async with app.run_test() as pilot:
        app.push_screen(Notice("Not saved", ["All is lost."]))
        await pilot.press("escape", "enter")
        assert "All is lost." in text_of(app)
        monkeypatch.setattr(forms, "monotonic", lambda: time.monotonic() + 1)
        await pilot.press("enter")
        assert "All is lost." not in text_of(app)


async def test_ctrl_c_says_how_to_quit_and_ends_nothing(bench: Callable[..., Bench]) -> None:
    """A reflex must not cost an hour's work."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert "Ctrl+Q saves what is left and quits." in text_of(app).splitlines()[-1]
        assert app.is_running


async def test_an_annotation_whose_label_has_left_the_scheme_is_still_shown(
    bench: Callable[..., Bench], store: Store
) -> None:
    """A scheme may change; work that was done under it stays."""
    async with bench("a1").run_test() as pilot:
        await pilot.press("W", "s")
    app = Bench(store, lambda: schemes.parse("{scheme: other, version: 1, labels: {note: {key: n}}}"), "ann", "a1")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "source" in text_of(app).splitlines()[-1]


async def test_a_closed_article_is_freed(bench: Callable[..., Bench]) -> None:
    """Reading one article after the other costs the memory of one."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s")
        closed = weakref.ref(app.screen.reading)
        await pilot.press("greater_than_sign", "B")
        await pilot.pause()
        app.open_article("c3")
        await pilot.pause()
        assert closed() is None


async def test_after_a_failure_the_library_shows_what_the_database_holds(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the article was left before the failure was known."""

    def refuse(article_id: str, annotator: str, entry: Entry) -> None:
        gate.wait(10)
        raise Conflict("Somebody else was faster.")

    gate = Event()
    app = bench("b2")
    async with app.run_test() as pilot:
        monkeypatch.setattr(store.layers, "apply", refuse)
        await pilot.press("space", "space", "B")
        assert app.library.shelf.states[State.DONE] == 1
        gate.set()
        app.writer.drain()
        await pilot.pause()
        app.writer.drain()
        await pilot.pause()
        assert isinstance(app.screen, Notice)
        assert app.library.shelf.states[State.DONE] == 0


@pytest.mark.parametrize("word", ["? help", "^p", "‹"])
async def test_help_palette_and_library_are_a_click_away(bench: Callable[..., Bench], word: str) -> None:
    """At 80 cells too; the palette has everything else."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.pause()
        await click_on(pilot, word)
        assert isinstance(app.screen, {"? help": HelpScreen, "^p": CommandPalette, "‹": LibraryScreen}[word])


async def test_read_and_undo_are_a_click_away_where_there_is_room(bench: Callable[..., Bench], store: Store) -> None:
    """Two paragraphs read, one of them taken back."""
    app = bench("a1")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for word in ("✓ read", "✓ read", "↶"):
            await click_on(pilot, word)
        app.writer.drain()
        assert [mark.paragraph for mark in store.layers.load("a1", "ann").read] == [0]


async def test_a_number_repeats_the_command_after_it(bench: Callable[..., Bench], store: Store) -> None:
    """Told while it is typed; every undo is stored; Escape drops the number and nothing else."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "q", "s", "1", "2")
        assert "12 times" in text_of(app).splitlines()[-1]
        await pilot.press("escape", "2", "Z")
        app.writer.drain()
        assert stored(store) == []
        await pilot.press("T", "2", "down", "G")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reading.paragraph == 2
        await pilot.press("2", "G")
        assert app.screen.reading.paragraph == 1


async def test_a_number_is_for_one_command_only(bench: Callable[..., Bench]) -> None:
    """A label's key drops it, and so does a command that nobody repeats."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("3", "T", "right", "3", "W", "9", "q", "J")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reading.paragraph == 1


async def test_a_number_of_no_paragraph_is_refused(bench: Callable[..., Bench]) -> None:
    """The article is short."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("9", "G")
        assert "The last paragraph is 3." in text_of(app).splitlines()[-1]


async def test_notes_are_written_and_taken_away(bench: Callable[..., Bench], store: Store) -> None:
    """On the paragraph and on the article; what is emptied is gone."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("number_sign", "w", "h", "y", "enter", "at", "a", "l", "l", "enter")
        assert "✎ why" in text_of(app).splitlines()[-1]
        app.writer.drain()
        layer = store.layers.load("a1", "ann")
        assert [(one.paragraph, one.text) for one in layer.notes] == [(None, "all"), (0, "why")]
        await pilot.press("at", "backspace", "backspace", "backspace", "enter", "Z", "Z")
        app.writer.drain()
        assert [one.paragraph for one in store.layers.load("a1", "ann").notes] == [0]


async def test_an_article_is_skipped_with_a_reason_and_taken_up_again(bench: Callable[..., Bench]) -> None:
    """The head line says so at once, and the library knows."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("exclamation_mark", "o", "l", "d", "enter")
        assert "skipped: old  Minister resigns" in text_of(app).splitlines()[0]
        app.screen.leave()
        await pilot.pause()
        assert app.library.shelf.states[State.SKIPPED] == 1
        await pilot.press("enter", "exclamation_mark")
        assert "skipped" not in text_of(app)


async def test_doubt_is_drawn_in_rail_and_line(bench: Callable[..., Bench], store: Store) -> None:
    """And stored."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("W", "s", "D")
        app.writer.drain()
        assert [one.unsure for one in store.layers.load("a1", "ann").annotations] == [True]
        assert " source?" in text_of(app).splitlines()[-1]
        assert "s?" in text_of(app)


async def test_what_waits_for_a_held_database_says_so_until_it_is_stored(
    bench: Callable[..., Bench], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next key takes the sentence away; the end of the line goes on saying it."""
    gate, tried = Event(), Event()
    write = store.layers.apply

    def held(article_id: str, annotator: str, entry: Entry) -> None:
        if not tried.is_set():
            tried.set()
            raise Busy("Another program holds it.")
        gate.wait(10)
        write(article_id, annotator, entry)

    app = bench("a1")
    async with app.run_test(size=(120, 30)) as pilot:
        monkeypatch.setattr("workbench.tui.saving.REST", 0.001)
        monkeypatch.setattr(store.layers, "apply", held)
        await pilot.press("W", "s")
        await asyncio.to_thread(tried.wait, 10)
        await pilot.pause()
        assert "Another program holds it." in text_of(app)
        await pilot.press("right")
        assert text_of(app).splitlines()[-1].endswith("waiting: database in use")
        gate.set()
        app.writer.drain()
        await pilot.pause()
        assert "waiting" not in text_of(app).splitlines()[-1]


async def test_the_article_before_and_the_one_after_are_a_key_away(bench: Callable[..., Bench]) -> None:
    """As the library shows them; before the first there is none."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("greater_than_sign")
        assert app.screen.reading.article.id == "b2"
        await pilot.press("less_than_sign", "less_than_sign")
        assert app.screen.reading.article.id == "a1"
        assert "This is the first article." in text_of(app)


async def test_a_key_goes_from_rails_to_the_compact_view_and_back(bench: Callable[..., Bench]) -> None:
    """The rail under the word; then its key at the line's end."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("J", "W", "W", "s")
        with_rails = text_of(app)
        await pilot.press("R")
        assert ("━s" in with_rails, "━s" in text_of(app)) == (True, False)
        await pilot.press("R")
        assert "━s" in text_of(app)


async def test_shift_with_an_arrow_extends_by_lines(bench: Callable[..., Bench]) -> None:
    """Up again takes back what down took."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await pilot.press("shift+down")
        assert app.screen.reading.selection is not None
        await pilot.press("shift+up")
        assert app.screen.reading.selection is None
