"""What the annotations in a JSON-LD document tell, in terms of the Web Annotation Data Model; nobody vouches for them.

A string among what is given is a sentence on what cannot be taken at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from workbench.formats.members import Members, attribute, integer, mapping, maybe, need, text
from workbench.model import AttributeValue, Kind, Span
from workbench.spans import Finder, Quoted, Ruler, quotes


class Place(NamedTuple):
    """A target: `resource` is the IRI of a text (empty where none is told), or that of another annotation.

    Without selectors it is all of that.
    """

    resource: str
    selectors: list[Members]


class Creator(NamedTuple):
    """Who made something. The name is empty where nobody is named."""

    name: str
    kind: Kind


@dataclass
class Told:
    """What one annotation tells, and where it stands. It `links` others where its targets are annotations; `problems`
    are sentences on what of it cannot be taken.
    """

    where: str
    id: str
    creator: Creator
    places: list[Place]
    links: bool
    labels: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class About(NamedTuple):
    """What a collection tells of the text that it is about, and who made annotations, or found none to make."""

    resource: str
    name: str = ""
    title: str = ""
    metadata: Mapping[str, str] = {}
    creators: Sequence[Creator] = ()


def annotations_in(document: object) -> Iterator[Told | str]:
    """Those in an annotation, a page, a collection with its first page, or a list of any of these."""
    for where, one in _each_page(document):
        match one:
            case {"first": {"items": list(items)}} | {"items": list(items)}:
                for index, item in enumerate(items):
                    yield from _annotation(f"{where}items[{index}]", item)
            case {"first": str()}:
                pass
            case {"target": _}:
                yield from _annotation(where or "the annotation", one)
            case _:
                yield f"{where or 'the document'} is no annotation, and no page or collection with items"


def elsewhere_in(document: object) -> Iterator[str]:
    """The IRIs of pages that go on where a document ends."""
    for _, one in _each_page(document):
        match one:
            case {"first": {"next": str(iri)}} | {"first": str(iri)} | {"next": str(iri)}:
                yield iri


def abouts_in(document: object) -> Iterator[About | str]:
    """What the collections in a document tell of their texts."""
    for where, one in _each_page(document):
        match one:
            case {"schema:about": {"id": str(resource), **told}, **rest}:
                facts: dict[str, str] = {}
                for index, fact in enumerate(_each(told.get("schema:additionalProperty"))):
                    match fact:
                        case {"schema:name": str(key), "schema:value": (str() | int() | float()) as value} if (
                            key not in facts
                        ):
                            facts[key] = str(value)
                        case _:
                            yield f"{where}schema:additionalProperty[{index}]: it has no name of its own, or no value"
                creators = [_creator(creator) for creator in _each(rest.get("creator"))]
                name, title = (_first_text(told.get(key)) for key in ("schema:identifier", "label"))
                yield About(resource, name, title, facts, creators)


def _each_page(document: object) -> Iterator[tuple[str, object]]:
    if isinstance(document, list):
        yield from ((f"[{index}].", one) for index, one in enumerate(document))
    else:
        yield "", document


def _each(value: object) -> list[object]:
    """JSON-LD writes one value as itself, several as a list, and none at all."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _first_text(value: object) -> str:
    return next((one for one in _each(value) if isinstance(one, str) and one.strip()), "")


def _creator(told: object) -> Creator:
    match told:
        case str():
            return Creator(told.strip(), Kind.PERSON)
        case {**members}:
            names = (_first_text(members.get(key)) for key in ("name", "account", "nickname", "email", "id"))
            kind = Kind.MACHINE if "Software" in _each(members.get("type")) else Kind.PERSON
            return Creator(next(filter(None, names), ""), kind)
    return Creator("", Kind.PERSON)


def _creators(members: Members) -> Creator:
    """All that made an annotation, as one; those of its bodies where it names none itself."""
    told = _each(members.get("creator"))
    bodies = [body for body in _each(members.get("body")) if isinstance(body, dict)]
    told = told or [one for body in bodies for one in _each(body.get("creator"))]
    makers = [_creator(one) for one in told]
    names = dict.fromkeys(one.name for one in makers if one.name)
    kinds = {one.kind for one in makers}
    return Creator(" & ".join(names), Kind.MACHINE if kinds == {Kind.MACHINE} else Kind.PERSON)


