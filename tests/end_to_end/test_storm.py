"""Work at random, for as long as one likes: no crash, and a history that leads to exactly what is there.

`STORM_KEYS` is how many keys there are in all, `STORM_SEED` the first of the seeds; a storm that fails says its own.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.geometry import Size
from textual.pilot import Pilot

from tests.end_to_end import storm
from tests.end_to_end.hands import ESC, Hands
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.test_kill import claimed
from workbench import scheme as schemes
from workbench.errors import WorkbenchError
from workbench.keymap import PLAIN, VI
from workbench.model import Layer, Value
from workbench.settings import Preferences
from workbench.store import Store, open_store
from workbench.tui import app
from workbench.tui.writer import Outbox, lost

KEYS = int(os.environ.get("STORM_KEYS", "20800"))
FIRST = int(os.environ.get("STORM_SEED", "1"))
ALONE, TOGETHER, REAL = 12, 2, 2
SHARE = KEYS // (ALONE + TOGETHER + REAL)
"""Keys in one storm."""
SITTING = 500
"""Keys after which the program is left and started again."""

PATIENCE = 600
"""Seconds for what takes one: so that a machine with much else to do fails no storm."""


@contextmanager
def telling() -> Iterator[None]:
    """Say with a failure how to have it again."""
    try:
        yield
    except BaseException as error:
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
        error.add_note(f"Again: STORM_SEED={FIRST} STORM_KEYS={KEYS} pytest -n 0 '{test}'")
        raise


class Watched(app.Bench):
    """Remembers what could not be stored."""

    CSS_PATH = Path(app.__file__).with_name("app.tcss")

    def __init__(self, store: Store, folder: Path, annotator: str) -> None:
        scheme = partial(schemes.load, folder / "labels.yaml")
        super().__init__(store, scheme, annotator, None, Preferences(folder / "settings.yaml"))
        self.unsaved: list[WorkbenchError] = []

    def _tell_lost(self, outbox: Outbox) -> None:
        self.unsaved.append(lost(outbox))
        super()._tell_lost(outbox)


def heard(tokens: Iterable[str], parser: XTermParser) -> Iterator[Any]:
    """What the program hears of what the terminal sends."""
    for token in tokens:
        if token == ESC:  # nothing comes soon enough after it to be one sequence with it
            yield events.Key("escape", ESC)
        else:
            yield from parser.feed(token)


async def settled(pilot: Pilot[Any], bench: Watched) -> None:
    """Wait until all that was typed has had its effect, on the screen and in the store."""
    await asyncio.sleep(0)
    while bench._turns._busy and bench.is_running:
        await asyncio.sleep(0.001)
    await asyncio.wrap_future(bench.writer.start(lambda: None))
    await pilot._wait_for_screen(PATIENCE)


def resize(bench: Watched, size: Size) -> None:
    """What the driver says of a terminal that has another size now."""
    bench._driver._size = size
    bench._driver.process_message(events.Resize(size, size))


def differing(bench: Watched, store: Store) -> list[object]:
    """What the open article shows otherwise than the store holds it."""
    screen = bench._article()
    if screen is None or not screen.outbox.saved:
        return []
    reading = screen.reading
    layer = store.layers.load(reading.article.id, bench.annotator)
    stored = _by_key(layer)
    shown = {**reading.annotations, **reading.relations, **reading.notes, **reading.marks, "skip": reading.skip}
    keys = [key for key in shown.keys() | stored.keys() if shown.get(key) != stored.get(key)]
    steps = [entry.step for entry in reading.history.entries] == [entry.step for entry in layer.history]
    return [(shown.get(key), stored.get(key)) for key in keys] + ([] if steps else ["the history"])


def _by_key(layer: Layer) -> dict[object, Value | None]:
    values = (*layer.annotations, *layer.relations, *layer.notes)
    return {one.id: one for one in values} | {one.paragraph: one for one in layer.read} | {"skip": layer.skip}


async def rage(bench: Watched, store: Store, hands: Hands, number: int, *, alone: bool) -> int:
    """Press at least that many keys, unless one of them ends the program; how many were pressed."""
    done, parser, driven = 0, XTermParser(), ""
    async with bench.run_test(size=hands.size()) as pilot:
        while done < number and bench.is_running:
            burst = [token for _ in range(4) for token in hands.act()]
            for event in heard(burst, parser):
                bench._driver.process_message(event)
            done, driven = done + len(burst), f"{driven[-1000:]} {burst}"
            await settled(pilot, bench)
            if alone:
                assert not differing(bench, store), driven
                assert not bench.unsaved, driven
            if hands.chance.random() < 0.05:
                resize(bench, Size(*hands.size()))
    return done


@pytest.mark.parametrize("seed", range(FIRST, FIRST + ALONE))
async def test_what_is_shown_is_what_is_stored_in_a_storm(seed: int, tmp_path: Path) -> None:
    """One annotator, now with plain keys and now with vi's; the program is left and started again."""
    hands = storm.hands(seed, tmp_path, (PLAIN, VI)[seed % 2])
    with telling(), open_store(storm.make(tmp_path)) as store:
        left = SHARE
        while left > 0:
            left -= await rage(Watched(store, tmp_path, "ann"), store, hands, min(left, SITTING), alone=True)
        assert storm.wrong(store) == []


