"""How fast agreement is found: a corpus whole, α over a million units, and the import.

    python -m benchmarks.agreement

A corpus of 1,000 articles, each with 30 annotations by each of three, all read. What it takes is held against a floor:
looking at each annotation once and sorting them. α over units is held against NLTK's, and against the package
`krippendorff` where that can be imported (it is no dependency: see `benchmarks.record_gamma` for such an environment).
CPU time of the process that does it; ratios within the run. The exit code is 1 when a limit is missed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module

import numpy as np
import numpy.typing as npt

from benchmarks.gamma import LABELS, annotated, taken, told
from workbench.agreement.chance import coincidences, krippendorff_alpha
from workbench.agreement.groups import ANY, Group, Label, group
from workbench.agreement.measure import figure
from workbench.agreement.measures import MEASURES
from workbench.model import Annotated, Annotation, Article, ReadMark, Span
from workbench.report.aligning import align

PEOPLE = ("ann", "ben", "cai")
ARTICLES, SPANS = 1000, 30
PARAGRAPH = 150
NOW = datetime(2026, 11, 22, tzinfo=UTC)
UNITS, RATERS, VALUES = 1_000_000, 3, 6
NLTK_UNITS = 100_000
"""As NLTK takes over a gigabyte for a million; its time grows with the units."""


def article(number: int) -> Annotated:
    """What everybody marks of one text: see `benchmarks.gamma`."""
    made = annotated(len(PEOPLE), SPANS, number)
    text = ("word " * (made.length // 5 + 1))[: made.length]
    paragraphs = tuple(Span(at, min(at + PARAGRAPH, len(text))) for at in range(0, len(text), PARAGRAPH))
    name = f"{number:04}"
    marks = [
        Annotation(f"{name}{who}{count}", name, who, one.label, (Span(one.start, one.end),), NOW, "")
        for who, mine in zip(PEOPLE, made.annotators, strict=True)
        for count, one in enumerate(mine)
    ]
    read = tuple(ReadMark(name, who, paragraph, NOW) for who in PEOPLE for paragraph in range(len(paragraphs)))
    return Annotated(Article(name, name, text, paragraphs), tuple(marks), (), read)


def floor(corpus: Sequence[Annotated]) -> None:
    """The least that anybody must do."""
    for one in corpus:
        sorted((mark.annotator, mark.label, mark.segments[0].start, mark.segments[0].end) for mark in one.annotations)


def figures(corpus: Sequence[Annotated]) -> Iterator[Group]:
    """F1 and α with their intervals, of every label, all together, and any."""
    everybody = group(corpus, PEOPLE, LABELS)
    for measure in MEASURES:
        if measure.name in {"f1_exact", "f1_iou", "krippendorff_alpha"}:
            for label in rows():
                figure(measure, everybody, label)
    yield everybody


def silent(done: int, number: int) -> None:
    """Progress that nobody watches."""


def rows() -> Sequence[Label]:
    return (*LABELS, None, ANY)


def of_corpus() -> list[str]:
    """All figures of the default table."""
    corpus = [article(number) for number in range(ARTICLES)]
    found: list[Group] = []
    list(figures(corpus[:5]))
    least = min(taken(lambda: floor(corpus)) for _ in range(5))
    seconds = min(taken(lambda: found.extend(figures(corpus))) for _ in range(3))
    missed = told("F1 and α of 1,000 articles, against the floor", seconds / least, "×", 25)
    missed += told("", seconds, "s", 1)
    gamma = taken(lambda: align(found[-1], [None], silent))
    missed += told("γ of all labels together", gamma, "s", 15)
    print(f"{'γ of every label, all together, and any':44}{taken(lambda: align(found[-1], rows(), silent)):8.2f} s")
    return missed + told("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", 500)


def matrix(units: int) -> npt.NDArray[np.int64]:
    """Raters × units: mostly the true value, one in twenty missing, which is −1."""
    chance = np.random.default_rng(0)
    truth = chance.integers(VALUES, size=units)
    values = np.where(chance.random((RATERS, units)) < 0.7, truth, chance.integers(VALUES, size=(RATERS, units)))
    return np.where(chance.random((RATERS, units)) < 0.05, -1, values)


def alpha(values: npt.NDArray[np.int64]) -> float:
    there = values >= 0
    unit = np.broadcast_to(np.arange(values.shape[1]), values.shape)[there]
    counts = np.bincount(unit * VALUES + values[there], minlength=values.shape[1] * VALUES)
    return krippendorff_alpha(coincidences(counts.reshape(-1, VALUES).astype(float)))


def of_nltk(values: npt.NDArray[np.int64]) -> float:
    task = import_module("nltk.metrics.agreement").AnnotationTask
    there = zip(*(found.tolist() for found in np.nonzero(values >= 0)), strict=True)
    return float(task([(rater, unit, int(values[rater, unit])) for rater, unit in there]).alpha())


def of_krippendorff(values: npt.NDArray[np.int64]) -> float:
    given = np.where(values < 0, np.nan, values)
    return float(import_module("krippendorff").alpha(given, level_of_measurement="nominal", value_domain=range(VALUES)))


def of_units() -> list[str]:
    """α of a matrix of raters × units, from numbers to the figure."""
    values, some = matrix(UNITS), matrix(NLTK_UNITS)
    seconds = min(taken(lambda: alpha(values)) for _ in range(3))
    print(f"{'α over 1,000,000 units':44}{seconds:8.2f} s")
    missed = peer(
        "… NLTK takes so many times as long", lambda: of_nltk(some), alpha(some), UNITS / NLTK_UNITS / seconds, 5
    )
    return missed + peer("… krippendorff", lambda: of_krippendorff(values), alpha(values), 1 / seconds, 1)


def peer(name: str, work: Callable[[], float], expected: float, scale: float, least: float) -> list[str]:
    """How many times as long it takes; nothing where it is not installed."""
    found: list[float] = []
    try:
        ratio = taken(lambda: found.append(work())) * scale
    except ImportError:
        return []
    print(f"{name:44}{ratio:8.1f} ×   limit {least:g}", flush=True)
    missed = [f"{name}: {ratio:.1f} ×, limit {least:g}"] * (ratio < least)
    return missed + [f"{name}: another α"] * (not np.isclose(found[0], expected))


def of_import() -> list[str]:
    """What a program that uses it pays besides Python's own start."""
    plain, imported, used = (
        min(child(line) for _ in range(5))
        for line in ("pass", "import workbench.agreement", "from workbench.agreement import MEASURES")
    )
    missed = told("import workbench.agreement", imported - plain, "s", 0.3)
    print(f"{'… and its table of measures, with numpy':44}{used - plain:8.2f} s")
    return missed


def child(line: str) -> float:
    """Seconds of CPU of another Python."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", line], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    missed = [*of_import(), *of_corpus(), *of_units()]
    print(*missed or ["All within the limits."], sep="\n")
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main())
