"""F1, positive agreement: the share of what either marked that both marked.

Hripcsak and Rothschild (2005), "Agreement, the F-Measure, and Reliability in Information Retrieval".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from workbench import spans
from workbench.agreement.arrays import Array
from workbench.agreement.groups import ANY, UNUSED, Group, Label, Pair
from workbench.agreement.intervals import Estimate, estimate
from workbench.agreement.matching import Mark, common_text, overlap_matches, size
from workbench.errors import Undefined
from workbench.model import Span

Matches = Callable[[Pair, int], tuple[Array, Array]]
Marks = Mapping[str, Sequence[Mark]]
"""What one annotator marked in one text, by label; each mark stands once under its label."""


def exact(pair: Pair, column: int) -> tuple[Array, Array]:
    """Of annotations: all segments equal. Gives matches (d) and the sizes of both sides (d × 2)."""
    return pair.exact[:, column], pair.marks[:, column]


def overlap(pair: Pair, column: int) -> tuple[Array, Array]:
    """Of annotations: some text in common, one to one."""
    return pair.overlap[:, column], pair.marks[:, column]


def token(pair: Pair, column: int) -> tuple[Array, Array]:
    """Of units: marked by both."""
    return pair.together[:, column], pair.marked[:, column]


def pair_f1(matches: Matches, pair: Pair, label: Label) -> Estimate:
    """F1 of two annotators over all articles."""
    return estimate(_f1_rows(matches, pair, label), _f1_parts, lowest=0.0, why_undefined=UNUSED)


def mean_f1(matches: Matches, group: Group, label: Label) -> Estimate:
    """The mean over pairs of their F1; pairs in which nobody used the label have none."""
    rows = np.zeros((len(group.counts), len(group.pairs), 2))
    for number, pair in enumerate(group.pairs):
        rows[pair.articles, number] = _f1_rows(matches, pair, label)
    return estimate(rows, _mean_f1_parts, lowest=0.0, why_undefined=UNUSED)


def _f1_rows(matches: Matches, pair: Pair, label: Label) -> Array:
    found, sizes = matches(pair, pair.columns[label])
    return np.column_stack([found, sizes.sum(axis=1)])


def _f1_parts(sums: Array) -> tuple[Array, Array]:
    matches, sizes = sums[..., 0], sums[..., 1]
    return sizes - 2 * matches, sizes


def _mean_f1_parts(sums: Array) -> tuple[Array, Array]:
    differed, sizes = _f1_parts(sums)
    return (differed / np.maximum(sizes, 1)).sum(axis=-1), (sizes > 0).sum(axis=-1).astype(float)


# Of two annotators in one text


def f1_of_marks(
    first: Marks, second: Marks, matches: Callable[[Sequence[Mark], Sequence[Mark]], float] = overlap_matches
) -> float:
    """F1 of annotations of the same label, `matches` being one of `matching`. Raises Undefined where there is none."""
    found = sum(matches(first[label], second[label]) for label in first.keys() & second.keys())
    return _f1(found, sum(len(marks) for side in (first, second) for marks in side.values()))


def f1_of_text(first: Marks, second: Marks) -> float:
    """F1 of code points of the same label, Dice's coefficient: what several marks of one annotator cover counts once.

    Dice (1945), "Measures of the Amount of Ecologic Association Between Species". Raises Undefined where there is no
    marked text.
    """
    ours, theirs = ({label: _covered(marks) for label, marks in side.items()} for side in (first, second))
    found = sum(common_text([ours[label]], [theirs[label]])[0].get(0, 0) for label in ours.keys() & theirs.keys())
    return _f1(found, sum(size(mark) for side in (ours, theirs) for mark in side.values()))


def unlabelled(marks: Marks) -> Marks:
    """The same marks as if there were one label only, so that F1 asks *where* alone."""
    return {ANY: list(dict.fromkeys(mark for some in marks.values() for mark in some))}


def _covered(marks: Sequence[Mark]) -> Mark:
    parts = spans.union(Span(*segment) for mark in marks for segment in mark)
    return tuple((part.start, part.end) for part in parts)


def _f1(matches: float, sizes: float) -> float:
    if not sizes:
        raise Undefined(UNUSED)
    return 2 * matches / sizes
