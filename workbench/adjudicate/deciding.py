"""From what is chosen to one step of the gold layer: decisions, annotations, relations, paragraphs read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from workbench.adjudicate.bonds import Bond, Ends, ends_of
from workbench.adjudicate.items import Item
from workbench.adjudicate.rules import Rule, accepted
from workbench.adjudicate.standing import Gold, Standing, joins
from workbench.annotate.going_back import in_order
from workbench.annotate.work import Work
from workbench.model import Annotation, Change, Decision, Origin, ReadMark, Relation, Step, Value, Verdict


class Choice(NamedTuple):
    """How something is to stand: with these values in gold, none if it is rejected; without a `verdict`, undecided."""

    matter: Item | Bond
    result: tuple[Annotation, ...] | tuple[Relation, ...] = ()
    verdict: Verdict | None = None
    by: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Ground:
    """What stays while decisions come and go: the open paragraphs with their items, and what may be joined."""

    items: Mapping[int, Sequence[Item]]
    bonds: Sequence[Bond]

    @cached_property
    def matters(self) -> Mapping[str, Item | Bond]:
        """All of it, by the id of each annotation or relation in it."""
        items: Iterable[Item | Bond] = chain.from_iterable(self.items.values())
        return {id_: one for one in chain(items, self.bonds) for id_ in one.candidates}


class Way(NamedTuple):
    """What a step does besides: bonds on which the rule decides, paragraphs that may be read.

    `takes_back`: what a rule took before, and this one does not, is open again. `unmarks`: a paragraph in which
    something is left is not read any more, even if that was so before.
    """

    bonds: Sequence[Bond]
    paragraphs: Iterable[int]
    rule: Rule
    takes_back: bool = False
    unmarks: bool = False


def relations_with(work: Work, ends: Iterable[Ends]) -> tuple[Relation, ...]:
    """The gold relations with these ends: those that are there already, or new ones."""
    there = {ends_of(one): one for one in work.index.relations.values()}
    return tuple(there.get(each) or Relation(work.new_id(), work.annotator, *each) for each in dict.fromkeys(ends))


class After:
    """The gold layer as it will be. A step is what differs from how it is now, and stands `before`."""

    def __init__(self, work: Work, ground: Ground, before: Standing) -> None:
        self._work, self._ground, self._before = work, ground, before
        index = work.index
        self._annotations, self._relations = dict(index.annotations), dict(index.relations)
        self._decisions, self._marks = dict(index.decisions), dict(index.marks)

    def step(self, choices: Sequence[Choice], way: Way) -> Step:
        """All stands as it is chosen, and what follows from that; then paragraphs are read in which all is decided."""
        index = self._work.index
        for choice in choices:
            self._put(choice, self._before)
        self._let_go()
        now = self._standing()
        for bond in way.bonds:
            if ruled := self._ruled(bond, way, now):
                self._put(ruled, now)
        self._mark(way)
        return in_order(
            (
                *_differing(index.relations, self._relations),
                *_differing(index.annotations, self._annotations),
                *_differing(index.decisions, self._decisions),
                *_differing(index.marks, self._marks),
            )
        )

    def _standing(self) -> Standing:
        gold = Gold(self._annotations, self._relations, self._decisions, self._work.scheme)
        return Standing(gold, self._ground.matters)

    def _put(self, choice: Choice, standing: Standing) -> None:
        matter, before = choice.matter, standing.on(choice.matter)
        for decision in before:
            self._decisions.pop(decision.id, None)
        kept = {one.id for one in choice.result} | {id_ for one in self._decisions.values() for id_ in one.result}
        came = {id_ for decision in before for id_ in decision.result} - kept
        if isinstance(matter, Bond):
            ends = standing.all_ends(matter)
            for relation in tuple(self._relations.values()):
                if relation.id in came or (ends_of(relation) in ends and relation.id not in kept):
                    del self._relations[relation.id]
        for id_ in came:
            if id_ in self._annotations and self._annotations[id_].origin is Origin.ADJUDICATION:
                del self._annotations[id_]
        for value in choice.result:
            if isinstance(value, Annotation):
                self._annotations[value.id] = value
            else:
                self._relations[value.id] = value
        if choice.verdict is not None:
            decision = self._decision(choice, choice.verdict)
            self._decisions[decision.id] = decision

    def _decision(self, choice: Choice, verdict: Verdict) -> Decision:
        """Its id is made of what was decided on, so that two who decide on the same at once are in each other's way."""
        work, matter = self._work, choice.matter
        named = "\n".join((work.annotator, work.article.id, *sorted(matter.candidates)))
        return Decision(
            hashlib.sha256(named.encode()).hexdigest()[:32],
            work.article.id,
            work.annotator,
            matter.extent,
            () if matter.is_added else tuple(sorted(matter.versions)),
            tuple(one.id for one in choice.result),
            verdict,
            choice.by,
            choice.comment,
            work.now(),
        )

    def _let_go(self) -> None:
        """Let relations go that have lost an end or what they join, and what was decided on them."""
        gone = {one.id for one in self._relations.values() if self._is_loose(one)}
        for decision in tuple(self._decisions.values()):
            if not gone.isdisjoint(decision.result):
                gone.update(decision.result)
                del self._decisions[decision.id]
        for id_ in gone:
            self._relations.pop(id_, None)  # what was decided elsewhere may not all be here

    def _is_loose(self, relation: Relation) -> bool:
        """Whether an end has gone, or has become something that the scheme does not join so."""
        before, after = self._work.index.annotations, self._annotations
        here = [id_ for id_ in (relation.from_id, relation.to_id) if id_ in before]
        if any(id_ not in after for id_ in here):
            return True
        is_other = len(here) == 2 and any(after[id_] != before[id_] for id_ in here)
        return is_other and not joins(self._work.scheme, relation, after)

    def _ruled(self, bond: Bond, way: Way, now: Standing) -> Choice | None:
        """What the rule makes of it; None where a person has decided, an end is not gold, or it is so already."""
        before = now.on(bond)
        if now.by_person(bond) or not now.is_there(bond):
            return None
        found = accepted(bond, way.rule)
        if found is None:
            return Choice(bond) if before and way.takes_back else None
        option, verdict = found
        relations = relations_with(self._work, now.ends(bond, option))
        is_so = [one.verdict for one in before] == [verdict] and now.decided(bond)
        if not relations or (is_so and now.relations(bond) == relations):
            return None
        return Choice(bond, relations, verdict, way.rule.value, before[0].comment if before else "")

    def _mark(self, way: Way) -> None:
        before, now, work = self._before, self._standing(), self._work
        for number in way.paragraphs:
            if all(map(now.decided, self._in(number, now))):
                self._marks.setdefault(number, ReadMark(work.article.id, work.annotator, number, work.now()))
            elif way.unmarks or all(map(before.decided, self._in(number, before))):
                self._marks.pop(number, None)

    def _in(self, paragraph: int, standing: Standing) -> Iterator[Item | Bond]:
        """All that is to be decided in it."""
        yield from self._ground.items[paragraph]
        yield from (one for one in self._ground.bonds if paragraph in one.paragraphs and standing.is_there(one))


def _differing(before: Mapping[Any, Value], after: Mapping[Any, Value]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            yield Change(old, new)
