"""A progress bar for what takes longer than a person likes to wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.exchange import Progress

_PATIENCE = 1.0
"""Seconds before the bar appears."""


@contextmanager
def progress_bar(title: str) -> Iterator[Progress]:
    """A function to call with how much is done, how much there is (None where that is not known), and what is being
    done, where that is not what `title` says.

    The bar is drawn on stderr after a second, if that is a terminal, even where nothing was called till then; it leaves
    nothing behind.
    """
    if not sys.stderr.isatty():
        yield lambda *_, **__: None
        return
    from rich.console import Console

    from workbench.cli.bar import Bar

    bar = Bar(
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # what goes into a file is not for the terminal
    )

    def tell(done: int, total: int | None, *, what: str = "") -> None:
        bar.tell(what or title, done, total)

    tell(0, None)
    timer = Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()
