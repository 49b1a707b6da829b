"""Agreement about units, corrected for chance: each measure is what a `Coding` comes to by article.

Of a label there are two values, marked or not, so that overlapping labels are no trouble; of all labels together a
value is the *set* of labels over a unit. Formulas and sources are in `chance`. Whoever has not read a unit is missing
there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.cells import Coding, Weight
from workbench.agreement.chance import alpha_parts, kappa_parts
from workbench.agreement.distance import nominal
from workbench.agreement.groups import UNUSED
from workbench.agreement.intervals import Tally

ROUNDING = 1e-12  # a unit read by three is three thirds
Distance = Callable[[Sequence[frozenset[int]]], Array]


def nominal_sets(values: Sequence[frozenset[int]]) -> Array:
    """Two values are the same or they are not."""
    return nominal(len(values))


def alpha(coding: Coding, distance: Distance = nominal_sets) -> Tally:
    """Krippendorff's α."""
    apart = distance(coding.values)
    return _tally(
        coding,
        [coding.differed(apart, Weight.OTHER), coding.used()],
        lambda sums: alpha_parts(sums[..., 0], sums[..., 1:], apart),
    )


def cohen(coding: Coding) -> Tally:
    """Cohen's κ, of two annotators."""
    apart, values = nominal(len(coding.values)), len(coding.values)
    differed = coding.differed(apart, Weight.READER)
    first, second = np.moveaxis(coding.habits(), 1, 0)
    return _tally(
        coding,
        [differed, first, second],
        lambda sums: kappa_parts(sums[..., 0], sums[..., 1 : values + 1], sums[..., values + 1 :], apart),
    )


def percent(coding: Coding) -> Tally:
    """The share of units, or of pairs of annotators of a unit, that are alike; undefined where nothing is marked."""

    def parts(sums: Array) -> tuple[Array, Array]:
        differed, items, unmarked = (sums[..., column] for column in range(3))
        return differed, np.where(items - unmarked > ROUNDING * items, items, 0)

    return _tally(coding, _by_item(coding), parts, lowest=0.0)


def fleiss(coding: Coding) -> Tally:
    """Fleiss' κ; of two annotators Scott's π."""

    def parts(sums: Array) -> tuple[Array, Array]:
        differed, items, habits = sums[..., 0], sums[..., 1], sums[..., 2:]
        expected = items**2 - (habits**2).sum(axis=-1)
        return differed * items, np.where(expected > ROUNDING * items**2, expected, 0)

    return _tally(coding, _by_item(coding), parts)


def bennett(coding: Coding, offered: int) -> Tally:
    """Bennett's S of so many values."""

    def parts(sums: Array) -> tuple[Array, Array]:
        differed, items, habits = sums[..., 0], sums[..., 1], sums[..., 2:]
        return differed, _varied(habits, items) * items * (1 - 1 / offered)

    return _tally(coding, _by_item(coding), parts)


def gwet(coding: Coding, offered: int) -> Tally:
    """Gwet's AC1 of so many values."""

    def parts(sums: Array) -> tuple[Array, Array]:
        differed, items, habits = sums[..., 0], sums[..., 1], sums[..., 2:]
        by_chance = (habits * (items[..., None] - habits)).sum(axis=-1) / (offered - 1)
        return differed * items, _varied(habits, items) * (items**2 - by_chance)

    return _tally(coding, _by_item(coding), parts)


def conger(coding: Coding) -> Tally:
    """Conger's κ: chance is two different annotators, drawn from those who have read, each with their own habits."""
    differed, items, _ = _by_item(coding)
    used = coding.habits()
    people, values = used.shape[1:]

    def parts(sums: Array) -> tuple[Array, Array]:
        chosen = sums[..., 2:].reshape(*sums.shape[:-1], people, values)
        read = chosen.sum(axis=-1, keepdims=True)
        habits = chosen / np.where(read, read, 1)
        there = (read > 0).sum(axis=(-2, -1))
        together = (habits.sum(axis=-2) ** 2 - (habits**2).sum(axis=-2)).sum(axis=-1)
        return sums[..., 0], sums[..., 1] * (1 - together / np.maximum(there * (there - 1), 1))

    return _tally(coding, [differed, items, used.reshape(len(used), -1)], parts)


def _by_item(coding: Coding) -> list[Array]:
    """Disagreement, units, how often each value was said, by article: a unit weighs the same whoever has read it."""
    differed = coding.differed(nominal(len(coding.values)), Weight.PAIR)
    return [differed, coding.items, coding.used(Weight.READER)]


def _varied(habits: Array, items: Array) -> Array:
    """Whether more than one value was said: where not, S and AC1 would be 1 of nothing that could differ."""
    return np.asarray(items - habits.max(axis=-1) > ROUNDING * items)


def _tally(
    coding: Coding, columns: Sequence[Array], parts: Callable[[Array], tuple[Array, Array]], lowest: float = -1.0
) -> Tally:
    """Undefined where nobody marked anything: even a measure that has a value then has nothing to tell."""
    if not len(coding.at):
        return Tally(np.column_stack(columns), _nothing, lowest, UNUSED)
    return Tally(np.column_stack(columns), parts, lowest)


def _nothing(sums: Array) -> tuple[Array, Array]:
    nothing = np.zeros(sums.shape[:-1])
    return nothing, nothing
