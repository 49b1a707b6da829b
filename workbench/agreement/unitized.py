"""Unitizing α over all articles: tables and parts are those of `unitizing` and `unitizing_1995`, by article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.boundaries import boundary_parts
from workbench.agreement.continua import continua
from workbench.agreement.continuum import Continuum
from workbench.agreement.groups import Group, Label
from workbench.agreement.intervals import Parts, Tally
from workbench.agreement.unitizing import (
    UNUSED,
    label_blind,
    label_parts,
    layer_of,
    marked_overlaps,
    u_parts,
    unit_overlaps,
)
from workbench.agreement.unitizing_1995 import parts_1995, unit_distances

Table = Callable[[Continuum, Sequence[str]], Array]


def u_alpha(group: Group, label: Label) -> Tally:
    """uα: where and what, gaps included. Overlapping annotations of one label by one annotator are one."""
    return Tally(_tables(group, label, unit_overlaps), u_parts, why_undefined=UNUSED)


def blind_u_alpha(group: Group, label: Label) -> Tally:
    """|uα: where alone."""
    return Tally(
        _tables(group, label, unit_overlaps), lambda tables: u_parts(label_blind(tables)), why_undefined=UNUSED
    )


def cu_alpha(pair: Group, label: Label) -> Tally:
    """cuα: what, given that both of two annotators marked it."""
    return Tally(_tables(pair, label, marked_overlaps), u_parts)


def ku_alpha(pair: Group, label: Label) -> Tally:
    """(k)uα: the same of one label."""
    parts: Parts = partial(label_parts, label=pair.labels.index(str(label)))
    return Tally(_tables(pair, None, marked_overlaps), parts, why_undefined=UNUSED)


def older_alpha(group: Group, label: Label) -> Tally:
    """α of 1995."""
    labels = group.labels if label is None else [label]
    rows = np.concatenate([_tables(group, one, unit_distances) for one in labels], axis=1)
    return Tally(rows, parts_1995, lowest=-np.inf, why_undefined=UNUSED)


def boundaries(pair: Group, label: Label) -> Tally:
    """Boundary similarity B of two annotators: starts and ends of annotations, as numbers of units."""
    layers = pair.layers
    labels = [[number] for number in range(len(pair.labels))] if label is None else [pair.merged[label]]
    rows = np.zeros((pair.n_articles, 2))
    for numbers in labels:
        places: list[tuple[set[int], set[int]]] = [(set(), set()) for _ in pair.articles]
        something = layers.units.end > layers.units.start  # white space alone is no word
        pieces = np.flatnonzero(layers.has(numbers)[layers.owner] & something)
        owner = layers.owner[pieces]
        ends = (layers.units.start[pieces], layers.units.end[pieces])
        for home, seat, *both in zip(
            *map(np.ndarray.tolist, (layers.home[owner], layers.annotator[owner], *ends)), strict=True
        ):
            places[home][seat].update(both)
        rows += np.array([boundary_parts(first, second) for first, second in places])
    return Tally(rows, lambda sums: (sums[..., 0], sums[..., 1]), lowest=0.0, why_undefined=UNUSED)


def _tables(group: Group, label: Label, table: Table) -> Array:
    """The tables of all articles. Raises Undefined where annotations of labels that are told apart overlap."""
    return group.once((table, label), lambda: _tabled(group, label, table))


def _tabled(group: Group, label: Label, table: Table) -> Array:
    names = list(group.labels) if label is None else [label]
    rows: Array = np.zeros((group.n_articles, *table(Continuum(0, ((), ())), names).shape))
    for number, continuum in group.once(("continua", label), lambda: list(continua(group, label))):
        rows[number] += table(continuum if label is None else layer_of(continuum, label), names)
    return rows
