"""The units of many continua in arrays, so that all of them are aligned in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Units:
    """Units u of `continua` continua, each by the same number of annotators, in any order.

    Places are in code points of the unit's own text; a random one may begin before 0 and end behind the text.
    """

    continua: int
    annotators: int
    continuum: Numbers
    annotator: Numbers
    start: Array
    end: Array
    label: Numbers


def flat(continua: Sequence[Continuum], labels: Sequence[str]) -> Units:
    """The units of continua by one and the same number of annotators; `labels` has all that occur.

    Raises ValueError where a stretch is empty or lies outside its text.
    """
    numbers = {label: number for number, label in enumerate(labels)}
    rows = np.array(
        [
            (number, who, one.start, one.end, numbers[one.label])
            for number, continuum in enumerate(continua)
            for who, made in enumerate(continuum.annotators)
            for one in made
        ],
        dtype=np.int64,
    ).reshape(-1, 5)
    start, end = rows[:, 2], rows[:, 3]
    lengths = np.array([continuum.length for continuum in continua], dtype=np.int64)
    if ((start < 0) | (start >= end) | (end > lengths[rows[:, 0]])).any():
        raise ValueError("a stretch is empty or lies outside its text")
    annotators = len(continua[0].annotators)
    return Units(len(continua), annotators, rows[:, 0], rows[:, 1], start.astype(float), end.astype(float), rows[:, 4])


def glued(parts: Sequence[Units]) -> Units:
    """The same units as one batch: the continua of each part are numbered after those before."""
    first = np.cumsum([0, *(part.continua for part in parts)])
    return Units(
        int(first[-1]),
        parts[0].annotators,
        np.concatenate([part.continuum + offset for part, offset in zip(parts, first[:-1], strict=True)]),
        np.concatenate([part.annotator for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.label for part in parts]),
    )
