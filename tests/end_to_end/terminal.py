"""A real pseudo-terminal with the workbench in it: keys go in, a screen comes out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

import pyte

_ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D"}

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    **{f"shift+{name}": f"\x1b[1;2{letter}" for name, letter in _ARROWS.items()},
    **{f"ctrl+{name}": f"\x1b[1;5{letter}" for name, letter in _ARROWS.items()},
    **{f"ctrl+shift+{name}": f"\x1b[1;6{letter}" for name, letter in _ARROWS.items()},
    **{f"f{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    "shift+f3": "\x1b[1;2R",
    "f10": "\x1b[21~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+end": "\x1b[1;5F",
    "ctrl+home": "\x1b[1;5H",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "ctrl+q": "\x11",
    "backspace": "\x7f",
}
"""What a terminal sends for a key; anything else is sent as it is."""

_SYNC_QUERY, _FRAME_END = b"\x1b[?2026$p", b"\x1b[?2026l"
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\")


class Terminal:
    """A terminal of `columns` × `rows` in which `workbench ARGUMENTS` runs in `folder`."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 120, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self.frame = ""
        """What the last frame showed that was complete."""
        self._main, terminal = os.openpty()
        self._set_size(columns, rows)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workbench", *arguments],
            cwd=folder,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**_environment(), "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(terminal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._main)

    @property
    def text(self) -> str:
        """What the screen shows now."""
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        buffer = self.screen.buffer  # `display` fails where half of a wide character has been overwritten
        return "\n".join("".join(buffer[row][column].data for column in columns) for row in rows)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as it does for a shell."""
        return bool(termios.tcgetattr(self._main)[3] & termios.ECHO)

    def press(self, *keys: str) -> None:
        """Send keys, without waiting for their effect."""
        waiting = "".join(KEYS.get(key, key) for key in keys).encode()
        while waiting:
            readable, writable, _ = select.select([self._main], [self._main], [])
            if readable and not self.read(0.001):  # a program whose screen nobody reads takes no keys
                return
            if writable:
                waiting = waiting[os.write(self._main, waiting[:1024]) :]

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size, as a person dragging its window does."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def wait_for(self, pattern: str, seconds: float = 90) -> re.Match[str]:
        """Read until the screen matches; AssertionError with the screen if it never does."""
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.text)):
            if time.monotonic() > end or not self.read(0.1):
                raise AssertionError(f"{pattern!r} never came on the screen:\n{self.text}")
        return found

    def read(self, seconds: float) -> bool:
        """Take what the program writes within `seconds`; False once it has ended and all is read."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._main], [], [], left)[0]:
                break
            try:
                written = os.read(self._main, 65536)
            except OSError:  # Linux says EIO when the other side is closed
                return False
            if not written:
                return False
            self._feed(written)
        return True

    def quit(self, seconds: float = 30) -> int:
        """Leave by Ctrl+Q; the exit code. AssertionError with the screen if the program does not end."""
        self.press("ctrl+q")
        end = time.monotonic() + seconds
        while self.read(0.1):
            if time.monotonic() > end:
                raise AssertionError(f"Ctrl+Q does not end the program:\n{self.text}")
        return self.process.wait(seconds)

    def kill(self) -> None:
        """SIGKILL, and read what was on its way to the screen."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while self.read(0.05):
            if not select.select([self._main], [], [], 0.05)[0]:
                break

    def _feed(self, written: bytes) -> None:
        if _SYNC_QUERY in written:
            os.write(self._main, b"\x1b[?2026;2$y")  # "I know synchronised output": frames then come with an end mark
        data = self._rest + written
        cut = data.rfind(b"\x1b")
        complete = cut < 0 or re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[\]P])|.*(\x07|\x1b\\)", data[cut:], re.DOTALL)
        data, self._rest = (data, b"") if complete else (data[:cut], data[cut:])
        *frames, rest = data.split(_FRAME_END)
        for frame in frames:
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", frame))
            self.frame = self.text
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", rest))

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _environment() -> dict[str, str]:
    """Without the variables that would speak for another terminal."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
