"""Relations to be decided on: what several annotators made of the same two items, once both have come to gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.adjudicate.items import Item, Matter, Opinion, extent_of, shared_text
from workbench.model import Annotation, Relation

Ends = tuple[str, str, str]
"""The type of a relation, and the ids of the gold annotations that it leads from and to."""
Results = Callable[[Item], Sequence[Annotation]]
"""The gold annotations that came of an item."""


@dataclass(frozen=True)
class Bond(Matter[Relation]):
    """Relations between the same two items. Whoever made something of both has a voice: nobody else could join them.

    What has the same type and direction is one option. `ends` are the annotations that they join, by id, each with the
    item that it stands in.
    """

    ends: Mapping[str, tuple[Annotation, Item]]

    def is_of(self, item: Item) -> bool:
        """Whether the item is one of its two."""
        return any(end is item for _, end in self.ends.values())

    def in_gold(self, option: Opinion[Relation], results: Results) -> dict[Ends, None]:
        """What an option comes to in gold, in order; nothing where an end has come to nothing, or both to the same."""
        found: dict[Ends, None] = {}
        for one in option.made:
            source, target = (self._in_gold(id_, results) for id_ in (one.from_id, one.to_id))
            if source and target and source != target:
                found[one.type, source, target] = None
        return found

    def _in_gold(self, id_: str, results: Results) -> str:
        """The gold annotation that stands for an end: of several, that which is most like it."""
        end, item = self.ends[id_]
        found = results(item)
        if len(found) > 1:
            return max(found, key=lambda gold: _likeness(end, gold)).id
        return found[0].id if found else ""


def bonds(items: Sequence[Item], relations: Iterable[Relation], annotators: Sequence[str]) -> tuple[Bond, ...]:
    """All that there may be to decide on, by place: relations of the annotators between two items, or inside of one."""
    at = {id_: number for number, item in enumerate(items) for id_ in item.candidates}
    groups: dict[tuple[int, int], list[Relation]] = {}
    for one in relations:
        if one.from_id in at and one.to_id in at:
            ends = at[one.from_id], at[one.to_id]
            groups.setdefault((min(ends), max(ends)), []).append(one)
    found = (_bond(groups[pair], items, at, annotators) for pair in sorted(groups))
    return tuple(sorted(found, key=lambda bond: bond.extent))


def ends_of(relation: Relation) -> Ends:
    """What makes two relations the same."""
    return relation.type, relation.from_id, relation.to_id


def _bond(group: list[Relation], items: Sequence[Item], at: Mapping[str, int], annotators: Sequence[str]) -> Bond:
    two = sorted({at[id_] for one in group for id_ in (one.from_id, one.to_id)})
    made = {one.id: one for number in two for option in items[number].options for one in option.made}
    makers = [Counter(one.annotator for one in made.values() if at[one.id] == number) for number in two]
    voters = tuple(name for name in annotators if all(each[name] > 2 - len(two) for each in makers))
    alike: dict[tuple[str, int], list[Relation]] = {}
    for one in sorted(group, key=lambda one: annotators.index(one.annotator)):
        alike.setdefault((one.type, at[one.from_id]), []).append(one)
    ends = {id_: (made[id_], items[at[id_]]) for one in group for id_ in (one.from_id, one.to_id)}
    return Bond(
        options=tuple(Opinion(tuple(alike[key])) for key in sorted(alike)),
        voters=voters,
        paragraphs=tuple(sorted({paragraph for number in two for paragraph in items[number].paragraphs})),
        extent=extent_of(end for end, _ in ends.values()),
        ends=ends,
    )


def _likeness(end: Annotation, gold: Annotation) -> tuple[bool, int]:
    return (end.label, end.segments) == (gold.label, gold.segments), shared_text(end, gold)
