"""Units of text whose places the annotators chose themselves: what γ, unitizing α and boundary measures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Stretch(NamedTuple):
    """One unit of a continuum: `[start, end)` in code points, with its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Continuum:
    """What annotators marked in one text of `length` code points, each their own sequence of stretches."""

    length: int
    annotators: tuple[tuple[Stretch, ...], ...]
