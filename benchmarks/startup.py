"""Time from launch to a usable library, against an empty Textual app, with 5 and with 10,000 articles.

    python -m benchmarks.startup [RUNS]

Each program gets a pseudo-terminal of 120 by 40 cells. Two times are taken: when a title stands on it (of an article,
or of the empty app), and when the library has answered a letter that was typed as soon as the title stood there: only
then is it usable. Both are compared with the title of the empty app. The programs take turns, so that other work on
the machine meets all alike. Ratios of medians are printed; the exit code is 1 when one is above the limit.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.terminal import Terminal
from workbench.model import Article, Span
from workbench.store import open_store

ROOT = Path(__file__).parent.parent
LIMIT = 2.5
SIZES = (5, 10_000)
TITLE = "Minister denies report"
LETTER, ANSWER = "m", "filter m"

EMPTY = f"""
from textual.app import App
from textual.widgets import Footer, Header

class Empty(App):
    TITLE = "{TITLE}"
    def compose(self):
        yield Header()
        yield Footer()

Empty().run()
"""


@dataclass(frozen=True)
class Program:
    """What is started, and under which name it is told."""

    name: str
    command: tuple[str, ...]
    answers: bool = True


def library(folder: Path, size: int) -> Program:
    """A library of `size` articles of 120 words each, in a database of its own."""
    database = folder / f"{size}.db"
    with open_store(f"sqlite:///{database}") as store:
        store.articles.add(articles(size))
    options = ("--db", str(database), "--scheme", str(ROOT / "labels.yaml"), "--as", "ann")
    return Program(f"{size:,} articles", (sys.executable, "-m", "workbench", *options))


def articles(size: int) -> Iterator[Article]:
    """Articles that differ in one word."""
    for number in range(size):
        text = f"Report {number}. " + "The minister has denied the report once more. " * 15
        yield Article(f"{number:05}", f"{TITLE} {number}", text, (Span(0, len(text) - 1),), {"outlet": "Herald"})


def seconds(program: Program) -> tuple[float, ...]:
    """Wall time from launch until the title is on the terminal, and until a letter is answered."""
    start = time.perf_counter()
    with Terminal(program.command, ROOT) as terminal:
        terminal.until(TITLE)
        shown = time.perf_counter() - start
        if not program.answers:
            return (shown,)
        terminal.type(LETTER)
        terminal.until(ANSWER)
        return shown, time.perf_counter() - start


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        programs = [Program("empty Textual app", (sys.executable, "-c", EMPTY), answers=False)]
        programs += [library(Path(folder), size) for size in SIZES]
        for program in programs:
            seconds(program)  # compiles what is not compiled
        times: dict[str, list[tuple[float, ...]]] = {program.name: [] for program in programs}
        for _ in range(runs):
            for program in programs:
                times[program.name].append(seconds(program))
    medians = {
        name: [statistics.median(column) for column in zip(*taken, strict=True)] for name, taken in times.items()
    }
    floor = medians[programs[0].name][0]
    for name, (shown, *answered) in medians.items():
        told = f"shown {_told(shown, floor)}" + "".join(f"   answers {_told(median, floor)}" for median in answered)
        print(f"{name:20} {told}   (limit {LIMIT} ×)")
    return int(any(median > LIMIT * floor for pair in medians.values() for median in pair))


def _told(median: float, floor: float) -> str:
    return f"{median * 1000:5.0f} ms {median / floor:.2f} ×"


if __name__ == "__main__":
    sys.exit(main())
