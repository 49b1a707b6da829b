"""What is to leave the store, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from workbench.formats import Format, Options
from workbench.model import State


class Merge(StrEnum):
    """How the layers of several annotators become one: see docs/exchange.md."""

    EACH = "each"
    GOLD = "gold"
    UNION = "union"
    MAJORITY = "majority"
    UNANIMOUS = "unanimous"
    SOFT = "soft"


class Unit(StrEnum):
    """What a record is of."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


PARTS = ("train", "validation", "test")
"""The parts of a split."""
LEFT_OUT = ""
"""In place of a part: in none of them."""


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of articles, in percent; together 100. `seed` draws another division."""

    train: int
    validation: int
    test: int
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to leave and how. Annotators, labels and articles are named as a person types them; empty is all.

    `gold`: only gold layers. `read_only`: only paragraphs that their annotator has read. `negatives`: records without
    annotations leave too. `lossless`: nothing may be lost.
    """

    format: Format
    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    options: Options = field(default_factory=dict)
    gold: bool = False
    merge: Merge = Merge.EACH
    unit: Unit = Unit.ARTICLE
    read_only: bool = False
    negatives: bool = True
    split: Split | None = None
    lossless: bool = False

    @property
    def everything(self) -> bool:
        """Whether nothing is held back."""
        return not (self.annotators or self.labels or self.articles or self.states or self.gold)
