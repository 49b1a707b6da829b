"""Other edges, or another label, than anybody gave: an option or its gold annotation as it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.annotate import edges, labelling
from workbench.annotate.revise import relabelled, with_edges
from workbench.errors import Refused
from workbench.model import Annotation, AttributeValue, Entry, Span, Verdict

if TYPE_CHECKING:
    from workbench.adjudicate.adjudication import Adjudication


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation that is being edited, the segment whose edges are moved, and the label that it gets.

    The new edges are the selection of the gold layer.
    """

    base: Annotation
    segment: Span
    label: str


def edit(adjudication: Adjudication, number: int) -> None:
    """Take the edges of an option as selection, or those of the gold annotation that came of it: moves extend it.

    Of a discontinuous annotation those of its first segment.
    """
    adjudication.refuse_while_editing()
    item, results = adjudication.item, adjudication.results(adjudication.item)
    like = item.options[number].like
    same = (one for one in results if (one.label, one.segments) == (like.label, like.segments))
    base = next(same, results[0] if len(results) == 1 else like)
    adjudication.draft = Draft(base, base.segments[0], base.label)
    adjudication.gold.cursor.take(base.segments[0])
    adjudication.gold.cursor.selecting = True


def relabel(adjudication: Adjudication, label: str) -> None:
    """Give what is edited another label."""
    draft = _draft(adjudication)
    labelling.check(adjudication.gold, label)
    adjudication.draft = replace(draft, label=label)


def keep_edit(adjudication: Adjudication) -> Entry | None:
    """Let it become gold as it is now; nothing to store if that is what it was."""
    draft, gold = _draft(adjudication), adjudication.gold
    span = edges.selected_words(gold)
    after = with_edges(draft.base, draft.segment, span, gold.scheme)
    if draft.label != after.label:
        after = relabelled(after, draft.label, gold.scheme)
    results = adjudication.results(adjudication.item)
    is_gold = draft.base in results
    if (after.label, after.segments) == (draft.base.label, draft.base.segments):
        if is_gold:
            drop_edit(adjudication)
            return None
        after = draft.base
    if twin := gold.index.twin(after):
        raise Refused(f"These words are {twin.label} in {gold.annotator} already.")
    drop_edit(adjudication)
    if is_gold:
        return adjudication.decide(tuple(after if one == draft.base else one for one in results), Verdict.EDITED)
    return adjudication.decide((adjudication.like(after),), Verdict.TOOK if after is draft.base else Verdict.EDITED)


def set_attributes(adjudication: Adjudication, attributes: Mapping[str, AttributeValue]) -> Entry:
    """Give the one gold annotation of the item these attributes, and no other."""
    return adjudication.decide((replace(only_result(adjudication), attributes=dict(attributes)),), Verdict.EDITED)


def only_result(adjudication: Adjudication) -> Annotation:
    """The gold annotation that came of the item. Raises Refused where that is none, or several."""
    results = adjudication.results(adjudication.item)
    if len(results) != 1:
        raise Refused(
            "Take one first: attributes are those of the gold annotation." if not results else "Take one alone."
        )
    return results[0]


def drop_edit(adjudication: Adjudication) -> None:
    """Leave it as it was."""
    if adjudication.draft is not None:
        adjudication.draft = None
        adjudication.gold.clear()


def _draft(adjudication: Adjudication) -> Draft:
    if adjudication.draft is None:
        raise Refused("Nothing is being edited.")
    return adjudication.draft
