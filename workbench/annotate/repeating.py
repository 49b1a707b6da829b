"""The last label again, and one label on every occurrence of the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workbench import search
from workbench.annotate import edges, labelling
from workbench.annotate.units import Units
from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Article, Change, Deed, Entry, Span


@dataclass(frozen=True, slots=True)
class Sought:
    """Words whose occurrences are wanted: `whole_words` only, or also inside of words; in the `same_case` only."""

    words: str
    whole_words: bool = True
    same_case: bool = True

    @property
    def expression(self) -> str:
        """As a regular expression: any white space stands for any other, since lines break where they like.

        White space at the start is kept: a combining mark may stand on it.
        """
        return r"\s+".join(map(re.escape, re.split(r"\s+", self.words)))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the words stand: `paragraph` counts from 0; `labels` are those that exactly these words bear."""

    article: Article
    paragraph: int
    span: Span
    labels: frozenset[str]

    @property
    def place(self) -> tuple[str, Span]:
        """What tells it from others."""
        return self.article.id, self.span


def repeat(work: Work) -> Entry:
    """The label given last, as its key would: on the selection, or on the annotation instead of its own."""
    if work.last_label is None:
        raise Refused("No label has been used yet.")
    return labelling.tag(work, work.last_label)


def sought(work: Work) -> Sought:
    """What is selected, else the words of the annotation, else the word at the caret; all of one paragraph.

    Whole words only where these are such themselves, and always whole graphemes.
    """
    work.refuse_while_editing()
    pointed = _pointed_at(work)
    span = Span(work.units.stop_before(pointed.start), work.units.stop_after(pointed.end))
    if len(work.units.paragraphs_of(span)) > 1:
        raise Refused("Select words of one paragraph to find where else they stand.")
    return Sought(span.of(work.article.text), whole_words=_is_whole(work.units, span))


def occurrences(work: Work, wanted: Sought) -> list[Occurrence]:
    """Where the words stand in the article, in order; never part of a grapheme, nor over the end of a paragraph."""
    pattern = search.compiled(wanted.expression, regex=True, case=wanted.same_case)
    found = []
    for span in search.matches(pattern, work.article.text):
        paragraphs = work.units.paragraphs_of(span)
        if len(paragraphs) == 1 and _stands_alone(work.units, span, wanted):
            found.append(Occurrence(work.article, paragraphs[0], span, _labels(work, paragraphs[0], span)))
    return found


def label_all(work: Work, label: str, spans: Iterable[Span], batch: str = "") -> Entry:
    """Label all of these, in one step; those that bear the label already are left as they are.

    Raises Refused where that is all of them, unless they are part of a `batch` of several articles: that can be undone
    here even where nothing was labelled.
    """
    labelling.check(work, label)
    made = [labelling.new(work, label, span) for span in spans]
    step = tuple(Change(None, one) for one in made if work.index.twin(one) is None)
    if not step and not batch:
        raise Refused(f"All of these are {label} already.")
    work.clear()
    return work.record(Deed.DO, step, batch)


def _pointed_at(work: Work) -> Span:
    if work.selection:
        return edges.selected_words(work)
    if work.target:
        return work.acted_on()[1]
    word = work.units.at(work.units.words, work.caret)
    if word is None:
        raise Refused("There is no word here.")
    return word


def _labels(work: Work, paragraph: int, span: Span) -> frozenset[str]:
    return frozenset(one.label for one in work.touching(paragraph) if one.segments == (span,))


def _stands_alone(units: Units, span: Span, wanted: Sought) -> bool:
    whole_graphemes = (units.stop_before(span.start), units.stop_after(span.end)) == (span.start, span.end)
    return whole_graphemes and (not wanted.whole_words or _is_whole(units, span))


def _is_whole(units: Units, span: Span) -> bool:
    """Whether neither end is inside of a word."""
    words = ((units.at(units.words, edge), edge) for edge in (span.start, span.end))
    return not any(word and word.start < edge < word.end for word, edge in words)
