"""Which candidates make the best alignment: sets that share no unit, of the greatest gain in all.

Units that no candidate links, even by a chain, do not matter to each other. So this falls into many small problems:
those of few candidates are decided by looking at every choice, all others by one sparse linear program, and where its
solution is fractional, by a program in whole numbers without a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.agreement.arrays import Array
from workbench.agreement.gamma.candidates import NOBODY, SLIGHT, Candidates, sizes
from workbench.agreement.gamma.flat import Numbers
from workbench.errors import MissingExtra

Chosen = npt.NDArray[np.bool_]

FEW = 9
"""Candidates of a component of which all choices are looked at."""
AT_ONCE = 4096
"""Components whose choices are in the memory together."""
COLUMNS = 1000
"""Candidates in one linear program, if one component does not have more: longer ones take longer for each."""
WHOLE = 1e-6
NARROW = 1e-3
"""How far below its bound, as a share of it, a component's best choice is looked for first."""


def best_packing(candidates: Candidates, units: int) -> Chosen:
    """The candidates of a best alignment of so many units. Raises MissingExtra where a program is needed."""
    chosen = np.zeros(len(candidates.gain), dtype=bool)
    gain = candidates.gain + SLIGHT * (sizes(candidates.members) - 1)
    component = _components(candidates.members, units)
    order = np.argsort(component, kind="stable")
    _, first, counts = np.unique(component[order], return_index=True, return_counts=True)
    for size in range(1, FEW + 1):
        groups = order[first[counts == size][:, None] + np.arange(size)]
        for some in range(0, len(groups), AT_ONCE):
            part = groups[some : some + AT_ONCE]
            chosen[part] = _best_choices(candidates.members[part], gain[part])
    hard = order[np.repeat(counts > FEW, counts)]
    if len(hard):
        chosen[hard] = _solved(candidates.members[hard], gain[hard], component[hard])
    return chosen


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


def _solved(members: Numbers, gain: Array, component: Numbers) -> Chosen:
    """By programs; the candidates of one component stand together."""
    starts = np.flatnonzero(np.diff(component, prepend=-1))
    chosen = np.zeros(len(gain), dtype=bool)
    for part in _parts([*starts.tolist(), len(gain)], COLUMNS):
        share, prices = _maximum(members[part], gain[part], whole=False)
        chosen[part] = share > 0.5
        broken = np.unique(component[part][np.abs(share - np.round(share)) > WHOLE])
        for number in broken:
            rows = np.flatnonzero(component[part] == number)
            chosen[part][rows] = _whole(members[part][rows], gain[part][rows], share[rows], prices[rows])
    return chosen


def _parts(ends: list[int], size: int) -> Iterator[slice]:
    """Slices from end to end, as few ends as make them so long."""
    start = ends[0]
    for end in ends[1:]:
        if end - start >= size or end == ends[-1]:
            yield slice(start, end)
            start = end


def _whole(members: Numbers, gain: Array, share: Array, price: Array) -> Chosen:
    """One component in whole numbers. The linear program's worth is a bound, and each candidate's price comes off it.

    So a candidate whose price is more than what a solution is below the bound cannot be in a better one.
    """
    bound = share @ gain
    window = NARROW * bound
    while True:
        cheap = np.flatnonzero(price <= window)
        chosen = np.zeros(len(gain), dtype=bool)
        chosen[cheap] = _maximum(members[cheap], gain[cheap], whole=True)[0] > 0.5
        missing = bound - gain[chosen].sum()
        if missing <= window:
            return chosen
        window = missing


def _maximum(members: Numbers, gain: Array, whole: bool) -> tuple[Array, Array]:
    """How much of each candidate to take for the greatest gain, no unit being used more than once; and their prices.

    A price is what the linear program would lose by each candidate that it is made to take.
    """
    solver = _solver()
    solver.setOptionValue("presolve", "on" if whole else "off")
    there = members != NOBODY
    used, row = np.unique(members[there], return_inverse=True)
    many = sizes(members)
    columns, rows = len(gain), len(used)
    column_wise, to_maximise = 1, -1
    solver.passModel(
        columns,
        rows,
        len(row),
        column_wise,
        to_maximise,
        0.0,
        gain,
        np.zeros(columns),
        np.full(columns, np.inf),
        np.full(rows, -np.inf),
        np.ones(rows),
        (np.cumsum(many) - many).astype(np.int32),
        row.astype(np.int32),
        np.ones(len(row)),
        np.full(columns, int(whole), dtype=np.int32),
    )
    solver.run()
    solution = solver.getSolution()
    return np.array(solution.col_value), -np.array(solution.col_dual)


def _solver() -> Any:
    try:
        highspy: Any = import_module("highspy")
    except ImportError:
        hint = "python -m pip install 'workbench[stats]'"
        raise MissingExtra("γ needs a library that is not installed.", hint) from None
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("dual_feasibility_tolerance", SLIGHT / 10)
    solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)  # most of the time of a small program
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    return solver
