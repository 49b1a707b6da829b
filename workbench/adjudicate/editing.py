"""Other edges, other parts, or another label, than anybody gave: an option or its gold annotation as it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.adjudicate.items import Item
from workbench.annotate import edges, labelling
from workbench.annotate.revise import relabelled, with_edges, with_segments
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, AttributeValue, Entry, Origin, Span, Verdict
from workbench.spans import joined

if TYPE_CHECKING:
    from workbench.adjudicate.adjudication import Adjudication


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation that is being edited, its parts as they now are, which of them is moved, and the label it gets.

    The new edges of that part are the selection of the gold layer.
    """

    base: Annotation
    segments: tuple[Span, ...]
    at: int
    label: str


def edit(adjudication: Adjudication, number: int) -> None:
    """Take the edges of an option as selection, or those of the gold annotation that came of it: moves extend it.

    Of a discontinuous annotation those of its first part; `next_part` goes on.
    """
    adjudication.refuse_while_editing()
    item = item_of(adjudication)
    results = adjudication.results(item)
    like = item.options[number].like
    same = (one for one in results if (one.label, one.segments) == (like.label, like.segments))
    base = next(same, results[0] if len(results) == 1 else like)
    _take(adjudication, Draft(base, base.segments, 0, base.label))


def next_part(adjudication: Adjudication, by: int = 1) -> None:
    """Go on with the edges of the next part (`by` -1: the one before), round the end."""
    draft, span = _draft(adjudication), edges.selected_words(adjudication.gold)
    segments = _moved(draft, span, adjudication)
    if len(segments) == 1:
        raise Refused("It has one part.")
    at = next(n for n, segment in enumerate(segments) if span.start in segment)
    _take(adjudication, replace(draft, segments=segments, at=(at + by) % len(segments)))


def split_part(adjudication: Adjudication) -> None:
    """Let the part stay as it was, and the selection be a further one."""
    draft, gold = _draft(adjudication), adjudication.gold
    span = edges.selected_words(gold)
    segments = joined(gold.article.text, (*draft.segments, span))
    if segments == draft.segments:
        raise Refused(
            "Select other words first: drag over them with the mouse, or keep this and select them with keys."
        )
    at = next(n for n, segment in enumerate(segments) if span.start in segment)
    _take(adjudication, replace(draft, segments=segments, at=at))


def drop_part(adjudication: Adjudication) -> None:
    """Leave out the part whose edges are being moved."""
    draft = _draft(adjudication)
    rest = (*draft.segments[: draft.at], *draft.segments[draft.at + 1 :])
    if not rest:
        raise Refused("Nothing would be left of it: drop the edit, and reject it.")
    _take(adjudication, replace(draft, segments=rest, at=min(draft.at, len(rest) - 1)))


def relabel(adjudication: Adjudication, label: str) -> None:
    """Give what is edited another label."""
    draft = _draft(adjudication)
    labelling.check(adjudication.gold, label)
    adjudication.draft = replace(draft, label=label)


def drafted(adjudication: Adjudication) -> Annotation:
    """What is being edited, as it would be kept. Raises Refused where nothing is."""
    draft, gold = _draft(adjudication), adjudication.gold
    segments = _moved(draft, edges.selected_words(gold), adjudication)
    if segments == draft.base.segments and draft.label == draft.base.label:
        return draft.base
    after = with_segments(draft.base, segments, gold.scheme)
    return relabelled(after, draft.label, gold.scheme) if draft.label != after.label else after


def keep_edit(adjudication: Adjudication) -> Entry | None:
    """Let it become gold as it is now; nothing to store if that is what it was."""
    base, after = _draft(adjudication).base, drafted(adjudication)
    return keep(adjudication, base, after)


def keep(adjudication: Adjudication, base: Annotation, after: Annotation) -> Entry | None:
    """Let the one become the other in gold; nothing to store where that changes nothing. Drops the edit."""
    gold, results = adjudication.gold, adjudication.results(item_of(adjudication))
    is_gold = base in results
    if (twin := gold.index.twin(after)) and not (is_gold and after is base):
        raise Refused(f"These words are {twin.label} in {gold.annotator} already.")
    drop_edit(adjudication)
    if not is_gold:
        verdict = Verdict.TOOK if after is base else Verdict.EDITED
        return adjudication.decide((as_gold(gold, after),), verdict)
    if after is base:
        return None
    return adjudication.decide(tuple(after if one == base else one for one in results), Verdict.EDITED)


def as_gold(gold: Work, annotation: Annotation) -> Annotation:
    """The same as gold, new."""
    return replace(
        annotation,
        id=gold.new_id(),
        annotator=gold.annotator,
        made_at=gold.now(),
        comment="",
        origin=Origin.ADJUDICATION,
        score=None,
        unsure=False,
    )


def set_attributes(adjudication: Adjudication, attributes: Mapping[str, AttributeValue]) -> Entry:
    """Give the one gold annotation of the item these attributes, and no other."""
    return adjudication.decide((replace(only_result(adjudication), attributes=dict(attributes)),), Verdict.EDITED)


def only_result(adjudication: Adjudication) -> Annotation:
    """The gold annotation that came of the item. Raises Refused where that is none, or several."""
    results = adjudication.results(item_of(adjudication))
    if len(results) != 1:
        raise Refused("Take one first: this is done to what is gold." if not results else "Take one alone.")
    return results[0]


def item_of(adjudication: Adjudication) -> Item:
    """The present item. Raises Refused where that is a relation."""
    if not isinstance(adjudication.item, Item):
        raise Refused("A relation is taken or not: there is nothing else to it.")
    return adjudication.item


def drop_edit(adjudication: Adjudication) -> None:
    """Leave it as it was, and the text; what is selected is not any more."""
    adjudication.draft, adjudication.in_text = None, False
    adjudication.gold.clear()


def _draft(adjudication: Adjudication) -> Draft:
    if adjudication.draft is None:
        raise Refused("Nothing is being edited.")
    return adjudication.draft


def _moved(draft: Draft, span: Span, adjudication: Adjudication) -> tuple[Span, ...]:
    """The parts with the new edges of the one that is moved."""
    whole = replace(draft.base, segments=draft.segments)
    return with_edges(whole, draft.segments[draft.at], span, adjudication.scheme).segments


def _take(adjudication: Adjudication, draft: Draft) -> None:
    adjudication.draft, adjudication.in_text = draft, False
    adjudication.gold.cursor.take(draft.segments[draft.at])
    adjudication.gold.cursor.selecting = True
