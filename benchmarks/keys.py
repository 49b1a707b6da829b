"""What a key costs, from the press to the settled screen: short and long articles, an empty Textual app, and SLATE.

    python -m benchmarks.keys [ROUNDS]

Every program gets a pseudo-terminal of 120 by 40 cells and stays open; for each kind of key they take turns, so that
other work on the machine meets all alike. A key is settled with the last byte that it brings. Printed are medians and
their ratios within the run; the exit code is 1 when a limit is missed. The slowest of a hundred keys is judged where
the machine is quiet: where that of the empty app takes no more than half of the limit. SLATE comes from the package
index, into `.bench/`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles

from benchmarks import corpus
from benchmarks.terminal import COLUMNS, ROWS, Answer, Terminal, settle
from workbench import scheme
from workbench.model import Annotation, Article, Kind
from workbench.store import open_store

ROOT = Path(__file__).parent.parent
SIZES = ((1_000, 0), (1_000, 500), (1_000, 5_000), (50_000, 0), (50_000, 500), (50_000, 5_000))
"""Words and annotations; the last is held against the first."""
SLATE_RELEASE = "slate-nlp==1.1.3"

LONGER, FLOOR, PEER = 1.5, 2.0, 0.2
"""Limits of the last size: times the first one, times the empty app, times SLATE at the same text and annotations."""
WORST = 16.7
"""Milliseconds of the 99th of a hundred keys: a frame at 60 in a second."""
BYTES = 4_000
"""Bytes that a move may send."""
MEMORY = 1.5
"""Times the memory of the first size."""
WIDTH = 11
"""Cells of a column."""

RIGHT, SHIFT_RIGHT, NEXT, PREVIOUS, DRAG = "\x1b[C", "\x1b[1;2C", "\x0e", "\x12", "\x1b[<32;"
EMPTY = """
from textual.app import App
from textual.widgets import Label

class Empty(App):
    pressed = 0
    def compose(self):
        yield Label("ready")
    def on_key(self):
        self.pressed += 1
        self.query_one(Label).update(f"ready {self.pressed}", layout=False)

