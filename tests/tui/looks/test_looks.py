"""Every screen and mode at three sizes and in three themes, in one file each."""

import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual._compositor import Compositor
from textual.pilot import Pilot

from tests.tui.looks import project
from tests.tui.looks.drawing import Drawn, drawn, told
from tests.tui.looks.table import VISITS, Visit
from workbench.settings import Preferences
from workbench.store import Store, open_store
from workbench.tui.app import Bench
from workbench.tui.widgets import guideline

Size = tuple[int, int]
Shown = dict[tuple[str, Size], dict[str, Drawn]]
"""Name and size → theme → screen."""

SIZES = ((80, 24), (120, 40), (200, 60))
THEMES = ("textual-dark", "textual-light", "workbench-16")


class TextFiles(SingleFileSnapshotExtension):
    """One file of plain text for each screen."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: str, **_: object) -> str:
        return data


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, made once."""
    path = tmp_path_factory.mktemp("looks") / "workbench.db"
    project.make(path)
    return path


@pytest.fixture
def store(database: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the project: a look may change something."""
    path = shutil.copy(database, tmp_path / "workbench.db")
    with open_store(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times are shown as they are in Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn but what is compared: it halves the time."""

    def drop(compositor: Compositor, **_: object) -> None:
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", drop)


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits until the hands rest."""
    monkeypatch.setattr(guideline, "REST", 0.001)


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.steps[0][0])
async def test_screens_look(visit: Visit, store: Store, snapshot: SnapshotAssertion) -> None:
    """The words of each, and the style of each cell."""
    shown: Shown = defaultdict(dict)
    for theme in THEMES:
        for sizes in [[size] for size in SIZES] if visit.narrows else [SIZES]:
            await _see(visit, store, theme, sizes, shown)
    for name, _ in visit.steps:
        assert _pages(name, shown) == snapshot(name=name, extension_class=TextFiles)


async def test_an_empty_library_looks(empty_store: Store, snapshot: SnapshotAssertion) -> None:
    """It says how to add articles."""
    shown: Shown = defaultdict(dict)
    for theme in THEMES:
        await _see(Visit(None, (("empty", ()),)), empty_store, theme, SIZES, shown)
    assert _pages("empty", shown) == snapshot(name="library_empty", extension_class=TextFiles)


async def _see(visit: Visit, store: Store, theme: str, sizes: Sequence[Size], shown: Shown) -> None:
    """Start anew, for a theme may matter to what is open; a size does not, unless the visit says so."""
    preferences = Preferences()
    preferences.change("keymap", visit.keymap)
    preferences.change("theme", theme)
    app = Bench(store, lambda: project.SCHEME, "ann", visit.article, preferences)
    async with app.run_test(size=sizes[0]) as pilot:
        await _settled(pilot)
        for name, keys in visit.steps:
            await pilot.press(*keys)
            await _settled(pilot, times=3)
            for size in sizes:
                await pilot.resize_terminal(*size)
                await _settled(pilot)
                shown[name, size][theme] = drawn(app)
            if len(sizes) > 1:
                await pilot.resize_terminal(*sizes[0])


def _pages(name: str, shown: Shown) -> str:
    return "\n".join(f"==== {size[0]} x {size[1]} ====\n{told(shown[name, size])}\n" for size in SIZES)


async def _settled(pilot: Pilot[object], times: int = 1) -> None:
    """What was asked of the store is answered, and what the palette looks for is found.

    What keys lead to may ask only when it is drawn, and be drawn again when it is answered: hence several times.
    """
    app = pilot.app
    assert isinstance(app, Bench)
    for _ in range(times):
        await pilot.pause()
        app.writer.drain()
        await app.workers.wait_for_complete()
        await pilot.pause()
