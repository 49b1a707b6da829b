"""Differences of many articles in a list, and the words of one of them as each of the two marked them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from workbench.agreement.differences import Difference, DifferenceKind
from workbench.model import Annotation, Article, Span
from workbench.report.differing import NOTHING, Case
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import cap, named
from workbench.tui.lists.sheets import LABEL, NUMBER, numbered
from workbench.tui.prose import cut_before, flat, person
from workbench.tui.signs import BETWEEN
from workbench.tui.widgets.listing import Column, Sheet

KIND, PEOPLE, LABELS = 14, 15, 9
"""Cells for what is different, for the two names, and for the keys of two labels."""
NAME, KEY, ROOMY = 12, 4, 120
"""Cells for a name and for a label's key, and of a screen that has room for the label's name beside it."""


def sheet(cases: Sequence[Case], scheme: Scheme, empty: str) -> Sheet[Case]:
    """A row for each, article by article."""
    return Sheet(
        "Differences",
        cases,
        (
            Column("  ¶", NUMBER, lambda case: numbered(case.paragraph)),
            Column(" difference", KIND, _kind),
            Column("labels", LABELS, lambda case: _labels(case.difference, scheme)),
            Column("between", PEOPLE, lambda case: Text(_people(case), "dim")),
            Column("words", 0, lambda case: Text(flat(_words(case)))),
        ),
        told,
        empty,
        lambda case: f"{printable(case.article.id, '')}  {printable(case.article.title, '')}",
    )


def told(case: Case) -> str:
    """All of it in words, for the filter."""
    one = case.difference
    labels = (label or NOTHING for label in one.labels)
    return " ".join((one.kind, *labels, *case.annotators, *one.attributes, case.article.id, flat(_words(case))))


def sides(case: Case, scheme: Scheme, width: int) -> tuple[Text, Text]:
    """What each of the two made of the words, in so many cells: name, label, and the words that they marked lit up."""
    one = case.difference
    return _side(case, 0, one.first, scheme, width), _side(case, 1, one.second, scheme, width)


def _kind(case: Case) -> Text:
    """What one has and the other has not was missed, or is too much, only where there is gold."""
    kind = case.difference.kind
    sign, style = BETWEEN[kind]
    alone = {DifferenceKind.MISSED: 0, DifferenceKind.EXTRA: 1}
    words = str(kind)
    if kind in alone and not case.gold:
        words = f"only {person(case.annotators[alone[kind]], KIND - 8)}"
    return Text.assemble((f" {sign} ", f"bold {style}"), words)


def _people(case: Case) -> str:
    both = printable(" / ".join(case.annotators), "")
    return both if cell_len(both) <= PEOPLE else " / ".join(person(name, PEOPLE // 2 - 1) for name in case.annotators)


def _labels(difference: Difference, scheme: Scheme) -> Text:
    both = (cap(scheme.label(label)) if label else Text(" – ", "dim") for label in difference.labels)
    return Text(" ").join(both)


def _words(case: Case) -> str:
    one = case.difference
    return (one.first or one.second)[0].quote(case.article.text)


def _side(case: Case, number: int, made: Sequence[Annotation], scheme: Scheme, width: int) -> Text:
    name = Text(person(case.annotators[number], NAME), "bold")
    name.truncate(NAME, overflow="ellipsis", pad=True)
    label = Text(" – ", "dim")
    if made:
        label = named(scheme.label(made[0].label)) if width >= ROOMY else cap(scheme.label(made[0].label))
    label = Text().append_text(label)  # what pads it has no colour
    label.truncate(LABEL if width >= ROOMY else KEY, overflow="ellipsis", pad=True)
    line = Text.assemble(name, " ", label, " ")
    return line.append_text(_in_context(case.article, case.difference.extent, made, width - line.cell_len - 2))


def _in_context(article: Article, extent: Span, made: Sequence[Annotation], width: int) -> Text:
    """The words around on one line, cut to fit; those that were marked stand out."""
    window = article.paragraphs[0]
    for paragraph in article.paragraphs:
        if paragraph.start <= extent.start:
            window = paragraph
    room = max(0, width // 3)
    before = cut_before(flat(article.text[window.start : extent.start]), room)
    line = Text.assemble(" " * (room - cell_len(before)), (before, "dim"), " ")
    marked = sorted(segment for one in made for segment in one.segments)
    at, end = extent.start, max(window.end, extent.end)
    while at < end and line.cell_len < width:
        inside = next((segment for segment in marked if segment.start <= at < segment.end), None)
        until = min([end, *(edge for segment in marked for edge in (segment.start, segment.end) if edge > at)])
        words = printable(" ".join(article.text[at:until].split("\n")), "")
        line.append(words, "bold underline" if inside else "dim")
        at = until
    line.truncate(max(1, width), overflow="ellipsis")
    return line
