"""Annotations of two annotators, and which of them meet: all articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workbench.agreement.arrays import Array, Bools, Ints, expanded
from workbench.agreement.assignment import heaviest_matching
from workbench.agreement.layers import Layers, first_of_each

HALF = 0.5
SLIGHT = 1e-12
"""What is closer counts as equal, where shares of text are added up."""


@dataclass(frozen=True)
class Meeting:
    """Different annotations of two annotators with any of the `labels`, as numbers of `layers`, and which share text.

    `first` (e) and `second` (e) are those that do, and `common` (e) the code points that they share.
    """

    layers: Layers
    sides: tuple[Ints, Ints]
    first: Ints
    second: Ints
    common: Ints

    @cached_property
    def made(self) -> Array:
        """How many annotations each of the two made, by article (a × 2)."""
        homes = (self.layers.home[side] for side in self.sides)
        return np.stack([np.bincount(home, minlength=len(self.layers.articles)) for home in homes], axis=1).astype(
            float
        )

    @cached_property
    def share(self) -> Array:
        """Of each two that meet, the text in common over their union."""
        size = self.layers.size
        return np.asarray(self.common / (size[self.first] + size[self.second] - self.common))

    @cached_property
    def same(self) -> Bools:
        """Which of the two that meet consist of the same text."""
        shape = self.layers.shape
        return np.equal(shape[self.first], shape[self.second])

    def matched(self, gains: Array) -> Bools:
        """Which of those that meet are matched, one to one, so that the sum of gains is the greatest; 0: not at all."""
        open_ = np.flatnonzero(gains > 0)
        first, second = self.first[open_], self.second[open_]
        marks = len(self.layers.annotator)
        alone = (np.bincount(first, minlength=marks)[first] == 1) & (np.bincount(second, minlength=marks)[second] == 1)
        found = np.zeros(len(gains), dtype=bool)
        found[open_[alone]] = True
        rest = open_[~alone]
        rows: dict[int, dict[int, int]] = {}
        for edge, one, other in zip(rest.tolist(), first[~alone].tolist(), second[~alone].tolist(), strict=True):
            rows.setdefault(one, {})[other] = edge
        edges, worth = list(rows.values()), gains.tolist()
        chosen = heaviest_matching([{other: worth[edge] for other, edge in row.items()} for row in edges])
        found[[edges[one][other] for one, other in chosen.items()]] = True
        return found

    def near(self, liked: Array) -> Bools:
        """Which of those that meet are the same one, as half of their text or more is common: matched so that the sum
        of shares is the greatest, and of equal sums that of `liked` (e).
        """
        return self.matched(np.where(self.share >= HALF, self.share + SLIGHT * liked, 0.0))

    def gained(self, gains: Array) -> Array:
        """The greatest sum of gains of annotations that meet, matched one to one, by article."""
        found = self.matched(gains)
        return self.layers.sums(self.layers.home[self.first[found]], gains[found])


def meeting(layers: Layers, labels: Sequence[int]) -> Meeting:
    """Of the two annotators of `layers`; what is the same text for one of them under several labels counts once."""
    chosen = different(layers, labels)
    sides = (chosen[layers.annotator[chosen] == 0], chosen[layers.annotator[chosen] == 1])
    mine, theirs = (_pieces(layers, side) for side in sides)
    owner, start, end = layers.owner, layers.text.start, layers.text.end
    theirs = theirs[np.argsort(start[theirs], kind="stable")]
    reach = np.maximum.accumulate(end[theirs])  # how far the text goes that those before have taken
    one, other = expanded(np.searchsorted(reach, start[mine], side="right"), np.searchsorted(start[theirs], end[mine]))
    one, other = mine[one], theirs[other]
    common = np.minimum(end[one], end[other]) - np.maximum(start[one], start[other])
    one, other, common = owner[one[common > 0]], owner[other[common > 0]], common[common > 0]
    pairs, which = np.unique(one * len(layers.annotator) + other, return_inverse=True)
    return Meeting(
        layers,
        sides,
        pairs // max(len(layers.annotator), 1),
        pairs % max(len(layers.annotator), 1),
        np.bincount(which, weights=common, minlength=len(pairs)).astype(np.int64),
    )


def different(layers: Layers, labels: Sequence[int]) -> Ints:
    """The annotations with any of these labels; what one annotator gave several of them to counts once."""
    chosen = np.flatnonzero(layers.has(labels) & layers.different)
    if len(labels) == 1:
        return chosen
    return chosen[first_of_each(layers.annotator[chosen], layers.shape[chosen])]


def _pieces(layers: Layers, marks: Ints) -> Ints:
    return expanded(layers.first[marks], layers.first[marks + 1])[1]
