"""Every screen and mode at three sizes and in three themes, in one file each."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual._compositor import Compositor
from textual.pilot import Pilot

from tests.tui.looks import project
from tests.tui.looks.drawing import Drawn, drawn, told
from tests.tui.looks.table import LOOKS, Look
from workbench.settings import Preferences
from workbench.store import Store, open_store
from workbench.tui.app import Bench

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


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_a_screen_looks(look: Look, store: Store, snapshot: SnapshotAssertion) -> None:
    """Its words, and the style of each cell; every size in all themes."""
    pages: dict[tuple[int, int], dict[str, Drawn]] = {size: {} for size in SIZES}
    for sizes in [[size] for size in SIZES] if look.anew else [SIZES]:
        app = Bench(store, lambda: project.SCHEME, "ann", look.article, _preferences(look.keymap))
        async with app.run_test(size=sizes[0]) as pilot:
            await _settled(pilot)
            await pilot.press(*look.keys)
            for theme in THEMES:
                app.theme = theme
                for size in sizes:
                    await pilot.resize_terminal(*size)
                    await _settled(pilot)
                    pages[size][theme] = drawn(app)
    text = "\n\n".join(f"==== {width} x {height} ====\n{told(pages[width, height])}" for width, height in SIZES)
    assert text + "\n" == snapshot(extension_class=TextFiles)


def _preferences(keymap: str) -> Preferences:
    preferences = Preferences()
    preferences.change("keymap", keymap)
    return preferences


async def _settled(pilot: Pilot[object]) -> None:
    """What was asked of the store is answered, and what the palette looks for is found."""
    app = pilot.app
    assert isinstance(app, Bench)
    await pilot.pause()
    app.writer.drain()
    await app.workers.wait_for_complete()
    await pilot.pause()
