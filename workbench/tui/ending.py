"""What ends the application from outside: a signal, and a terminal that is gone. What is left is saved first."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from functools import partial
from typing import Any, TextIO

from textual.app import App

ALONE = 2.0
"""Seconds after which a program whose terminal is gone has noticed."""


def watch(app: App[Any]) -> None:
    """Have the application exit then, with the code of the signal."""
    if sys.platform == "win32":
        return
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, partial(app.exit, return_code=128 + number))
    if not app.is_headless:
        app.set_interval(ALONE, partial(_leave_lost_terminal, app))


def _leave_lost_terminal(app: App[Any]) -> None:
    """One that is not the session's own goes without SIGHUP; Textual would read its end for ever."""
    if _is_gone(sys.__stdin__ or 0):
        app.exit(return_code=128 + signal.SIGHUP)


def _is_gone(terminal: TextIO | int) -> bool:
    """Whether nobody is at the other end."""
    watched = select.poll()
    watched.register(terminal, 0)
    return bool(watched.poll(0))
