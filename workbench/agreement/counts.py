"""From layers to counts: what annotators did to one article, as small arrays from which every figure follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.layers import Layers, layers_of
from workbench.agreement.marks import MarkCounts, Oddity, count_marks, count_oddities
from workbench.agreement.units import SetCounts, Unit, UnitCounts, cells_of, count_sets, count_units
from workbench.model import Annotated


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """All that agreement needs to know of one article. Arrays are in the order of `annotators`, those who have read.

    `paragraphs` (i × j) were read by both, in the diagonal by i and anybody else; `shared_paragraphs` by two or more.
    """

    article: str
    annotators: tuple[str, ...]
    paragraphs: Array
    shared_paragraphs: int
    units: UnitCounts
    sets: SetCounts
    marks: MarkCounts
    oddities: Counter[Oddity]


def count(annotated: Annotated, annotators: Sequence[str], labels: Sequence[str], unit: Unit) -> ArticleCounts | None:
    """The counts of one article, or None if no paragraph was read by two of the annotators."""
    layers = layers_of(annotated, annotators, labels)
    if not any(layers.shared):
        return None
    cells = cells_of(layers, unit)
    return ArticleCounts(
        article=annotated.article.id,
        annotators=layers.annotators,
        paragraphs=_paragraphs(layers),
        shared_paragraphs=len(frozenset().union(*layers.shared)),
        units=count_units(cells),
        sets=count_sets(cells, labels),
        marks=count_marks(layers),
        oddities=count_oddities(layers),
    )


def _paragraphs(layers: Layers) -> Array:
    both = np.array([[len(mine & theirs) for theirs in layers.read] for mine in layers.read], dtype=float)
    np.fill_diagonal(both, [len(paragraphs) for paragraphs in layers.shared])
    return both
