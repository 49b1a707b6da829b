"""F1, positive agreement: the share of what either marked that both marked.

Hripcsak and Rothschild (2005), "Agreement, the F-Measure, and Reliability in Information Retrieval".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.groups import UNUSED, Group, Label, Pair
from workbench.agreement.intervals import Estimate, estimate

Matches = Callable[[Pair, int], tuple[Array, Array]]


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
