"""Annotations of one article: how many each annotator made, how many match, and what was odd about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.layers import Layers, Marks
from workbench.agreement.matching import exact_matches, overlap_matches


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """Annotations of one article by labels l and annotators i, j; the last label stands for any of them.

    `marks` (l × i × j) are those of i that touch text that j has read too, `exact` and `overlap` (l × i × j, i < j) the
    matches. `shared` (l × i) touch text that anybody else has read.
    """

    marks: Array
    exact: Array
    overlap: Array
    shared: Array


class Oddity(Enum):
    """How an annotation was treated in a way that a person should know."""

    REPEATED = "given twice by the same annotator (same label and text): counted once"
    CUT = "partly in paragraphs that the annotator or everybody else has not read: only the rest counted"
    OUTSIDE = "wholly in paragraphs that the annotator or everybody else has not read: not counted"
    MERGED = "overlapping another of the same label and annotator: one stretch of marked text"


def count_marks(layers: Layers) -> MarkCounts:
    """Every two annotators where both have read, and each where anybody else has."""
    people, labels = len(layers.annotators), len(layers.labels) + 1
    marks, exact, overlap = (np.zeros((labels, people, people)) for _ in range(3))
    for i in range(people):
        for j in range(i + 1, people):
            common = layers.read[i] & layers.read[j]
            for label, (mine, theirs) in enumerate(zip(layers.marks(i, common), layers.marks(j, common), strict=True)):
                marks[label, i, j], marks[label, j, i] = len(mine), len(theirs)
                if mine and theirs:
                    exact[label, i, j] = exact_matches(mine, theirs)
                    overlap[label, i, j] = overlap_matches(list(mine), list(theirs))
    alone = [[len(found) for found in layers.marks(i, paragraphs)] for i, paragraphs in enumerate(layers.shared)]
    return MarkCounts(marks, exact, overlap, np.array(alone, dtype=float).T)


def count_oddities(layers: Layers) -> Counter[Oddity]:
    """How many annotations were treated in each way."""
    odd: Counter[Oddity] = Counter()
    for i, paragraphs in enumerate(layers.shared):
        found = layers.marks(i, paragraphs)[:-1]
        touching = [one.touched for one in layers.made[i] if one.touched & paragraphs]
        odd[Oddity.REPEATED] += len(touching) - sum(map(len, found))
        odd[Oddity.CUT] += sum(not touched <= paragraphs for touched in touching)
        odd[Oddity.OUTSIDE] += len(layers.made[i]) - len(touching)
        odd[Oddity.MERGED] += sum(_overlapping(marks) for marks in found)
    return odd


def _overlapping(marks: Marks) -> int:
    """How many marks begin before an earlier one has ended."""
    segments = sorted((start, end, number) for number, mark in enumerate(marks) for start, end in mark)
    found: set[int] = set()
    reach = 0
    for start, end, number in segments:
        if start < reach:
            found.add(number)
        reach = max(reach, end)
    return len(found)
