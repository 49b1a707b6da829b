"""Annotators who are compared, and the labels they are compared by: what every measure is computed from.

A label is a name, None for all labels together, ANY for annotations whatever their label (only *where* counts), or
`below(name)` for annotations with that label or any below it in the scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Any, TypeVar, cast

import numpy as np

from workbench.agreement.arrays import Array, Ints
from workbench.agreement.cells import Cells, Coding
from workbench.agreement.disorders import Disorders
from workbench.agreement.layers import Layers
from workbench.agreement.laying import Laying
from workbench.agreement.marks import Meeting, different, meeting
from workbench.agreement.units import Unit
from workbench.model import Annotated

ANY = "*"
Label = str | None
Found = TypeVar("Found")

UNUSED = "nobody used it where it counts"


def below(label: str) -> str:
    """The name of a label together with those below it."""
    return f"{label}/{ANY}"


class Group:
    """Two annotators or more over the articles of which two of them have read a common paragraph.

    `merged` are the labels, as numbers, that count as one; `rows` the numbers that the articles have in the group that
    this one was taken from. `disorders` are what γ is made of, by label: empty until somebody has aligned.
    """

    def __init__(self, layers: Layers, merged: Mapping[Label, Sequence[int]], rows: Ints) -> None:
        self.layers, self.merged, self.rows = layers, merged, rows
        self.disorders: dict[Label, Disorders] = {}
        self._known: dict[Hashable, Any] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return self.layers.annotators

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that are compared by name."""
        return self.layers.labels

    @property
    def groups(self) -> tuple[str, ...]:
        """The labels that are compared as one with those below them."""
        return tuple(label for label in self.merged if label and label != ANY and label not in self.labels)

    @property
    def articles(self) -> tuple[str, ...]:
        return self.layers.articles

    @property
    def n_articles(self) -> int:
        return len(self.layers.articles)

    @property
    def n_units(self) -> int:
        return int(self.layers.units.edges[-1])

    @cached_property
    def pairs(self) -> list[Group]:
        """Every two of the annotators; of two, the group itself."""
        if len(self.names) == 2:
            return [self]
        parts = (self.layers.of(seats) for seats in combinations(range(len(self.names)), 2))
        return [Group(layers, self.merged, rows) for layers, rows in parts]

    @cached_property
    def cells(self) -> Cells:
        """The text, cut where anybody's annotation begins or ends."""
        return Cells(self.layers)

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` gives, which is called the first time that it is asked for."""
        if key not in self._known:
            self._known[key] = find()
        return cast(Found, self._known[key])

    def coding(self, label: Label) -> Coding:
        """What annotators said of each unit: marked or not; of all labels together, which set of them."""
        if label is None:
            return self.once("sets", self.cells.in_sets)
        return self.once(("marked", label), lambda: self.cells.coded(self.merged[label]))

    def meeting(self, label: str) -> Meeting:
        """The annotations of two annotators, and which of them share text."""
        return self.once(("meeting", label), lambda: meeting(self.layers, self.merged[label]))

    def made(self, label: Label) -> Array:
        """How many different annotations each has made, by article (a × i)."""
        return self.once(("made", label), lambda: self._made(label))

    def _made(self, label: Label) -> Array:
        layers = self.layers
        chosen = layers.different.nonzero()[0] if label is None else different(layers, self.merged[label])
        homes = layers.home[chosen] * len(self.names) + layers.annotator[chosen]
        counted = np.bincount(homes, minlength=self.n_articles * len(self.names))
        return counted.reshape(self.n_articles, len(self.names)).astype(float)


def group(
    articles: Iterable[Annotated],
    annotators: Sequence[str],
    labels: Sequence[str],
    unit: Unit = Unit.CHARACTER,
    above: Mapping[str, str] | None = None,
) -> Group:
    """Compare these annotators by these labels, in what two of them have read. `above` gives the parent of labels."""
    laying = Laying(annotators, labels, unit)
    for one in articles:
        laying.add(one)
    return grouped(laying.layers(), above or {})


def grouped(layers: Layers, above: Mapping[str, str]) -> Group:
    """All annotators of these layers. `above` gives the parent of labels that have one."""
    merged: dict[Label, Sequence[int]] = {label: [number] for number, label in enumerate(layers.labels)}
    for name, members in families(layers.labels, above).items():
        merged.setdefault(name, [layers.labels.index(label) for label in members])
    merged[ANY] = range(len(layers.labels))
    return Group(layers, merged, np.arange(len(layers.articles)))


def families(labels: Sequence[str], above: Mapping[str, str]) -> dict[str, list[str]]:
    """The labels that are one with those above them, by the name of the row; only where there are several."""
    found: dict[str, list[str]] = {}
    for label in labels:
        for name in _line(label, above):
            found.setdefault(below(name), []).append(label)
    return {name: members for name, members in found.items() if len(members) > 1}


def _line(label: str, above: Mapping[str, str]) -> Iterator[str]:
    """The label and those above it."""
    yield label
    while label in above:
        label = above[label]
        yield label
