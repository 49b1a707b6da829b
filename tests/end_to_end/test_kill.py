"""SIGKILL at any moment: nothing that the screen called saved is lost."""

import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal

KILLS = 50
BATCH = 10
"""Kills in one test, so that two workers share the work."""
LABELS = "dinao"


def claimed(frame: str) -> int | None:
    """How many annotations the frame shows as stored, or None where it does not call them saved."""
    if not re.search(r"(?<!not )saved *$", frame):
        return None
    return sum(int(count) for count in re.findall(r" [a-z]  [a-z_]+ +(\d+)\b", frame))


def stored(database: Path) -> int:
    """How many annotations the database holds, once it has been found in order."""
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(connection.execute("SELECT count(*) FROM annotation").fetchone()[0])


def wait_until_saved(terminal: Terminal, seconds: float = 90) -> int:
    """How many annotations the next frame claims that calls any of them saved."""
    end = time.monotonic() + seconds
    while not (saved := claimed(terminal.frame)):
        assert time.monotonic() < end, f"nothing was ever called saved:\n{terminal.frame}"
        assert terminal.read(0.01), f"the program ended by itself:\n{terminal.frame}"
    return saved


def hurry(terminal: Terminal, chance: random.Random) -> None:
    """Label some words, with no more time between the keys than a fast hand takes."""
    for _ in range(chance.randrange(1, 8)):
        terminal.press("W", chance.choice(LABELS), ".", ".")
        terminal.read(chance.random() * 0.02)


@pytest.mark.parametrize("batch", range(KILLS // BATCH))
def test_what_the_screen_called_saved_survives_sigkill(batch: int, tmp_path: Path) -> None:
    """Label, see it saved, label on as fast as keys can come, kill: the count never falls below one that was shown."""
    chance = random.Random(batch)
    subprocess.run([sys.executable, "-m", "workbench", "init", "."], cwd=tmp_path, check=True, capture_output=True)
    for _ in range(BATCH):
        with Terminal(tmp_path, "--as", "ann", "annotate", "004") as terminal:
            terminal.wait_for(r"¶ \d+ of \d+")
            hurry(terminal, chance)
            seen = wait_until_saved(terminal)
            hurry(terminal, chance)
            terminal.kill()
            saved = max(seen, claimed(terminal.frame) or 0)
        held = stored(tmp_path / "workbench.db")
        assert saved <= held, f"the screen said {saved}, the database holds {held}:\n{terminal.frame}"
    check = [sys.executable, "-m", "workbench", "db", "check"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
