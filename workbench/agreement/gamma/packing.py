"""Which candidates make the best alignment: sets that share no unit, of the greatest gain in all.

Units that no candidate links, even by a chain, do not matter to each other. So this falls into many small problems:
those of few candidates are decided by looking at every choice; of two annotators, all others are matched; of more, they
go into one sparse linear program, and where its solution is fractional, into one in whole numbers without a gap. A
program that takes too long is stopped: then a good choice is taken, and how much better another may be is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.assignment import heaviest_matching
from workbench.agreement.gamma.candidates import NOBODY, SLIGHT, Candidates, sizes
from workbench.agreement.gamma.flat import Numbers
from workbench.agreement.gamma.programs import Chosen, greedy, in_whole_numbers, maximum

FEW = 9
"""Candidates of a component of which all choices are looked at."""
UNLIKE = 1 / 16
"""Of what one set less is worth, what one pair of other labels less is: a set has 15 pairs at most."""
AT_ONCE = 4096
"""Components whose choices are in the memory together."""
COLUMNS = 1000
"""Candidates in one linear program, if one component does not have more: longer ones take longer for each."""
WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Packing:
    """The `chosen` candidates (c), and what a better choice might gain besides: `gap` (c), 0 but for programs that were
    stopped, where the first candidate of the component has it."""

    chosen: Chosen
    gap: Array


def best_packing(candidates: Candidates, label: Numbers) -> Packing:
    """The candidates of a best alignment of units that bear these labels (u). Of equally good ones it is one with few
    sets, then with few pairs of other labels.

    Raises MissingExtra where a program is needed.
    """
    chosen, gap = np.zeros(len(candidates.gain), dtype=bool), np.zeros(len(candidates.gain))
    gain = candidates.gain + SLIGHT * (sizes(candidates.members) - 1 - UNLIKE * _unlike(candidates.members, label))
    component = _components(candidates.members, len(label))
    order = np.argsort(component, kind="stable")
    _, first, counts = np.unique(component[order], return_index=True, return_counts=True)
    for size in range(1, FEW + 1):
        groups = order[first[counts == size][:, None] + np.arange(size)]
        for some in range(0, len(groups), AT_ONCE):
            part = groups[some : some + AT_ONCE]
            chosen[part] = _best_choices(candidates.members[part], gain[part])
    hard = order[np.repeat(counts > FEW, counts)]
    if len(hard) and candidates.members.shape[1] == 2:
        chosen[hard] = _matched(candidates.members[hard], gain[hard])
    elif len(hard):
        chosen[hard], gap[hard] = _solved(candidates.members[hard], gain[hard], component[hard])
    return Packing(chosen, gap)


def _unlike(members: Numbers, label: Numbers) -> Numbers:
    """Of each set, the pairs of units that bear other labels."""
    found = np.zeros(len(members), dtype=np.int64)
    for one, other in combinations(members.T, 2):
        found += (one != NOBODY) & (other != NOBODY) & (label[one] != label[other])
    return found


def _components(members: Numbers, units: int) -> Numbers:
    """The component of each candidate, named by one of its units."""
    anchor = reduce(np.maximum, members.T)
    root = np.arange(units)
    while True:
        linked = np.where(members != NOBODY, root[members], units)
        lowest = reduce(np.minimum, linked.T)
        before = root.copy()
        for column, found in zip(members.T, linked.T, strict=True):
            there = column != NOBODY
            np.minimum.at(root, found[there], lowest[there])
        while (root[root] != root).any():
            root = root[root]
        if (root == before).all():
            return np.asarray(root[anchor])


def _best_choices(members: Numbers, gain: Array) -> Chosen:
    """Of problems p with the same number of candidates c: members (p × c × annotators) and gain (p × c) → p × c.

    All 2^c choices at once, made by adding one candidate after another; one with two that share a unit is worth −∞.
    """
    problems, count, _ = members.shape
    choices = (np.arange(2**count)[:, None] >> np.arange(count)) & 1 == 1
    worth = np.zeros((problems, 1))
    for number in range(count):
        mine = members[:, number, None, :]
        clash = ((members[:, :number] == mine) & (mine != NOBODY)).any(axis=2)
        bad = clash @ choices[: 2**number, :number].T
        worth = np.concatenate([worth, np.where(bad, -np.inf, worth + gain[:, number, None])], axis=1)
    return np.asarray(choices[worth.argmax(axis=1)])


def _matched(members: Numbers, gain: Array) -> Chosen:
    """Of two annotators: the heaviest matching."""
    one, first = np.unique(members[:, 0], return_inverse=True)
    gains: list[dict[int, float]] = [{} for _ in one]
    for u, v, worth in zip(first.tolist(), members[:, 1].tolist(), gain.tolist(), strict=True):
        gains[u][v] = worth
    found = heaviest_matching(gains)
    partner = np.array([found.get(u, NOBODY) for u in range(len(one))])
    return np.asarray(partner[first] == members[:, 1])


def _solved(members: Numbers, gain: Array, component: Numbers) -> tuple[Chosen, Array]:
    """By programs; the candidates of one component stand together."""
    starts = np.flatnonzero(np.diff(component, prepend=-1))
    chosen, gap = np.zeros(len(gain), dtype=bool), np.zeros(len(gain))
    for part in _parts([*starts.tolist(), len(gain)], COLUMNS):
        relaxed = maximum(members[part], gain[part], whole=False)
        chosen[part] = relaxed.share > 0.5
        open_ = np.abs(relaxed.share - np.round(relaxed.share)) > WHOLE if relaxed.proven else slice(None)
        for number in np.unique(component[part][open_]):
            rows = np.flatnonzero(component[part] == number)
            mine = members[part][rows], gain[part][rows]
            solved = in_whole_numbers(*mine, relaxed.of(rows)) if relaxed.proven else greedy(*mine)
            chosen[part][rows], gap[part][rows[0]] = solved
    return chosen, gap


def _parts(ends: list[int], size: int) -> Iterator[slice]:
    """Slices from end to end, as few ends as make them so long."""
    start = ends[0]
    for end in ends[1:]:
        if end - start >= size or end == ends[-1]:
            yield slice(start, end)
            start = end
