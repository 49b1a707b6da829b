"""What annotators have read and made, cut to the text that is compared: all articles at once, as flat arrays.

Text counts for an annotator where they have read the paragraph, and counts at all where two have. The paragraphs that
count are laid end to end, those of all articles, so that a place is one number and nothing lies between paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from workbench.agreement.arrays import Array, Bools, Ints, new
from workbench.model import AttributeValue, Relation


@dataclass
class Made:
    """What is known of annotations besides place, label and annotator: ids, the attributes of those that have any."""

    ids: list[str] = field(default_factory=list)
    attributes: dict[int, Mapping[str, AttributeValue]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each annotation by its id."""
        return {id_: number for number, id_ in enumerate(self.ids)}


@dataclass(frozen=True, slots=True)
class Places:
    """Where paragraphs p begin and the last one ends (`edges`, p + 1), and where pieces k start and end."""

    edges: Ints
    start: Ints
    end: Ints

    def of(self, paragraphs: Bools, pieces: Bools, paragraph: Ints) -> Places:
        """The same with these paragraphs alone, and these pieces, all of which lie there (`paragraph`, k)."""
        edges = np.concatenate([[0], np.cumsum(np.diff(self.edges)[paragraphs])])
        moved = np.zeros(len(paragraphs), dtype=np.int64)
        moved[paragraphs] = edges[:-1] - self.edges[:-1][paragraphs]
        by = moved[paragraph[pieces]]
        return Places(edges, self.start[pieces] + by, self.end[pieces] + by)


@dataclass(frozen=True)
class Layers:
    """Paragraphs p of articles a, read by annotators i, with annotations m of labels l in pieces k, one per paragraph.

    Every annotation has a piece; pieces are in the order of annotations, then of places. `article` is of paragraphs,
    `read` p × i; `annotator` and `label` are of annotations, and `number`, which they have in `made`; `owner` (the
    annotation) and `paragraph` are of pieces. `text` has places in code points, `units` in what is counted.
    """

    articles: tuple[str, ...]
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    article: Ints
    read: Bools
    annotator: Ints
    label: Ints
    number: Ints
    owner: Ints
    paragraph: Ints
    text: Places
    units: Places
    made: Made

    @cached_property
    def first(self) -> Ints:
        """The first piece of each annotation, and the number of all pieces."""
        return np.searchsorted(self.owner, np.arange(len(self.annotator) + 1))

    @cached_property
    def home(self) -> Ints:
        """The article of each annotation."""
        return self.article[self.paragraph[self.first[:-1]]]

    @cached_property
    def size(self) -> Ints:
        """The code points of each annotation."""
        upto = np.concatenate([[0], np.cumsum(self.text.end - self.text.start)])
        return np.diff(upto[self.first])

    @cached_property
    def shape(self) -> Ints:
        """A number for each annotation, the same for any two that consist of the same pieces."""
        keys = self.text.start * (self.text.edges[-1] + 1) + self.text.end
        shape: Ints = keys[self.first[:-1]]
        known: dict[bytes, int] = {}
        for mark in np.flatnonzero(np.diff(self.first) > 1).tolist():
            pieces = keys[self.first[mark] : self.first[mark + 1]].tobytes()
            shape[mark] = -1 - known.setdefault(pieces, len(known))
        return shape

    @cached_property
    def twin(self) -> Ints:
        """For each annotation, the first of the same label and text by the same annotator: itself, nearly always."""
        return first_equal(self.annotator * len(self.labels) + self.label, self.shape)

    @cached_property
    def different(self) -> Bools:
        """Of annotations of the same label and text by one annotator, the first."""
        return np.asarray(self.twin == np.arange(len(self.twin)))

    def has(self, labels: Sequence[int]) -> Bools:
        """Which annotations have one of these labels."""
        asked = np.zeros(len(self.labels), dtype=bool)
        asked[list(labels)] = True
        return asked[self.label]

    def sums(self, homes: Ints, values: Array) -> Array:
        """The sum of `values` (n, or n × columns) by article; `homes` (n) are their articles."""
        if values.ndim == 1:
            return np.bincount(homes, weights=values, minlength=len(self.articles)).astype(float)
        return np.stack([self.sums(homes, column) for column in values.T], axis=1)

    def of(self, seats: Sequence[int]) -> tuple[Layers, Ints]:
        """The same of these annotators alone, and which of the articles these are."""
        kept = self.read[:, seats].sum(axis=1) > 1
        seat = np.full(len(self.annotators), -1)
        seat[list(seats)] = np.arange(len(seats))
        by = seat[self.annotator]
        pieces = kept[self.paragraph] & (by >= 0)[self.owner]
        marks, owner = np.unique(self.owner[pieces], return_inverse=True)
        articles, article = np.unique(self.article[kept], return_inverse=True)
        text = self.text.of(kept, pieces, self.paragraph)
        return Layers(
            articles=tuple(self.articles[number] for number in articles.tolist()),
            annotators=tuple(self.annotators[seat] for seat in seats),
            labels=self.labels,
            article=article,
            read=self.read[kept][:, seats],
            annotator=by[marks],
            label=self.label[marks],
            number=self.number[marks],
            owner=owner,
            paragraph=(np.cumsum(kept) - 1)[self.paragraph[pieces]],
            text=text,
            units=text if self.units is self.text else self.units.of(kept, pieces, self.paragraph),
            made=self.made,
        ), articles


def first_of_each(*keys: Ints) -> Bools:
    """Which are the first of all that are equal in every key."""
    first = first_equal(*keys)
    return np.asarray(first == np.arange(len(first)))


def first_equal(*keys: Ints) -> Ints:
    """For each, the first that is equal in every key."""
    order = np.lexsort(keys)
    begins = new(*(key[order] for key in keys))
    found = np.zeros(len(order), dtype=np.int64)
    found[order] = order[begins][np.cumsum(begins) - 1]
    return found
