"""What others made of the same paragraph: the same, or where and how it differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Span
from workbench.spans import intersection, union, within, without

Parts = tuple[Span, ...]


class Verdict(StrEnum):
    """How two annotations stand to each other: the gravest that can be said of them."""

    SAME = "same"
    ATTRIBUTES = "other attributes"
    EDGES = "other edges"
    LABEL = "other label"
    MINE = "only mine"
    THEIRS = "only theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two annotations that share words, or one that shares none; what lies outside of the paragraph does not count.

    `apart` is what only one of them covers, `attributes` the names of those that have other values.
    """

    mine: Annotation | None
    theirs: Annotation | None
    apart: Parts = ()
    attributes: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """A pair with another label may have other edges, too."""
        if self.mine is None:
            return Verdict.THEIRS
        if self.theirs is None:
            return Verdict.MINE
        if self.mine.label != self.theirs.label:
            return Verdict.LABEL
        if self.apart:
            return Verdict.EDGES
        return Verdict.ATTRIBUTES if self.attributes else Verdict.SAME

    @property
    def agrees(self) -> bool:
        """Whether label and words are the same."""
        return self.verdict in (Verdict.SAME, Verdict.ATTRIBUTES)

    @property
    def extent(self) -> Span:
        """From where the first of both starts to where the last ends."""
        extents = [one.extent for one in (self.mine, self.theirs) if one]
        return Span(min(extent.start for extent in extents), max(extent.end for extent in extents))


def compare(mine: Iterable[Annotation], theirs: Iterable[Annotation], paragraph: Span) -> tuple[Difference, ...]:
    """The annotations of two annotators that touch the paragraph, in the order of their places.

    Each has one partner at most, of those that it shares text with: first what is the same, then what bears the same
    label, then what shares most.
    """
    mine, theirs = list(mine), list(theirs)
    parts = {one.id: _parts(one, paragraph) for one in (*mine, *theirs)}
    pairs = [(one, other) for one in mine for other in theirs if _shared(parts[one.id], parts[other.id])]
    pairs.sort(key=lambda pair: _distance(pair[0], pair[1], parts))
    found: list[Difference] = []
    free = set(parts)
    for one, other in pairs:
        if {one.id, other.id} <= free:
            free -= {one.id, other.id}
            apart = _apart(parts[one.id], parts[other.id])
            found.append(Difference(one, other, apart, _other_attributes(one, other)))
    found += [Difference(one, None) for one in mine if one.id in free]
    found += [Difference(None, other) for other in theirs if other.id in free]
    return tuple(sorted(found, key=lambda difference: difference.extent))


def agrees(work: Work, paragraph: int) -> bool | None:
    """Whether all who have read the paragraph made the same of it: labels and words.

    None where that is not to be known: it is not read by me, or by nobody else.
    """
    readers = work.others.readers(paragraph) if paragraph in work.marks else ()
    if not readers:
        return None
    span = work.article.paragraphs[paragraph]
    mine = _made(work.touching(paragraph), span)
    return all(_made(work.others.touching(name, paragraph), span) == mine for name in readers)


def comparable(work: Work) -> tuple[str, ...]:
    """Who else has read the paragraph of the caret. Raises Refused where that is nobody, or not to be known."""
    if work.scheme.blind:
        raise Refused("This project is blind: nobody sees the work of others before it is done.")
    if work.paragraph not in work.marks:
        raise Refused("Mark the paragraph read first: what others made of it is shown then.")
    readers = work.others.readers(work.paragraph)
    if not readers:
        raise Refused("Nobody else has read this paragraph yet.")
    return readers


def differences(work: Work, other: str, paragraph: int) -> tuple[Difference, ...]:
    """My annotations in the paragraph beside those of another annotator."""
    theirs = work.others.touching(other, paragraph)
    return compare(work.touching(paragraph), theirs, work.article.paragraphs[paragraph])


def score(work: Work, other: str) -> tuple[int, int]:
    """In the paragraphs that both have read: how many annotations are the same in label and words, of how many.

    A pair counts as one, and so does an annotation that runs over several paragraphs.
    """
    both = sorted(work.others.read(other) & work.marks.keys())
    same: dict[tuple[str | None, str | None], bool] = {}
    for one in (one for paragraph in both for one in differences(work, other, paragraph)):
        pair = (one.mine.id if one.mine else None, one.theirs.id if one.theirs else None)
        same[pair] = same.get(pair, True) and one.agrees
    return sum(same.values()), len(same)


def _made(annotations: Iterable[Annotation], paragraph: Span) -> set[tuple[str, Parts]]:
    return {(one.label, _parts(one, paragraph)) for one in annotations}


def _parts(annotation: Annotation, paragraph: Span) -> Parts:
    return within(annotation.segments, (paragraph,))


def _shared(one: Parts, other: Parts) -> int:
    """Code points in both."""
    both = (intersection(mine, theirs) for mine in one for theirs in other)
    return sum(len(span) for span in both if span)


def _apart(one: Parts, other: Parts) -> Parts:
    """What is in only one of both."""
    return union((*reduce(without, other, one), *reduce(without, one, other)))


def _distance(one: Annotation, other: Annotation, parts: dict[str, Parts]) -> tuple[bool, bool, int]:
    """Sort key: the least is the best partner."""
    same_label, same_parts = one.label == other.label, parts[one.id] == parts[other.id]
    return not (same_label and same_parts), not same_label, -_shared(parts[one.id], parts[other.id])


def _other_attributes(one: Annotation, other: Annotation) -> tuple[str, ...]:
    names = sorted({*one.attributes, *other.attributes})
    return tuple(name for name in names if one.attributes.get(name) != other.attributes.get(name))
