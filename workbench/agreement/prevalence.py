"""How much is marked: no agreement, but κ and α cannot be read without it."""

from __future__ import annotations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.groups import ANY, Group, Label
from workbench.agreement.intervals import Tally

NO_UNIT = "there is no unit in what was read"


def prevalence(group: Group, label: Label) -> Tally:
    """The share of units that are marked, every annotator's reading of a unit counting once."""
    coding = group.coding(ANY if label is None else label)
    used = coding.used()
    unmarked, whole = used[:, 0], used.sum(axis=1)
    return Tally(np.column_stack([unmarked, whole]), _parts, lowest=0.0, why_undefined=NO_UNIT)


def _parts(sums: Array) -> tuple[Array, Array]:
    return sums[..., 0], sums[..., 1]
