"""Several annotators' layers of one article → one."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from workbench.exchange.wanted import Merge
from workbench.formats import annotators
from workbench.formats.tagging import tokens
from workbench.model import (
    Annotated,
    Annotation,
    AttributeValue,
    Kind,
    Origin,
    ReadMark,
    Relation,
    Span,
    reading_order,
)
from workbench.spans import of_tokens, touched

Same = tuple[str, tuple[Span, ...]]
"""What makes annotations of two annotators one: label and segments."""


def merged(annotated: Annotated, merge: Merge, kinds: Mapping[str, Kind], asked: Collection[str] = ()) -> Annotated:
    """The article with one layer, by an annotator who is called as the way to merge; or as it is, for `each`. Where
    nobody has a vote there is no layer.

    `gold` keeps gold layers. For the others persons alone have a vote, and who is `asked` by name, unless they skip the
    article. Voters on an annotation are those of them who have read all paragraphs that it touches; who has labelled
    without any read mark has read all. `union` keeps what anybody has, voter there or not, `majority` what more than
    half of its voters have, `unanimous` what all have. Equal annotations (label and segments) are one: each attribute
    has the value that most gave it, all else is as the first annotator by name has it. Relations are voted on, too, by
    the voters on both ends. `soft` gives runs of words, with the share of voters who have the label there as score.
    """
    match merge:
        case Merge.EACH:
            return annotated
        case Merge.GOLD:
            return only(annotated, {name for name in annotators(annotated) if kinds.get(name) is Kind.GOLD})
    annotated = only(annotated, voters(annotated, kinds, asked))
    votes = _Votes(annotated, merge)
    if not votes.names:
        return Annotated(annotated.article)
    if merge is Merge.SOFT:
        return _layer(annotated, merge, _soft(annotated, votes), ())
    sha256 = annotated.article.sha256
    kept: dict[str, Annotation] = {}
    members: dict[str, str] = {}
    for same, alike in _alike(annotated.annotations).items():
        if votes.enough(alike, alike[0].segments):
            id_ = _id(sha256, merge, *same)
            kept[id_] = _one(alike, id_, merge)
            members |= dict.fromkeys((one.id for one in alike), id_)
    return _layer(annotated, merge, kept.values(), _relations(annotated.relations, members, kept, votes))


def voters(annotated: Annotated, kinds: Mapping[str, Kind], asked: Collection[str] = ()) -> set[str]:
    """Who has a vote on some of the article's words: persons, and who is `asked` by name, who have read or labelled
    some, and do not skip it.
    """
    names = {mark.annotator for mark in annotated.read} | {one.annotator for one in annotated.annotations}
    names = {name for name in names if name in asked or kinds.get(name) is Kind.PERSON}
    return names.difference(skip.annotator for skip in annotated.skips)


_TOO_FEW = {Merge.UNION: 0, Merge.MAJORITY: 1 / 2, Merge.UNANIMOUS: 1 - 1e-9}
"""The share of voters that is not yet enough."""


def only(annotated: Annotated, names: Collection[str]) -> Annotated:
    """What these annotators have made of the article."""
    return replace(
        annotated,
        annotations=tuple(one for one in annotated.annotations if one.annotator in names),
        relations=tuple(one for one in annotated.relations if one.annotator in names),
        read=tuple(one for one in annotated.read if one.annotator in names),
        notes=tuple(one for one in annotated.notes if one.annotator in names),
        skips=tuple(one for one in annotated.skips if one.annotator in names),
        by=tuple(name for name in annotated.by if name in names),
        decisions=tuple(one for one in annotated.decisions if one.annotator in names),
    )


class _Votes:
    """Who has looked at which words, and whether enough of them found the same."""

    def __init__(self, annotated: Annotated, merge: Merge) -> None:
        self.merge = merge
        self._paragraphs = annotated.article.paragraphs
        self._read: dict[str, set[int]] = defaultdict(set)
        for mark in annotated.read:
            self._read[mark.annotator].add(mark.paragraph)
        self.names = self._read.keys() | {one.annotator for one in annotated.annotations}

    def of(self, segments: Iterable[Span]) -> set[str]:
        """Those who have read all paragraphs that the segments touch, or who have no read mark in the article."""
        reached = {number for segment in segments for number in touched(self._paragraphs, segment)}
        return {name for name in self.names if name not in self._read or reached <= self._read[name]}

    def enough(self, found: Iterable[Annotation | Relation], segments: Iterable[Span]) -> bool:
        """Whether those who found this have the votes of those who have looked there."""
        voters = self.names if self.merge is Merge.UNION else self.of(segments)
        return len(voters & {one.annotator for one in found}) > _TOO_FEW[self.merge] * len(voters)


def _alike(annotations: Iterable[Annotation]) -> dict[Same, list[Annotation]]:
    """Those that are the same, together, by annotator."""
    groups: dict[Same, list[Annotation]] = defaultdict(list)
    for one in sorted(annotations, key=attrgetter("annotator", "id")):
        groups[one.label, one.segments].append(one)
    return groups


def _one(alike: Sequence[Annotation], id_: str, merge: Merge) -> Annotation:
    given: dict[str, Counter[AttributeValue]] = defaultdict(Counter)
    for one in alike:
        for name, value in one.attributes.items():
            given[name][value] += 1
    return replace(
        alike[0],
        id=id_,
        annotator=merge.value,
        attributes={name: max(values, key=values.__getitem__) for name, values in given.items()},
        origin=Origin.ADJUDICATION,
    )


def _id(*told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _relations(
    links: Iterable[Relation], members: Mapping[str, str], kept: Mapping[str, Annotation], votes: _Votes
) -> tuple[Relation, ...]:
    """Those between two annotations that are kept, each once."""
    groups: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for link in links:
        if link.from_id in members and link.to_id in members and members[link.from_id] != members[link.to_id]:
            groups[link.type, members[link.from_id], members[link.to_id]].append(link)
    found = (
        Relation(_id(*told), votes.merge.value, *told)
        for told, alike in groups.items()
        if votes.enough(alike, (*kept[told[1]].segments, *kept[told[2]].segments))
    )
    return tuple(sorted(found, key=attrgetter("id")))


def _layer(annotated: Annotated, merge: Merge, made: Iterable[Annotation], links: tuple[Relation, ...]) -> Annotated:
    """The article with this layer; read is what anybody has read."""
    first = {mark.paragraph: mark for mark in sorted(annotated.read, key=lambda mark: mark.at, reverse=True)}
    read = tuple(ReadMark(annotated.article.id, merge.value, number, first[number].at) for number in sorted(first))
    return Annotated(annotated.article, tuple(sorted(made, key=reading_order)), links, read, by=(merge.value,))


def _soft(annotated: Annotated, votes: _Votes) -> Iterator[Annotation]:
    """For each label, runs of tokens in a paragraph of which the same share of voters has labelled each."""
    known, paragraphs = tokens(annotated.article.text), annotated.article.paragraphs
    borders = [0, *(bisect_left(known, one.start, key=attrgetter("start")) for one in paragraphs[1:])]
    voters = [votes.of([paragraph]) for paragraph in paragraphs]
    edges: dict[str, list[_Edge]] = defaultdict(list)
    first: dict[str, Annotation] = {}
    for one in annotated.annotations:
        first.setdefault(one.label, one)
        for segment in one.segments:
            reached = touched(known, segment)
            edges[one.label] += [(reached.start, 1, one.annotator), (reached.stop, -1, one.annotator)]
    sha256 = annotated.article.sha256
    for label in sorted(edges):
        for (_, share), pieces in groupby(_shares(edges[label], borders, voters), key=itemgetter(0)):
            ends = [number for _, piece in pieces for number in (piece.start, piece.stop)]
            if share:
                span = of_tokens(known, ends[0], ends[-1])
                yield _run(first[label], _id(sha256, "soft", label, span), span, share)


_Edge = tuple[int, int, str]
"""Number of a token; 1 where an annotation begins there, -1 where one has ended before it; and whose."""


def _shares(
    edges: Iterable[_Edge], borders: Iterable[int], voters: Sequence[Collection[str]]
) -> Iterator[tuple[tuple[int, float], range]]:
    """Paragraph and share of runs of tokens, in order. The paragraphs begin at the `borders` and have these voters."""
    having: Counter[str] = Counter()
    paragraph = -1
    for (at, change, name), (following, *_) in pairwise(sorted([*edges, *((at, 0, "") for at in borders)])):
        having[name] += change
        paragraph += not change
        if at < following:
            names = voters[paragraph]
            share = sum(having[name] > 0 for name in names) / max(len(names), 1)
            yield (paragraph, round(share, 4)), range(at, following)


def _run(like: Annotation, id_: str, span: Span, share: float) -> Annotation:
    return replace(
        like,
        id=id_,
        annotator=Merge.SOFT.value,
        segments=(span,),
        attributes={},
        comment="",
        unsure=False,
        origin=Origin.ADJUDICATION,
        score=share,
    )
