"""From layers to continua: what γ and unitizing α compare, cut to text that the same annotators have read.

An annotator who has not read a paragraph has not left it without labels. So an article falls into *passages*: its
paragraphs that the same two or more have read, put end to end; who has not read them is no annotator of the passage.
An annotation that touches several passages is a unit in each; as far as it lies in one, whether in one paragraph or
several, it is one unit, and where text lies between its parts, one of several segments.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from workbench.agreement.arrays import Ints
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.groups import Group, Label
from workbench.agreement.layers import Layers
from workbench.agreement.marks import different


def continua(group: Group, label: Label) -> Iterator[tuple[int, Continuum]]:
    """Of each passage the number of its article, and what its annotators marked; in the order of articles.

    Of one label, or of several merged, every stretch has that label, and what one annotator gave several of them to
    counts once. Where nobody marked anything the continuum is empty; annotators are in the order of the group.
    """
    layers = group.layers
    marks = np.flatnonzero(layers.different) if label is None else different(layers, group.merged[label])
    kinds, passage = _passages(layers)
    sizes = np.diff(layers.text.edges)
    lengths = np.bincount(passage, weights=sizes, minlength=len(kinds)).astype(int).tolist()
    made: list[list[list[Stretch]]] = [[[] for _ in group.names] for _ in kinds]
    for number, mark, segments in _units(layers, marks, passage, _starts(passage, sizes)):
        name = layers.labels[layers.label[mark]] if label is None else label
        stretch = Stretch(segments[0][0], segments[-1][1], name, segments if len(segments) > 1 else ())
        made[number][layers.annotator[mark]].append(stretch)
    for kind, length, by in zip(kinds.tolist(), lengths, made, strict=True):
        readers = np.flatnonzero(kind[1:]).tolist()
        yield kind[0], Continuum(length, tuple(tuple(sorted(by[seat])) for seat in readers))


def _passages(layers: Layers) -> tuple[Ints, Ints]:
    """What passages there are, as article and who has read it (passages × 1 + annotators); that of each paragraph."""
    rows = np.column_stack([layers.article, layers.read])
    kinds, passage = np.unique(rows, axis=0, return_inverse=True)
    return kinds, passage


def _starts(passage: Ints, sizes: Ints) -> Ints:
    """Where each paragraph begins in its passage."""
    order = np.argsort(passage, kind="stable")
    before = np.cumsum(sizes[order]) - sizes[order]
    first = np.searchsorted(passage[order], np.arange(len(passage)))
    starts = np.empty_like(sizes)
    starts[order] = before - before[first[passage[order]]]
    return starts


def _units(
    layers: Layers, marks: Ints, passage: Ints, starts: Ints
) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Of each of these annotations, for each passage that it touches: passage, annotation, segments."""
    chosen = np.zeros(len(layers.annotator), dtype=bool)
    chosen[marks] = True
    pieces = np.flatnonzero(chosen[layers.owner])
    owner, paragraph = layers.owner[pieces], layers.paragraph[pieces]
    moved = (starts - layers.text.edges[:-1])[paragraph]
    start, end = layers.text.start[pieces] + moved, layers.text.end[pieces] + moved
    order = np.lexsort((start, passage[paragraph], owner))
    rows = np.column_stack([passage[paragraph], owner, start, end])[order].tolist()
    for (number, mark), mine in groupby(rows, key=lambda row: row[:2]):
        segments: list[tuple[int, int]] = []
        for *_, since, until in mine:
            if segments and segments[-1][1] == since:
                segments[-1] = segments[-1][0], until
            else:
                segments.append((since, until))
        yield number, mark, tuple(segments)
