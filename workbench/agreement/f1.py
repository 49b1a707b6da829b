"""F1, positive agreement: the share of what either marked that both marked.

Hripcsak and Rothschild (2005), "Agreement, the F-Measure, and Reliability in Information Retrieval".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from workbench import spans
from workbench.agreement.arrays import Array
from workbench.agreement.groups import ANY, UNUSED, Group, Label
from workbench.agreement.intervals import Tally
from workbench.agreement.marks import HALF, Meeting
from workbench.agreement.matching import Mark, common_text, overlap_matches, size
from workbench.errors import Undefined
from workbench.model import Span

Marks = Mapping[str, Sequence[Mark]]
"""What one annotator marked in one text, by label; each mark stands once under its label."""
Matches = Callable[[Meeting], Array]
"""How many annotations match, by article."""


def exact(meeting: Meeting) -> Array:
    """All segments are equal."""
    return meeting.gained(meeting.same.astype(float))


def overlap(meeting: Meeting) -> Array:
    """Some text in common, one to one."""
    return meeting.gained(np.ones(len(meeting.first)))


def half(meeting: Meeting) -> Array:
    """Half of the text that the two have together in common, or more; one to one."""
    return meeting.gained((meeting.share >= HALF).astype(float))


def soft(meeting: Meeting) -> Array:
    """Each pair counts as much as its share of common text."""
    return meeting.gained(meeting.share)


def partial_credit(meeting: Meeting) -> Array:
    """Equal segments count 1, some text in common counts a half."""
    return meeting.gained(np.where(meeting.same, 1.0, 0.5))


def f1(matches: Matches, pair: Group, label: Label) -> Tally:
    """F1 of two annotators over all articles; of all labels together matches are those of each label."""
    if label is None:
        rows = sum((_matches(matches, pair, one) for one in pair.labels), np.zeros((pair.n_articles, 2)))
    else:
        rows = _matches(matches, pair, label)
    return Tally(rows, f1_parts, lowest=0.0, why_undefined=UNUSED)


def _matches(matches: Matches, pair: Group, label: str) -> Array:
    meeting = pair.meeting(label)
    return pair.once((matches, label), lambda: np.column_stack([matches(meeting), meeting.made.sum(axis=1)]))


def token(pair: Group, label: Label) -> Tally:
    """F1 of units that both of two annotators marked with the same label."""
    labels = pair.labels if label is None else [label]
    rows = np.zeros((pair.n_articles, 2))
    for one in labels:
        coding = pair.coding(one)
        rows += np.column_stack([coding.agreed, coding.used()[:, 1]])
    return Tally(rows, f1_parts, lowest=0.0, why_undefined=UNUSED)


def f1_parts(sums: Array) -> tuple[Array, Array]:
    matches, sizes = sums[..., 0], sums[..., 1]
    return sizes - 2 * matches, sizes


# Of two annotators in one text


def f1_of_marks(
    first: Marks, second: Marks, matches: Callable[[Sequence[Mark], Sequence[Mark]], float] = overlap_matches
) -> float:
    """F1 of annotations of the same label, `matches` being one of `matching`. Raises Undefined where there is none."""
    found = sum(matches(first[label], second[label]) for label in first.keys() & second.keys())
    return _f1(found, sum(len(marks) for side in (first, second) for marks in side.values()))


def f1_of_text(first: Marks, second: Marks) -> float:
    """F1 of code points of the same label, Dice's coefficient: what several marks of one annotator cover counts once.

    Dice (1945), "Measures of the Amount of Ecologic Association Between Species". Raises Undefined where there is no
    marked text.
    """
    ours, theirs = ({label: _covered(marks) for label, marks in side.items()} for side in (first, second))
    found = sum(common_text([ours[label]], [theirs[label]])[0].get(0, 0) for label in ours.keys() & theirs.keys())
    return _f1(found, sum(size(mark) for side in (ours, theirs) for mark in side.values()))


def unlabelled(marks: Marks) -> Marks:
    """The same marks as if there were one label only, so that F1 asks *where* alone."""
    return {ANY: list(dict.fromkeys(mark for some in marks.values() for mark in some))}


def _covered(marks: Sequence[Mark]) -> Mark:
    parts = spans.union(Span(*segment) for mark in marks for segment in mark)
    return tuple((part.start, part.end) for part in parts)


def _f1(matches: float, sizes: float) -> float:
    if not sizes:
        raise Undefined(UNUSED)
    return 2 * matches / sizes
