"""Unitizing α and B over all articles: tables and parts are those of `unitizing`, `unitizing_1995` and `boundaries`.

Where labels are told apart, articles in which annotations of one annotator overlap are barred.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.boundaries import parts_by_article
from workbench.agreement.chance import NO_VARIATION
from workbench.agreement.continua import passages
from workbench.agreement.groups import Group, Label
from workbench.agreement.intervals import Parts, Tally
from workbench.agreement.solids import OVERLAPPING, Solids, merged, without_overlaps
from workbench.agreement.unitizing import UNUSED, label_blind, label_parts, marked_tables, u_parts, unit_tables
from workbench.agreement.unitizing_1995 import distances, parts_1995

Tables = Callable[[Solids, int], Array]
"""What is marked, and the number of labels → tables of coincidences by article."""


def u_alpha(group: Group, label: Label) -> Tally:
    """uα: where and what, gaps included. Overlapping annotations of one label by one annotator are one."""
    return _tally(unit_tables, group, label, u_parts, UNUSED)


def blind_u_alpha(group: Group, label: Label) -> Tally:
    """|uα: where alone."""
    return _tally(unit_tables, group, label, lambda tables: u_parts(label_blind(tables)), UNUSED)


def cu_alpha(pair: Group, label: Label) -> Tally:
    """cuα: what, given that both of two annotators marked it."""
    return _tally(marked_tables, pair, label, u_parts, NO_VARIATION)


def ku_alpha(pair: Group, label: Label) -> Tally:
    """(k)uα: the same of one label."""
    return _tally(marked_tables, pair, None, partial(label_parts, label=pair.labels.index(str(label))), UNUSED)


def older_alpha(group: Group, label: Label) -> Tally:
    """α of 1995."""
    labels = group.labels if label is None else [label]
    tables = [group.once((distances, one), partial(_distances, group, one)) for one in labels]
    return Tally(np.stack(tables, axis=1), parts_1995, lowest=-np.inf, why_undefined=UNUSED)


def boundaries(pair: Group, label: Label) -> Tally:
    """Boundary similarity B of two annotators: starts and ends of annotations, as numbers of units."""
    layers = pair.layers
    labels = [[number] for number in range(len(pair.labels))] if label is None else [pair.merged[label]]
    something = layers.units.end > layers.units.start  # white space alone is no word
    rows: Array = np.zeros((pair.n_articles, 2))
    for numbers in labels:
        pieces = np.flatnonzero(layers.has(numbers)[layers.owner] & something)
        owner, start, end = layers.owner[pieces], layers.units.start[pieces], layers.units.end[pieces]
        first, last = np.ones((2, len(owner)), dtype=bool)
        first[1:] = last[:-1] = (owner[1:] != owner[:-1]) | (start[1:] != end[:-1])  # over the edge of a paragraph
        places, owner = np.concatenate([start[first], end[last]]), np.concatenate([owner[first], owner[last]])
        rows += parts_by_article(places, layers.annotator[owner], layers.home[owner], pair.n_articles)
    return Tally(rows, lambda sums: (sums[..., 0], sums[..., 1]), lowest=0.0, why_undefined=UNUSED)


def _tally(tables: Tables, group: Group, label: Label, parts: Parts, why: str) -> Tally:
    """Of one label what overlaps is one; of all labels, which are told apart, articles with overlaps are barred."""
    if label is not None:
        rows = group.once((tables, label), lambda: tables(merged(passages(group, label)), 1))
        return Tally(rows, parts, why_undefined=why)
    units, overlapping = group.once(without_overlaps, lambda: without_overlaps(passages(group, None)))
    rows = group.once((tables, None), lambda: tables(units, len(group.labels)))
    return Tally(rows, parts, why_undefined=why, barred=dict.fromkeys(overlapping.tolist(), OVERLAPPING))


def _distances(group: Group, label: str) -> Array:
    return distances(merged(passages(group, label)))