@pytest.mark.parametrize("seed", range(FIRST + ALONE, FIRST + ALONE + TOGETHER))
async def test_two_windows_of_one_annotator_leave_a_history_that_holds(seed: int, tmp_path: Path) -> None:
    """What one changes the other does not know of: it is refused and told, and nothing is half stored."""
    both = [storm.hands(one, tmp_path, PLAIN) for one in (seed, -seed)]
    with telling(), open_store(storm.make(tmp_path)) as store:
        windows = (rage(Watched(store, tmp_path, "ann"), store, hands, SHARE // 2, alone=False) for hands in both)
        await asyncio.gather(*windows)
        assert storm.wrong(store) == []


class Far(Terminal):
    """A terminal that nobody looks at, unless `seen`: to read a screen takes as long as to draw it."""

    seen = True
    keys: tuple[str, ...] = ()
    """The last that were pressed."""

    def press(self, *keys: str) -> None:
        self.keys = (*self.keys, *keys)[-300:]
        super().press(*keys)

    def _feed(self, written: bytes) -> None:
        if self.seen:
            super()._feed(written)

    def look(self) -> None:
        """Have everything drawn that is shown when all keys have had their effect."""
        self.resize(100, 30)
        self.press(*[ESC] * 8)
        self.seen = True
        self.resize(120, 40)
        self.press("\x03")
        try:
            self.wait_for(r"Ctrl\+Q saves", PATIENCE)
        except AssertionError as error:
            error.add_note(f"The last keys: {self.keys}")
            raise


def stored(database: Path, article_id: str, annotator: str) -> int:
    """How many annotations there are."""
    query = "SELECT count(*) FROM annotation WHERE article_id = ? AND annotator = ?"
    with sqlite3.connect(database) as connection:
        return int(connection.execute(query, (article_id, annotator)).fetchone()[0])


def pour(terminals: list[Far], hands: Hands, number: int) -> None:
    """So many keys, to one terminal after the other, which are resized between."""
    while number > 0:
        terminal, keys = hands.chance.choice(terminals), hands.act()
        terminal.seen = False
        terminal.press(*keys)
        number -= len(keys)
        if hands.chance.random() < 0.02:
            terminal.resize(*hands.size())


def leave(terminal: Far, annotator: str, folder: Path, chance: random.Random) -> None:
    """Look at what is called saved; then quit, or be killed: it is what the database holds."""
    terminal.look()
    here = re.search(r"^‹ (\S+)", terminal.frame)
    if here and (shown := claimed(terminal.frame)):
        assert shown == stored(folder / "workbench.db", here[1], annotator), terminal.frame
    if chance.random() < 0.5:
        terminal.kill()
    else:
        assert terminal.quit(PATIENCE) == 0, terminal.text


@pytest.mark.parametrize("seed", range(FIRST + ALONE + TOGETHER, FIRST + ALONE + TOGETHER + REAL))
def test_a_storm_in_real_terminals(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two annotators on one database, resizes, restarts and SIGKILLs; then `db check` finds nothing wrong."""
    monkeypatch.setenv("TMPDIR", str(logs := tmp_path / "logs"))
    logs.mkdir()
    workbench = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True, text=True)
    workbench([sys.executable, "-m", "workbench", "init", "."])
    storm.make(tmp_path, with_scheme=False)
    hands = Hands(seed, PLAIN, "dinaovchs")
    with telling():
        for _ in range(2):
            with ExitStack() as stack:
                terminals = {
                    name: stack.enter_context(Far(tmp_path, "--as", name, "annotate", "004")) for name in ("ann", "bea")
                }
                for terminal in terminals.values():
                    terminal.wait_for(r"¶ \d+ of \d+", PATIENCE)
                pour([*terminals.values()], hands, SHARE // 2)
                for name, terminal in terminals.items():
                    leave(terminal, name, tmp_path, hands.chance)
        assert not [*logs.glob("workbench-*.log")]
        assert workbench([sys.executable, "-m", "workbench", "db", "check"], check=False).returncode == 0
