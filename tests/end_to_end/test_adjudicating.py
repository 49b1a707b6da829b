"""Adjudicating in a real terminal: what was called saved survives SIGKILL, and another start goes on from there."""

import random
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from docs import pictures
from tests.conftest import ROOT, SEEDS
from tests.end_to_end.terminal import Terminal
from workbench import scheme as schemes
from workbench.intake import articles_in
from workbench.store import open_store

KILLS = 5
KEYS = ("1", "2", "0", "+", "Z", "p")


def make(folder: Path) -> None:
    """A project in which ann and bea have labelled some seeds."""
    scheme = schemes.load(ROOT / "labels.yaml")
    (folder / "labels.yaml").write_bytes((ROOT / "labels.yaml").read_bytes())
    with open_store(f"sqlite:///{folder / 'workbench.db'}") as store:
        store.articles.add(articles_in([SEEDS]))
        store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
        pictures.work(store, scheme)


def claimed(frame: str) -> int | None:
    """How many items are decided, where the frame calls that saved."""
    found = re.search(r"(\d+) of 10 items decided.*(?<!not )saved *$", frame)
    return int(found[1]) if found else None


def decided(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM decision").fetchone()[0])


def test_decisions_that_were_called_saved_survive_sigkill(tmp_path: Path) -> None:
    """Keys as fast as they can come, then the kill: what is stored is whole, and the next start shows it."""
    make(tmp_path)
    chance = random.Random(5)
    held = 2
    for _ in range(KILLS):
        with Terminal(tmp_path, "--as", "eve", "adjudicate", "004") as terminal:
            terminal.wait_for(rf"\b{held} of 1\d items decided.*saved")
            terminal.press("1")
            terminal.wait_for(r"items decided.*saved")
            terminal.press(*(chance.choice(KEYS) for _ in range(6)))
            terminal.read(chance.random() * 0.2)
            terminal.kill()
        held = decided(tmp_path / "workbench.db")
    check = [sys.executable, "-m", "workbench", "db", "check"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_last_frame_calls_saved_is_stored(tmp_path: Path) -> None:
    """A number of decisions, never fewer than the screen showed."""
    make(tmp_path)
    with Terminal(tmp_path, "--as", "eve", "adjudicate", "004") as terminal:
        terminal.wait_for("2 of 10 items decided")
        terminal.press("1", "0", "2", "0")
        terminal.wait_for(r"6 of 10 items decided.*saved")
        terminal.press("1", "1", "1")
        terminal.read(0.05)
        terminal.kill()
        seen = claimed(terminal.frame) or 6
    assert decided(tmp_path / "workbench.db") >= seen
