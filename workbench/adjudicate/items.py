"""What is to be decided: annotations of several annotators that stand for the same words, grouped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from workbench.annotate.others import Others
from workbench.annotate.units import Units
from workbench.model import Annotation, AttributeValue, Relation, Span, reading_order
from workbench.spans import intersection, union

HALF = 0.5
"""Annotations with different labels are about the same where they share this much of what both cover, at least."""
Content = tuple[str, tuple[Span, ...], tuple[tuple[str, AttributeValue], ...]]


V = TypeVar("V", bound=Annotation | Relation)


@dataclass(frozen=True)
class Opinion(Generic[V]):
    """What one annotator made, or several made alike.

    `made` are their annotations or relations, in the order of the annotators.
    """

    made: tuple[V, ...]

    @property
    def like(self) -> V:
        """One of them, which stands for all."""
        return self.made[0]

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who made it."""
        return tuple(dict.fromkeys(one.annotator for one in self.made))

    @cached_property
    def versions(self) -> frozenset[str]:
        """Each of them as it is now: an annotator may change it later, and it keeps its id."""
        return frozenset(f"{one.id}@{_digest(one)}" for one in self.made)


Option = Opinion[Annotation]
"""Of annotations: label, words and attributes are the same."""


@dataclass(frozen=True)
class Matter(Generic[V]):
    """What is decided on as one, and who has a voice. `paragraphs` are those that it touches, `extent` is from where
    the first of it starts to where the last ends.
    """

    options: tuple[Opinion[V], ...]
    voters: tuple[str, ...]
    paragraphs: tuple[int, ...]
    extent: Span

    @cached_property
    def candidates(self) -> frozenset[str]:
        """The ids of all that was made of it."""
        return frozenset(one.id for option in self.options for one in option.made)

    @cached_property
    def versions(self) -> frozenset[str]:
        """All that was made of it, as it is now."""
        return frozenset(version for option in self.options for version in option.versions)

    @property
    def silent(self) -> tuple[str, ...]:
        """Who has a voice and made nothing of it."""
        made = {name for option in self.options for name in option.annotators}
        return tuple(name for name in self.voters if name not in made)

    @property
    def is_added(self) -> bool:
        """Whether none of the annotators made it: gold alone has it."""
        return not self.voters

    @property
    def is_unanimous(self) -> bool:
        """Whether all who have a voice made the same."""
        return len(self.options) == 1 and len(self.options[0].annotators) == len(self.voters)


class Item(Matter[Annotation]):
    """Annotations that stand for the same. Whoever made one of them, or has read all the text, has a voice.

    `options` are in reading order, which does not tell who made them. Where nobody has a voice, it is a gold annotation
    that was added.
    """

    @property
    def is_unanimous(self) -> bool:
        """Whether all who have a voice, two at least, made the same, and once."""
        return super().is_unanimous and len(self.options[0].made) == len(self.voters) > 1


def open_paragraphs(others: Others, paragraphs: int) -> list[int]:
    """The paragraphs that two annotators have read at least: elsewhere there is nothing to decide between."""
    return [number for number in range(paragraphs) if len(others.readers(number)) > 1]


def items(units: Units, annotators: Sequence[str], others: Others) -> tuple[Item, ...]:
    """All that is to be decided in the open paragraphs, by place; of each annotator what touches one they have read.

    Each annotation stands with one of each other annotator at most: first with what has the same label and shares half
    of the text or more, then with what shares as much and has another label, then with what has the same label and
    shares less. What is left over of a label that somebody else divided otherwise stands with its other parts.
    """
    shared = open_paragraphs(others, len(units.article.paragraphs))
    order = {name: number for number, name in enumerate(annotators)}
    made = {
        one.id: one
        for name in annotators
        for number in shared
        if number in others.read(name)
        for one in others.touching(name, number)
    }
    groups = _grouped(list(made.values()))
    found = (_item(sorted(group, key=lambda one: order[one.annotator]), units, annotators, others) for group in groups)
    return tuple(sorted(found, key=item_order))


def item_order(item: Item) -> tuple[object, ...]:
    """Sort key: by place, wider first, then as what stands first in it."""
    return item.extent.start, -item.extent.end, reading_order(item.options[0].like)


def content(annotation: Annotation) -> Content:
    """What two annotations have in common that are alike: segments that touch are one."""
    return annotation.label, union(annotation.segments), tuple(sorted(annotation.attributes.items()))


def id_of(version: str) -> str:
    """The id of the annotation that this is a version of."""
    return version.rpartition("@")[0]


