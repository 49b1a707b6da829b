"""What has been decided, and what has come of it in gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from workbench.adjudicate.bonds import Bond, Ends, ends_of
from workbench.adjudicate.items import Item, Opinion, content, id_of
from workbench.adjudicate.rules import RULED
from workbench.model import Annotation, Decision, Relation
from workbench.scheme import Scheme
from workbench.spans import intersection


class Gold(NamedTuple):
    """What a gold layer holds, by id, and its scheme."""

    annotations: Mapping[str, Annotation]
    relations: Mapping[str, Relation]
    decisions: Mapping[str, Decision]
    scheme: Scheme


class Standing:
    """How gold stands to what is decided on; for as long as it does not change.

    `matters` has all there is to decide on, by the id of each annotation or relation in it. What was decided on as one
    may have parted since: then the decision is on what is as it was; if nothing is, on what was not decided on anew and
    is still there, else on all of it; and of relations, on those that lead where the gold relation does, or lie where
    the rejected one did.
    """

    def __init__(self, gold: Gold, matters: Mapping[str, Item | Bond]) -> None:
        self._gold = gold
        self._on: defaultdict[frozenset[str], list[Decision]] = defaultdict(list)
        seen = {version for decision in gold.decisions.values() for version in decision.candidates}
        parted: list[tuple[Decision, list[Bond]]] = []
        for decision in gold.decisions.values():
            if not decision.candidates:
                for id_ in decision.result:
                    self._on[frozenset((id_,))].append(decision)
            kept = _kept(decision, matters, seen)
            joining = [one for one in kept if isinstance(one, Bond)]
            if len(joining) > 1:
                parted.append((decision, joining))
                continue
            for matter in kept:
                self._on[matter.candidates].append(decision)
        for decision, joining in parted:  # where relations lead, what was decided on annotations says
            ends = {ends_of(gold.relations[id_]) for id_ in decision.result if id_ in gold.relations}
            leading = [bond for bond in joining if not ends.isdisjoint(self.all_ends(bond))]
            there = [bond for bond in joining if bond.extent == decision.extent]
            for bond in leading or there or joining:
                self._on[bond.candidates].append(decision)

    def on(self, matter: Item | Bond) -> tuple[Decision, ...]:
        """What was decided on any part of it: more than one thing where those have come together since."""
        return tuple(sorted(self._on.get(matter.candidates, ()), key=lambda one: (one.extent, one.id)))

    def decided(self, matter: Item | Bond) -> bool:
        """Whether every option of it was there, as it is now, when it was decided."""
        seen = {version for decision in self.on(matter) for version in decision.candidates}
        return matter.is_added or not any(seen.isdisjoint(option.versions) for option in matter.options)

    def by_person(self, matter: Item | Bond) -> bool:
        """Whether a person has decided on any of it."""
        return any(one.verdict not in RULED for one in self.on(matter))

    def results(self, item: Item) -> tuple[Annotation, ...]:
        """The gold annotations that came of it."""
        there = self._gold.annotations
        return tuple(there[id_] for decision in self.on(item) for id_ in decision.result if id_ in there)

    def relations(self, bond: Bond) -> tuple[Relation, ...]:
        """The gold relations that came of it."""
        there = self._gold.relations
        return tuple(there[id_] for decision in self.on(bond) for id_ in decision.result if id_ in there)

    def ends(self, bond: Bond, option: Opinion[Relation]) -> tuple[Ends, ...]:
        """What would come of an option: nothing while an end is not gold, or where the scheme does not join them so."""
        found, gold = bond.in_gold(option, self.results), self._gold
        return tuple(ends for ends in found if joins(gold.scheme, Relation("", "", *ends), gold.annotations))

    def all_ends(self, bond: Bond) -> set[Ends]:
        """What would come of all its options."""
        return {each for option in bond.options for each in self.ends(bond, option)}

    def is_there(self, bond: Bond) -> bool:
        """Whether there is anything to decide: its ends have come to gold."""
        return any(self.ends(bond, option) for option in bond.options)

    def taken(self, matter: Item | Bond, number: int) -> bool:
        """Whether the option of this number, as it is, has become gold."""
        if isinstance(matter, Item):
            return content(matter.options[number].like) in map(content, self.results(matter))
        ends = self.ends(matter, matter.options[number])
        return bool(ends) and set(map(ends_of, self.relations(matter))).issuperset(ends)


def _kept(decision: Decision, matters: Mapping[str, Item | Bond], seen: AbstractSet[str]) -> Sequence[Item | Bond]:
    """What the decision is on; `seen` are all versions that were decided on."""
    ids = set(map(id_of, decision.candidates))
    found = list({id(one): one for one in (matters[id_] for id_ in ids if id_ in matters)}.values())
    as_it_was = [one for one in found if not one.versions.isdisjoint(decision.candidates)]
    left = [one for one in found if any(id_of(version) in ids for version in one.versions - seen)]
    return as_it_was or [one for one in left if intersection(one.extent, decision.extent)] or left or found


def joins(scheme: Scheme, relation: Relation, annotations: Mapping[str, Annotation]) -> bool:
    """Whether the scheme lets the relation be between two of these annotations."""
    return not scheme.relation_problems(relation, annotations[relation.from_id], annotations[relation.to_id])
