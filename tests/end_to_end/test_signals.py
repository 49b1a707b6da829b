"""A signal that asks the program to end finds the work stored and leaves the terminal in order."""

import os
import pty
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stores_the_work_and_restores_the_terminal(number: signal.Signals, tmp_path: Path) -> None:
    """Label a word and end the program while it may yet be on its way to the database."""
    subprocess.run([sys.executable, "-m", "workbench", "init", "."], cwd=tmp_path, check=True, capture_output=True)
    with Terminal(tmp_path, "--as", "ann", "annotate", "004") as terminal:
        before = terminal.echoes
        terminal.wait_for(r"¶ \d+ of \d+")
        assert not terminal.echoes
        terminal.press("W", "d")
        terminal.wait_for(r"direct_quote +1")
        os.kill(terminal.process.pid, number)
        while terminal.read(0.1):
            pass
        assert terminal.process.wait(30) == 128 + number
        assert terminal.echoes == before
    with sqlite3.connect(tmp_path / "workbench.db") as connection:
        assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (1,)


def test_a_terminal_that_goes_without_a_word_ends_the_program(tmp_path: Path) -> None:
    """As under nohup: nobody sends a signal, and reading what is no longer there would keep a core busy for ever."""
    workbench = [sys.executable, "-m", "workbench"]
    subprocess.run([*workbench, "init", "."], cwd=tmp_path, check=True, capture_output=True)
    main, side = pty.openpty()
    with subprocess.Popen(workbench, cwd=tmp_path, stdin=side, stdout=side, stderr=side, start_new_session=True) as one:
        os.close(side)
        shown = b""
        while b"Kremlin" not in shown:
            shown += os.read(main, 1 << 16)
        os.close(main)
        assert one.wait(60) == 128 + signal.SIGHUP
