"""Published data in compact notation: items apart by spaces, one character per annotator, "." where missing."""

import numpy as np

from workbench.agreement.arrays import Array


def ratings(notation: str) -> tuple[Array, list[float]]:
    """Items × annotators as label numbers (nan where missing), and the values that the numbers stand for."""
    items = notation.split()
    values = sorted({value for item in items for value in item} - {"."})
    numbers = [[np.nan if value == "." else values.index(value) for value in item] for item in items]
    return np.array(numbers, dtype=float), [float(value) for value in values]


def counts(notation: str) -> Array:
    """Items × labels: how many annotators gave the item that label."""
    chosen, values = ratings(notation)
    return (chosen[:, :, None] == np.arange(len(values))).sum(axis=1).astype(float)


def table(*rows: list[float]) -> Array:
    """How often the first annotator said c where the second said k."""
    return np.array(rows, dtype=float)
