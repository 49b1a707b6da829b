"""What the terminal shows after keys is what it would show if all were drawn afresh, and no key typed ahead is lost.

`REDRAW_SEEDS` is how many sequences of keys there are, `REDRAW_SEED` the first of their seeds, `REDRAW_BURSTS` how long
they are.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
import regex
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._context import visible_screen_stack
from textual._xterm_parser import XTermParser
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widget import Widget

from tests.end_to_end.hands import Hands
from tests.end_to_end.test_storm import heard
from tests.tui.looks import project
from workbench.keymap import PLAIN
from workbench.settings import Preferences
from workbench.store import open_store
from workbench.tui import saving
from workbench.tui.app import Bench
from workbench.tui.layout import Layout
from workbench.tui.paint import Painter
from workbench.tui.palette import Palette
from workbench.tui.screens import article as article_screen
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.widgets import guideline
from workbench.tui.widgets.kept import Kept
from workbench.tui.widgets.page import Page

SEEDS = int(os.environ.get("REDRAW_SEEDS", "2"))
FIRST = int(os.environ.get("REDRAW_SEED", "1"))
BURSTS = int(os.environ.get("REDRAW_BURSTS", "10"))
LABELS = ("q", "i", "s\r", "sn", "so", "h", "x", "q\x1b")
SIZES = ((120, 40), (80, 24), (100, 30), (200, 60), (40, 12))
THEMES = ("textual-dark", "textual-light", "workbench-16", "nord")
SETTINGS = {
    "theme": THEMES,
    "reading_width": (40, 60, 80),
    "line_spacing": (0, 1, 2),
    "rails": (True, False),
    "labels": (True, False, None),
}

Cell = tuple[str, str]
"""A character, nothing in the second cell of a wide one; and its style in words."""


class Glass:
    """What a terminal shows of the frames that were written to it: what no frame wrote again stays."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []

    def take(self, update: object) -> None:
        """Write a frame, as its `render_segments` does."""
        if isinstance(update, LayoutUpdate):
            self.rows = [[*_cells(segment for strip in line for segment in strip)] for line in update.strips]
        elif isinstance(update, ChopsUpdate):
            for y, start, stop in update.spans:
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if strip is not None and x <= stop and end > start:
                        cells = [*_cells(strip.crop(0, min(end, stop) - x))]
                        self.rows[y][x : x + len(cells)] = cells


def _cells(segments: Iterable[Segment]) -> Iterator[Cell]:
    for text, style, _ in segments:
        yield from _cut(text, style)


@lru_cache(100_000)
def _cut(text: str, style: Style | None) -> list[Cell]:
    cells = []
    for character in regex.findall(r"\X", text):
        told = _told(style, is_blank=character == " ")
        cells += [("" if n else character, told) for n in range(cell_len(character))]
    return cells


@cache
def _told(style: Style | None, *, is_blank: bool) -> str:
    if style and is_blank and not (style.reverse or style.underline or style.strike):
        style = Style(bgcolor=style.bgcolor)  # nobody sees how heavy a space is
    return str(style).replace("not dim ", "") if style else "none"


class Seen(Bench):
    """Remembers what is on its glass."""

    CSS_PATH = str(Path(article_screen.__file__).parents[1] / "app.tcss")

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.glass = Glass()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, made once."""
    path = tmp_path_factory.mktemp("redraw") / "workbench.db"
    project.make(path)
    return path


@pytest.fixture(autouse=True)
def glass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every frame goes to the glass of its application; nothing waits until the hands rest."""
    render = Compositor.render_update

    def written(compositor: Compositor, **given: Any) -> object:
        update = render(compositor, **given)
        app = compositor.root.app if compositor.root else None
        assert isinstance(app, Seen)
        app.glass.take(update)
        return update

    monkeypatch.setattr(Compositor, "render_update", written)
    monkeypatch.setattr(guideline, "REST", 0.001)
    monkeypatch.setattr(saving, "REST", 0.001)


@contextmanager
def _anew(app: Seen) -> Iterator[None]:
    """Nothing that was kept is there, for as long as this lasts."""
    pages = [page for screen in app.screen_stack for page in screen.query(Page) if page._painter is not None]
    kept = [one for screen in app.screen_stack for one in screen.walk_children(Kept)]
    kept += [screen for screen in app.screen_stack if isinstance(screen, Kept)]
    before = [vars(one).copy() for one in kept]
    for screen in app.screen_stack:
        for one in screen.walk_children(Widget):
            one._styles_cache.clear()
            one._render_cache = one._render_cache._replace(size=Size(0, 0))
    for page in pages:
        old, reading = page._lines, page.reading
        page._lines = Layout(reading.article, reading.touching)
        page._lines.fit(old.width, rails=old.rails, spacing=old.spacing)
        assert page._painter is not None
        page._painter = Painter(page._lines, reading.scheme, Palette.of(page), page._painter.frame, page._signs)
        page._note()
        page._arcs = page._joined()
    for one in kept:
        one._drawn, one._is_new = {}, True
    yield
    for one, values in zip(kept, before, strict=True):
        vars(one).update({name: values[name] for name in ("_drawn", "_is_new", *_OF_PAGE) if name in values})


