"""Packing by programs: linear ones, whose worth is a bound, and such in whole numbers. The solver is HiGHS.

Huangfu and Hall (2018), "Parallelizing the Dual Revised Simplex Method", Mathematical Programming Computation 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.agreement.arrays import Array
from workbench.agreement.gamma.candidates import NOBODY, SLIGHT, sizes
from workbench.agreement.gamma.flat import Numbers
from workbench.errors import MissingExtra

Chosen = npt.NDArray[np.bool_]

NARROW = 1e-3
"""How far below its bound, as a share of it, a component's best choice is looked for first."""
PATIENCE = 10.0
"""Seconds that one program may take."""


@dataclass(frozen=True, slots=True)
class Solution:
    """How much of each candidate (c) is taken, and its price: what would be lost by being made to take it.

    `proven` says whether that is the best there is; if not, it is what was found in time, which may be nothing.
    """

    share: Array
    price: Array
    proven: bool

    def of(self, rows: Numbers) -> Solution:
        """The same of some candidates."""
        return Solution(self.share[rows], self.price[rows], self.proven)


def in_whole_numbers(members: Numbers, gain: Array, relaxed: Solution) -> tuple[Chosen, float]:
    """The best choice of one component, from its linear program; and how much better than it another may be.

    The linear program's worth is a bound, and each candidate's price comes off it. So a candidate whose price is more
    than what a solution is below the bound cannot be in a better one.
    """
    bound = relaxed.share @ gain
    window = NARROW * bound
    while True:
        cheap = np.flatnonzero(relaxed.price <= window)
        found = maximum(members[cheap], gain[cheap], whole=True)
        chosen = np.zeros(len(gain), dtype=bool)
        chosen[cheap] = found.share > 0.5
        missing = bound - gain[chosen].sum()
        if not found.proven:
            plain, _ = greedy(members, gain)
            best = max(chosen, plain, key=lambda one: float(gain[one].sum()))
            return best, float(bound - gain[best].sum())
        if missing <= window:
            return chosen, 0.0
        window = missing


def greedy(members: Numbers, gain: Array) -> tuple[Chosen, float]:
    """The candidate that gains most by each of its units, then the next that fits; how much better another may be.

    No choice gains more than the sum over units of the most that any candidate gains by one of its units.
    """
    by_unit = gain / sizes(members)
    chosen, price = np.zeros(len(gain), dtype=bool), dict[int, float]()
    used: set[int] = set()
    for one in np.argsort(-by_unit, kind="stable").tolist():
        units = [unit for unit in members[one].tolist() if unit != NOBODY]
        for unit in units:
            price.setdefault(unit, float(by_unit[one]))
        if used.isdisjoint(units):
            chosen[one] = True
            used.update(units)
    return chosen, max(0.0, sum(price.values()) - float(gain[chosen].sum()))


def maximum(members: Numbers, gain: Array, whole: bool) -> Solution:
    """How much of each candidate to take for the greatest gain, no unit being used more than once.

    Raises MissingExtra without the solver.
    """
    highspy, solver = _solver()
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
    found = solver.getSolution()
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    share = np.array(found.col_value) if proven or (whole and found.value_valid) else np.zeros(columns)
    return Solution(share, -np.array(found.col_dual) if proven else share, proven)


def _solver() -> tuple[Any, Any]:
    """The library, and one run of it."""
    try:
        highspy: Any = import_module("highspy")
    except ImportError:
        hint = "python -m pip install 'workbench[stats]'"
        raise MissingExtra("γ of three annotators or more needs a library that is not installed.", hint) from None
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", PATIENCE)
    solver.setOptionValue("dual_feasibility_tolerance", SLIGHT / 10)
    solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)  # most of the time of a small program
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    return highspy, solver
