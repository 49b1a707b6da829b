"""Selections: word, sentence, quotation, paragraph, and from here on."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.annotate.units import Table
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Span


def select(work: Work) -> None:
    """Start selecting at the caret (with a selection: go on with it), or stop and keep what is selected.

    Raises Refused while an annotation is edited, which is selecting from its beginning to its end.
    """
    work.refuse_while_editing()
    work.cursor.toggle_selecting()


def swap_ends(work: Work) -> None:
    """Let the caret take the other end of the selection. Raises Refused without one."""
    work.cursor.swap_ends()


def select_word(work: Work) -> None:
    """The word at the caret; with a selection, out to whole words, then one word more."""
    _select_unit(work, work.units.words, "word")


def select_sentence(work: Work) -> None:
    """The sentence at the caret; with a selection, out to whole sentences, then one more."""
    _select_unit(work, work.units.sentences, "sentence")


def select_paragraph(work: Work) -> None:
    """The paragraph at the caret; with a selection, out to whole paragraphs, then one more."""
    _select_unit(work, work.units.paragraphs, "paragraph")


def select_quotation(work: Work) -> None:
    """The innermost quotation around the caret with its marks; with a selection, the innermost around that."""
    selected = work.selection
    start, end = (selected.start, selected.end) if selected else (work.caret, work.caret)
    found = work.units.quotation_around(start, end)
    if found is None:
        raise Refused("There is no quotation around this." if selected else "There is no quotation here.")
    work.cursor.take(found)


def grow(work: Work) -> None:
    """The smallest unit that holds the selection (or the caret) and more.

    Units are words, quotations, sentences, paragraphs, the article, and the parts of annotations: what was labelled
    once is labelled again, and a quotation's source stands beside it. A selection that reaches over the edge of a word,
    a sentence or a paragraph grows to whole ones.
    """
    selected = work.selection
    start, end = (selected.start, selected.end) if selected else (work.caret, work.caret)
    around = [unit for unit in _enclosing(work, start, end) if len(unit) > end - start]
    if not around:
        raise Refused("This is the whole article.")
    work.cursor.widen(min(around, key=len))


def shrink(work: Work) -> None:
    """Back to what `grow` started from; where it did not select this, to the largest unit inside at the caret."""
    selected = work.selection
    if selected is None:
        raise Refused("Nothing is selected.")
    if work.cursor.narrow():
        return
    units = _enclosing(work, work.caret, work.caret)
    inside = [one for one in units if selected.start <= one.start and one.end <= selected.end and one != selected]
    if not inside:
        raise Refused("There is no smaller unit here.")
    work.cursor.take(max(inside, key=len), caret_at_start=work.caret == selected.start)


def _enclosing(work: Work, start: int, end: int) -> Iterator[Span]:
    """The units from at or before `start` to at or after `end`. A caret (start = end) may be beside the first one."""
    units, paragraphs = work.units, work.article.paragraphs
    tables = [units.words, units.sentences, units.paragraphs]
    yield from (unit for table in tables if (unit := _whole(work, table, start, end)))
    paragraph = units.paragraph_at(start)
    segments = (segment for one in work.touching(paragraph) for segment in one.segments)
    yield from (one for one in (*units.quotations_in(paragraph), *segments) if one.start <= start and end <= one.end)
    yield Span(paragraphs[0].start, paragraphs[-1].end)


def _whole(work: Work, table: Table[Span], start: int, end: int) -> Span | None:
    """The span with each end that is inside of a unit moved out to its edge; for a caret, the unit at it or near it."""
    first, last = work.units.at(table, start), work.units.at(table, end)
    if start == end:
        return first
    start = first.start if first and start in first else start
    return Span(start, last.end if last and last.start < end <= last.end else end)


def _select_unit(work: Work, units: Table[Span], name: str) -> None:
    selected = work.selection
    found = work.units.extended(units, selected) if selected else work.units.at(units, work.caret)
    if found is None:
        raise Refused(f"There is no further {name}." if selected else f"There is no {name} here.")
    work.cursor.take(found)
