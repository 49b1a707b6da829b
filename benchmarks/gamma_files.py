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
from workbench.agreement.gamma import Chance, Dissimilarity, best_alignment, statistical, text_gamma

WEIGHED = Dissimilarity(alpha=3.0, beta=1.0)
PUBLISHED = {
    "3by100.csv": (0.343511643, 127, 0.8018, 0.0004),
    "2by1000.csv": (0.884425289, 1085, 0.4067, 0.0006),
    "AlexPaulSuzan.csv": (0.960625, 6, 0.4217, 0.0016),
}
"""Of a file: disorder, unitary alignments, γ and its standard error, all with places weighed thrice."""
DRAWS = 2000


def continuum(path: Path) -> Continuum:
    """Lines of annotator, label, start and end."""
    made: dict[str, list[Stretch]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for annotator, label, start, end in csv.reader(file):
            made.setdefault(annotator, []).append(Stretch(int(start), int(end), label))
    return Continuum(max(one.end for each in made.values() for one in each), tuple(map(tuple, made.values())))


def missed(path: Path) -> list[str]:
    """Print a line; what is not as published."""
    disorder, alignments, gamma, error = PUBLISHED[path.name]
    text = continuum(path)
    best = best_alignment(text, WEIGHED)
    found = text_gamma(text, WEIGHED, Chance(DRAWS, statistical, tolerance=math.inf))
    value, spread = found.estimate.value, math.hypot(found.error, error)
    figures = f"{best.disorder:12.9f}{len(best.unitary):8}{value:9.4f} ± {found.error:.4f}"
    print(f"{path.name:20}{figures}   published {disorder:.9f} {alignments} {gamma} ± {error}", flush=True)
    wrong = [f"{path.name}: another disorder"] * (abs(best.disorder - disorder) > 1e-6)
    wrong += [f"{path.name}: other unitary alignments"] * (len(best.unitary) != alignments)
    return wrong + [f"{path.name}: another γ"] * (abs(value - gamma) > 3 * spread)


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0])
    print(f"{'':20}{'disorder':>12}{'units':>8}{'γ':>9}")
    wrong = [words for name in PUBLISHED for words in missed(folder / name)]
    print(*wrong or ["All as published."], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
