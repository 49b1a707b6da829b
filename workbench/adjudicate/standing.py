"""What has been decided, and what has come of it in gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    may have parted since: then the decision is on what is as it was; if nothing is, on what is still there; and of
    relations, on those that lead where the gold relation does.
    """

    def __init__(self, gold: Gold, matters: Mapping[str, Item | Bond]) -> None:
        self._gold, self._matters = gold, matters
        self._on: defaultdict[str, list[Decision]] = defaultdict(list)
        of_bonds = []
        for decision in gold.decisions.values():
            ids = self._kept(decision)
            if any(isinstance(matters.get(id_), Bond) for id_ in ids):
                of_bonds.append((decision, ids))
            else:
                self._put(decision, ids)
        for decision, ids in of_bonds:  # where relations lead, what was decided on annotations says
            self._put(decision, self._leading_there(decision, ids) or ids)

    def _put(self, decision: Decision, ids: Iterable[str]) -> None:
        for id_ in ids:
            self._on[id_].append(decision)

    def _kept(self, decision: Decision) -> list[str]:
        """The ids of what the decision is on."""
        if not decision.candidates:
            return list(decision.result)
        there = {version: self._matters.get(id_of(version)) for version in decision.candidates}
        as_it_was = [id_of(version) for version, matter in there.items() if matter and version in matter.versions]
        in_place = [
            id_of(version)
            for version, matter in there.items()
            if matter and intersection(matter.extent, decision.extent)
        ]
        return as_it_was or in_place or list(map(id_of, there))

    def _leading_there(self, decision: Decision, ids: Iterable[str]) -> list[str]:
        there = self._gold.relations
        ends = {ends_of(there[id_]) for id_ in decision.result if id_ in there}
        return [id_ for id_ in ids if not ends.isdisjoint(self._ends_of_all(self._matters.get(id_)))]

    def _ends_of_all(self, matter: Item | Bond | None) -> set[Ends]:
        if not isinstance(matter, Bond):
            return set()
        return {ends for option in matter.options for ends in matter.in_gold(option, self.results)}

    def on(self, matter: Item | Bond) -> tuple[Decision, ...]:
        """What was decided on any part of it: more than one thing where those have come together since."""
        found = {one.id: one for id_ in matter.candidates for one in self._on.get(id_, ())}
        return tuple(sorted(found.values(), key=lambda one: (one.extent, one.id)))

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

    def is_there(self, bond: Bond) -> bool:
        """Whether there is anything to decide: its ends have come to gold."""
        return any(self.ends(bond, option) for option in bond.options)

    def taken(self, matter: Item | Bond, number: int) -> bool:
        """Whether the option of this number, as it is, has become gold."""
        if isinstance(matter, Item):
            return content(matter.options[number].like) in map(content, self.results(matter))
        ends = self.ends(matter, matter.options[number])
        return bool(ends) and set(map(ends_of, self.relations(matter))).issuperset(ends)


def joins(scheme: Scheme, relation: Relation, annotations: Mapping[str, Annotation]) -> bool:
    """Whether the scheme lets the relation be between two of these annotations."""
    return not scheme.relation_problems(relation, annotations[relation.from_id], annotations[relation.to_id])
