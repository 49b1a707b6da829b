"""Work at random, for as long as one likes: no crash, and a history that leads to exactly what is there.

`STORM_KEYS` is how many keys there are in all, `STORM_SEED` the first of the seeds; a storm that fails says its own.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from tests.end_to_end import storm
from tests.end_to_end.hands import ESC, Hands
from workbench import scheme as schemes
from workbench.errors import WorkbenchError
from workbench.keymap import PLAIN, VI
from workbench.model import Layer, Value
from workbench.settings import Preferences
from workbench.store import Store, open_store
from workbench.tui import app
from workbench.tui.app import Bench
from workbench.tui.writer import Outbox, lost

KEYS = int(os.environ.get("STORM_KEYS", "20000"))
FIRST = int(os.environ.get("STORM_SEED", "1"))
SESSIONS = 10


@contextmanager
def telling(seed: int) -> Iterator[None]:
    """Say with a failure how to have it again."""
    try:
        yield
    except BaseException as error:
        again = f"STORM_SEED={seed} STORM_KEYS={KEYS} pytest tests/end_to_end/test_storm.py -k '{seed}' -n 0"
        error.add_note(f"seed {seed}; again: {again}")
        raise


class Watched(Bench):
    """Remembers what could not be stored."""

    CSS_PATH = Path(app.__file__).with_name("app.tcss")

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.unsaved: list[WorkbenchError] = []

    def _tell_lost(self, outbox: Outbox) -> None:
        self.unsaved.append(lost(outbox))
        super()._tell_lost(outbox)

    @property
    def idle(self) -> bool:
        return not self._turns._busy


def heard(tokens: Iterable[str], parser: XTermParser) -> Iterator[events.Event]:
    """What the program hears of what the terminal sends."""
    for token in tokens:
        if token == ESC:  # alone: nothing followed soon enough to be one sequence with it
            yield events.Key("escape", ESC)
        else:
            yield from parser.feed(token)


async def settled(pilot: Pilot[object], bench: Watched) -> None:
    """Wait until all that was typed has had its effect, on the screen and in the store."""
    await pilot.pause()
    while not bench.idle and bench.is_running:
        await pilot.pause()
    await asyncio.wrap_future(bench.writer.start(lambda: None))
    await pilot.pause()


def held(layer: Layer) -> dict[object, Value]:
    skip = {"skip": layer.skip} if layer.skip else {}
    values = (*layer.annotations, *layer.relations, *layer.notes)
    return {one.id: one for one in values} | {one.paragraph: one for one in layer.read} | skip


def differing(bench: Watched, store: Store) -> list[object]:
    """What the open article shows otherwise than the store holds it."""
    screen = bench._article()
    if screen is None or not screen.outbox.saved:
        return []
    reading = screen.reading
    layer = store.layers.load(reading.article.id, bench.annotator)
    skip = {"skip": reading.skip} if reading.skip else {}
    shown = {**reading.annotations, **reading.relations, **reading.notes, **reading.marks, **skip}
    stored = held(layer)
    found: list[object] = [(shown.get(key), stored.get(key)) for key in shown.keys() | stored.keys() if shown.get(key) != stored.get(key)]
    if [one.step for one in layer.history] != [one.step for one in reading.history.entries]:
        found.append("the history")
    return found


async def storm_in(bench: Watched, store: Store, hands: Hands, number: int, *, alone: bool) -> int:
    """Press that many keys, or fewer where one of them ends the program; how many were pressed."""
    done, parser = 0, XTermParser()
    trace: list[str] = []
    async with bench.run_test(size=hands.size()) as pilot:
        while done < number and bench.is_running:
            burst = [token for _ in range(4) for token in hands.act()]
            trace.append(repr(burst))
            for event in heard(burst, parser):
                bench._driver.process_message(event)
            done += len(burst)
            await settled(pilot, bench)
            if alone:
                assert not (wrong := differing(bench, store)), (wrong, trace[-3:])
                assert not bench.unsaved, (bench.unsaved, trace[-3:])
            if hands.chance.random() < 0.05:
                await pilot.resize_terminal(*hands.size())
    return done


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SESSIONS))
async def test_a_storm_of_keys(seed: int, tmp_path: Path) -> None:
    """One annotator, now with plain keys and now with vi's; the program is left and started again."""
    url, hands_keymap = storm.make(tmp_path), (PLAIN, VI)[seed % 2]
    hands = Hands(seed, hands_keymap, storm.LABELS)
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"keymap: {hands_keymap.name}\n")
    with telling(seed), open_store(url) as store:
        left = KEYS // SESSIONS
        while left > 0:
            bench = Watched(store, partial(schemes.load, tmp_path / "labels.yaml"), "ann", None, Preferences(settings))
            left -= await storm_in(bench, store, hands, min(left, 500), alone=True)
        assert storm.wrong(store) == []
