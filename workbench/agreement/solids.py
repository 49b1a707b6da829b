"""Units without gaps, all texts laid end to end: what unitizing α is counted from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.agreement.arrays import Array, Bools, Ints, distinct, expanded
from workbench.agreement.passages import Passages
from workbench.errors import Undefined

OVERLAPPING = "annotations of one annotator overlap: count each label by itself"
UNREAD = -1


@dataclass(frozen=True)
class Solids:
    """Stretches n of text by annotator and place, none of which overlaps another one of the same annotator.

    `passage`, `annotator` and `label` are numbers; places count from the start of the first of the `texts`.
    """

    texts: Passages
    passage: Ints
    annotator: Ints
    label: Ints
    start: Ints
    end: Ints

    @property
    def size(self) -> Ints:
        return self.end - self.start

    def some(self, chosen: Bools) -> Solids:
        """Those that are chosen (n)."""
        return Solids(
            self.texts,
            self.passage[chosen],
            self.annotator[chosen],
            self.label[chosen],
            self.start[chosen],
            self.end[chosen],
        )


def solid(texts: Passages) -> Solids:
    """Each part of a unit by itself. Raises Undefined where those of one annotator overlap."""
    found, overlapping = without_overlaps(texts)
    if len(overlapping):
        raise Undefined(OVERLAPPING)
    return found


def without_overlaps(texts: Passages) -> tuple[Solids, Ints]:
    """The same without the articles in which those of one annotator overlap, and these articles."""
    parts = _in_order(texts)
    home = texts.home[parts.passage]
    over = (parts.start[1:] < parts.end[:-1]) & (parts.annotator[1:] == parts.annotator[:-1])
    overlapping = distinct(home[1:][over])
    return parts.some(~np.isin(home, overlapping)), overlapping


def merged(texts: Passages) -> Solids:
    """The same of units of one label, where those of one annotator that overlap are one."""
    parts = _in_order(texts)
    line = parts.annotator * (texts.edges[-1] + 1)  # each annotator's parts behind those of the one before
    reach = np.maximum.accumulate(parts.end + line)
    first = np.ones(len(reach), dtype=bool)
    first[1:] = (parts.start + line)[1:] >= reach[:-1]
    found = parts.some(first)
    last = np.append(np.flatnonzero(first), len(reach))[1:] - 1
    return Solids(texts, found.passage, found.annotator, found.label, found.start, (reach - line)[last])


def _in_order(texts: Passages) -> Solids:
    passage, annotator = texts.passage[texts.owner], texts.annotator[texts.owner]
    start, end = texts.start + texts.edges[passage], texts.end + texts.edges[passage]
    order = np.lexsort((end, start, annotator))
    label = texts.label[texts.owner]
    return Solids(texts, passage[order], annotator[order], label[order], start[order], end[order])


@dataclass(frozen=True)
class Sections:
    """The texts cut where any unit begins or ends: the text and size of each section, and its value by each annotator.

    `values` (sections × annotators) are labels, the number `gap` where nothing is marked, UNREAD where nobody read.
    `first` and `last` (n) are the first section of each unit, and the one behind its last.
    """

    passage: Ints
    sizes: Array
    values: Ints
    first: Ints
    last: Ints


def sections(units: Solids, gap: int) -> Sections:
    """What each annotator said where."""
    texts = units.texts
    edges = distinct(np.concatenate([texts.edges, units.start, units.end]))
    passage = np.searchsorted(texts.edges, edges[:-1], side="right") - 1
    values = np.where(texts.read[passage], gap, UNREAD)
    first, last = np.searchsorted(edges, units.start), np.searchsorted(edges, units.end)
    unit, at = expanded(first, last)
    values[at, units.annotator[unit]] = units.label[unit]
    return Sections(passage, np.diff(edges).astype(float), values, first, last)
