"""What none of the annotators made: words of the text that become gold, and parts of what is gold already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.adjudicate.deciding import Choice
from workbench.adjudicate.editing import keep, only_result
from workbench.adjudicate.items import Item, addition
from workbench.annotate import edges, labelling
from workbench.annotate.index import segment_at
from workbench.annotate.revise import with_segments
from workbench.errors import Refused
from workbench.model import Annotation, Entry, Origin, Verdict
from workbench.spans import joined, without

if TYPE_CHECKING:
    from workbench.adjudicate.adjudication import Adjudication


def enter_text(adjudication: Adjudication) -> None:
    """Let moves be those of the caret, and select words; going to an item leaves the text again."""
    adjudication.refuse_while_editing()
    adjudication.in_text = True


def add(adjudication: Adjudication, label: str) -> Entry:
    """Let the selected words become gold under this label, and go there.

    Raises Refused where gold has that already, where one of the annotators made it, which is to be taken, and where
    fewer than two have read: what gold has there counts for nothing.
    """
    adjudication.refuse_while_editing()
    gold = adjudication.gold
    labelling.check(gold, label)
    made = labelling.new(gold, label, edges.selected_words(gold))
    item = addition(replace(made, origin=Origin.ADJUDICATION), gold.units)
    if gold.index.twin(made):
        raise Refused(f"These words are {label} in {gold.annotator} already.")
    if not any(number in adjudication.paragraphs for number in item.paragraphs):
        raise Refused("Fewer than two have read this paragraph: what gold had here would count for nothing.")
    _refuse_made(adjudication, made)
    entry = adjudication.choose(Choice(item, (item.options[0].like,), Verdict.ADDED, adjudication.by))
    adjudication.go_to_matter(item.candidates)
    return entry


def add_part(adjudication: Adjudication) -> Entry | None:
    """Make the selected words a further part of the gold annotation of the item."""
    one, gold = only_result(adjudication), adjudication.gold
    segments = joined(gold.article.text, (*one.segments, edges.selected_words(gold)))
    return keep(adjudication, one, with_segments(one, segments, gold.scheme))


def remove_part(adjudication: Adjudication) -> Entry | None:
    """Take the selected words out of the gold annotation of the item; without a selection, its part at the caret."""
    one, gold = only_result(adjudication), adjudication.gold
    span = edges.selected_words(gold) if gold.selection else segment_at(one, gold.caret)
    rest = joined(gold.article.text, without(one.segments, span)) if span else one.segments
    if not rest:
        raise Refused("Nothing would be left of it: reject it instead.")
    if rest == one.segments:
        raise Refused("The gold annotation of this item does not hold these words.")
    return keep(adjudication, one, with_segments(one, rest, gold.scheme))


def _refuse_made(adjudication: Adjudication, made: Annotation) -> None:
    """Raises Refused, and goes there, where one of the options is just that."""
    for item in adjudication.items:
        if isinstance(item, Item):
            likes = [(option.like.label, option.like.segments) for option in item.options]
            if (made.label, made.segments) in likes:
                adjudication.leave_text()
                adjudication.go_to_matter(item.candidates)
                raise Refused("One of the annotators made just that: take it here.")
