"""Several annotators' layers of one article → one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from workbench.exchange.wanted import Merge
from workbench.formats import annotators
from workbench.formats.tagging import tokens
from workbench.model import Annotated, Annotation, Kind, Origin, ReadMark, Relation, Span, reading_order
from workbench.spans import overlaps

Same = tuple[str, tuple[Span, ...]]
"""What makes annotations of two annotators one: label and segments."""


def merged(annotated: Annotated, merge: Merge, kinds: Mapping[str, Kind], asked: Collection[str] = ()) -> Annotated:
    """The article with one layer, by an annotator who is called as the way to merge; or as it is, for `each`.

    `gold` keeps gold layers. For the others persons alone have a vote, and who is `asked` by name. Voters on an
    annotation are those of them who have read all paragraphs that it touches; who has labelled without any read mark
    has read all. `union` keeps what anybody has, `majority` what more
    than half of its voters have, `unanimous` what all have; equal annotations (label and segments) are one, with the
    attributes of the first annotator by name. `soft` gives runs of words, with the share of voters who have the label
    there as score.
    """
    match merge:
        case Merge.EACH:
            return annotated
        case Merge.GOLD:
            return only(annotated, {name for name in annotators(annotated) if kinds.get(name) is Kind.GOLD})
    annotated = only(
        annotated, {name for name in annotators(annotated) if name in asked or kinds.get(name) is Kind.PERSON}
    )
    if merge is Merge.SOFT:
        return _layer(annotated, merge, _soft(annotated), ())
    kept: list[Annotation] = []
    members: dict[str, str] = {}
    voters = _Voters(annotated)
    for same, alike in _alike(annotated.annotations).items():
        names = set(voters.of(alike[0].segments))
        votes = len(names.intersection(one.annotator for one in alike))
        if votes > _TOO_FEW[merge] * len(names):
            one = _one(annotated, merge, same, alike)
            kept.append(one)
            members |= {each.id: one.id for each in alike}
    return _layer(annotated, merge, kept, _relations(annotated.relations, members, merge))


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
    )


class _Voters:
    """Who has looked at which words. Who skips the article has no vote."""

    def __init__(self, annotated: Annotated) -> None:
        self._paragraphs = annotated.article.paragraphs
        skipped = {skip.annotator for skip in annotated.skips}
        self._read: dict[str, set[int]] = defaultdict(set)
        for mark in annotated.read:
            self._read[mark.annotator].add(mark.paragraph)
        names = {one.annotator for one in annotated.annotations} | self._read.keys()
        self._names = sorted(names - skipped)

    def of(self, segments: Iterable[Span]) -> list[str]:
        """Those who have read all paragraphs that the segments touch, or who have no read mark in the article."""
        touched = {
            number
            for number, paragraph in enumerate(self._paragraphs)
            if any(overlaps(segment, paragraph) for segment in segments)
        }
        return [name for name in self._names if name not in self._read or touched <= self._read[name]]


def _alike(annotations: Iterable[Annotation]) -> dict[Same, list[Annotation]]:
    groups: dict[Same, list[Annotation]] = defaultdict(list)
    for one in sorted(annotations, key=lambda one: (reading_order(one), one.annotator)):
        groups[one.label, one.segments].append(one)
    return groups


def _one(annotated: Annotated, merge: Merge, same: Same, alike: list[Annotation]) -> Annotation:
    first = min(alike, key=lambda one: (one.annotator, one.id))
    return replace(first, id=_id(annotated, merge, *same), annotator=merge.value, origin=Origin.ADJUDICATION)


def _id(annotated: Annotated, *told: object) -> str:
    return hashlib.sha256(repr((annotated.article.sha256, *told)).encode()).hexdigest()[:32]


def _relations(links: Iterable[Relation], members: Mapping[str, str], merge: Merge) -> tuple[Relation, ...]:
    """Those between annotations that are kept, each once."""
    found = {}
    for link in links:
        if link.from_id in members and link.to_id in members:
            ends = members[link.from_id], members[link.to_id]
            id_ = hashlib.sha256(repr((link.type, *ends)).encode()).hexdigest()[:32]
            found[id_] = Relation(id_, merge.value, link.type, *ends)
    return tuple(found[id_] for id_ in sorted(found))


def _layer(annotated: Annotated, merge: Merge, made: Iterable[Annotation], links: tuple[Relation, ...]) -> Annotated:
    """The article with this layer; read is what anybody has read."""
    first = {mark.paragraph: mark for mark in sorted(annotated.read, key=lambda mark: mark.at, reverse=True)}
    read = tuple(ReadMark(annotated.article.id, merge.value, number, first[number].at) for number in sorted(first))
    return Annotated(annotated.article, tuple(sorted(made, key=reading_order)), links, read)


def _soft(annotated: Annotated) -> Iterable[Annotation]:
    """For each label, runs of tokens of which the same share of voters has labelled each."""
    voters = _Voters(annotated)
    found = tokens(annotated.article.text)
    for paragraph in annotated.article.paragraphs:
        names = set(voters.of([paragraph]))
        inside = [token for token in found if overlaps(token, paragraph)]
        here = [
            one
            for one in annotated.annotations
            if one.annotator in names and any(overlaps(segment, paragraph) for segment in one.segments)
        ]
        for label in sorted({one.label for one in here}):
            mine = [one for one in here if one.label == label]
            shares = [_share(token, mine, len(names)) for token in inside]
            for share, run in groupby(zip(shares, inside, strict=True), key=lambda pair: pair[0]):
                covered = [token for _, token in run]
                if share:
                    yield _run(annotated, mine[0], Span(covered[0].start, covered[-1].end), share)


def _run(annotated: Annotated, like: Annotation, span: Span, share: float) -> Annotation:
    return replace(
        like,
        id=_id(annotated, "soft", like.label, span),
        annotator=Merge.SOFT.value,
        segments=(span,),
        attributes={},
        comment="",
        unsure=False,
        origin=Origin.ADJUDICATION,
        score=share,
    )


def _share(token: Span, annotations: Iterable[Annotation], voters: int) -> float:
    names = {one.annotator for one in annotations if any(overlaps(segment, token) for segment in one.segments)}
    return round(len(names) / voters, 4)
