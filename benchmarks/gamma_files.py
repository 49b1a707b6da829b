"""Whether γ of pygamma-agreement's own test files is what was published of them: the files are not ours to keep.

    python -m pip download --no-deps --no-binary :all: pygamma-agreement==0.5.9 && tar xf pygamma-agreement-0.5.9.tar.gz
    python -m benchmarks.gamma_files pygamma-agreement-0.5.9/tests/data

Disorder and unitary alignments must be the same; γ, by draws of the same kind from another source of chance, must lie
within three of both standard errors together.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.gamma import Chance, Dissimilarity, best_alignment, shuffled, statistical, text_gamma
from workbench.agreement.gamma.sampling import Sampler

WEIGHED = Dissimilarity(alpha=3.0, beta=1.0)
ALIGNED = {"3by100.csv": (0.343511643, 127), "2by1000.csv": (0.884425289, 1085), "AlexPaulSuzan.csv": (0.960625, 6)}
"""Disorder and unitary alignments of a file, with places weighed thrice, as below."""
PUBLISHED = (
    ("3by100.csv", statistical, 0.8018, 0.0004),
    ("2by1000.csv", statistical, 0.4067, 0.0006),
    ("AlexPaulSuzan.csv", statistical, 0.4217, 0.0016),
    ("AlexPaulSuzan.csv", shuffled, 0.4497, 0.0012),
)
"""γ of a file by one of its samplers, and the standard error."""
DRAWS = 2000


def continuum(path: Path) -> Continuum:
    """Lines of annotator, label, start and end."""
    made: dict[str, list[Stretch]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for annotator, label, start, end in csv.reader(file):
            made.setdefault(annotator, []).append(Stretch(int(start), int(end), label))
    return Continuum(max(one.end for each in made.values() for one in each), tuple(map(tuple, made.values())))


def missed(path: Path, sampler: Sampler, gamma: float, error: float) -> list[str]:
    """Print a line; what is not as published."""
    disorder, alignments = ALIGNED[path.name]
    text = continuum(path)
    best = best_alignment(text, WEIGHED)
    found = text_gamma(text, WEIGHED, Chance(DRAWS, sampler, tolerance=math.inf))
    value, spread = found.estimate.value, math.hypot(found.error, error)
    figures = f"{best.disorder:12.9f}{len(best.unitary):8}{value:9.4f} ± {found.error:.4f}"
    name = f"{path.name} {sampler.__name__}"
    print(f"{name:31}{figures}   published {disorder:.9f} {alignments} {gamma} ± {error}", flush=True)
    wrong = [f"{name}: another disorder"] * (abs(best.disorder - disorder) > 1e-6)
    wrong += [f"{name}: other unitary alignments"] * (len(best.unitary) != alignments)
    return wrong + [f"{name}: another γ"] * (abs(value - gamma) > 3 * spread)


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0])
    print(f"{'':31}{'disorder':>12}{'units':>8}{'γ':>9}")
    wrong = [words for name, sampler, *figure in PUBLISHED for words in missed(folder / name, sampler, *figure)]
    print(*wrong or ["All as published."], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
