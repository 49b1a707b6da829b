"""What γ of a corpus is computed from: the disorder of every article, observed and expected."""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.agreement.arrays import Array
from workbench.agreement.intervals import Tally

UNMARKED = "nothing is marked in a text that two annotators have read"


@dataclass(frozen=True, slots=True)
class Disorders:
    """`rows` (articles × 2) are observed and expected cost of the best alignment; zeros where nothing is marked.

    `error` is the standard error of γ that drawing leaves, after `draws` random texts for each. By `gap` γ may be off
    besides where the search for a best alignment was stopped because it took too long; else it is 0. `why` γ is
    undefined where nothing is expected.
    """

    rows: Array
    error: float
    draws: int
    gap: float = 0.0
    why: str = UNMARKED

    def tally(self) -> Tally:
        """What γ is made of."""
        return Tally(self.rows, lambda sums: (sums[..., 0], sums[..., 1]), lowest=-math.inf, why_undefined=self.why)
