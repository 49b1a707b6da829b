"""Do annotators draw the same relations?

Two relations are the same one where they have the same type and both of their ends do: annotations with the same label
that share half of their text or more, matched one to one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from workbench.agreement.arrays import Array
from workbench.agreement.f1 import f1_parts
from workbench.agreement.groups import Group
from workbench.agreement.intervals import Tally, mean_of
from workbench.agreement.layers import Layers
from workbench.model import Relation

UNRELATED = "nobody drew one between annotations that count"


def relation_types(group: Group) -> dict[str, int]:
    """The types of relations between annotations that count, sorted, and how many there are."""
    made = group.layers.made
    there = set(group.layers.number.tolist())
    counted = (
        one.type for one in made.relations if {made.number.get(end, -1) for end in (one.from_id, one.to_id)} <= there
    )
    return dict(sorted(Counter(counted).items()))


def relation_f1(group: Group, kind: str) -> Tally:
    """F1 of relations of this type, the mean over every two annotators; each counts for the article where it starts."""
    pairs = [pair for pair in group.pairs if pair.n_articles]
    tallies = [Tally(_rows(pair, kind), f1_parts, lowest=0.0, why_undefined=UNRELATED) for pair in pairs]
    return mean_of(tallies, [pair.rows for pair in pairs], group.n_articles)


def _rows(pair: Group, kind: str) -> Array:
    """Relations that match and relations of both, by article."""
    layers, partner = pair.layers, pair.once("partner", lambda: _partners(pair))
    made: tuple[set[tuple[int, int]], ...] = (set(), set())
    for one, source, target in _drawn(layers):
        if one.type == kind and one.annotator in pair.names:
            made[pair.names.index(one.annotator)].add((source, target))
    rows = np.zeros((pair.n_articles, 2))
    for start, end in made[0]:
        rows[layers.home[start], 0] += (partner.get(start, -1), partner.get(end, -1)) in made[1]
    for start, _ in made[0] | made[1]:
        rows[layers.home[start], 1] += 1
    return rows


def _partners(pair: Group) -> dict[int, int]:
    """For annotations of the first, the one of the second that is the same; of equals, one with like relations."""
    partner: dict[int, int] = {}
    ends = _ends(pair.layers)
    for label in pair.labels:
        meeting = pair.meeting(label)
        both = zip(meeting.first.tolist(), meeting.second.tolist(), strict=True)
        found = meeting.near(np.array([len(ends[one] & ends[other]) for one, other in both]))
        partner.update(zip(meeting.first[found].tolist(), meeting.second[found].tolist(), strict=True))
    return partner


def _ends(layers: Layers) -> defaultdict[int, set[tuple[str, str, int]]]:
    """Of annotations: the type of each relation, which end they are, and the label of the other one."""
    ends = defaultdict[int, set[tuple[str, str, int]]](set)
    for one, source, target in _drawn(layers):
        ends[source].add((one.type, "from", int(layers.label[target])))
        ends[target].add((one.type, "to", int(layers.label[source])))
    return ends


def _drawn(layers: Layers) -> Iterator[tuple[Relation, int, int]]:
    """The relations of which both ends count, and these: of annotations that are equal, the first."""
    place, number = dict(zip(layers.number.tolist(), layers.twin.tolist(), strict=True)), layers.made.number
    for one in layers.made.relations:
        source, target = (place.get(number.get(end, -1), -1) for end in (one.from_id, one.to_id))
        if -1 not in (source, target):
            yield one, source, target
