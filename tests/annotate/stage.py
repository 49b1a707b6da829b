"""Readings written as text: `|` is the caret, `[` and `]` are the ends of the selection."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from tests import factories
from workbench import scheme
from workbench.annotate import Reading
from workbench.model import Annotation, Entry, Layer, Note, Relation, Skip

SCHEME = scheme.parse(
    """
scheme: tiny
version: 1
attributes:
  mode: [speech, thought]
  certain: {type: yes_no, default: yes}
labels:
  quote: {key: q, attributes: [mode, certain]}
  source: {key: s, attributes: {mode: , kind: {values: [person, group], default: person}}}
  hedge: {key: h, attributes: {kind: [epistemic, evidential]}}
relations:
  said_by: {from: [quote], to: [source]}
  echoes: {from: [quote], to: [quote]}
"""
)


def opened(
    text: str,
    *annotations: Annotation,
    read: Iterable[int] = (),
    history: tuple[Entry, ...] = (),
    relations: tuple[Relation, ...] = (),
    notes: tuple[Note, ...] = (),
    skip: Skip | None = None,
) -> Reading:
    """A reading of the text. Its clock ticks once a second and its ids count."""
    seconds, ids = count(), count(1)
    marks = tuple(factories.read(paragraph) for paragraph in read)
    return Reading(
        factories.article(text=text),
        SCHEME,
        Layer("001_first", "ann", annotations, relations, marks, history, notes, skip),
        now=lambda: factories.NOW + timedelta(seconds=next(seconds)),
        new_id=lambda: f"made{next(ids)}",
    )


def reading(marked: str, *annotations: Annotation, **other: Any) -> Reading:
    """As `opened`, with the caret at `|` and the selection between `[` and `]`."""
    made = opened(marked.translate(dict.fromkeys(map(ord, "|[]"))), *annotations, **other)
    _put(made, marked)
    return made


def _put(made: Reading, marked: str) -> None:
    caret = marked.replace("[", "").replace("]", "").find("|")
    start, end = (marked.replace("|", "").replace("]" if mark == "[" else "[", "").find(mark) for mark in "[]")
    if start >= 0:
        made.move_to(end if caret == start else start)
        made.move_to(caret, extend=True)
    elif caret >= 0:
        made.move_to(caret)


def shown(made: Reading) -> str:
    """The text with caret and selection."""
    marks = {made.caret: "|"}
    if span := made.selection:
        marks[span.start] = "[" + marks.get(span.start, "")
        marks[span.end] = marks.get(span.end, "") + "]"
    return "".join(marks.get(n, "") + character for n, character in enumerate(made.article.text + "\0")).rstrip("\0")


def note(text: str, words: str, label: str = "quote", **other: Any) -> Annotation:
    """An annotation on the first place of these words in the text."""
    start = text.index(words)
    return factories.annotation((start, start + len(words)), label=label, **other)


def labelled(made: Reading) -> list[tuple[str, str]]:
    """Label and words of all annotations, in reading order."""
    ordered = sorted(made.annotations.values(), key=lambda one: (one.segments, one.label))
    return [(one.label, one.quote(made.article.text)) for one in ordered]
