"""Selections: word, sentence, quotation, paragraph, and from here on."""

from __future__ import annotations

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


def _select_unit(work: Work, units: Table[Span], name: str) -> None:
    selected = work.selection
    found = work.units.extended(units, selected) if selected else work.units.at(units, work.caret)
    if found is None:
        raise Refused(f"There is no further {name}." if selected else f"There is no {name} here.")
    work.cursor.take(found)
