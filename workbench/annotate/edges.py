"""Where a selection or an annotation begins and ends: moved by a word, or by any move while it is edited."""

from __future__ import annotations

from collections.abc import Callable

from workbench.annotate.revise import with_edges
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Change, Entry, Span
from workbench.spans import trimmed


def grow_start(work: Work) -> Entry | None:
    """Move the start of the selection a word out; without a selection, of the annotation, and save it."""
    return _move(work, lambda span: (work.units.before(work.units.word_starts, span.start), span.end))


def shrink_start(work: Work) -> Entry | None:
    """Move the start of the selection (or annotation) a word in."""
    return _move(work, lambda span: (work.units.after(work.units.word_starts, span.start), span.end))


def grow_end(work: Work) -> Entry | None:
    """Move the end of the selection (or annotation) a word out."""
    return _move(work, lambda span: (span.start, work.units.after(work.units.word_ends, span.end)))


def shrink_end(work: Work) -> Entry | None:
    """Move the end of the selection (or annotation) a word in."""
    return _move(work, lambda span: (span.start, work.units.before(work.units.word_ends, span.end)))


def edit(work: Work) -> None:
    """Take the edges of the annotation (of its segment at the caret) as selection; every move then extends."""
    work.edited = work.acted_on()
    work.cursor.take(work.edited[1])
    work.cursor.selecting = True


def keep_edit(work: Work) -> Entry | None:
    """Give the annotation that is being edited the edges of the selection; nothing to store if they are its own."""
    if work.editing is None:
        raise Refused("No annotation is being edited.")
    before, (after, span) = work.editing, edited(work)
    if after.segments == before.segments:
        work.clear()
        return None
    return rest_at(work, span, save(work, before, after))


def edited(work: Work) -> tuple[Annotation, Span]:
    """The annotation that is being edited as it would be kept, and the edges that it would get."""
    span = selected_words(work)
    return with_edges(*work.acted_on(), span, work.scheme), span


def selected_words(work: Work) -> Span:
    """The selection without white space at its ends. Raises Refused if nothing is left."""
    if work.selection is None:
        raise Refused("Nothing is selected.")
    return _words_in(work, work.selection)


def save(work: Work, before: Annotation | None, after: Annotation) -> Entry:
    """Store a label or edges. Raises Refused where the same words bear the same label already."""
    unchanged = before and (before.label, before.segments) == (after.label, after.segments)
    if unchanged or work.index.twin(after):
        raise Refused(f"These words are {after.label} already.")
    return work.do(Change(before, after))


def rest_at(work: Work, span: Span, entry: Entry) -> Entry:
    """Drop the selection with the caret at the end of what was labelled."""
    work.cursor.drop()
    work.cursor.move_to(work.units.stop_after(span.end))
    return entry


def _move(work: Work, moved: Callable[[Span], tuple[int, int]]) -> Entry | None:
    target, span = (None, work.selection) if work.selection else work.acted_on()
    start, end = moved(span)
    if start >= end:
        raise Refused("Nothing would be left.")
    if (start, end) == (span.start, span.end):
        raise Refused("The article goes no further.")
    if target is None:
        work.cursor.take(Span(start, end), caret_at_start=work.caret == span.start)
        return None
    segment = _words_in(work, Span(start, end))
    entry = save(work, target, with_edges(target, span, segment, work.scheme))
    work.cursor.move_to(min(max(work.caret, segment.start), segment.end))
    return entry


def _words_in(work: Work, span: Span) -> Span:
    inside = trimmed(work.article.text, span)
    if inside is None:
        raise Refused("There is nothing but white space.")
    return inside
