"""The best alignment of a small continuum by trying all."""

from collections.abc import Callable
from functools import cache
from itertools import product

from workbench.agreement.continuum import Stretch
from workbench.agreement.gamma import Dissimilarity

Unlike = Callable[[Stretch, Stretch], float]
"""How unlike the places of two units are, in deltas."""


@cache
def least(left: tuple[tuple[Stretch, ...], ...], measure: Dissimilarity, unlike: Unlike) -> float:
    """What it costs."""
    who = next((who for who, mine in enumerate(left) if mine), None)
    if who is None:
        return 0.0
    choices = [[left[who][0]] if i == who else [None, *mine] for i, mine in enumerate(left)]
    return min(
        cost(chosen, measure, unlike) + least(_without(left, chosen), measure, unlike) for chosen in product(*choices)
    )


def _without(
    left: tuple[tuple[Stretch, ...], ...], chosen: tuple[Stretch | None, ...]
) -> tuple[tuple[Stretch, ...], ...]:
    return tuple(tuple(one for one in mine if one is not taken) for mine, taken in zip(left, chosen, strict=True))


@cache
def cost(chosen: tuple[Stretch | None, ...], measure: Dissimilarity, unlike: Unlike) -> float:
    """What one unitary alignment costs."""
    pairs = [(one, other) for i, one in enumerate(chosen) for other in chosen[:i]]
    return sum(_of_two(one, other, measure, unlike) for one, other in pairs) / len(pairs)


def _of_two(one: Stretch | None, other: Stretch | None, measure: Dissimilarity, unlike: Unlike) -> float:
    if one is None or other is None:
        return measure.delta
    return measure.delta * (measure.alpha * unlike(one, other) + measure.beta * (one.label != other.label))
