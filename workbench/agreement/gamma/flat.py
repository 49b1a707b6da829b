"""The units of many continua in arrays, so that all of them are aligned in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from workbench.agreement.arrays import Array
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.passages import Passages

Numbers = npt.NDArray[np.int64]
_Place = tuple[float, float, list[list[float]]]


@dataclass(frozen=True, slots=True)
class Units:
    """Units u of `continua` continua, each by the same number of annotators, in any order.

    Places are in code points of the unit's own text; a random one may begin before 0 and end behind the text. Where a
    unit of the batch has several segments, `segments` (u × s × 2) has those of each, from its start; what a unit has
    less of than others is [0, 0). Else s is 0.
    """

    continua: int
    annotators: int
    continuum: Numbers
    annotator: Numbers
    start: Array
    end: Array
    label: Numbers
    segments: Array


def flat(continua: Sequence[Continuum], labels: Sequence[str]) -> Units:
    """The units of continua by one and the same number of annotators; `labels` has all that occur.

    Raises ValueError where a stretch is empty or lies outside its text, or its segments are not what it says.
    """
    numbers = {label: number for number, label in enumerate(labels)}
    stretches = [
        (number, who, one)
        for number, continuum in enumerate(continua)
        for who, made in enumerate(continuum.annotators)
        for one in made
    ]
    rows = np.array(
        [(number, who, one.start, one.end, numbers[one.label]) for number, who, one in stretches], dtype=np.int64
    ).reshape(-1, 5)
    start, end = rows[:, 2], rows[:, 3]
    lengths = np.array([continuum.length for continuum in continua], dtype=np.int64)
    if ((start < 0) | (start >= end) | (end > lengths[rows[:, 0]])).any():
        raise ValueError("a stretch is empty or lies outside its text")
    annotators = len(continua[0].annotators)
    segments = _segments([one for *_, one in stretches])
    places = start.astype(float), end.astype(float)
    return Units(len(continua), annotators, rows[:, 0], rows[:, 1], *places, rows[:, 4], segments)


def _segments(stretches: Sequence[Stretch]) -> Array:
    most = max((len(one.segments) for one in stretches), default=0)
    segments = np.zeros((len(stretches), most, 2))
    for row, one in zip(segments, stretches, strict=True):
        if one.segments:
            ends = [end for part in one.segments for end in part]
            if (ends[0], ends[-1]) != (one.start, one.end) or any(a >= b for a, b in pairwise(ends)):
                raise ValueError("the segments of a stretch are not in order and apart, or do not span it")
            row[: len(one.segments)] = np.array(one.segments) - one.start
        elif most:
            row[0, 1] = one.end - one.start
    return segments


def in_one_order(units: Units) -> Units:
    """The same units of one continuum, in an order that does not hang on who the annotators are, nor on how labels are
    called where places tell them apart, its own and those of who gave it: so it is the same alignment of several best
    ones that is found."""
    places: list[_Place] = list(zip(units.start.tolist(), units.end.tolist(), units.segments.tolist(), strict=True))
    seats, labels = units.annotator.tolist(), units.label.tolist()
    theirs: list[list[_Place]] = [[] for _ in range(units.annotators)]
    for place, seat in sorted(zip(places, seats, strict=True)):
        theirs[seat].append(place)
    where: defaultdict[int, list[object]] = defaultdict(list)
    for place, seat, label in sorted(zip(places, map(theirs.__getitem__, seats), labels, strict=True)):
        where[label].append((place, seat))
    made: list[list[tuple[object, ...]]] = [[] for _ in range(units.annotators)]
    for number, (seat, place, label) in enumerate(zip(seats, places, labels, strict=True)):
        made[seat].append((place, where[label], label, number))
    for mine in made:
        mine.sort()
    made.sort(key=lambda mine: [one[:-1] for one in mine])
    order = np.array([one[-1] for mine in made for one in mine], dtype=np.int64)
    seat = np.repeat(np.arange(units.annotators), [len(mine) for mine in made])
    edges = units.start[order], units.end[order]
    return Units(1, units.annotators, units.continuum, seat, *edges, units.label[order], units.segments[order])


def by_passage(passages: Passages) -> Iterator[tuple[int, Units]]:
    """Of each text in which something is marked, its number and its units, in one order, by whoever has read it."""
    seat = (np.cumsum(passages.read, axis=1) - 1)[passages.passage, passages.annotator]
    first = np.searchsorted(passages.owner, np.arange(len(seat) + 1))
    start = passages.start[first[:-1]].astype(float)
    end = passages.end[first[1:] - 1].astype(float)
    many = np.diff(first)
    segments = np.zeros((len(seat), many.max(initial=0), 2))
    place = np.arange(len(passages.owner)) - first[passages.owner]
    for column, edge in enumerate((passages.start, passages.end)):
        segments[passages.owner, place, column] = edge - start[passages.owner]
    cuts = np.searchsorted(passages.passage, np.arange(len(passages.home) + 1)).tolist()
    for number, (since, until) in enumerate(pairwise(cuts)):
        if since < until:
            mine, most = slice(since, until), int(many[since:until].max())
            places = start[mine], end[mine], passages.label[mine], segments[mine, : most if most > 1 else 0]
            one = np.zeros(until - since, dtype=np.int64)
            yield number, in_one_order(Units(1, int(passages.readers[number]), one, seat[mine], *places))


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
        _beside([part.segments for part in parts], [part.end - part.start for part in parts]),
    )


def _beside(parts: Sequence[Array], lengths: Sequence[Array]) -> Array:
    """The segments of all parts, as many for each unit as any has."""
    most = max(part.shape[1] for part in parts)
    segments = np.zeros((sum(map(len, parts)), most, 2))
    first = 0
    for part, length in zip(parts, lengths, strict=True):
        mine = segments[first : first + len(part)]
        mine[:, : part.shape[1]] = part
        if most > part.shape[1] == 0:
            mine[:, 0, 1] = length
        first += len(part)
    return segments
