"""A pseudo-terminal for measuring: keys go into a program, and the time until its screen is settled comes out.

It answers what terminals are asked at start-up, so that no program waits for an answer, and draws nothing itself.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

COLUMNS, ROWS = 120, 40
QUIET = 0.04
"""Seconds without output after which a key is done: a frame and a half of an application at 30 frames a second."""
SILENT = 1.0
"""Seconds after which a key that has brought no output will bring none."""
START = 60.0
"""Seconds that a program may take to start."""

_ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
"""What a terminal is asked, and what it says: synchronised output, device attributes, where the cursor is."""


@dataclass(frozen=True)
class Answer:
    """What one key brought: seconds until the last byte, and bytes."""

    seconds: float
    sent: int


class Terminal:
    """A terminal of 120 × 40 cells in which a command runs in `folder`."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._main, side = pty.openpty()
        self._size(COLUMNS, ROWS)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=side, stdout=side, stderr=side, env=kept, start_new_session=True
        )
        os.close(side)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._main)

    def fileno(self) -> int:
        """The terminal's side, for `select`."""
        return self._main

    def wait_for(self, words: str) -> None:
        """Until the words have been written, and then until all is quiet. SystemExit if they never are."""
        self.until(words)
        while self.read(0.6):
            pass

    def until(self, words: str) -> None:
        """Until the words have been written. SystemExit if they never are."""
        end, shown = time.perf_counter() + START, b""
        while words.encode() not in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown):
            if time.perf_counter() > end or self._process.poll() is not None:
                raise SystemExit(f"“{words}” never came: {shown[-500:]!r}")
            shown += self.read(0.1)

    def type(self, keys: str) -> None:
        """Send keys in one write; `settle` takes what they bring."""
        os.write(self._main, keys.encode())

    def press(self, keys: str) -> Answer:
        """Send keys in one write and take what they bring, until it is quiet."""
        return self._measured(lambda: self.type(keys))

    def resize(self, columns: int, rows: int) -> Answer:
        """Change the size, as a person dragging the window does."""
        return self._measured(lambda: self._resize(columns, rows))

    @property
    def memory(self) -> int:
        """Bytes of physical memory that the program takes by itself (proportional set size)."""
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text()
        return int(re.findall(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)[0]) * 1024

    def _measured(self, act: Callable[[], object]) -> Answer:
        while self.read(0):  # "saved", which was on its way
            pass
        start = time.perf_counter()
        act()
        last, sent = start, 0
        while written := self.read(QUIET if sent else SILENT):
            last, sent = time.perf_counter(), sent + len(written)
        return Answer(last - start, sent)

    def read(self, seconds: float) -> bytes:
        """What is written within the time; nothing if nothing is."""
        if not select.select([self._main], [], [], seconds)[0]:
            return b""
        try:
            written = os.read(self._main, 1 << 16)
        except OSError:  # Linux says EIO once the program has ended
            return b""
        for asked, said in _ANSWERS:
            for _ in asked.findall(written):
                os.write(self._main, said)
        return written

    def _resize(self, columns: int, rows: int) -> None:
        self._size(columns, rows)
        os.killpg(self._process.pid, signal.SIGWINCH)  # the terminal controls no session, so nobody else says it

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def settle(terminals: Iterable[Terminal]) -> None:
    """Take what earlier keys bring, until all of them are quiet."""
    every = list(terminals)
    while any([terminal.read(0) for terminal in select.select(every, [], [], QUIET)[0]]):  # noqa: C419 read from all
        pass
