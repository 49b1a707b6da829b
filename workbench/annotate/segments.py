"""The parts of a discontinuous annotation: one more, or one less."""

from __future__ import annotations

from workbench.annotate import edges
from workbench.annotate.revise import with_segments
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Entry, Span
from workbench.spans import joined, overlaps, without


def add_segment(work: Work) -> Entry:
    """Make the selection a further part of the last annotation; parts with nothing but space between become one."""
    work.refuse_while_editing()
    if work.last is None:
        raise Refused("Make or choose an annotation first: the selection becomes a further part of it.")
    span = edges.selected_words(work)
    segments = joined(work.article.text, (*work.last.segments, span))
    return edges.rest_at(work, span, _save(work, work.last, segments))


def remove_segment(work: Work) -> Entry:
    """Take the selected words out of the annotation; without a selection, its part at the caret."""
    work.refuse_while_editing()
    target, span = _partly_selected(work) if work.selection else work.acted_on()
    rest = joined(work.article.text, without(target.segments, span))
    if not rest:
        raise Refused("Nothing would be left of the annotation: delete it instead.")
    entry = _save(work, target, rest)
    work.cursor.drop()
    return entry


def _partly_selected(work: Work) -> tuple[Annotation, Span]:
    """The annotation that loses the selection: the last one if it has any of it, else the innermost that has."""
    span = edges.selected_words(work)
    selected = (one for n in work.units.paragraphs_of(span) for one in work.touching(n))
    found = [one for one in selected if any(overlaps(segment, span) for segment in one.segments)]
    if not found:
        raise Refused("No annotation holds the selected words.")
    last = (one for one in found if one is work.last)
    return next(last, min(found, key=lambda one: sum(map(len, one.segments)))), span


def _save(work: Work, before: Annotation, segments: tuple[Span, ...]) -> Entry:
    return edges.save(work, before, with_segments(before, segments, work.scheme))
