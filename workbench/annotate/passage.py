"""Going through the article: reading paragraph by paragraph, taking steps back, coming back to where one was."""

from __future__ import annotations

from workbench.annotate import edges
from workbench.annotate.obstacles import obstacle
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Change, Deed, Entry, Note, ReadMark, Relation, Step, inverse


def read(work: Work) -> Entry | None:
    """Mark the paragraph read and go to the next unread one; while editing, `keep_edit`."""
    if work.editing:
        return edges.keep_edit(work)
    entry = None
    if work.paragraph not in work.marks:
        entry = work.do(Change(None, ReadMark(work.article.id, work.annotator, work.paragraph, work.now())))
    if entry is None or not work.done:
        next_unread(work)
    return entry


def unread(work: Work) -> Entry:
    """Take the paragraph's read mark away."""
    if work.paragraph not in work.marks:
        raise Refused("This paragraph is not marked as read.")
    return work.do(Change(work.marks[work.paragraph], None))


def tick(work: Work, paragraph: int) -> Entry:
    """Mark a paragraph read, or not read after all, and go to it."""
    work.clear()
    work.move_to(work.article.paragraphs[paragraph].start)
    if paragraph in work.marks:
        return unread(work)
    return work.do(Change(None, ReadMark(work.article.id, work.annotator, paragraph, work.now())))


def next_unread(work: Work) -> None:
    """Go to the next unread paragraph, from the end round to the beginning."""
    if work.done:
        raise Refused("Every paragraph is read: this article is done.")
    count = len(work.article.paragraphs)
    following = (n % count for n in range(work.paragraph + 1, work.paragraph + 1 + count))
    work.clear()
    work.move_to(work.article.paragraphs[next(n for n in following if n not in work.marks)].start)


def undo(work: Work) -> Entry:
    """Take the last step back, and go to where it was."""
    last = work.history.to_undo
    if last is None:
        raise Refused(_nothing(work, Deed.UNDO, "There is nothing to undo."))
    return _make(work, Deed.UNDO, last, inverse(last.step))


def redo(work: Work) -> Entry:
    """Do again what was undone last, and go to where it was."""
    last = work.history.to_redo
    if last is None:
        raise Refused(_nothing(work, Deed.REDO, "There is nothing to do again."))
    return _make(work, Deed.REDO, last, last.step)


def _nothing(work: Work, deed: Deed, otherwise: str) -> str:
    """Why nothing is left: it never was, or the store refused it."""
    reason = work.history.barred.get(deed)
    return f"{'Not undone' if deed is Deed.UNDO else 'Not done again'}. {reason}" if reason else otherwise


def _make(work: Work, deed: Deed, last: Entry, step: Step) -> Entry:
    """Undo or redo `last`, unless something is in the way: then the next key goes on with what is below it."""
    if reason := obstacle(work.index, step):
        work.history.forget(last)
        raise Refused(f"{reason}: passed over.")
    return _go_to(work, work.record(deed, step, last.batch))


def go_where_left_off(work: Work) -> None:
    """To the last change that has a place in the text, or to the next unread paragraph if that was reading one or
    nothing was changed yet."""
    last = next((entry for entry in reversed(work.history.entries) if _has_place(work, entry)), None)
    if last:
        _go_to(work, last)
    wrote = last and (_annotation(work, last) or isinstance(_in_paragraph(last), Note))
    if not wrote and work.paragraph in work.marks and not work.done:
        next_unread(work)


def _go_to(work: Work, entry: Entry) -> Entry:
    """Put the caret where the entry changed something."""
    work.clear()
    if annotation := _annotation(work, entry):
        work.move_to(annotation.extent.end)
        work.target_id = annotation.id
    if (value := _in_paragraph(entry)) and value.paragraph is not None:
        work.move_to(work.article.paragraphs[value.paragraph].start)
    return entry


def _has_place(work: Work, entry: Entry) -> bool:
    return bool(_annotation(work, entry) or _in_paragraph(entry))


def _in_paragraph(entry: Entry) -> ReadMark | Note | None:
    """The first of what the entry marks as read or says of a paragraph."""
    values = (change.after or change.before for change in entry.step)
    about = (value for value in values if isinstance(value, ReadMark | Note))
    return next((value for value in about if value.paragraph is not None), None)


def _annotation(work: Work, entry: Entry) -> Annotation | None:
    """The annotation that the entry is about; for a relation, that where it starts or, in another article, ends."""
    values = [change.after or change.before for change in entry.step]
    relations = (value for value in values if isinstance(value, Relation))
    ends = (work.annotations.get(end) for value in relations for end in (value.from_id, value.to_id))
    return next((value for value in (*values, *ends) if isinstance(value, Annotation)), None)
