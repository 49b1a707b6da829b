"""How fast annotations come and go: against a loop that does nothing but read or write the same lines.

    python -m benchmarks.exchange [SCALE]

A corpus of 1,000 articles with 100,000 annotations by six annotators, discontinuous ones among them, goes in from brat
and out to brat without a difference; one of 1,000,000 annotations leaves as the workbench's records. CPU time of this
process, and ratios within the run; memory is that of processes of their own. SCALE divides all numbers.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from time import process_time

from sqlalchemy import create_engine, select

from workbench import formats
from workbench.exchange import Export, Incoming, Wanted, import_file
from workbench.formats import SaidBy, Source
from workbench.scheme import Scheme, made
from workbench.store import open_store
from workbench.store.schema import annotation, segment

WORDS = ("the", "minister", "said", "that", "nobody", "knew", "why", "people", "were", "asked", "about", "trade")
LABELS = ("direct_quote", "indirect_quote", "cue", "named_source", "hedge")
PEOPLE = ("ada", "ben", "cleo", "dan", "eve", "finn")
SPEED, CPU, MEMORY = 1 / 3, 2.0, 1.5
"""Limits: times the speed of the loop, times its CPU time, times the memory of a hundredth of the annotations."""


def texts(articles: int, words: int) -> Iterator[tuple[str, str]]:
    """Names and texts: paragraphs of fifty words."""
    random = Random(1)
    for number in range(articles):
        parts = [" ".join(random.choices(WORDS, k=50)) for _ in range(words // 50)]
        yield f"article{number:05}", "\n\n".join(parts) + "\n"


def lines(text: str, number: int, random: Random) -> Iterator[str]:
    """So many annotations as brat has them, each eighth in two pieces."""
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == " ")][:-8]
    for one in range(1, number + 1):
        at = random.randrange(len(starts) - 8)
        spans = [(starts[at], starts[at + 2] - 1)] + [(starts[at + 4], starts[at + 5] - 1)] * (one % 8 == 0)
        spans = [(start, start + len(text[start:end].split("\n", maxsplit=1)[0])) for start, end in spans]
        places = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(text[start:end] for start, end in spans)
        yield f"T{one}\t{random.choice(LABELS)} {places}\t{words}\n"


def corpus(folder: Path, articles: int, annotations: int) -> None:
    """A folder for each annotator."""
    random = Random(2)
    each = annotations // articles // len(PEOPLE)
    for name, text in texts(articles, 500):
        for person in PEOPLE:
            (folder / person).mkdir(parents=True, exist_ok=True)
            (folder / person / f"{name}.txt").write_text(text, encoding="utf-8")
            (folder / person / f"{name}.ann").write_text("".join(lines(text, each, random)), encoding="utf-8")


def parsed(folder: Path) -> int:
    """The bare loop: every line in its parts, offsets as numbers, words compared."""
    found = 0
    for path in sorted(folder.rglob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                _, middle, words = line.split("\t")
                _, places = middle.split(" ", 1)
                spans = [(int(start), int(end)) for start, end in (place.split() for place in places.split(";"))]
                found += " ".join(text[start:end] for start, end in spans) == words
    return found


def taken(work: Callable[[], object]) -> float:
    """Seconds of CPU."""
    began = process_time()
    work()
    return process_time() - began


def annotations_of(folder: Path) -> set[tuple[str, str, str]]:
    """Annotator, article, and what each line says but for its number."""
    return {
        (path.parent.name, path.stem, line.partition("\t")[2])
        for path in folder.rglob("*.ann")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.startswith("T")
    }


def brat(folder: Path, scheme: Scheme, scale: int) -> list[str]:
    """In from brat and out to brat."""
    corpus(folder / "in", 1000 // scale, 100_000 // scale)
    format_ = formats.named("brat")
    options = formats.options(format_, {})
    incoming = Incoming(format_, folder / "in", Source(options, said_by=SaidBy.FOLDER))
    with open_store(str(folder / "brat.db")) as store:
        loop = taken(lambda: parsed(folder / "in"))
        came = taken(lambda: import_file(store, scheme, incoming))
        left = taken(lambda: Export(store, scheme, Wanted(format_, options=options)).to_file(folder / "out"))
    missed = [] if annotations_of(folder / "in") == annotations_of(folder / "out") else ["brat: there is a difference"]
    for name, seconds in (("brat in", came), ("brat out", left)):
        missed += told(name, seconds, loop, 1 / SPEED)
    return missed


def bare(url: str, path: Path) -> None:
    """The bare loop: the same rows through SQLAlchemy Core, and each as a line by orjson."""
    import orjson

    with create_engine(url).connect() as connection, path.open("wb") as file:
        rows = connection.execute(
            select(annotation, segment.c.span_start, segment.c.span_end)
            .join(segment, segment.c.annotation_id == annotation.c.id)
            .order_by(annotation.c.article_id, annotation.c.annotator)
            .execution_options(yield_per=1000)
        )
        names = [str(name) for name in rows.keys()]  # noqa: SIM118 a result is no mapping
        for row in rows:
            file.write(orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE))


def exported(database: str, path: str) -> None:
    """In a process of its own: CPU seconds and peak memory in bytes, on stdout."""
    scheme = made("bench", {label: {} for label in LABELS}, {})
    with open_store(database) as store:
        seconds = taken(lambda: Export(store, scheme, Wanted(formats.named("jsonl"))).to_file(Path(path)))
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))


def records(folder: Path, scheme: Scheme, scale: int) -> list[str]:
    """A million annotations leave, and ten thousand."""
    figures = []
    for number in (1_000_000 // scale, 10_000 // scale):
        place = folder / str(number)
        corpus(place, max(1, number // 600), number)
        format_ = formats.named("brat")
        source = Source(formats.options(format_, {}), said_by=SaidBy.FOLDER)
        with open_store(str(place / "w.db")) as store:
            import_file(store, scheme, Incoming(format_, place, source))
        command = (sys.executable, "-m", "benchmarks.exchange", "--export", str(place / "w.db"), str(place / "o.jsonl"))
        figures.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    many = folder / str(1_000_000 // scale)
    loop = taken(lambda: bare(f"sqlite:///{many / 'w.db'}", many / "bare.jsonl"))
    (seconds, memory), (_, little) = figures
    print(f"{'memory':14}{memory / 1e6:10.0f} MB{little / 1e6:10.0f} MB{memory / little:8.2f} ×   limit {MEMORY}")
    missed = told("records out", seconds, loop, CPU)
    return missed + [f"memory: {memory / little:.2f} ×, limit {MEMORY}"] * (memory > MEMORY * little)


def told(name: str, seconds: float, loop: float, limit: float) -> list[str]:
    """Print a line; what it misses."""
    print(f"{name:14}{seconds:10.2f} s {loop:10.2f} s {seconds / loop:8.2f} ×   limit {limit:.0f}", flush=True)
    return [f"{name}: {seconds / loop:.2f} ×, limit {limit:.0f}"] * (seconds > limit * loop)


def main(arguments: Iterable[str]) -> int:
    scale = int(next(iter(arguments), 1))
    scheme = made("bench", {label: {} for label in LABELS}, {})
    print(f"{'':14}{'workbench':>12}{'bare loop':>12}{'ratio':>9}")
    with tempfile.TemporaryDirectory() as name:
        missed = [*brat(Path(name) / "brat", scheme, scale), *records(Path(name), scheme, scale)]
    print(*missed or ["All within the limits."], sep="\n")
    return bool(missed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--export"]:
        exported(*sys.argv[2:4])
    else:
        raise SystemExit(main(sys.argv[1:]))
