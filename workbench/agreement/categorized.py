"""γ-cat and γ-k over all articles: rows and parts are those of `gamma.categories`, by article."""

from __future__ import annotations

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.continua import continua
from workbench.agreement.groups import Group, Label
from workbench.agreement.intervals import Tally
from workbench.errors import MissingExtra, Undefined


def gamma_cat(group: Group, label: Label) -> Tally:  # noqa: ARG001 all counts of measures have the same shape
    """γ-cat of all labels together."""
    from workbench.agreement.gamma.categories import cat_parts

    return Tally(_rows(group), cat_parts, lowest=-np.inf)


def gamma_k(group: Group, label: Label) -> Tally:
    """γ-k of one label."""
    from workbench.agreement.gamma.categories import UNPAIRED, k_parts

    return Tally(_rows(group), k_parts(group.labels.index(str(label))), lowest=-np.inf, why_undefined=UNPAIRED)


def _rows(group: Group) -> Array:
    """Raises Undefined where the solver is missing."""
    try:
        return group.once("γ-cat", lambda: _found(group))
    except MissingExtra as reason:
        raise Undefined(f"{reason.message.rstrip('.')}: {reason.hint}") from None


def _found(group: Group) -> Array:
    from workbench.agreement.gamma.alignment import PLAIN
    from workbench.agreement.gamma.categories import cat_rows

    found, labels = list(continua(group, None)), group.labels
    rows = np.zeros((group.n_articles, len(labels), len(labels) + 1))
    np.add.at(rows, [number for number, _ in found], cat_rows([one for _, one in found], labels, PLAIN))
    return rows
