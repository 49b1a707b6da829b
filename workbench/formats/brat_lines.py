"""The lines of an .ann file of brat, both ways: text-bound annotations (T), relations (R), events (E), attributes (A,
older: M), normalisations (N), notes (#) and equivalences (*). See http://brat.nlplab.org/standoff.html, brat 1.3.

A type of brat is made of letters from A to z, digits, `_` and `-`; what else is in a name of ours is escaped (see
`escapes`), and a name or a value that is empty is `_x0000_`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from workbench.formats import losses
from workbench.formats.escapes import escaped, meant
from workbench.formats.foreign import Link, Linked, Mark, Marked
from workbench.model import Annotated, AttributeValue, Span
from workbench.spans import Quoted, Ruler, fitting, joined, quotes

COMMENT, UNSURE = "AnnotatorNotes", "AnnotationUnconfirmed"

# Names and values

_NO_TYPE = re.compile(r"[^A-Za-z0-9_-]|_(?=x[0-9A-F]{4})")
_NO_VALUE = re.compile(r"[\s,|]|_(?=x[0-9A-F]{4})")
_NO_LINE = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|_(?=x[0-9A-F]{4})")
_NOTHING = "_x0000_"


@lru_cache(maxsize=4096)
def type_of(name: str) -> str:
    """The name as brat may call a type, reversibly."""
    return escaped(name, _NO_TYPE) or _NOTHING


@lru_cache(maxsize=4096)
def name_of(type_: str) -> str:
    """The name that `type_of` was given."""
    return meant(type_)


@lru_cache(maxsize=4096)
def value_of(words: str) -> str:
    """The words as brat may call a value, reversibly."""
    return escaped(words, _NO_VALUE) or _NOTHING


# Writing

_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # what brat, written in Python, takes for one


def standoff(layer: Annotated) -> str:
    """The file of what one annotator made of an article: annotations in their order, then what is told of them.

    What has no words is left out, and relations to what is not in the layer.
    """
    text = layer.article.text
    bound, attributes, notes = list[str](), list[str](), list[str]()
    numbers: dict[str, int] = {}
    for one in layer.annotations:
        if not (told := _bound(text, one.segments)):
            continue
        number = numbers[one.id] = len(numbers) + 1
        bound.append(f"T{number}\t{type_of(one.label)} {told}\n")
        if one.attributes:
            attributes += [f"{type_of(name)} T{number}{_told(value)}\n" for name, value in one.attributes.items()]
        if one.comment:
            notes.append(f"{COMMENT} T{number}\t{escaped(one.comment, _NO_LINE)}\n")
        if one.unsure:
            notes.append(f"{UNSURE} T{number}\t\n")
    links = [
        f"{type_of(one.type)} Arg1:T{numbers[one.from_id]} Arg2:T{numbers[one.to_id]}\n"
        for one in layer.relations
        if one.from_id in numbers and one.to_id in numbers
    ]
    kinds = {"R": links, "A": attributes, "#": notes}
    others = [f"{kind}{number}\t{line}" for kind, lines in kinds.items() for number, line in enumerate(lines, start=1)]
    return "".join(bound + others)


def _bound(text: str, segments: Sequence[Span]) -> str:
    """Places and words as brat has them, no line end in any; empty where there are no words."""
    if len(segments) == 1:
        start, end = segments[0].start, segments[0].end
        words = text[start:end]
        if words.isprintable() and words[:1] != " " != words[-1:]:  # as nearly always: no white space but spaces inside
            return f"{start} {end}\t{words}"
    pieces = joined(text, segments)
    words = " ".join([text[one.start : one.end] for one in pieces])
    if _LINE_END.search(words):
        pieces = tuple(_lines_of(text, pieces))
        words = " ".join([text[one.start : one.end] for one in pieces])
    return f"{';'.join([f'{one.start} {one.end}' for one in pieces])}\t{words}" if words else ""


def _lines_of(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    for piece in pieces:
        start = piece.start
        for found in _SPACE.finditer(text, start, piece.end):
            if _LINE_END.search(found[0]):
                yield Span(start, found.start())
                start = found.end()
        yield Span(start, piece.end)


def _told(value: AttributeValue) -> str:
    return "" if value is True else f" {value_of(losses.as_text(value))}"


# Reading: the lines; each method raises ValueError with what follows the id of its line

_PLACES = re.compile(r" +(\d{1,999} +\d{1,999}(?:;\d{1,999} +\d{1,999})*) *$", re.ASCII)


class _Bound(NamedTuple):
    """A text-bound annotation as its line tells it: neither offsets nor words are proved yet."""

    line: int
    label: str
    pieces: tuple[tuple[int, int], ...]
    words: str


NONE: Mapping[str, AttributeValue] = MappingProxyType({})


class Told(NamedTuple):
    """What a file tells of a text; `broken` are lines that cannot be taken, with the reason, `whole` whether none of
    them tells an annotation.
    """

    marks: Sequence[Marked]
    links: Sequence[Linked]
    broken: list[tuple[int, str]]
    whole: bool


def told(content: str, text: str) -> Told:
    """What the content of any .ann file tells of the text, offsets proved by the words that it says are there."""
    lines = _Lines()
    lines.take(content)
    return lines.told_of(text)


class _Lines:
    """What the lines of a file tell, by their ids.

    `_after` are the lines after that of an annotation which begin with no id: its words may have held line ends.
    """

    def __init__(self) -> None:
        self._bound: dict[str, _Bound] = {}
        self._after: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._events: dict[str, tuple[int, str, str]] = {}
        self._links: list[Link] = []
        self._attributes: list[tuple[int, str, str, AttributeValue]] = []
        self._notes: list[tuple[int, str, str, str]] = []
        self._broken: list[tuple[int, str]] = []
        self._whole = True

    def take(self, content: str) -> None:
        """Reads all lines; only "\n" and CR LF end one."""
        kinds = {
            "R": self._relate,
            "E": self._occur,
            "*": self._equal,
            "A": self._describe,
            "M": self._describe,
            "N": self._refer,
            "#": self._note,
        }
        last = ""
        content = content.removeprefix("\ufeff").removesuffix("\n").replace("\r\n", "\n").removesuffix("\r")
        for number, line in enumerate(content.split("\n"), start=1):
            if "\0" in line:
                self._broken.append((number, "holds U+0000, a character that no text may hold"))
                continue
            key, tab, data = line.partition("\t")
            kind = key[:1] if tab and (key[1:2].isdigit() or key == "*") else ""
            try:
                if kind == "T":
                    self._bind(number, key, data)
                    last = key
                elif kind in kinds:
                    kinds[kind](number, key, data)
                    last = ""
                else:
                    self._continue(number, last, line)
            except ValueError as error:
                self._broken.append((number, f"{key[:20]}: {error}"))
                self._whole &= kind != "T"
                last = ""

    def _bind(self, number: int, key: str, data: str) -> None:
        if key in self._bound:
            raise ValueError("was given before")
        place, _, words = data.partition("\t")
        try:
            label, start, end = place.rsplit(" ", 2)  # from the right: labels of other tools may hold spaces
            pieces: tuple[tuple[int, int], ...] = ((int(start), int(end)),)
        except ValueError:
            label, pieces = place_of(place)
        self._bound[key] = _Bound(number, meant(label.strip()), pieces, words)

    def _continue(self, number: int, key: str, line: str) -> None:
        if key:
            self._after[key].append((number, line))
        elif line.strip():
            self._broken.append((number, _NO_ANNOTATION))

    def _relate(self, number: int, key: str, data: str) -> None:
        type_, *arguments = _fields(data, 3, "Type Arg1:T1 Arg2:T2")
        (role, source), (_, target) = (_argument(argument) for argument in arguments)
        if role == "Arg2":
            source, target = target, source
        self._links.append(Link(meant(type_), source, target, number))

    def _occur(self, number: int, key: str, data: str) -> None:
        if key in self._events:
            raise ValueError("was given before")
        head, *arguments = [_argument(argument) for argument in data.split() or [""]]
        self._events[key] = number, meant(head[0]), head[1]
        for role, end in arguments:
            base = role.rstrip("0123456789") or role  # Theme2 is a second Theme
            self._links.append(Link(meant(base), key, end, number))

    def _equal(self, number: int, key: str, data: str) -> None:
        type_, first, *others = _fields(data, 3, "Equiv T1 T2", or_more=True)
        self._links += [Link(meant(type_), other, first, number) for other in others]

    def _describe(self, number: int, key: str, data: str) -> None:
        name, target = _fields(data, 2, "Name T1 Value", or_more=True)[:2]
        value = "".join(data.strip().split(maxsplit=2)[2:])  # other tools may have spaces in it
        self._attributes.append((number, target, meant(name), meant(value) if value else True))

    def _refer(self, number: int, key: str, data: str) -> None:
        head, _, words = data.partition("\t")
        name, target, entry = _fields(head, 3, "Reference T1 Wikipedia:534366")
        if target.startswith("Referent:"):  # BioNLP names the two, in any order
            target, entry = entry, target
        value = f"{entry.removeprefix('Referent:')} {words.strip()}".strip()
        self._attributes.append((number, target.removeprefix("Annotation:"), meant(name), value))

    def _note(self, number: int, key: str, data: str) -> None:
        head, _, words = data.partition("\t")
        kind, target = _fields(head, 2, "AnnotatorNotes T1")
        if kind not in (COMMENT, UNSURE):
            raise ValueError(f"a note of the kind '{kind}' has no place in the workbench")
        self._notes.append((number, target, kind, meant(words)))

    # What they tell of the text

    def told_of(self, text: str) -> Told:
        """Marks and links. What belongs to nothing that was taken is broken."""
        triggers = self._triggers()
        homes = {key: key for key in self._bound} | triggers
        attributes = self._all_attributes(homes)
        comments, unsure = self._remarks(homes)
        ruler = fitting(text, [one for key in self._bound for one in self._quoted(key)])
        marks = []
        for key, one in self._bound.items():
            try:
                segments = self._proved(key, one, ruler)
            except ValueError as error:
                self._broken.append((one.line, f"{key}: {error}"))
                self._whole = False
                continue
            comment = "\n".join(comments[key]) if key in comments else ""
            marks.append(
                Mark(one.label, segments, one.line, key, attributes.get(key, NONE), comment, None, key in unsure)
            )
        links = [
            one._replace(source=homes.get(one.source, one.source), target=homes.get(one.target, one.target))
            for one in (self._links if triggers else ())
        ]
        return Told(marks, links or self._links, sorted(self._broken), self._whole)

    def _triggers(self) -> dict[str, str]:
        """The annotation that stands for an event: its trigger."""
        triggers = {}
        for key, (number, type_, trigger) in self._events.items():
            if trigger in self._bound and self._bound[trigger].label == type_:
                triggers[key] = trigger
            else:
                self._broken.append((number, f"{key}: its trigger {trigger} is no annotation '{type_}'"))
        return triggers

    def _all_attributes(self, homes: dict[str, str]) -> dict[str, dict[str, AttributeValue]]:
        """By annotation; values of an attribute that is given again are put together."""
        found: dict[str, dict[str, AttributeValue]] = defaultdict(dict)
        for number, target, name, value in self._attributes:
            if target not in homes:
                self._broken.append((number, f"'{name}' is told of {target}, which is no annotation"))
                continue
            of_target = found[homes[target]]
            of_target[name] = _together(of_target[name], value) if name in of_target else value
        return found

    def _remarks(self, homes: dict[str, str]) -> tuple[dict[str, list[str]], set[str]]:
        """Comments by annotation, and the annotations that are unsure."""
        comments: dict[str, list[str]] = defaultdict(list)
        unsure = set()
        for number, target, kind, words in self._notes:
            if target not in homes:
                self._broken.append((number, f"a note is on {target}, which is no annotation"))
                continue
            if kind == UNSURE:
                unsure.add(homes[target])
            if words:
                comments[homes[target]].append(words)
        return comments, unsure

    def _quoted(self, key: str) -> Iterator[Quoted]:
        """What the words tell of the pieces, as far as it can be told which words are whose."""
        _, _, pieces, words = self._bound[key]
        if len(pieces) == 1:
            [(start, end)] = pieces
            if words or key in self._after:
                lines = [words, *(line for _, line in self._after.get(key, ()))]
                yield start, end, "\n".join(lines).rstrip("\n")
        elif sum(end - start + 1 for start, end in pieces) == len(words) + 1:
            for start, end in pieces:
                yield start, end, words[: end - start]
                words = words[end - start + 1 :]

    def _proved(self, key: str, one: _Bound, ruler: Ruler) -> tuple[Span, ...]:
        """The segments, where the words say that they are."""
        segments = tuple([ruler.span(start, end) for start, end in one.pieces])
        parts = [ruler.text[segment.start : segment.end] for segment in segments]
        found = " ".join(parts)
        if found == one.words and key not in self._after:
            return segments
        after = self._after.get(key, [])
        ends = found.count("\n")
        if not ends or not _same(found, "\n".join([one.words, *(line for _, line in after[:ends])])):
            ends = 0
        self._broken += [(number, _NO_ANNOTATION) for number, line in after[ends:] if line.strip()]
        if not ends and one.words.strip() and one.words != "".join(parts) and not _same(found, one.words):
            place = f"{one.pieces[0][0]}–{one.pieces[-1][1]}"
            raise ValueError(f"at {place} stands {_short(found)}, not {_short(one.words)}")
        return segments


_NO_ANNOTATION = "the line begins with no id, and is no part of the words before it"


def place_of(place: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    found = _PLACES.search(place)
    if not found:
        raise ValueError("is not as in 'Type 0 5;16 23'")
    pieces = [piece.split() for piece in found[1].split(";")]
    return place[: found.start()], tuple([(int(start), int(end)) for start, end in pieces])


def _fields(data: str, number: int, example: str, *, or_more: bool = False) -> list[str]:
    fields = data.split()
    if len(fields) < number or (len(fields) > number and not or_more):
        raise ValueError(f"is not as in '{example}'")
    return fields


def _argument(words: str) -> tuple[str, str]:
    role, _, end = words.partition(":")
    if not role or not end:
        raise ValueError(f"'{words[:20]}' is not as in 'Role:T1'")
    return role, end


def _together(one: AttributeValue, other: AttributeValue) -> AttributeValue:
    values = one if isinstance(one, tuple) else (losses.as_text(one),)
    told_again = one == other or losses.as_text(other) in values
    return one if told_again else (*values, losses.as_text(other))


def _same(found: str, words: str) -> bool:
    return quotes(found, Span(0, len(found)), words)


def _short(words: str) -> str:
    return f"“{words[:40]}{'…' if len(words) > 40 else ''}”"
