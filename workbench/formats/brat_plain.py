"""An .ann file as brat itself writes it, with nothing in it that is broken: read in one pass, as nearly all can be.

What it gives is what `brat_lines.told` gives, which reads every file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from workbench.formats.brat_lines import COMMENT, NONE, UNSURE, Told, name_of, place_of
from workbench.formats.escapes import meant
from workbench.formats.foreign import Linked
from workbench.model import AttributeValue, Span

_LINE = re.compile(r"^([TRA#]\d+)\t(\S+) (\S+)(?: ([^\t\n]+))?(?:\t(.*))?$", re.MULTILINE)
"""Id, type, one or two words, then text: `T1 label 0 4 text`, `R1 type Arg1:T1 Arg2:T2`, `A1 name T1 value`, and
`#1 AnnotatorNotes T1 text`.
"""


def plainly_told(content: str, text: str) -> Told | None:
    """What the file tells of the text. None where any line is written otherwise, or cannot be taken."""
    lines = _LINE.findall(content)
    if len(lines) != content.count("\n") + (content[-1:] not in {"", "\n"}) or "\r" in content or "\0" in content:
        return None
    bound: dict[str, tuple[str, tuple[Span, ...], int]] = {}
    further: list[tuple[int, str, str, str, str, str]] = []
    for number, (key, name, one, other, words) in enumerate(lines, start=1):
        if key[0] == "T":
            segments = _segments(text, one, other, words)
            if not segments or key in bound:
                return None
            bound[key] = name_of(name), segments, number
        else:
            further.append((number, key[0], name, one, other, words))
    try:
        links, attributes, notes, unsure = _told_of(bound, further)
    except ValueError:
        return None
    marks = [
        (label, segments, number, key, attributes.get(key, NONE), notes.get(key, ""), None, key in unsure)
        for key, (label, segments, number) in bound.items()
    ]
    return Told(marks, links, [], whole=True)


def _told_of(bound: Collection[str], lines: Iterable[tuple[int, str, str, str, str, str]]) -> _About:
    """What lines tell of these annotations. Raises ValueError for one that has to be looked at more closely."""
    about = _About([], defaultdict(dict), {}, set())
    for number, kind, name, one, other, words in lines:
        if kind == "R":
            source, target = one.removeprefix("Arg1:"), other.removeprefix("Arg2:")
            if words or source == one or target == other or source not in bound or target not in bound:
                raise ValueError(name)
            about.links.append((name_of(name), source, target, number))
        elif one not in bound:
            raise ValueError(one)
        elif kind == "A":
            named, known = name_of(name), about.attributes[one]
            if words or named in known:
                raise ValueError(name)
            known[named] = meant(other.strip()) if other else True
        elif other or name not in {COMMENT, UNSURE}:
            raise ValueError(name)
        else:
            if name == UNSURE:
                about.unsure.add(one)
            if said := meant(words):
                about.notes[one] = f"{about.notes[one]}\n{said}" if one in about.notes else said
    return about


class _About(NamedTuple):
    """What is told of annotations, by their ids: attributes, notes, those that are not sure."""

    links: list[Linked]
    attributes: dict[str, dict[str, AttributeValue]]
    notes: dict[str, str]
    unsure: set[str]


def _segments(text: str, start: str, end: str, words: str) -> tuple[Span, ...]:
    """Where the words stand as the places say (`0`, `5;16 23`), in code points; empty where they do not."""
    try:
        if ";" in end:
            _, pieces = place_of(f" {start} {end}")
            segments = tuple([Span(first, last) for first, last in pieces])
            stands = " ".join([text[first:last] for first, last in pieces]) == words
            return segments if stands and max(segments).end <= len(text) else ()
        first, last = int(start), int(end)
        return (Span(first, last),) if text[first:last] == words and last <= len(text) else ()
    except ValueError:
        return ()
