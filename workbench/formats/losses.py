"""What formats cannot hold, as functions: each gives back what survives. A format names its losses in this order.

The first line of a docstring completes "lost are"; what is counted are the annotations, relations, read marks, notes,
skips and articles that are others afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.formats import foreign
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Annotation, AttributeValue, reading_order
from workbench.spans import joined


def _each(annotated: Annotated, change: Callable[[Annotation], Annotation]) -> Annotated:
    changed = tuple(change(one) for one in annotated.annotations)
    if all(one is other for one, other in zip(changed, annotated.annotations, strict=True)):
        return annotated
    return replace(annotated, annotations=tuple(sorted(changed, key=reading_order)))


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


def relations(annotated: Annotated) -> Annotated:
    """relations"""
    return replace(annotated, relations=()) if annotated.relations else annotated


def relations_across(annotated: Annotated) -> Annotated:
    """relations to annotations of other articles, or of other annotators"""
    home = {one.id: one.annotator for one in annotated.annotations}
    kept = tuple(one for one in annotated.relations if home.get(one.from_id) == home.get(one.to_id) == one.annotator)
    return annotated if len(kept) == len(annotated.relations) else replace(annotated, relations=kept)


def attributes(annotated: Annotated) -> Annotated:
    """attributes"""
    return _each(annotated, lambda one: replace(one, attributes={}) if one.attributes else one)


def types_of_attributes(annotated: Annotated) -> Annotated:
    """whether the value of an attribute is text, a number, or several values: all become text"""

    def change(one: Annotation) -> Annotation:
        if all(isinstance(value, str) for value in one.attributes.values()):
            return one
        return replace(one, attributes={name: as_text(value) for name, value in one.attributes.items()})

    return _each(annotated, change)


def as_text(value: AttributeValue) -> str:
    """The value of an attribute as a format tells it that has text alone: `yes`, `no`, several with ` | ` between."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " | ".join(value)
    return str(value)


def comments(annotated: Annotated) -> Annotated:
    """comments on annotations"""
    return _each(annotated, lambda one: replace(one, comment="") if one.comment else one)


def doubts(annotated: Annotated) -> Annotated:
    """that an annotator was unsure"""
    return _each(annotated, lambda one: replace(one, unsure=False) if one.unsure else one)


def scores(annotated: Annotated) -> Annotated:
    """the scores of machines"""
    return _each(annotated, lambda one: replace(one, score=None) if one.score is not None else one)


def gaps(annotated: Annotated) -> Annotated:
    """which words a discontinuous annotation leaves out: it covers all from its first to its last"""
    return _each(annotated, lambda one: replace(one, segments=(one.extent,)) if len(one.segments) > 1 else one)


def edges(annotated: Annotated) -> Annotated:
    """white space at the edges of annotations and alone between their segments; and what has no words at all"""
    text = annotated.article.text
    kept = tuple(one for one in annotated.annotations if joined(text, one.segments))
    left = {one.id for one in kept}
    fewer = annotated
    if len(kept) < len(annotated.annotations):
        links = tuple(one for one in annotated.relations if {one.from_id, one.to_id} <= left)
        fewer = replace(annotated, annotations=kept, relations=links)

    def change(one: Annotation) -> Annotation:
        segments = joined(text, one.segments)
        return one if segments == one.segments else replace(one, segments=segments)

    return _each(fewer, change)


def overlaps(annotated: Annotated) -> Annotated:
    """annotations that overlap another one of the same annotator: the one that begins first stays, of two the wider"""
    kept: list[Annotation] = []
    ends: dict[str, int] = {}
    for one in sorted(annotated.annotations, key=reading_order):
        if one.extent.start >= ends.get(one.annotator, 0):
            kept.append(one)
            ends[one.annotator] = one.extent.end
    if len(kept) == len(annotated.annotations):
        return annotated
    left = {one.id for one in kept}
    links = tuple(one for one in annotated.relations if {one.from_id, one.to_id} <= left)
    return replace(annotated, annotations=tuple(kept), relations=links)


def provenance(annotated: Annotated) -> Annotated:
    """ids, times, origins and schemes of annotations, and which of two equal ones is which"""
    return foreign.made_anew(annotated)
