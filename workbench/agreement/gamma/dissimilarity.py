"""How unlike two units are: by place and by label. Mathet, Widlöcher and Métivier (2015), section 4.3."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.gamma.flat import Numbers, Units


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """`alpha` · unlikeness of places + `beta` · unlikeness of labels; a missing unit costs `delta` (more than 0).

    Places: ((how far the starts are apart + how far the ends are) / the sum of both lengths)² · delta. That is (text in
    one unit alone + twice the distance of the two) / (text of one + text of the other), squared; so it is taken where a
    unit has several segments, of which the paper does not speak. Labels: delta where they differ. The weights are 1 and
    1 unless told, as in pygamma-agreement; the program of the paper's authors, Gamma Software, has alpha 3 and beta 1.
    Figures of different weights cannot be compared.
    """

    alpha: float = 1.0
    beta: float = 1.0
    delta: float = 1.0

    def between(self, units: Units, first: Numbers, second: Numbers) -> Array:
        """Of pairs p of units: numbers of the first ones (p) and of the second ones (p) → p."""
        unlike = units.label[first] != units.label[second]
        return np.asarray(self.delta * (self.alpha * apart(units, first, second) + self.beta * unlike))

    def reach(self, bound: float) -> float:
        """How far apart, in mean lengths, the middles of two units can be whose dissimilarity is below `bound`.

        Not less than 1, as far as those of units that share text can be which have several segments.
        """
        return np.inf if self.alpha == 0 else max(1.0, float(np.sqrt(bound / (self.alpha * self.delta))))


def apart(units: Units, first: Numbers, second: Numbers) -> Array:
    """How unlike the places of pairs p of units are, in deltas: 0 where they are the same, without a limit."""
    moved = np.abs(units.start[first] - units.start[second]) + np.abs(units.end[first] - units.end[second])
    lengths = units.end[first] - units.start[first] + units.end[second] - units.start[second]
    if units.segments.shape[1]:
        several = units.segments[:, 1, 1] > 0
        some = np.flatnonzero(several[first] | several[second])
        moved[some], lengths[some] = _by_segments(units, first[some], second[some])
    return np.asarray((moved / lengths) ** 2)


def _by_segments(units: Units, first: Numbers, second: Numbers) -> tuple[Array, Array]:
    """Text in one unit alone and twice their distance; and the text of both, each by itself.

    An empty segment changes nothing: it lies where its unit begins.
    """
    mine, theirs = (units.start[some, None, None] + units.segments[some] for some in (first, second))
    since = np.maximum(mine[:, :, None, 0], theirs[:, None, :, 0])
    common = np.minimum(mine[:, :, None, 1], theirs[:, None, :, 1]) - since
    lengths = sum((side[..., 1] - side[..., 0]).sum(axis=1) for side in (mine, theirs))
    shared = np.maximum(common, 0).sum(axis=(1, 2))
    distance = np.maximum(-common.max(axis=(1, 2)), 0)
    return lengths - 2 * shared + 2 * distance, lengths
