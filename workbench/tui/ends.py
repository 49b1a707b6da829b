"""An annotation in a few cells, with its words; and a relation as it is seen from one of its ends."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from workbench.annotate import Reading
from workbench.annotate.linking import Tie
from workbench.model import Annotation
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.arcs import FROM, TO
from workbench.tui.caps import cap

_CHARACTERS = 200
_MARKS = '“”„‟"«»'


def words_of(annotation: Annotation, text: str) -> str:
    """The first words of an annotation, on one line and fit to print; no more of them than any line shows."""
    start, end = annotation.segments[0].start, annotation.segments[0].end
    return " ".join(printable(text[start : min(end, start + _CHARACTERS)], " \n").split())


def quoted(words: str, cells: int) -> str:
    """The words between marks, which take the place of their own, cut with an ellipsis to so many cells in all."""
    words = words.strip(_MARKS) or words
    return f"“{words}”" if cell_len(words) + 2 <= cells else f"“{set_cell_size(words, max(1, cells - 3)).rstrip()}…”"


def end(annotation: Annotation, words: str, scheme: Scheme, cells: int) -> Text:
    """Key and words of an annotation, the words in so many cells: `d “Go now…”`."""
    return Text.assemble(cap(scheme.label(annotation.label)), " ", quoted(words, cells))


def tie_line(tie: Tie, reading: Reading, scheme: Scheme, cells: int) -> Text:
    """The relation and what is at its other end: `→ attributed_to n named_source “Peskov”`."""
    line = Text.assemble(TO if tie.leads else FROM, " ", printable(tie.relation.type, ""), " ")
    if tie.far is None:
        return line.append("something that is gone", "dim")
    line.append_text(Text.assemble(cap(scheme.label(tie.far.label)), " "))
    if tie.far.article_id != reading.article.id:
        return line.append(f"{printable(tie.far.label, '')} in {printable(tie.far.article_id, '')}")
    return line.append(quoted(words_of(tie.far, reading.article.text), max(8, cells - line.cell_len)))
