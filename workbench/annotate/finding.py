"""Going from annotation to annotation, and from match to match."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, reading_order
from workbench.spans import overlaps


def next_annotation(work: Work) -> None:
    """The annotation that follows in reading order; keys then act on it."""
    _go(work, _after(work), "This is the last annotation.")


def previous_annotation(work: Work) -> None:
    """The annotation before in reading order; keys then act on it."""
    _go(work, _before(work), "This is the first annotation.")


def next_same(work: Work) -> None:
    """The next annotation with the label of this one; where none is here, with the label used last."""
    label = _label(work)
    _go(work, _after(work, label), f"There is no {label} after this.")


def previous_same(work: Work) -> None:
    """The annotation before with the label of this one; where none is here, with the label used last."""
    label = _label(work)
    _go(work, _before(work, label), f"There is no {label} before this.")


def choose(work: Work, annotation_id: str) -> None:
    """Go to the start of an annotation, which keys then act on. Raises Refused while another is being edited."""
    work.refuse_while_editing()
    work.choose(annotation_id, _begin(work, work.annotations[annotation_id]))


def _go(work: Work, found: Iterator[Annotation], end: str) -> None:
    if not work.annotations:
        raise Refused("There are no annotations yet.")
    annotation = next(found, None)
    if annotation is None:
        raise Refused(end)
    choose(work, annotation.id)


def _after(work: Work, label: str | None = None) -> Iterator[Annotation]:
    """The annotations (of the label) that begin after the caret, or as the target does and follow it, in order."""
    order = _order(work)
    for paragraph in range(work.paragraph, len(work.article.paragraphs)):
        here = _beginning_in(work, paragraph, label)
        yield from here[bisect_right(here, order, key=reading_order) :]


def _before(work: Work, label: str | None = None) -> Iterator[Annotation]:
    """The annotations (of the label) before the caret, or as the target begins and before it, the nearest first."""
    order = _order(work)
    for paragraph in range(work.paragraph, -1, -1):
        here = _beginning_in(work, paragraph, label)
        before = here[: bisect_left(here, order, key=reading_order)]
        yield from (one for one in reversed(before) if one is not work.target)


def _order(work: Work) -> tuple[int, int, str, str]:
    """Where the caret is among the annotations: at the target if it is at its start, else before all from there on."""
    target = work.target
    if target and _begin(work, target) == work.caret:
        return reading_order(target)
    return work.caret, -len(work.article.text) - 1, "", ""


def _begin(work: Work, annotation: Annotation) -> int:
    """Its first character that is in a paragraph."""
    segment = annotation.segments[0]
    return max(segment.start, work.article.paragraphs[work.units.paragraphs_of(segment)[0]].start)


def _beginning_in(work: Work, paragraph: int, label: str | None) -> list[Annotation]:
    """Without those that hold nothing but white space between paragraphs: the caret has no place there."""
    units, span = work.units, work.article.paragraphs[paragraph]
    wanted = (one for one in work.touching(paragraph) if label is None or one.label == label)
    begun = (one for one in wanted if units.paragraphs_of(one.segments[0])[0] == paragraph)
    return [one for one in begun if overlaps(one.segments[0], span)]


def _label(work: Work) -> str:
    """The label of the target, else the one that was given last."""
    label = work.target.label if work.target else work.last_label
    if label is None:
        raise Refused("There is no annotation here, and no label was given yet.")
    return label
