"""Unitizing α: did annotators find the same units in the text, and say the same about them?

The family of 2016 asks it of a *table* per text (values + 1 × values): how many code points got value c by one
annotator and k by another, and in the last row, by value, what chance must not let a unit meet, for it is its own. The
last value is the gap, text in no unit. Tables add up: a corpus is the sum of its texts. `unit_overlaps` takes any
number of annotators; `marked_overlaps`, of text that both marked, takes two, since published codes differ for more:
take the mean over pairs.

- uα, where and what, gaps included: `u_alpha(unit_overlaps(…))`;
- |uα, where alone: `u_alpha(label_blind(unit_overlaps(…)))`;
- cuα, what, given that both marked it: `u_alpha(marked_overlaps(…))`;
- (k)uα, the same of one label: `label_alpha(marked_overlaps(…), k)`.

Annotations of one annotator must not overlap: Undefined where they do; `layer_of` makes a layer that can be taken.
Krippendorff, Mathet, Bouvry and Widlöcher (2016), "On the Reliability of Unitizing Textual Continua: Further
Developments"; the older form is in `unitizing_1995`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from workbench.agreement.arrays import Array
from workbench.agreement.chance import corrected
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.distance import nominal
from workbench.errors import Undefined

UNUSED = "nobody used it where it counts"
OVERLAPPING = "annotations of one annotator overlap: count each label by itself"


def unit_overlaps(continuum: Continuum, labels: Sequence[str]) -> Array:
    """The table (labels + 2 × labels + 1) of one text, in code points; each pair of annotators counts both ways.

    A label that is not among `labels` is a KeyError. Where fewer than two annotators are, nothing meets: zeros.
    """
    gap, people = len(labels), len(continuum.annotators)
    if people < 2:
        return np.zeros((gap + 2, gap + 1))
    sections = _sections(continuum, labels)
    alone = np.zeros(gap + 1)
    alone[gap] = people * continuum.length
    for units in sections.units:
        for first, last, column in units:
            size = sections.edges[last] - sections.edges[first]
            alone[column] += size**2
            alone[gap] -= size
    return np.vstack([_met(sections.sizes, sections.values, gap + 1), alone])


def marked_overlaps(continuum: Continuum, labels: Sequence[str]) -> Array:
    """The table (labels + 1 × labels) of what both of two annotators marked, in code points, both ways.

    Any other number of annotators is a ValueError.
    """
    gap = len(labels)
    sections = _sections(continuum, labels)
    mine, theirs = (sections.values != gap).T
    alone = np.zeros(gap)
    for units, others in zip(sections.units, (theirs, mine), strict=True):
        common = np.concatenate([[0.0], np.cumsum(sections.sizes * others)])
        for first, last, column in units:
            alone[column] += (common[last] - common[first]) ** 2
    both = mine & theirs
    return np.vstack([_met(sections.sizes[both], sections.values[both], gap), alone])


def label_blind(table: Array) -> Array:
    """The table (… 3 × 2) where there is one value only, marked, beside the gap."""
    labels = table.shape[-1] - 1
    merge = np.eye(2)[[0] * labels + [1]]
    met, alone = _halves(table)
    return np.concatenate([merge.T @ met @ merge, (alone @ merge)[..., None, :]], axis=-2)


def u_alpha(table: Array) -> float:
    """α of a table. Raises Undefined where it has one value or none."""
    return corrected(*map(float, u_parts(table)))


def u_parts(table: Array) -> tuple[Array, Array]:
    """Observed and expected disagreement, up to a common factor, for many tables (…) at once."""
    met, alone = _halves(table)
    differ, totals = nominal(table.shape[-1]), met.sum(axis=-1)
    size = totals.sum(axis=-1)
    observed = (met * differ).sum(axis=(-2, -1)) * (size**2 - alone.sum(axis=-1))
    return observed, size * ((totals @ differ) * totals).sum(axis=-1)


def label_alpha(marked: Array, label: int) -> float:
    """(k)uα of the label with this number. Raises Undefined where both marked nothing that one of them calls so."""
    return corrected(*map(float, label_parts(marked, label)))


def label_parts(marked: Array, label: int) -> tuple[Array, Array]:
    """Observed and expected disagreement of (k)uα, up to a common factor, for many tables (…) at once."""
    met, alone = _halves(marked)
    used = met.sum(axis=-1)[..., label]
    elsewhere = np.delete(met, label, axis=-2).sum(axis=(-2, -1))
    differed = np.delete(met[..., label, :], label, axis=-1).sum(axis=-1)
    return (used * (used + elsewhere) - alone[..., label]) * differed, used**2 * elsewhere


def unit_coverage(table: Array, marked: Array) -> float:
    """The share of all text that both marked: of so much cuα speaks. Raises Undefined where there is no text."""
    return _share(_halves(marked)[0].sum(), _halves(table)[0].sum())


def label_coverage(table: Array, marked: Array, label: int) -> float:
    """The share of this label's text that the other one marked too. Raises Undefined where nobody used the label."""
    return _share(_halves(marked)[0][label].sum(), _halves(table)[0][label].sum())


