"""What formats cannot hold, as functions: each gives back what survives.

The first line of a docstring completes "does not hold"; what is counted are the annotations, relations, read marks,
notes, skips, decisions and articles that are others afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from workbench.formats import foreign
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Annotation, AttributeValue, Kind, Relation, reading_order
from workbench.spans import joined


def each(annotated: Annotated, change: Callable[[Annotation], Annotation]) -> Annotated:
    """The article with the change made to each annotation, in reading order."""
    changed = tuple(map(change, annotated.annotations))
    if changed == annotated.annotations:
        return annotated
    return replace(annotated, annotations=tuple(sorted(changed, key=reading_order)))


def only(annotated: Annotated, kept: Sequence[Annotation]) -> Annotated:
    """The article with these of its annotations, in reading order, and the relations between them."""
    if len(kept) == len(annotated.annotations):
        return annotated
    ids = {one.id for one in kept}
    links = tuple(one for one in annotated.relations if {one.from_id, one.to_id} <= ids)
    return replace(annotated, annotations=tuple(kept), relations=links)


def divisions(annotated: Annotated) -> Annotated:
    """paragraphs that were divided by hand, and which facts of an article were guessed"""
    article = annotated.article
    divided = paragraphs(article.text)
    if article.paragraphs == divided and not article.guessed:
        return annotated
    return replace(annotated, article=replace(article, paragraphs=divided, guessed=frozenset()))


def read_marks(annotated: Annotated) -> Annotated:
    """which paragraphs were read, and when: what comes back counts as read to the end"""
    return replace(annotated, read=()) if annotated.read else annotated


def unfinished(annotated: Annotated) -> Annotated:
    """when paragraphs were read; and where it was not all of them, which"""
    return read_marks(annotated)


def readers(annotated: Annotated) -> Annotated:
    """who read without making anything; and of others which paragraphs: who marked something has read to the end"""
    makers = {one.annotator for one in annotated.annotations} | {note.annotator for note in annotated.notes}
    makers = makers or set(annotated.by[:1])
    left = tuple(name for name in annotated.by if name in makers)
    return replace(annotated, read=(), by=left) if annotated.read or left != annotated.by else annotated


def notes(annotated: Annotated) -> Annotated:
    """notes on paragraphs and articles"""
    return replace(annotated, notes=()) if annotated.notes else annotated


def paragraph_notes(annotated: Annotated) -> Annotated:
    """notes on paragraphs"""
    kept = tuple(note for note in annotated.notes if note.paragraph is None)
    return annotated if len(kept) == len(annotated.notes) else replace(annotated, notes=kept)


def skips(annotated: Annotated) -> Annotated:
    """that articles were skipped, and why"""
    return replace(annotated, skips=()) if annotated.skips else annotated


def decisions(annotated: Annotated) -> Annotated:
    """how gold was decided: what was taken or rejected, by whom or by which rule, with what comment"""
    return replace(annotated, decisions=()) if annotated.decisions else annotated


def relations(annotated: Annotated) -> Annotated:
    """relations"""
    return replace(annotated, relations=()) if annotated.relations else annotated


def relations_across(annotated: Annotated) -> Annotated:
    """relations to annotations of other articles, or of other annotators"""
    home = {one.id: one.annotator for one in annotated.annotations}
    kept = tuple([one for one in annotated.relations if home.get(one.from_id) == home.get(one.to_id) == one.annotator])
    return annotated if len(kept) == len(annotated.relations) else replace(annotated, relations=kept)


def attributes(annotated: Annotated) -> Annotated:
    """attributes"""
    return each(annotated, lambda one: replace(one, attributes={}) if one.attributes else one)


def types_of_attributes(annotated: Annotated) -> Annotated:
    """whether the value of an attribute is text, a number, or several values: all become text"""

    def change(one: Annotation) -> Annotation:
        if all(isinstance(value, str) for value in one.attributes.values()):
            return one
        return replace(one, attributes={name: as_text(value) for name, value in one.attributes.items()})

    return each(annotated, change)


def as_text(value: AttributeValue) -> str:
    """The value of an attribute as a format tells it that has text alone: `yes`, `no`, several with ` | ` between."""
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " | ".join(value)
    return str(value)


def comments(annotated: Annotated) -> Annotated:
    """comments on annotations"""
    return each(annotated, lambda one: replace(one, comment="") if one.comment else one)


def doubts(annotated: Annotated) -> Annotated:
    """that an annotator was unsure"""
    return each(annotated, lambda one: replace(one, unsure=False) if one.unsure else one)


def scores(annotated: Annotated) -> Annotated:
    """the scores of machines"""
    return each(annotated, lambda one: replace(one, score=None) if one.score is not None else one)


def gaps(annotated: Annotated) -> Annotated:
    """which words a discontinuous annotation leaves out: it covers all from its first to its last"""
    return each(annotated, lambda one: replace(one, segments=(one.extent,)) if len(one.segments) > 1 else one)


def edges(annotated: Annotated) -> Annotated:
    """white space at the edges of annotations and alone between their segments; and what has no words at all"""
    text = annotated.article.text
    cut = {one.id: pieces for one in annotated.annotations if (pieces := joined(text, one.segments)) != one.segments}
    if not cut:
        return annotated
    kept = only(annotated, [one for one in annotated.annotations if cut.get(one.id, one.segments)])
    return each(kept, lambda one: replace(one, segments=cut[one.id]) if one.id in cut else one)


def overlaps(annotated: Annotated) -> Annotated:
    """annotations that overlap another one of the same annotator: the one that begins first stays, of two the wider"""
    kept: list[Annotation] = []
    ends: dict[str, int] = {}
    for one in sorted(annotated.annotations, key=reading_order):
        if one.extent.start >= ends.get(one.annotator, 0):
            kept.append(one)
            ends[one.annotator] = one.extent.end
    return only(annotated, kept)


def doubles(annotated: Annotated) -> Annotated:
    """annotations, relations and notes that say the same as another one of their annotator: one of them stays"""
    return led(annotated, same(annotated))


def same(annotated: Annotated) -> dict[str, str]:
    """For the id of each annotation, that of the first one that says the same: its own, for most."""
    all_ = annotated.annotations
    places = {(one.annotator, one.label, one.segments[0].start, one.segments[-1].end) for one in all_}
    if len(places) == len(all_):
        return {one.id: one.id for one in all_}  # as nearly always: no two of one label from here to there
    first: dict[object, str] = {}
    return {one.id: first.setdefault(_said(one), one.id) for one in all_}


def _said(one: Annotation) -> object:
    """As `foreign` makes ids of it: 1, 1.0 and yes are three values."""
    values = repr((sorted(one.attributes.items()), one.comment, one.score, one.unsure))
    return one.annotator, one.label, one.segments, values


def led(annotated: Annotated, same: Mapping[str, str]) -> Annotated:
    """The annotations that `same` leads to themselves, and the relations between them, those of others led to them."""
    kept = tuple([one for one in annotated.annotations if same.get(one.id) == one.id])
    links: dict[object, Relation] = {}
    for one in annotated.relations:
        source, target = same.get(one.from_id), same.get(one.to_id)
        if source and target and (source != target or one.from_id == one.to_id):
            as_it_was = (source, target) == (one.from_id, one.to_id)
            said = one.annotator, one.type, source, target
            if as_it_was or said not in links:
                links[said] = one if as_it_was else replace(one, from_id=source, to_id=target)
    notes = {(note.annotator, note.paragraph, note.text): note for note in reversed(annotated.notes)}
    before = annotated.annotations, annotated.relations, annotated.notes
    if tuple(map(len, (kept, links, notes))) == tuple(map(len, before)):
        return annotated
    return replace(
        annotated,
        annotations=kept,
        relations=tuple(sorted(links.values(), key=lambda one: one.id)),
        notes=tuple(reversed(notes.values())),
    )


def provenance(annotated: Annotated) -> Annotated:
    """ids, times, origins and schemes of annotations"""
    return foreign.made_anew(annotated)


# Kinds of annotators


def kinds(name: str, kind: Kind) -> Kind:  # noqa: ARG001
    """that layers are gold or a machine's: they are taken for a person's"""
    return Kind.PERSON


def gold(name: str, kind: Kind) -> Kind:  # noqa: ARG001
    """that layers are gold: they are taken for a person's"""
    return Kind.PERSON if kind is Kind.GOLD else kind
