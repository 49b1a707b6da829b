"""Unitizing α: did annotators find the same units in the text, and say the same about them?

The family of 2016 asks it of a *table* per text (values + 1 × values): how many code points got value c by one
annotator and k by another, and in the last row, by value, what chance must not let a unit meet, for it is its own. The
last value is the gap, text in no unit. Tables add up: a corpus is the sum of its texts. `unit_overlaps` takes any
number of annotators; `marked_overlaps`, of text that both marked, takes two, since published codes differ for more:
take the mean over pairs. `unit_tables` and `marked_tables` have those of all articles at once.

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
from itertools import combinations

import numpy as np

from workbench.agreement.arrays import Array, Ints
from workbench.agreement.chance import corrected
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.distance import nominal
from workbench.agreement.passages import Passages, of_one_text
from workbench.agreement.solids import UNREAD, Solids, merged, sections, solid
from workbench.errors import Undefined

UNUSED = "nobody used it where it counts"


def unit_overlaps(continuum: Continuum, labels: Sequence[str]) -> Array:
    """The table (labels + 2 × labels + 1) of one text, in code points; each pair of annotators counts both ways.

    A label that is not among `labels` is a KeyError. Where fewer than two annotators are, nothing meets: zeros.
    """
    if len(continuum.annotators) < 2:
        return np.zeros((len(labels) + 2, len(labels) + 1))
    return np.asarray(unit_tables(solid(of_one_text(continuum, labels)), len(labels))[0])


def unit_tables(units: Solids, labels: int) -> Array:
    """The same tables of all articles (a × labels + 2 × labels + 1), with so many labels; two have read each text."""
    texts, gap = units.texts, labels
    cut = sections(units, gap)
    met = _met(texts, cut.passage, cut.sizes / (texts.readers - 1)[cut.passage], cut.values, gap + 1)
    size, read = units.size.astype(float), (texts.readers * texts.length).astype(float)
    alone = _by_label(units, size**2, gap + 1)
    alone[:, gap] = texts.sums(np.arange(len(read)), read) - texts.sums(units.passage, size)
    return np.concatenate([met, alone[:, None]], axis=1)


def marked_overlaps(continuum: Continuum, labels: Sequence[str]) -> Array:
    """The table (labels + 1 × labels) of what both of two annotators marked, in code points, both ways.

    Any other number of annotators is a ValueError.
    """
    return np.asarray(marked_tables(solid(of_one_text(continuum, labels)), len(labels))[0])


def marked_tables(units: Solids, labels: int) -> Array:
    """The same tables of all articles (a × labels + 1 × labels), with so many labels, of two annotators."""
    cut = sections(units, labels)
    mine, theirs = (cut.values != labels).T
    common = np.zeros(len(units.start))
    for seat, others in enumerate((theirs, mine)):
        upto = np.concatenate([[0.0], np.cumsum(cut.sizes * others)])
        own = units.annotator == seat
        common[own] = upto[cut.last[own]] - upto[cut.first[own]]
    both = mine & theirs
    met = _met(units.texts, cut.passage[both], cut.sizes[both], cut.values[both], labels)
    return np.concatenate([met, _by_label(units, common**2, labels)[:, None]], axis=1)


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
    layers = tuple(tuple(one for one in made if one.label == label) for made in continuum.annotators)
    units = merged(of_one_text(Continuum(continuum.length, layers), [label]))
    apart: list[list[Stretch]] = [[] for _ in layers]
    for seat, start, end in zip(units.annotator.tolist(), units.start.tolist(), units.end.tolist(), strict=True):
        apart[seat].append(Stretch(start, end, label))
    return Continuum(continuum.length, tuple(map(tuple, apart)))


def _met(texts: Passages, passage: Ints, sizes: Array, values: Ints, size: int) -> Array:
    """How often (articles × values × values) c and k met, in sections of these sizes; UNREAD meets nothing."""
    total, homes = np.zeros(texts.articles * size**2), texts.home[passage] * size
    for first, second in combinations(values.T, 2):
        there = np.flatnonzero((first != UNREAD) & (second != UNREAD))
        which = (homes[there] + first[there]) * size + second[there]
        total += np.bincount(which, weights=sizes[there], minlength=len(total))
    met = total.reshape(-1, size, size)
    return met + met.transpose(0, 2, 1)


def _by_label(units: Solids, values: Array, size: int) -> Array:
    """The sum of values (n) of units by article and label (articles × size)."""
    which = units.texts.home[units.passage] * size + units.label
    found = np.bincount(which, weights=values, minlength=units.texts.articles * size)
    return np.asarray(found, dtype=float).reshape(-1, size)


def _halves(table: Array) -> tuple[Array, Array]:
    return table[..., :-1, :], table[..., -1, :]


def _share(part: float, whole: float) -> float:
    if not whole:
        raise Undefined(UNUSED)
    return float(part / whole)
