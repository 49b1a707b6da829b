"""From layers to passages and continua: what γ and unitizing α compare, cut to text that the same annotators have read.

An annotator who has not read a paragraph has not left it without labels. So an article falls into *passages*: its
paragraphs that the same two or more have read, put end to end; who has not read them is no annotator of the passage.
An annotation that touches several passages is a unit in each; as far as it lies in one, whether in one paragraph or
several, it is one unit, and where text lies between its parts, one of several segments.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbench.agreement.arrays import Ints, new
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.groups import Group, Label
from workbench.agreement.layers import Layers
from workbench.agreement.marks import different
from workbench.agreement.passages import Passages


def passages(group: Group, label: Label) -> Passages:
    """The passages of a group in the order of articles, and their units in that of passage, annotator and place.

    Of all labels together units have the label's number in the group. Of one label, or of several merged, it is 0, and
    what one annotator gave several of them to counts once.
    """
    return group.once(("passages", label), lambda: _passages(group, label))


def continua(group: Group, label: Label) -> Iterator[tuple[int, Continuum]]:
    """The same as a continuum of each passage, after the number of its article; `label` is what its units have.

    Where nobody marked anything the continuum is empty; annotators are in the order of the group.
    """
    found = passages(group, label)
    labels = group.labels if label is None else [label]
    segments: list[list[tuple[int, int]]] = [[] for _ in found.passage]
    for owner, start, end in zip(found.owner.tolist(), found.start.tolist(), found.end.tolist(), strict=True):
        segments[owner].append((start, end))
    made: list[list[list[Stretch]]] = [[[] for _ in group.names] for _ in found.home]
    units = zip(found.passage.tolist(), found.annotator.tolist(), found.label.tolist(), segments, strict=True)
    for passage, seat, number, parts in units:
        stretch = Stretch(parts[0][0], parts[-1][1], labels[number], tuple(parts) if len(parts) > 1 else ())
        made[passage][seat].append(stretch)
    for home, length, read, by in zip(found.home.tolist(), found.length.tolist(), found.read, made, strict=True):
        yield home, Continuum(length, tuple(tuple(sorted(by[seat])) for seat in np.flatnonzero(read).tolist()))


def _passages(group: Group, label: Label) -> Passages:
    layers = group.layers
    marks = np.flatnonzero(layers.different) if label is None else different(layers, group.merged[label])
    rows = np.column_stack([layers.article, layers.read])
    kinds, begin, passage = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    places = np.argsort(begin)  # as they stand in the text, whoever has read them
    kinds, passage = kinds[places], np.argsort(places)[passage]
    sizes = np.diff(layers.text.edges)
    starts = _starts(passage, sizes)
    owner, home, start, end = _pieces(layers, marks, passage, starts)
    first = np.flatnonzero(new(owner, home))  # pieces that begin a unit
    last = np.append(first, len(owner))[1:] - 1
    unit = np.repeat(np.arange(len(first)), last - first + 1)
    begins = np.flatnonzero(new(unit) | (np.append(-1, end)[:-1] != start))  # those that begin a part of it
    mark = owner[first]
    order = np.lexsort((layers.label[mark], end[last], start[first], layers.annotator[mark], home[first]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    parts = np.argsort(rank[unit[begins]], kind="stable")
    return Passages(
        articles=group.n_articles,
        home=kinds[:, 0],
        length=np.bincount(passage, weights=sizes, minlength=len(kinds)).astype(np.int64),
        read=kinds[:, 1:].astype(bool),
        passage=home[first][order],
        annotator=layers.annotator[mark][order],
        label=layers.label[mark][order] if label is None else np.zeros(len(order), dtype=np.int64),
        owner=rank[unit[begins]][parts],
        start=start[begins][parts],
        end=end[np.append(begins, len(owner))[1:] - 1][parts],
    )


def _starts(passage: Ints, sizes: Ints) -> Ints:
    """Where each paragraph begins in its passage."""
    order = np.argsort(passage, kind="stable")
    before = np.cumsum(sizes[order]) - sizes[order]
    first = np.searchsorted(passage[order], np.arange(len(passage)))
    starts = np.empty_like(sizes)
    starts[order] = before - before[first[passage[order]]]
    return starts


def _pieces(layers: Layers, marks: Ints, passage: Ints, starts: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """The pieces of these annotations, by annotation, passage and place in it: these two, start and end."""
    chosen = np.zeros(len(layers.annotator), dtype=bool)
    chosen[marks] = True
    pieces = np.flatnonzero(chosen[layers.owner])
    owner, paragraph = layers.owner[pieces], layers.paragraph[pieces]
    moved = (starts - layers.text.edges[:-1])[paragraph]
    start, end = layers.text.start[pieces] + moved, layers.text.end[pieces] + moved
    order = np.lexsort((start, passage[paragraph], owner))
    return owner[order], passage[paragraph][order], start[order], end[order]