Empty().run()
"""


@dataclass(frozen=True)
class Key:
    """A kind of key: what is pressed, time after time, and `ready`, what is pressed unmeasured before each time.

    `start` and `end` are pressed once around all. `slate` and `slate_ready` are the same for SLATE, if it has such a
    key. `moves`: held against `BYTES`. `stays`: nothing scrolls, so ratios are limited. `worst`: held against `WORST`.
    """

    name: str
    press: tuple[str, ...]
    ready: tuple[str, ...] = ()
    start: tuple[str, ...] = ("T",)
    end: tuple[str, ...] = ()
    slate: tuple[str, ...] = ()
    slate_ready: tuple[str, ...] = ()
    moves: bool = False
    stays: bool = True
    worst: bool = False


RESIZE = "resize"
KEYS = (
    Key("character", (RIGHT,), slate=(";",), moves=True, worst=True),
    Key("word", (".",), slate=(";",), moves=True, worst=True),
    Key("paragraph", ("J", "K"), slate=("o", "i"), moves=True, worst=True),
    Key("extend", (SHIFT_RIGHT,), slate=("/",), moves=True, worst=True),
    Key("select a word", ("W",), ready=("\x1b[D", "."), moves=True, worst=True),
    Key("tag", ("d",), ready=(".", ".", "W"), slate=("a",), slate_ready=(";", " "), worst=True),
    Key("undo", ("Z",), ready=(".", "W", "d"), slate=("a",), slate_ready=(";", " ", "a", " ")),
    Key("search next", (NEXT, PREVIOUS), start=("T", NEXT, NEXT), slate=("n", "p")),
    Key("drag", (f"{DRAG}24;2M", f"{DRAG}25;2M"), start=("T", "\x1b[<0;20;2M"), end=("\x1b[<0;20;2m",), moves=True),
    Key("page", ("\x1b[6~", "\x1b[5~"), slate=("}", "{"), stays=False),
    Key("resize", (RESIZE,), slate=(RESIZE,), stays=False),
)
"""In a tag the rails mostly have room in a long article; in a short one without annotations each brings a new one."""


def project(folder: Path, words: int, number: int) -> tuple[Article, list[Annotation]]:
    """A database with one article and its annotations, and a scheme beside it."""
    shutil.copy(ROOT / "labels.yaml", folder)
    known = scheme.load(folder / "labels.yaml")
    article = corpus.article(words)
    with open_store(str(folder / "workbench.db")) as store:
        store.articles.add([article])
        store.people.ensure("ann", Kind.PERSON)
        store.schemes.remember(known.fingerprint, known.name, known.text)
        made = list(corpus.labelled(article, number, list(known.labels), known.fingerprint, "ann"))
        for first in range(0, number, 500):
            store.layers.apply(article.id, "ann", corpus.entry(*made[first : first + 500]))
    return article, made


def workbench(folder: Path) -> Terminal:
    """The article of the folder, caret at its top, after a search."""
    command = (sys.executable, "-m", "workbench", "--settings", str(folder / "settings.yaml"), "--as", "ann")
    terminal = Terminal((*command, "annotate", "bench"), folder)
    terminal.wait_for("¶")
    for keys in ("T", "/", "minister", "\r", "T", "J", "W", "d", "Z"):
        terminal.press(keys)
    return terminal


def slate(folder: Path, article: Article, made: Sequence[Annotation]) -> Terminal:
    """The same text and annotations in SLATE, one sentence in a line, after a search."""
    lines = [match for match in re.finditer(r"[^.\n]+\.?", article.text) if match[0].strip()]
    starts = [match.start() for match in lines]
    (folder / "t.txt").write_text("".join(f"{match[0].strip()}\n" for match in lines))

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset) - 1
        return line, len(article.text[starts[line] : offset].split())

    spans = ((place(one.extent.start), place(one.extent.end - 1)) for one in made)
    told = [f"{(first, (line, token - 1))} - label:{'asdv'[token % 4]}\n" for first, (line, token) in spans]
    (folder / "t.txt.annotations").write_text("".join(told))
    library = ROOT / ".bench" / "slate"
    if not library.exists():
        subprocess.run(["python3", "-m", "pip", "install", "--quiet", "--target", library, SLATE_RELEASE], check=True)
    command = (sys.executable, "-m", "slate", "t.txt", "-t", "categorical", "-s", "token", "-o", "-l", "log")
    terminal = Terminal(command, folder, environment={"PYTHONPATH": str(library)})
    terminal.wait_for("minister")
    for keys in ("\\", *"minister", "?", ";"):
        terminal.press(keys)
    return terminal


def measured(key: Key, terminals: dict[str, Terminal], rounds: int) -> dict[str, list[Answer]]:
    """The key in each program in turn; one that has no such key does not answer, or sends nothing."""
    answers: dict[str, list[Answer]] = {name: [] for name in terminals}
    pressed = dict.fromkeys(terminals, (key.ready, key.press))
    pressed |= {"SLATE": (key.slate_ready, key.slate), "empty app": ((), (RIGHT,))}
    ours = [terminal for name, terminal in terminals.items() if name not in ("SLATE", "empty app")]
    _press_all(ours, key.start)
    order = Random(key.name)
    for turn in range(rounds):
        for name, terminal in terminals.items():
            send = terminal.press if name == "SLATE" else terminal.type  # it forgets what is typed while it draws
            for keys in pressed[name][0]:
                send(keys)
        settle(terminals.values())
        for name in order.sample(list(terminals), len(terminals)):  # each has all others before it, in time
            if press := pressed[name][1]:
                answers[name].append(_press(terminals[name], press[turn % len(press)], turn))
    _press_all(ours, key.end)
    return answers


def _press_all(terminals: Iterable[Terminal], every: Sequence[str]) -> None:
    for terminal in terminals:
        for keys in every:
            terminal.press(keys)


def _press(terminal: Terminal, keys: str, turn: int) -> Answer:
    return terminal.resize(COLUMNS if turn % 2 else 100, ROWS) if keys == RESIZE else terminal.press(keys)


def judged(key: Key, answers: dict[str, list[Answer]]) -> tuple[str, list[str]]:
    """A line of the table, and what of it misses a limit."""
    short, long = map(named, (SIZES[0], SIZES[-1]))
    seconds = {name: [one.seconds for one in given if one.sent] for name, given in answers.items()}
    middle = {name: 1e3 * median(taken) for name, taken in seconds.items() if taken}
    ratios = {name: middle[long] / middle[name] for name in (short, "empty app", "SLATE") if name in middle}
    worst, floor = (1e3 * quantiles([one.seconds for one in answers[name]], n=100)[98] for name in (long, "empty app"))
    sent = median(one.sent for one in answers[long])
    limits = {short: LONGER, "empty app": FLOOR, "SLATE": PEER} if key.stays else {}
    missed = [
        f"{key.name}: {ratios[name]:.2f} × {name}, limit {limit}"
        for name, limit in limits.items()
        if ratios.get(name, 0) > limit
    ]
    if key.moves and sent > BYTES:
        missed.append(f"{key.name}: {sent:.0f} bytes, limit {BYTES}")
    is_quiet = floor <= WORST / 2
    if key.worst and is_quiet and worst > WORST:
        missed.append(f"{key.name}: p99 {worst:.1f} ms, limit {WORST}")
    cells = [f"{middle[name]:{WIDTH}.1f}" if name in middle else f"{'–':>{WIDTH}}" for name in answers]
    cells += [f"{ratios[name]:8.2f}" if name in ratios else f"{'–':>8}" for name in (short, "empty app", "SLATE")]
    told = "" if is_quiet else f"   not quiet: p99 of the empty app {floor:.1f}"
    return f"{key.name:14}{''.join(cells)}{worst:8.1f}{sent:8.0f}{told}", missed


def named(size: tuple[int, int]) -> str:
    """How a size is told: words and annotations."""
    return f"{size[0] // 1000}k/{size[1]:,}"


def main() -> int:
    rounds = max(2, int(sys.argv[1])) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_:
        terminals: dict[str, Terminal] = {}
        for size in SIZES:
            folder = Path(name) / named(size).replace("/", "-")
            folder.mkdir()
            article, made = project(folder, *size)
            terminals[named(size)] = open_.enter_context(workbench(folder))
        terminals["SLATE"] = open_.enter_context(slate(Path(name), article, made))
        terminals["empty app"] = open_.enter_context(Terminal((sys.executable, "-c", EMPTY), Path(name)))
        terminals["empty app"].wait_for("ready")
        return report(terminals, rounds)


def report(terminals: dict[str, Terminal], rounds: int) -> int:
    """Measure and print all; 1 where a limit is missed."""
    heads = "".join(f"{name:>{WIDTH}}" for name in terminals)
    print(f"{'ms, median':14}{heads}{'× short':>8}{'× empty':>8}{'× SLATE':>8}{'p99':>8}{'bytes':>8}")
    missed: list[str] = []
    for key in KEYS:
        line, misses = judged(key, measured(key, terminals, rounds))
        print(line, flush=True)
        missed += misses
    short, long = (terminals[named(size)].memory for size in (SIZES[0], SIZES[-1]))
    print(f"memory: {long / 1e6:.0f} MB, {long / short:.2f} × that of {named(SIZES[0])}")
    missed += [f"memory: {long / short:.2f}, limit {MEMORY}"] * (long > MEMORY * short)
    print(*missed or ["All within the limits."], sep="\n")
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main())