def shared_text(one: Annotation, other: Annotation) -> int:
    """How many code points both cover."""
    both = (intersection(mine, theirs) for mine in one.segments for theirs in other.segments)
    return sum(len(span) for span in both if span)


def extent_of(annotations: Iterable[Annotation]) -> Span:
    """From where the first of them starts to where the last ends."""
    extents = [one.extent for one in annotations]
    return Span(min(one.start for one in extents), max(one.end for one in extents))


def _digest(one: Annotation | Relation) -> str:
    """Of its content, the same for ever: it is stored."""
    if isinstance(one, Relation):
        said = json.dumps((one.type, one.from_id, one.to_id))
    else:
        places = [(segment.start, segment.end) for segment in one.segments]
        said = json.dumps((one.label, places, one.attributes), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _item(group: Sequence[Annotation], units: Units, annotators: Sequence[str], others: Others) -> Item:
    alike: dict[Content, list[Annotation]] = {}
    for one in group:
        alike.setdefault(content(one), []).append(one)
    options = sorted((Option(tuple(made)) for made in alike.values()), key=lambda option: _unnamed(option.like))
    touched = _touched(group, units)
    makers = {one.annotator for one in group}
    voters = tuple(name for name in annotators if name in makers or touched <= others.read(name))
    return Item(tuple(options), voters, tuple(sorted(touched)), extent_of(group))


def addition(annotation: Annotation, units: Units) -> Item:
    """A gold annotation that none of the annotators made, as an item."""
    return Item((Option((annotation,)),), (), tuple(sorted(_touched([annotation], units))), annotation.extent)


def _touched(group: Iterable[Annotation], units: Units) -> set[int]:
    """The paragraphs in which they have words."""
    return {number for one in group for segment in one.segments for number in units.paragraphs_of(segment)}


def _unnamed(one: Annotation) -> tuple[int, int, str, str]:
    """Sort key: as in reading order, and then by attributes; not by ids, which tell who came first."""
    return one.segments[0].start, -one.segments[-1].end, one.label, repr(content(one))


class _Groups:
    """Annotations by group. At first each is alone."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._of = {one.id: [one] for one in annotations}

    def of(self, one: Annotation) -> list[Annotation]:
        return self._of[one.id]

    def join(self, one: Annotation, other: Annotation) -> None:
        into, gone = self.of(one), self.of(other)
        into += gone
        for each in gone:
            self._of[each.id] = into

    def all(self) -> Iterator[list[Annotation]]:
        """Each once."""
        yield from {id(group): group for group in self._of.values()}.values()


def _grouped(annotations: Sequence[Annotation]) -> Iterator[list[Annotation]]:
    groups = _Groups(annotations)
    pairs = sorted(_pairs(annotations), key=lambda pair: _rank(*pair))
    for one, other, share in pairs:
        if (one.label == other.label or share >= HALF) and not _people(groups.of(one)) & _people(groups.of(other)):
            groups.join(one, other)
    for pair in pairs:
        for part, whole in (pair[:2], pair[1::-1]):
            if _is_part(part, whole, groups):
                groups.join(whole, part)
    return groups.all()


def _pairs(annotations: Sequence[Annotation]) -> Iterator[tuple[Annotation, Annotation, float]]:
    """Those of two annotators that share text, and how much they share of what both cover."""
    near: list[Annotation] = []
    for one in sorted(annotations, key=reading_order):
        near = [other for other in near if other.extent.end > one.extent.start]
        for other in near:
            if other.annotator != one.annotator and (both := shared_text(other, one)):
                yield other, one, both / (_length(other) + _length(one) - both)
        near.append(one)


def _rank(one: Annotation, other: Annotation, share: float) -> tuple[object, ...]:
    """Sort key: the least are the best partners."""
    tier = 2 if share < HALF else 0 if one.label == other.label else 1
    return tier, content(one) != content(other), -share, reading_order(one), reading_order(other)


def _is_part(part: Annotation, whole: Annotation, groups: _Groups) -> bool:
    """Whether it was left over where its label was divided otherwise: it has no partner, those there are not alike, and
    what its annotator has there lies beside it."""
    alone, there = groups.of(part), groups.of(whole)
    if part.label != whole.label or len(alone) > 1 or alone is there or len(set(map(content, there))) == 1:
        return False
    return not any(one.annotator == part.annotator and shared_text(one, part) for one in there)


def _people(group: Iterable[Annotation]) -> set[str]:
    return {one.annotator for one in group}


def _length(one: Annotation) -> int:
    return sum(map(len, one.segments))
