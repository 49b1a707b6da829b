"""Why two annotators disagree: what each made of the same words, paired, and how every pair differs.

Annotations are paired one to one, best first: what is the same, then what bears the same label, then what shares most
of its text (intersection over union). One of another label is a partner only where at least half of the text is common:
a hedge inside a quotation is no quotation called hedge. What is left over belongs to a pair of its label where it is a
further piece of what the other annotator made in one; else it is missed or extra.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from workbench import tokens
from workbench.agreement.matching import Mark, common_text, size
from workbench.model import Annotated, Annotation, Article, Span
from workbench.spans import touched, union

OTHER_LABEL = 0.5
"""The least share of common text at which one label was given for another."""


class DifferenceKind(StrEnum):
    """What is to be said of annotations on the same words, in the order of tables."""

    SAME = "same"
    ATTRIBUTE = "attribute"
    BOUNDARY = "boundary"
    LABEL = "label"
    SPLIT = "split"
    MERGE = "merge"
    MISSED = "missed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Difference:
    """How what two annotators made of the same words stands to each other.

    `first` is by the one that is held against (gold, where there is gold): MISSED is only in `first`, EXTRA only in
    `second`, SPLIT is one of `first` that is several of `second`, MERGE the reverse; each in reading order. All else is
    of one and one. LABEL may have other edges too.

    `start` and `end` are the words by which `second` begins and ends later (or, below 0, earlier); both are 0 too where
    only punctuation, part of a word or a gap differs. `attributes` are the names of those with other values, where the
    label is the same. `common` is the share of common text, intersection over union of code points. Only text that was
    compared counts in any of them.
    """

    kind: DifferenceKind
    first: tuple[Annotation, ...]
    second: tuple[Annotation, ...]
    start: int = 0
    end: int = 0
    attributes: tuple[str, ...] = ()
    common: float = 0.0

    @property
    def extent(self) -> Span:
        """From where the first of all starts to where the last ends, text that was not compared included."""
        extents = [one.extent for one in (*self.first, *self.second)]
        return Span(min(extent.start for extent in extents), max(extent.end for extent in extents))

    @property
    def labels(self) -> tuple[str | None, str | None]:
        """Of both sides; None where there is nothing."""
        return (self.first[0].label if self.first else None, self.second[0].label if self.second else None)

    @property
    def agrees(self) -> bool:
        """Whether label and words are the same."""
        return self.kind in (DifferenceKind.SAME, DifferenceKind.ATTRIBUTE)

    @property
    def credit(self) -> float:
        """How much of it is right, in [0, 1]: the share of common text, and half of it where the label is another one
        or one was made of several. Attributes do not count."""
        halved = self.kind in (DifferenceKind.LABEL, DifferenceKind.SPLIT, DifferenceKind.MERGE)
        return self.common / 2 if halved else self.common


def slip(difference: Difference) -> str:
    """How the edges of `second` are off: `begins 1 word later, ends 2 words earlier`; empty where they are not."""
    off = [
        f"{verb} {abs(words)} word{'' if abs(words) == 1 else 's'} {'later' if words > 0 else 'earlier'}"
        for verb, words in (("begins", difference.start), ("ends", difference.end))
        if words
    ]
    if off or difference.common in (0, 1):
        return ", ".join(off)
    gaps = any(len(union(one.segments)) > 1 for one in (*difference.first, *difference.second))
    return "has another gap" if gaps else "differs by less than a word"


def differences(annotated: Annotated, first: str, second: str) -> tuple[Difference, ...]:
    """Those of two annotators in one article, in paragraphs that both have read; in reading order."""
    read = ({mark.paragraph for mark in annotated.read if mark.annotator == name} for name in (first, second))
    windows = [annotated.article.paragraphs[number] for number in sorted(set.intersection(*read))]
    mine, theirs = ([one for one in annotated.annotations if one.annotator == name] for name in (first, second))
    return compare(mine, theirs, annotated.article, windows)


def compare(
    first: Iterable[Annotation], second: Iterable[Annotation], article: Article, windows: Sequence[Span]
) -> tuple[Difference, ...]:
    """The same of annotations given, cut to the windows: sorted spans that do not overlap, paragraphs as a rule.

    Each annotation that touches a window stands in one difference.
    """
    pairing = _Pairing(_Text(article.text, windows), first, second)
    return tuple(sorted(pairing.found(), key=_place))


def _place(one: Difference) -> tuple[int, int]:
    extent = one.extent
    return extent.start, -extent.end


class _Made(NamedTuple):
    """An annotation, and the part of it that is compared."""

    mark: Mark
    label: str
    id: str
    annotation: Annotation


class _Text:
    """The text that is compared."""

    def __init__(self, text: str, windows: Sequence[Span]) -> None:
        self._text = text
        self._windows = windows

    def made(self, annotations: Iterable[Annotation]) -> list[_Made]:
        """Those that lie in it, in reading order."""
        cut = (_Made(self._cut(one.segments), one.label, one.id, one) for one in annotations)
        return sorted(one for one in cut if one.mark)

    def _cut(self, segments: Iterable[Span]) -> Mark:
        around = ((segment, self._windows[n]) for segment in union(segments) for n in touched(self._windows, segment))
        return tuple((max(one.start, other.start), min(one.end, other.end)) for one, other in around)

    def slip(self, first: Sequence[_Made], second: Sequence[_Made]) -> tuple[int, int]:
        """The words by which the second begins, and ends, later."""
        (start, end), (other_start, other_end) = _extent(first), _extent(second)
        return self._between(start, other_start, 1), self._between(end, other_end, 0)

    def _between(self, one: int, other: int, edge: int) -> int:
        """How many words have their start (0) or end (1) between the two; below 0 where the other is before the one."""
        if one == other:
            return 0
        low, high = sorted((one, other))
        windows = (self._windows[n] for n in touched(self._windows, Span(low, high)))
        words = (_words(self._text, window)[edge] for window in windows)
        number = sum(bisect_left(some, high) - bisect_left(some, low) for some in words)
        return number if one < other else -number


def _extent(made: Iterable[_Made]) -> tuple[int, int]:
    starts, ends = zip(*((one.mark[0][0], one.mark[-1][1]) for one in made), strict=True)
    return min(starts), max(ends)


@lru_cache(maxsize=1024)
def _words(text: str, window: Span) -> tuple[list[int], list[int]]:
    """The first and the last code points of words; kept, because every two annotators of many ask for the same."""
    words = tokens.words(text, window)
    return [word.start for word in words], [word.end - 1 for word in words]


class _Pairing:
    """Who is compared with whom. Sides are 0 and 1; swapping them swaps all that is found."""

    def __init__(self, text: _Text, first: Iterable[Annotation], second: Iterable[Annotation]) -> None:
        self._text = text
        self._made = text.made(first), text.made(second)
        marks = [[one.mark for one in side] for side in self._made]
        self._common = common_text(*marks), [dict[int, int]() for _ in marks[1]]
        for i, row in enumerate(self._common[0]):
            for j, common in row.items():
                self._common[1][j][i] = common
        self._free = [set(range(len(side))) for side in self._made]

    def found(self) -> Iterator[Difference]:
        pairs = list(self._pairs())
        for pair in pairs:
            yield self._difference(*self._with_pieces(pair))
        first, second = self._made
        yield from (Difference(DifferenceKind.MISSED, (first[n].annotation,), ()) for n in self._free[0])
        yield from (Difference(DifferenceKind.EXTRA, (), (second[n].annotation,)) for n in self._free[1])

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """One to one, the best first."""
        offered = sorted(self._offered())
        for *_, i, j in offered:
            if i in self._free[0] and j in self._free[1]:
                self._free[0].remove(i)
                self._free[1].remove(j)
                yield i, j

    def _offered(self) -> Iterator[tuple[bool, bool, float, bool, list[tuple[Mark, str, str]], int, int]]:
        """All that may be pairs, with what tells the better one; of two as good, the one that comes first."""
        for i, row in enumerate(self._common[0]):
            for j, common in row.items():
                one, other = self._made[0][i], self._made[1][j]
                share = common / (size(one.mark) + size(other.mark) - common)
                alike = one.label == other.label
                if alike or share >= OTHER_LABEL:
                    same = alike and one.mark == other.mark
                    differs = one.annotation.attributes != other.annotation.attributes
                    yield not same, not alike, -share, differs, sorted((one[:3], other[:3])), i, j

    def _with_pieces(self, pair: tuple[int, int]) -> tuple[list[int], list[int]]:
        """The pair, and what is left over of one side that belongs to it: of the side where that is more text."""
        numbers: tuple[list[int], list[int]] = ([pair[0]], [pair[1]])
        pieces = self._pieces(0, pair), self._pieces(1, pair)
        side = max((0, 1), key=lambda side: self._worth(side, pieces[side]))
        self._free[side].difference_update(pieces[side])
        numbers[side].extend(pieces[side])
        return sorted(numbers[0]), sorted(numbers[1])

    def _worth(self, side: int, numbers: list[int]) -> tuple[int, list[Mark]]:
        marks = [self._made[side][n].mark for n in numbers]
        return sum(map(size, marks)), marks

    def _pieces(self, side: int, pair: tuple[int, int]) -> list[int]:
        """What is left of this side, bears the label of what the other side has in the pair, and lies in it for the
        most part, apart from what is there already; none unless this side's one of the pair lies in it too."""
        row = self._common[1 - side][pair[1 - side]]
        left = row.keys() & self._free[side]
        if not left:
            return []
        made, whole = self._made[side], self._made[1 - side][pair[1 - side]]
        inside = {n for n, common in row.items() if made[n].label == whole.label and 2 * common >= size(made[n].mark)}
        found = [pair[side]]
        for n in sorted(inside & left) if pair[side] in inside else ():
            if not any(common_text([made[n].mark], [made[taken].mark for taken in found])):
                found.append(n)
        return found[1:]

    def _difference(self, mine: list[int], theirs: list[int]) -> Difference:
        first, second = [self._made[0][i] for i in mine], [self._made[1][j] for j in theirs]
        common = sum(self._common[0][i].get(j, 0) for i in mine for j in theirs)
        share = common / (sum(size(one.mark) for one in (*first, *second)) - common)
        start, end = self._text.slip(first, second)
        single = len(first) == len(second) and first[0].label == second[0].label
        other = _other_attributes(first[0].annotation, second[0].annotation) if single else ()
        return Difference(
            kind=_kind(first, second, other),
            first=tuple(one.annotation for one in first),
            second=tuple(one.annotation for one in second),
            start=start,
            end=end,
            attributes=other,
            common=share,
        )


def _kind(first: Sequence[_Made], second: Sequence[_Made], other_attributes: Sequence[str]) -> DifferenceKind:
    if first[0].label != second[0].label:
        return DifferenceKind.LABEL
    if len(first) != len(second):
        return DifferenceKind.SPLIT if len(first) == 1 else DifferenceKind.MERGE
    if first[0].mark != second[0].mark:
        return DifferenceKind.BOUNDARY
    return DifferenceKind.ATTRIBUTE if other_attributes else DifferenceKind.SAME


def _other_attributes(one: Annotation, other: Annotation) -> tuple[str, ...]:
    names = sorted({*one.attributes, *other.attributes})
    return tuple(name for name in names if one.attributes.get(name) != other.attributes.get(name))
