"""The person's settings on the screen: what is set is shown at once, and kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from tests.tui.screenshot import text_of
from workbench.scheme import Scheme
from workbench.settings import Preferences
from workbench.store import Store
from workbench.tui.app import Bench

Opened = Callable[[str], Bench]


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


@pytest.fixture
def bench(store: Store, scheme: Scheme, settings_file: Path) -> Opened:
    """The first article, with what a file of settings says."""

    def open_bench(text: str) -> Bench:
        settings_file.write_text(text)
        return Bench(store, lambda: scheme, "ann", "a1", Preferences(settings_file))

    return open_bench


async def test_with_vi_keys_letters_move_and_labels_come_after_t(bench: Opened) -> None:
    """The line says the labels' letters meanwhile; a count goes before a move."""
    app = bench("keymap: vi\n")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("2", "w", "b", "v", "e", "t")
        assert "label:  q  quote   s  source" in text_of(app)
        await pilot.press("s")
        annotation = next(iter(app.screen.reading.annotations.values()))
        assert (annotation.label, annotation.quote(app.screen.reading.article.text)) == ("source", "minister")
        await pilot.press("u")
        assert not app.screen.reading.annotations


async def test_escape_leaves_the_letters_of_labels_and_keeps_the_selection(bench: Opened) -> None:
    """And any other key acts as it always does."""
    app = bench("keymap: vi\n")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W", "t", "escape")
        assert app.screen.mode is None
        assert app.screen.reading.selection is not None
        await pilot.press("t", "G")
        assert app.screen.reading.caret == app.screen.reading.article.paragraphs[-1].end


async def test_the_hint_names_the_keys_of_the_keymap(bench: Opened) -> None:
    """So does the palette, and help."""
    app = bench("keymap: vi\n")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "h j k l move" in text_of(app)
        assert "t a letter labels" in text_of(app)


async def test_escape_and_a_letter_at_once_are_two_keys(bench: Opened) -> None:
    """A terminal sends them as Alt with the letter."""
    app = bench("")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("W", "W")
        await app.on_event(events.Key("alt+shift+w", "W"))
        await pilot.pause()
        assert app.screen.reading.selection.of(app.screen.reading.article.text) == "minister"
        await app.on_event(events.Key("alt+s", "s"))
        await pilot.pause()
        assert app.screen.reading.selection is None


async def test_what_is_changed_in_the_form_is_shown_and_kept(bench: Opened, settings_file: Path) -> None:
    """The caret stays where it was."""
    app = bench("# mine\n")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("J", "full_stop")
        caret = app.screen.reading.caret
        await pilot.press("f10", "down", "down", "left", "down", "right", "down", "left", "down", "left", "escape")
        assert settings_file.read_text() == "# mine\nreading_width: 68\nline_spacing: 1\nrails: no\nlabels: no\n"
        screen = app.screen
        assert (screen.view.lines.width, screen.view.lines.spacing, screen.view.rails) == (68, 1, False)
        assert (screen.side.labels.display, screen.reading.caret) == (False, caret)


async def test_a_theme_brings_its_label_colours_and_is_kept(bench: Opened, settings_file: Path) -> None:
    """Wherever it is chosen."""
    app = bench("")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        app.theme = "workbench-clear"
        await pilot.pause()
        await pilot.pause()
        assert app.screen.reading.scheme.labels["quote"].colour == "#8f70ff"
        assert settings_file.read_text().endswith("theme: workbench-clear\n")


async def test_a_mistake_in_the_settings_is_told_and_keeps_nobody_from_working(bench: Opened) -> None:
    """In the line at the bottom, where everything is told."""
    app = bench("reading_widht: 50\ntheme: nord\n")
    async with app.run_test(size=(160, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "settings.yaml:1: there is no setting 'reading_widht'" in text_of(app)
        assert app.theme == "nord"