def _annotation(where: str, value: object) -> Iterator[Told | str]:
    try:
        members = mapping(value, "it")
        places = [_place(target) for target in _each(members.get("target"))]
        if not places:
            raise ValueError("it has no target")  # noqa: TRY301 the sentence is given below
    except ValueError as error:
        yield f"{where}: {error}"
        return
    links = "linking" in _each(members.get("motivation")) and not any(place.selectors for place in places)
    told = Told(where, _first_text(members.get("id")), _creators(members), places, links)
    _take_bodies(told, members)
    yield told


def _place(target: object) -> Place:
    match target:
        case str():
            return Place(target, [])
        case {"items": _}:
            raise ValueError("its target is a set, which is not understood")
        case {"source": {"id": str(resource)}, **more} | {"source": str(resource), **more}:
            return Place(resource, _selectors(more.get("selector")))
        case {"selector": selectors, **more} if "source" not in more:
            return Place("", _selectors(selectors))
        case {"id": str(resource)}:
            return Place(resource, [])
    raise ValueError("a target says neither source nor selector")


def _selectors(value: object) -> list[Members]:
    return [mapping(one, "the selector") for one in _each(value)]


def _take_bodies(told: Told, members: Members) -> None:
    motivation = _first_text(members.get("motivation"))
    bodies = [(f"body[{index}]", body) for index, body in enumerate(_each(members.get("body")))]
    bodies += [("bodyValue", {"value": value}) for value in _each(members.get("bodyValue"))]
    for key, body in bodies:
        try:
            _take(told, body, motivation)
        except ValueError as error:
            told.problems.append(f"{told.where}.{key}: {error}")


_NAMES = ("tagging", "classifying")
_REMARKS = ("", "bookmarking", "commenting", "describing", "highlighting", "questioning", "replying")
"""Purposes of bodies that are labels, and of those that are comments."""


def _take(told: Told, body: object, motivation: str) -> None:
    match body:
        case str():
            raise ValueError(f"it is elsewhere, and nothing is fetched: {body}")
        case {"schema:name": str(name), "schema:value": value}:
            if name in told.attributes:
                raise ValueError(f"“{name}” has another value before")
            told.attributes[name] = attribute(value, "it")
            return
    members = mapping(body, "it")
    purpose = _first_text(members.get("purpose")) or motivation
    names = purpose in _NAMES or told.links
    if not names and purpose not in _REMARKS:
        raise ValueError(f"its purpose, “{purpose}”, is not understood")
    value = members.get("value")
    if value is None and names:
        value = members.get("source", members.get("id"))
    (told.labels if names else told.comments).append(text(value, "it"))


def quoted(place: Place) -> Iterator[Quoted]:
    """What stands where, if the place says both."""
    quote, position = _selector(place, "TextQuoteSelector"), _selector(place, "TextPositionSelector")
    match position, quote:
        case {"start": int(start), "end": int(end)}, {"exact": str(exact)}:
            yield start, end, exact


def _selector(place: Place, kind: str) -> Members | None:
    return next((one for one in place.selectors if kind in _each(one.get("type"))), None)


def span(place: Place, ruler: Ruler, finder: Finder) -> Span:
    """The span that the selectors of a place mean: its position, where the quote is, or the one that fits the quote.

    Raises ValueError with the reason where they mean none.
    """
    if any("refinedBy" in one for one in place.selectors):
        raise ValueError("a selector in a selector is not understood")
    quote, position = _selector(place, "TextQuoteSelector"), _selector(place, "TextPositionSelector")
    exact = need(quote, "exact", text) if quote else ""
    if position:
        found = ruler.span(need(position, "start", integer), need(position, "end", integer))
        if quote and not quotes(ruler.text, found, exact):
            raise ValueError(f"the text has other words at {found.start}–{found.end} than “{exact[:40]}”")
        return found
    if not quote:
        raise ValueError("no selector gives a quote, or a position in a text")
    context = maybe(quote, "prefix", text) or "", maybe(quote, "suffix", text) or ""
    match list(islice(finder.find(exact, *context), 2)):
        case [only]:
            return only
        case []:
            raise ValueError(f"the text does not have “{exact[:40]}” with these words around it")
    raise ValueError(f"the text has “{exact[:40]}” more than once with these words around it")