def layer_of(continuum: Continuum, label: str) -> Continuum:
    """What there is of one label, overlapping stretches of one annotator made one."""
    layers = ([one for one in stretches if one.label == label] for stretches in continuum.annotators)
    return Continuum(continuum.length, tuple(tuple(_apart(layer)) for layer in layers))


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    apart: list[Stretch] = []
    for one in _parts(stretches):
        if apart and one.start < apart[-1].end:
            apart[-1] = apart[-1]._replace(end=max(one.end, apart[-1].end))
        else:
            apart.append(one)
    return apart


def in_order(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of one annotator, or their parts, from first to last. Raises Undefined where they overlap."""
    ordered = _parts(stretches)
    if any(one.end > other.start for one, other in pairwise(ordered)):
        raise Undefined(OVERLAPPING)
    return ordered


def _parts(stretches: Sequence[Stretch]) -> list[Stretch]:
    return sorted(part for one in stretches for part in one.solid)


@dataclass(frozen=True, slots=True)
class _Sections:
    """The text cut at `edges`, where any unit begins or ends: each section's size, and its value by each annotator.

    `units` are of each annotator, as first section, section behind the last, and label.
    """

    edges: list[int]
    sizes: Array
    values: npt.NDArray[np.int_]
    units: list[list[tuple[int, int, int]]]


def _sections(continuum: Continuum, labels: Sequence[str]) -> _Sections:
    columns = {label: column for column, label in enumerate(labels)}
    layers = [in_order(stretches) for stretches in continuum.annotators]
    edges = sorted({0, continuum.length}.union(*({one.start, one.end} for layer in layers for one in layer)))
    place = {edge: number for number, edge in enumerate(edges)}
    units = [[(place[one.start], place[one.end], columns[one.label]) for one in layer] for layer in layers]
    values = np.full((len(edges) - 1, len(layers)), len(labels))
    for annotator, own in enumerate(units):
        for first, last, column in own:
            values[first:last, annotator] = column
    return _Sections(edges, np.diff(edges).astype(float), values, units)


def _met(sizes: Array, values: npt.NDArray[np.int_], size: int) -> Array:
    """How often (values × values, in code points) c and k met; what m annotators say weighs 1/(m − 1)."""
    used = (values[:, :, None] == np.arange(size)).sum(axis=1).astype(float)
    weighed = used * sizes[:, None] / (values.shape[1] - 1)
    return np.asarray(weighed.T @ used - np.diag(weighed.sum(axis=0)))


def _halves(table: Array) -> tuple[Array, Array]:
    return table[..., :-1, :], table[..., -1, :]


def _share(part: float, whole: float) -> float:
    if not whole:
        raise Undefined(UNUSED)
    return float(part / whole)
