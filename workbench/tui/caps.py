"""A label, an annotation and a relation in a few cells, as they stand everywhere."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from rich.text import Text
from textual.color import Color

from workbench.annotate import Reading
from workbench.annotate.linking import Tie
from workbench.model import Annotation
from workbench.scheme import Label, Scheme
from workbench.symbols import printable
from workbench.tui.arcs import FROM, TO
from workbench.tui.palette import READ, readable
from workbench.tui.prose import flat, quoted

_CHARACTERS = 200
"""Of an annotation's words, as many as any line shows."""


def cap(label: Label) -> Text:
    """The label's key on its colour; a dot where it has none."""
    return _cap(label.key, label.colour)


def named(label: Label, style: str = "") -> Text:
    """Key and name of a label: ` d  direct_quote`."""
    return _named(label.key, label.name, label.colour, style).copy()


def words_of(annotation: Annotation, text: str) -> str:
    """The first words of an annotation, on one line and fit to print."""
    start, end = annotation.segments[0].start, annotation.segments[0].end
    return flat(text[start : min(end, start + _CHARACTERS)])


def end_of(annotation: Annotation, words: str, scheme: Scheme, cells: int) -> Text:
    """Key and words of an annotation, the words in so many cells: `d “Go now…”`."""
    return Text.assemble(cap(scheme.label(annotation.label)), " ", quoted(words, cells))


def tie_line(tie: Tie, reading: Reading, scheme: Scheme, cells: int) -> Text:
    """The relation and what is at its other end: `→ attributed_to n named_source “Peskov”`."""
    line = Text.assemble(TO if tie.leads else FROM, " ", printable(tie.relation.type, ""), " ")
    if tie.far is None:
        return line.append("something that is gone", "dim")
    label = scheme.label(tie.far.label)
    if tie.far.article_id != reading.article.id:
        return line.append_text(named(label)).append(f" in {printable(tie.far.article_id, '')}")
    line.append_text(cap(label)).append(" ")
    return line.append(quoted(words_of(tie.far, reading.article.text), max(8, cells - line.cell_len)))


def _cap(key: str | None, colour: str) -> Text:
    return Text(f" {key or '·'} ", _style(colour))


@lru_cache(maxsize=1024)
def _named(key: str | None, name: str, colour: str, style: str) -> Text:
    return Text.assemble(_cap(key, colour), " ", (printable(name, ""), style))


@lru_cache(maxsize=1024)
def _style(colour: str) -> Style:
    paper = Color.parse(colour)
    return Style(bold=True, color=readable(paper, paper, READ).rich_color, bgcolor=paper.rich_color)
