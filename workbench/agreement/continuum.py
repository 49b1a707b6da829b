"""Units of text whose places the annotators chose themselves: what γ, unitizing α and boundary measures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Stretch(NamedTuple):
    """One unit of a continuum: `[start, end)` in code points, with its label.

    `segments` are its parts where it has several, in order and apart; the first begins at `start`, the last ends at
    `end`. γ takes them as one unit, all other measures each by itself (`solid`).
    """

    start: int
    end: int
    label: str
    segments: tuple[tuple[int, int], ...] = ()

    @property
    def solid(self) -> tuple[Stretch, ...]:
        """Each part as a unit of its own."""
        return tuple(Stretch(*part, self.label) for part in self.segments) or (self,)


@dataclass(frozen=True, slots=True)
class Continuum:
    """What annotators marked in one text of `length` code points, each their own sequence of stretches."""

    length: int
    annotators: tuple[tuple[Stretch, ...], ...]
