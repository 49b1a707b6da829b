"""How fast annotations come and go: against a loop that does nothing but read or write the same.

    python -m benchmarks.exchange [SCALE]

A corpus of 1,000 articles with 100,000 annotations by six annotators, some of them discontinuous, with attributes,
notes and relations, goes in from brat and out to brat without a difference; one of 1,000,000 annotations leaves as the
workbench's records. CPU time of this process, and ratios within the run; memory is that of processes of their own.
SCALE divides all numbers.

Lines without a limit say where the time goes: reading the files without storing anything; and what is not the
workbench's, the same rows put into the same tables by sqlite3 alone, the same rows read by SQLAlchemy alone, and made
into the same lines, and the same files written by a loop.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import process_time

from sqlalchemy import create_engine, select

from workbench import formats
from workbench.exchange import Export, Incoming, Wanted, import_file
from workbench.formats import SaidBy, Source
from workbench.scheme import Attribute, AttributeType, Scheme, made
from workbench.store import open_store
from workbench.store.schema import annotation, article, paragraph, read_mark, relation, segment

WORDS = ("the", "minister", "said", "that", "nobody", "knew", "why", "people", "were", "asked", "about", "trade")
LABELS = ("direct_quote", "indirect_quote", "cue", "named_source", "hedge")
RELATION, VALUES = "follows", ("weak", "strong", "hidden")
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
    """So many annotations as brat has them, no two alike: each eighth in two pieces, some with more told of them."""
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == " ")][:-8]
    ats = sorted(random.sample(range(len(starts) - 8), number))
    for one, at in enumerate(ats, start=1):
        spans = [(starts[at], starts[at + 2] - 1)] + [(starts[at + 4], starts[at + 5] - 1)] * (one % 8 == 0)
        spans = [(start, start + len(text[start:end].split("\n", maxsplit=1)[0])) for start, end in spans]
        places = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(text[start:end] for start, end in spans)
        yield f"T{one}\t{random.choice(LABELS)} {places}\t{words}\n"
        if one % 4 == 0:
            yield f"A{one}\tstrength T{one} {random.choice(VALUES)}\n"
            yield f"R{one}\t{RELATION} Arg1:T{one} Arg2:T{one - 1}\n"
        if one % 10 == 0:
            yield f"#{one}\tAnnotatorNotes T{one}\tperhaps {one}\n"


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
            elif line:
                _, middle, *_ = line.split("\t")
                found += len(middle.split())
    return found


def taken(work: Callable[[], object]) -> float:
    """Seconds of CPU."""
    began = process_time()
    work()
    return process_time() - began


def said(folder: Path) -> list[tuple[str, ...]]:
    """Every line with annotator and article, sorted; in place of an id what the annotation of that id says."""
    found = []
    for path in folder.rglob("*.ann"):
        told = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        named = {id_: "\t".join(rest) for id_, *rest in told if id_.startswith("T")}
        for id_, middle, *rest in told:
            parts = [named.get(part.rpartition(":")[2], part) for part in middle.split(" ")]
            found.append((path.parent.name, path.stem, id_[0], *parts, *rest))
    return sorted(found)


def brat(folder: Path, scheme: Scheme, scale: int) -> list[str]:
    """In from brat and out to brat."""
    corpus(folder / "in", 1000 // scale, 100_000 // scale)
    format_ = formats.named("brat")
    assert format_.read
    options = formats.options(format_, {})
    incoming = Incoming(format_, folder / "in", Source(options, said_by=SaidBy.FOLDER))
    records = format_.read(incoming.path, incoming.source)
    with open_store(str(folder / "brat.db")) as store:
        loop = taken(lambda: parsed(folder / "in"))
        read = taken(lambda: deque(records, maxlen=0))
        came = taken(lambda: import_file(store, scheme, incoming))
        left = taken(lambda: Export(store, scheme, Wanted(format_, options=options)).to_file(folder / "out"))
    missed = [] if said(folder / "in") == said(folder / "out") else ["brat: there is a difference"]
    told("brat read", read, loop)
    missed += told("brat in", came, loop, 1 / SPEED)
    told("rows alone", rows_alone(folder / "brat.db", folder / "rows.db"), loop)
    missed += told("brat out", left, loop, 1 / SPEED)
    told("lines alone", taken(lambda: lines_alone(f"sqlite:///{folder / 'brat.db'}", folder / "lines")), loop)
    told("files alone", files_alone(folder / "out", folder / "files"), loop)
    told("rows read", taken(lambda: bare(f"sqlite:///{folder / 'brat.db'}", folder / "rows.jsonl")), loop)
    return missed


def rows_alone(filled: Path, empty: Path) -> float:
    """Seconds that sqlite3 takes for the rows of an import, in the tables that the workbench makes."""
    open_store(str(empty)).close()
    rows = {}
    with closing(sqlite3.connect(filled)) as source:
        for table in ("annotation", "segment", "relation", "read_mark", "history"):
            rows[table] = source.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
    with closing(sqlite3.connect(empty)) as target:

        def insert() -> None:
            for table, found in rows.items():
                target.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(found[0]))})", found)
            target.commit()

        return taken(insert)


def lines_alone(url: str, folder: Path) -> None:
    """The bare loop out: the same rows through SQLAlchemy Core, into the same lines of the same files, unchecked."""
    columns = (annotation.c.article_id, annotation.c.annotator, annotation.c.id, annotation.c.label)
    told_more = (annotation.c.attributes, annotation.c.comment)
    pieces = (segment.c.span_start, segment.c.span_end)
    marks = select(*columns, *told_more, *pieces).join(segment, segment.c.annotation_id == annotation.c.id)
    ends = (relation.c.annotator, relation.c.type, relation.c.from_id, relation.c.to_id)
    made: dict[tuple[str, str], dict[str, tuple[str, dict[str, str], str, list[tuple[int, int]]]]] = {}
    linked: dict[str, list[tuple[str, str]]] = {}
    with create_engine(url).connect() as connection:
        texts = {row.id: row.text for row in connection.execute(select(article.c.id, article.c.text))}
        for about, who, id_, label, attributes, comment, start, end in connection.execute(marks):
            layer = made.setdefault((about, who), {})
            layer.setdefault(id_, (label, attributes, comment, []))[3].append((start, end))
        for _, type_, source, target in connection.execute(select(*ends)):
            linked.setdefault(source, []).append((type_, target))
    for (about, who), layer in made.items():
        text, found, number = texts[about], list[str](), {id_: at for at, id_ in enumerate(layer, start=1)}
        for id_, (label, attributes, comment, spans) in layer.items():
            at = number[id_]
            places = ";".join(f"{start} {end}" for start, end in spans)
            found.append(f"T{at}\t{label} {places}\t{' '.join(text[start:end] for start, end in spans)}\n")
            found += [f"A{at}\t{name} T{at} {value}\n" for name, value in attributes.items()]
            found += [f"R{at}\t{type_} Arg1:T{at} Arg2:T{number[to]}\n" for type_, to in linked.get(id_, ())]
            if comment:
                found.append(f"#{at}\tAnnotatorNotes T{at}\t{comment}\n")
        (folder / who).mkdir(parents=True, exist_ok=True)
        (folder / who / f"{about}.txt").write_text(text, encoding="utf-8")
        (folder / who / f"{about}.ann").write_text("".join(found), encoding="utf-8")


def files_alone(written: Path, again: Path) -> float:
    """Seconds that it takes to write the same files."""
    contents = {again / path.relative_to(written): path.read_bytes() for path in written.rglob("*") if path.is_file()}

    def write() -> None:
        for folder in {path.parent for path in contents}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            path.write_bytes(content)

    return taken(write)


def bare(url: str, path: Path) -> None:
    """The bare loop: the same rows through SQLAlchemy Core, and each as a line by orjson."""
    import orjson

    queries = (
        select(article),
        select(paragraph),
        select(read_mark),
        select(annotation, segment.c.span_start, segment.c.span_end)
        .join(segment, segment.c.annotation_id == annotation.c.id)
        .order_by(annotation.c.article_id, annotation.c.annotator),
    )
    with create_engine(url).connect() as connection, path.open("wb") as file:
        for query in queries:
            rows = connection.execute(query.execution_options(yield_per=1000))
            names = [str(name) for name in rows.keys()]  # noqa: SIM118 a result is no mapping
            for row in rows:
                file.write(orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE))


def exported(database: str, path: str) -> None:
    """In a process of its own: CPU seconds and peak memory in bytes, on stdout."""
    scheme = bench_scheme()
    with open_store(database) as store:
        seconds = taken(lambda: Export(store, scheme, Wanted(formats.named("jsonl"))).to_file(Path(path)))
    print(json.dumps([seconds, peak_memory()]))


def peak_memory() -> int:
    """Bytes. What `getrusage` says would count the parent process too, from which this one was forked."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


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


def told(name: str, seconds: float, loop: float, limit: float | None = None) -> list[str]:
    """Print a line; what it misses."""
    words = f"   limit {limit:.0f}" if limit else ""
    print(f"{name:14}{seconds:10.2f} s {loop:10.2f} s {seconds / loop:8.2f} ×{words}", flush=True)
    return [f"{name}: {seconds / loop:.2f} ×{words}"] if limit and seconds > limit * loop else []


def bench_scheme() -> Scheme:
    """A scheme that has what the corpus says."""
    strength = Attribute("strength", AttributeType.TEXT)
    return made("bench", {label: [strength] for label in LABELS}, {RELATION: (LABELS, LABELS)})


def main(arguments: Iterable[str]) -> int:
    scale = int(next(iter(arguments), 1))
    scheme = bench_scheme()
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
