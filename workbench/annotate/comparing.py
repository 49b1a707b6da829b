"""What others made of the same paragraph: the same, or where and how it differs."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.agreement.differences import Difference, compare
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Span
from workbench.spans import within


def agrees(work: Work, paragraph: int) -> bool | None:
    """Whether all who have read the paragraph made the same of it: labels and words.

    None where that is not to be known: it is not read by me, or by nobody else.
    """
    readers = work.others.readers(paragraph) if paragraph in work.marks else ()
    if not readers:
        return None
    span = work.article.paragraphs[paragraph]
    mine = _made(work.touching(paragraph), span)
    return all(_made(work.others.touching(name, paragraph), span) == mine for name in readers)


def comparable(work: Work) -> tuple[str, ...]:
    """Who else has read the paragraph of the caret. Raises Refused where that is nobody, or not to be known."""
    if work.scheme.blind:
        raise Refused("This project is blind: nobody sees the work of others before it is done.")
    if work.paragraph not in work.marks:
        raise Refused("Mark the paragraph read first: what others made of it is shown then.")
    readers = work.others.readers(work.paragraph)
    if not readers:
        raise Refused("Nobody else has read this paragraph yet.")
    return readers


def differences(work: Work, other: str, paragraph: int) -> tuple[Difference, ...]:
    """My annotations in the paragraph, which are the first, beside those of another annotator."""
    theirs = work.others.touching(other, paragraph)
    return compare(work.touching(paragraph), theirs, work.article, (work.article.paragraphs[paragraph],))


def score(work: Work, other: str) -> tuple[int, int]:
    """In the paragraphs that both have read: how many differences are none, of how many.

    A pair counts as one, and so does an annotation that runs over several paragraphs.
    """
    both = sorted(work.others.read(other) & work.marks.keys())
    windows = [work.article.paragraphs[paragraph] for paragraph in both]
    theirs = {one.id: one for paragraph in both for one in work.others.touching(other, paragraph)}
    found = compare(work.annotations.values(), theirs.values(), work.article, windows)
    return sum(one.agrees for one in found), len(found)


def _made(annotations: Iterable[Annotation], paragraph: Span) -> set[tuple[str, tuple[Span, ...]]]:
    return {(one.label, within(one.segments, (paragraph,))) for one in annotations}
