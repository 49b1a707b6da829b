"""From what is chosen to one step of the gold layer: decisions, annotations, their relations, paragraphs read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from workbench.adjudicate.items import Item, id_of, shared_text
from workbench.adjudicate.rules import RULED
from workbench.annotate.going_back import in_order
from workbench.annotate.work import Work
from workbench.model import Annotation, Change, Decision, Origin, ReadMark, Relation, Step, Value, Verdict


class Choice(NamedTuple):
    """How an item is to stand: with these gold annotations, none if it is rejected; without a `verdict`, undecided."""

    item: Item
    result: tuple[Annotation, ...] = ()
    verdict: Verdict | None = None
    by: str = ""
    comment: str = ""


class Standing:
    """What has been decided."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._on: defaultdict[str, list[Decision]] = defaultdict(list)
        self._seen = set[str]()
        for decision in decisions:
            self._seen.update(decision.candidates)
            for version in decision.candidates:
                self._on[id_of(version)].append(decision)

    def on(self, item: Item) -> tuple[Decision, ...]:
        """What was decided on any annotation of the item: more than one thing where those have come together since."""
        found = {one.id: one for id_ in item.candidates for one in self._on.get(id_, ())}
        return tuple(sorted(found.values(), key=lambda one: (one.extent, one.id)))

    def decided(self, item: Item) -> bool:
        """Whether every option of the item was there, as it is now, when it was decided."""
        return not any(self._seen.isdisjoint(option.versions) for option in item.options)

    def by_person(self, item: Item) -> bool:
        """Whether a person has decided on any of it."""
        return any(one.verdict not in RULED for one in self.on(item))


class Ground(NamedTuple):
    """What stays while decisions come and go: the open paragraphs with their items, what the annotators made by id, and
    its relations."""

    items: Mapping[int, Sequence[Item]]
    made: Mapping[str, Annotation]
    relations: Sequence[Relation]


class After:
    """The gold layer as it will be. A step is what differs from how it is now."""

    def __init__(self, work: Work, ground: Ground) -> None:
        self._work, self._ground = work, ground
        index = work.index
        self._annotations, self._relations = dict(index.annotations), dict(index.relations)
        self._decisions, self._marks = dict(index.decisions), dict(index.marks)

    def step(self, choices: Sequence[Choice], paragraphs: Iterable[int], *, unmark: bool) -> Step:
        """The items stand as they are chosen; then those of the `paragraphs` are read of which all items are decided.

        Others are not read any more, if `unmark`, or if all their items were decided before.
        """
        before = Standing(self._work.index.decisions.values())
        for choice in choices:
            self._put(choice, before.on(choice.item))
        self._relate({id_ for choice in choices for id_ in choice.item.candidates})
        self._mark(paragraphs, before, unmark=unmark)
        index = self._work.index
        return in_order(
            (
                *_differing(index.relations, self._relations),
                *_differing(index.annotations, self._annotations),
                *_differing(index.decisions, self._decisions),
                *_differing(index.marks, self._marks),
            )
        )

    def _put(self, choice: Choice, before: Sequence[Decision]) -> None:
        for decision in before:
            self._decisions.pop(decision.id, None)
        kept = {one.id for one in choice.result} | {id_ for one in self._decisions.values() for id_ in one.result}
        for id_ in (id_ for decision in before for id_ in decision.result if id_ not in kept):
            if id_ in self._annotations and self._annotations[id_].origin is Origin.ADJUDICATION:
                del self._annotations[id_]
        self._annotations.update((one.id, one) for one in choice.result)
        if choice.verdict is not None:
            decision = self._decision(choice, choice.verdict)
            self._decisions[decision.id] = decision

    def _decision(self, choice: Choice, verdict: Verdict) -> Decision:
        """Its id is made of what was decided on, so that two who decide on the same at once are in each other's way."""
        work, item = self._work, choice.item
        named = "\n".join((work.annotator, work.article.id, *sorted(item.candidates)))
        return Decision(
            hashlib.sha256(named.encode()).hexdigest()[:32],
            work.article.id,
            work.annotator,
            item.extent,
            tuple(sorted(item.versions)),
            tuple(one.id for one in choice.result),
            verdict,
            choice.by,
            choice.comment,
            work.now(),
        )

    def _relate(self, candidates: AbstractSet[str]) -> None:
        """Let relations go that have lost an end or what they join; bring those between annotations that were taken."""
        for relation in tuple(self._relations.values()):
            if self._is_loose(relation):
                del self._relations[relation.id]
        gold = self._gold()
        there = {(one.type, one.from_id, one.to_id) for one in self._relations.values()}
        for one in self._ground.relations:
            if not candidates.isdisjoint((one.from_id, one.to_id)) and {one.from_id, one.to_id} <= gold.keys():
                ends = one.type, gold[one.from_id], gold[one.to_id]
                relation = Relation(self._work.new_id(), self._work.annotator, *ends)
                if ends not in there and self._joins(relation):
                    self._relations[relation.id] = relation
                    there.add(ends)

    def _is_loose(self, relation: Relation) -> bool:
        """Whether an end has gone, or has become something that the scheme does not join so."""
        before, after = self._work.index.annotations, self._annotations
        here = [id_ for id_ in (relation.from_id, relation.to_id) if id_ in before]
        if any(id_ not in after for id_ in here):
            return True
        return len(here) == 2 and any(after[id_] != before[id_] for id_ in here) and not self._joins(relation)

    def _joins(self, relation: Relation) -> bool:
        source, target = self._annotations[relation.from_id], self._annotations[relation.to_id]
        return not self._work.scheme.relation_problems(relation, source, target)

    def _gold(self) -> dict[str, str]:
        """Annotation that was taken → the gold annotation that came of it."""
        return {
            id_: result.id
            for decision in self._decisions.values()
            for result in (self._annotations[id_] for id_ in decision.result if id_ in self._annotations)
            for id_ in map(id_of, decision.candidates)
            if id_ in self._ground.made and _came_of(self._ground.made[id_], result, decision.verdict)
        }

    def _mark(self, paragraphs: Iterable[int], before: Standing, *, unmark: bool) -> None:
        now, work = Standing(self._decisions.values()), self._work
        for number in paragraphs:
            items = self._ground.items[number]
            if all(map(now.decided, items)):
                self._marks.setdefault(number, ReadMark(work.article.id, work.annotator, number, work.now()))
            elif unmark or all(map(before.decided, items)):
                self._marks.pop(number, None)


def _came_of(one: Annotation, result: Annotation, verdict: Verdict) -> bool:
    """The same, or what was edited where it stands."""
    same = (one.label, one.segments) == (result.label, result.segments)
    return same or (verdict is Verdict.EDITED and shared_text(one, result) > 0)


def _differing(before: Mapping[Any, Value], after: Mapping[Any, Value]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            yield Change(old, new)
