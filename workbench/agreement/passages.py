"""Many texts in arrays, and what annotators marked there: so all of a corpus is counted in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workbench.agreement.arrays import Array, Bools, Ints
from workbench.agreement.continuum import Continuum


@dataclass(frozen=True)
class Passages:
    """Texts q of so many `articles`: which (`home`), how long in code points, and who has `read` them (q × i).

    Units u have a `passage`, an `annotator` and a `label`, as numbers. Parts k, those of a unit in order and apart,
    have an `owner` (the unit), `start` and `end` in its text.
    """

    articles: int
    home: Ints
    length: Ints
    read: Bools
    passage: Ints
    annotator: Ints
    label: Ints
    owner: Ints
    start: Ints
    end: Ints

    @cached_property
    def edges(self) -> Ints:
        """Where each text begins if all are laid end to end, and where the last one ends (q + 1)."""
        return np.concatenate([[0], np.cumsum(self.length)])

    @cached_property
    def readers(self) -> Ints:
        """How many have read each text (q)."""
        return np.asarray(self.read.sum(axis=1))

    def of(self, label: int) -> Passages:
        """With the units of this label alone."""
        units = self.label == label
        parts = units[self.owner]
        owner = (np.cumsum(units) - 1)[self.owner[parts]]
        unit = self.passage[units], self.annotator[units], self.label[units]
        return Passages(
            self.articles, self.home, self.length, self.read, *unit, owner, self.start[parts], self.end[parts]
        )

    def sums(self, passages: Ints, values: Array) -> Array:
        """The sum of `values` (n) by article; `passages` (n) are the texts that they belong to."""
        return np.asarray(np.bincount(self.home[passages], weights=values, minlength=self.articles), dtype=float)


def of_one_text(continuum: Continuum, labels: Sequence[str]) -> Passages:
    """One text, read by all its annotators. A label that is not among `labels` is a KeyError."""
    number = {label: number for number, label in enumerate(labels)}
    units = [(seat, one) for seat, made in enumerate(continuum.annotators) for one in made]
    parts = [(owner, part.start, part.end) for owner, (_, one) in enumerate(units) for part in one.solid]
    owner, start, end = np.array(parts, dtype=np.int64).reshape(-1, 3).T
    return Passages(
        articles=1,
        home=np.zeros(1, dtype=np.int64),
        length=np.array([continuum.length]),
        read=np.ones((1, len(continuum.annotators)), dtype=bool),
        passage=np.zeros(len(units), dtype=np.int64),
        annotator=np.array([seat for seat, _ in units], dtype=np.int64),
        label=np.array([number[one.label] for _, one in units], dtype=np.int64),
        owner=owner,
        start=start,
        end=end,
    )