_OF_PAGE = ("_lines", "_painter", "_arcs", "_look", "_aimed")


def _differing(app: Seen) -> list[str]:
    """The rows that the terminal shows otherwise than they would be drawn anew."""
    visible_screen_stack.set(app._background_screens)
    with _anew(app):
        rows = [[*_cells(strip)] for strip in app.screen._compositor.render_strips()]
    told = []
    for y, (shown, right) in enumerate(zip(app.glass.rows, rows, strict=True)):
        if others := [x for x, (one, other) in enumerate(zip(shown, right, strict=True)) if one != other]:
            words = ("".join(cell[0] for cell in row) for row in (shown, right))
            told.append(f"{y}, cells {others[0]} to {others[-1]}: {[*words]}, {shown[others[0]]}, {right[others[0]]}")
    return told


async def _settled(pilot: Pilot[Any], app: Seen) -> None:
    """All that was typed has had its effect, all that was asked is answered, and all that changed is drawn."""
    for _ in range(2):
        await asyncio.sleep(0)
        while app._turns._busy and app.is_running:
            await asyncio.sleep(0.001)
        if not app.is_running:
            return
        await asyncio.wrap_future(app.writer.start(lambda: None))
        await pilot._wait_for_screen(60)
        await app.workers.wait_for_complete()
        screen = app._article()
        while isinstance(screen, ArticleScreen) and not screen.saving.rests:
            await asyncio.sleep(0.001)
    for _ in range(20):
        if not any(_pending(screen) for screen in (app.screen, *app._background_screens)):
            break
        await asyncio.sleep(0.002)


def _pending(screen: Any) -> bool:
    wanted = screen._layout_required or screen._scroll_required or screen._repaint_required
    return bool(wanted or screen._dirty_widgets or screen._compositor._dirty_regions)


def _app(database: Path, folder: Path, article_id: str) -> Seen:
    store = open_store(f"sqlite:///{shutil.copy(database, folder / 'workbench.db')}")
    return Seen(store, lambda: project.SCHEME, "ann", article_id, Preferences())


def _resize(app: Seen, size: tuple[int, int]) -> None:
    app._driver._size = Size(*size)  # type: ignore[union-attr]
    app._driver.process_message(events.Resize(Size(*size), Size(*size)))  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
async def test_the_terminal_shows_what_would_be_drawn_anew(seed: int, database: Path, tmp_path: Path) -> None:
    """After every burst of keys, clicks, resizes and settings: each cell, its word and its style."""
    chance, hands = random.Random(seed), Hands(seed, PLAIN, LABELS)
    app = _app(database, tmp_path, chance.choice(("001_minister", "001_minister", "002_scripts")))
    parser, driven = XTermParser(), []
    async with app.run_test(size=chance.choice(SIZES)) as pilot:
        await _settled(pilot, app)
        for _ in range(BURSTS):
            burst = [token for _ in range(chance.choice((1, 1, 2, 4))) for token in hands.act()]
            if "\x11" in burst:
                continue
            driven.append(burst)
            for event in heard(burst, parser):
                app._driver.process_message(event)  # type: ignore[union-attr]
            if chance.random() < 0.06:
                driven.append([str(size := chance.choice(SIZES))])
                _resize(app, size)
            if chance.random() < 0.06:
                name = chance.choice([*SETTINGS])
                driven.append([name, str(value := chance.choice(SETTINGS[name]))])
                app.set(name, value)
            await _settled(pilot, app)
            if not app.is_running:
                break
            assert not (found := _differing(app)), f"seed {seed}, {driven[-8:]}\n" + "\n".join(found)


async def _typed(keys: list[list[str]], database: Path, folder: Path, *, ahead: bool) -> list[list[Cell]]:
    """The screen after these keys, all at once or each when the one before has had its effect."""
    folder.mkdir()
    app, parser = _app(database, folder, "001_minister"), XTermParser()
    async with app.run_test(size=(120, 40)) as pilot:
        await _settled(pilot, app)
        for event in (event for burst in keys for event in heard(burst, parser)):
            app._driver.process_message(event)  # type: ignore[union-attr]
            if not ahead:
                await _settled(pilot, app)
        await _settled(pilot, app)
        return app.glass.rows


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
async def test_keys_typed_ahead_do_what_they_do_one_by_one(
    seed: int, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where some of them open what others are meant for."""
    hands = Hands(seed, PLAIN, LABELS)
    acts = [hands._moves, hands._labels_words, hands._takes_back, hands._links, hands._jumps, hands._reads_on]
    acts += [hands._writes, hands._lists, hands._attributes, hands._edits]
    keys = [[*hands.chance.choice(acts)()] for _ in range(6)]
    shown = []
    for ahead in (False, True):
        numbers = random.Random(seed)
        monkeypatch.setattr(uuid, "uuid4", lambda numbers=numbers: uuid.UUID(int=numbers.getrandbits(128)))
        shown.append(await _typed(keys, database, tmp_path / str(ahead), ahead=ahead))
    words = ["\n".join("".join(cell[0] for cell in row) for row in rows) for rows in shown]
    assert words[0] == words[1], keys
    assert shown[0] == shown[1], keys
