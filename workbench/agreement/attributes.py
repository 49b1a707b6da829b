"""Do annotators give the same attributes to what both have marked?

Two annotations are the same one where they bear the same label and share half of their text or more. A value that only
one of the two has given is missing, like a unit that only one has read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workbench.agreement.arrays import Array, Ints
from workbench.agreement.chance import alpha_parts
from workbench.agreement.distance import interval, jaccard, nominal
from workbench.agreement.groups import Group
from workbench.agreement.intervals import Tally
from workbench.agreement.layers import Layers
from workbench.errors import Undefined
from workbench.model import AttributeValue

MOST_VALUES = 200
FREE = f"more than {MOST_VALUES} different values: text is not compared"
NOT_PAIRED = "no annotation that both have marked has a value by both"


def attributes_of(group: Group) -> list[tuple[str, str]]:
    """Every label with an attribute that any of its annotations has, in the order of labels, then of names."""
    layers, given = group.layers, group.layers.made.attributes
    having = np.flatnonzero(np.isin(layers.number, list(given))).tolist() if given else []
    found = {(int(layers.label[mark]), name) for mark in having for name in given[int(layers.number[mark])]}
    return [(group.labels[label], name) for label, name in sorted(found)]


def attribute_alpha(group: Group, label: str, attribute: str) -> Tally:
    """Krippendorff's α of the values; numbers differ by their difference squared, several choices as Jaccard has it.

    Raises Undefined for free text.
    """
    homes, codes, values = _paired(group, label, attribute)
    apart = _distance(values)
    differed = group.layers.sums(homes, 2 * apart[codes[:, 0], codes[:, 1]])
    rows = len(group.articles) * len(values)
    used = np.bincount((homes[:, None] * len(values) + codes).ravel(), minlength=rows).reshape(-1, len(values))
    return Tally(np.column_stack([differed, used]), lambda sums: alpha_parts(sums[..., 0], sums[..., 1:], apart))


def attribute_percent(group: Group, label: str, attribute: str) -> Tally:
    """How often the two values are the same. Raises Undefined for free text."""
    homes, codes, _ = _paired(group, label, attribute)
    unlike = (codes[:, 0] != codes[:, 1]).astype(float)
    rows = np.column_stack([group.layers.sums(homes, unlike), group.layers.sums(homes, np.ones(len(homes)))])
    return Tally(rows, lambda sums: (sums[..., 0], sums[..., 1]), lowest=0.0, why_undefined=NOT_PAIRED)


def compared(group: Group, label: str, attribute: str) -> int:
    """How often two annotators have both given a value to the same annotation."""
    try:
        return len(_paired(group, label, attribute)[0])
    except Undefined:
        return 0


def _paired(group: Group, label: str, attribute: str) -> tuple[Ints, Ints, list[AttributeValue]]:
    """Of every two annotators and each annotation of both: its article, the two values as numbers; and all values."""
    return group.once(("attribute", label, attribute), lambda: _numbered(list(_values(group, label, attribute))))


def _numbered(
    found: Sequence[tuple[int, AttributeValue, AttributeValue]],
) -> tuple[Ints, Ints, list[AttributeValue]]:
    numbers: dict[AttributeValue, int] = {}
    codes = [[numbers.setdefault(value, len(numbers)) for value in both] for _, *both in found]
    if not found:
        raise Undefined(NOT_PAIRED)
    if len(numbers) > MOST_VALUES:
        raise Undefined(FREE)
    return np.array([home for home, *_ in found]), np.array(codes), list(numbers)


def _values(group: Group, label: str, attribute: str) -> Iterator[tuple[int, AttributeValue, AttributeValue]]:
    """Of matchings that share as much text, that is taken which has the most values to compare, and equal ones."""
    for pair in group.pairs:
        meeting, given = pair.meeting(label), _given(pair.layers, attribute)
        both = [
            (given.get(one), given.get(other))
            for one, other in zip(meeting.first.tolist(), meeting.second.tolist(), strict=True)
        ]
        liked = np.array([(None not in two) * (2 + (two[0] == two[1])) for two in both])
        for edge in np.flatnonzero(meeting.near(liked)).tolist():
            mine, theirs = both[edge]
            if mine is not None and theirs is not None:
                yield int(pair.rows[pair.layers.home[meeting.first[edge]]]), mine, theirs


def _given(layers: Layers, attribute: str) -> dict[int, AttributeValue]:
    """The value of each annotation that has one; of what one annotator made twice, the first value in order."""
    given, values = layers.made.attributes, dict[int, AttributeValue]()
    for mark in np.flatnonzero(np.isin(layers.number, list(given))).tolist() if given else ():
        value = given[int(layers.number[mark])].get(attribute)
        if value is not None:
            plain, twin = _plain(value), int(layers.twin[mark])
            values[twin] = min(values.get(twin, plain), plain, key=repr)
    return values


def _plain(value: AttributeValue) -> AttributeValue:
    """Choices in any order are the same."""
    return tuple(sorted(value)) if isinstance(value, tuple) else value


def _distance(values: Sequence[AttributeValue]) -> Array:
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    choices = [frozenset(value) for value in values if isinstance(value, tuple)]
    if len(numbers) == len(values):
        return interval(numbers)
    return jaccard(choices) if len(choices) == len(values) else nominal(len(values))
