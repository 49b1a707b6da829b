"""The W3C's Web Annotation Data Model in JSON-LD, see https://www.w3.org/TR/annotation-model/: a folder in which each
article is a text file, `NAME.txt`, and a collection of the annotations on it, `NAME.jsonld`.

Annotations do not hold their text; they say where it is, and nothing is ever fetched from a network. Positions count
code points; those of programs in a browser count UTF-16 units, which the quotes beside them show. Where the model
leaves it open:

- a label is a body that tags, a comment one that comments; an attribute is one that classifies, with its name and value
  in terms of schema.org; several tags are several annotations;
- the targets of an annotation in several pieces are its pieces, although each could stand for itself in the model;
- a relation is an annotation that links two others, as in RecogitoJS: from the first target to the second;
- what comments on the whole text is a note; what a collection is about is the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from uuid import UUID

from workbench.errors import FormatError
from workbench.formats import losses
from workbench.formats.base import UNTOLD, Broken, Format, Header, Options, Record, Source, Target, annotators
from workbench.formats.files import file_name, from_files, text_of
from workbench.formats.foreign import Link, Mark, Place, Work, article, records
from workbench.formats.jsonld import About, Told, abouts_in, annotations_in, elsewhere_in, quoted, span
from workbench.formats.lines import encoder, json_document
from workbench.model import (
    Annotated,
    Annotation,
    Article,
    AttributeValue,
    Kind,
    Note,
    Relation,
    Span,
    note_order,
    reading_order,
)
from workbench.spans import Finder, fitting

_CONTEXT = 32
"""Code points before and after a quote that are quoted with it."""

_encode = encoder(indent=1).encode


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes a text and a collection of each article that somebody worked on; gives the number of layers."""
    written = 0
    for annotated in articles:
        if names := annotators(annotated):
            stem = file_name(annotated.article.id)
            target.put(f"{stem}.txt", annotated.article.text.encode())
            agents = {name: _agent(name, header.kinds.get(name)) for name in names}
            collection = _collection(annotated, stem.replace("%", "%25"), agents)
            target.put(f"{stem}.jsonld", f"{_encode(collection)}\n".encode())
            written += len(names)
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads annotations, lists, pages and collections of them whose texts are in the same folder, or below it.

    A text that is not told is that beside the file, with its name.
    """
    folder = path if path.is_dir() else path.parent
    return from_files(path, (".jsonld", ".json"), lambda file: _of_file(_Shelf(file, folder, path.is_dir()), source))


def _of_file(shelf: _Shelf, source: Source) -> Iterator[Record | Broken]:
    yield from _records(shelf, json_document(shelf.file), source)


FORMAT = Format(
    "web-annotation",
    "W3C Web Annotation, a text and a JSON-LD collection per article",
    "",
    read,
    write,
    lambda _: (
        losses.divisions,
        losses.decisions,
        losses.read_marks,
        losses.paragraph_notes,
        losses.skips,
        losses.relations_across,
        losses.doubts,
        losses.scores,
        losses.edges,
        losses.doubles,
        losses.provenance,
    ),
    kinds=losses.gold,
)


# Writing: `iri` is that of the article's files, relative and without their suffixes

_Json = dict[str, object]


def _agent(name: str, kind: Kind | None) -> _Json:
    return {"type": "Software" if kind is Kind.MACHINE else "Person", "name": name}


def _collection(annotated: Annotated, iri: str, agents: Mapping[str, _Json]) -> _Json:
    items = list(_items(annotated, iri, agents))
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{iri}.jsonld",
        "type": "AnnotationCollection",
        "label": annotated.article.title,
        "creator": list(agents.values()),
        "schema:about": _about(annotated.article, iri),
        "total": len(items),
        "first": {"id": f"{iri}.jsonld#first", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _about(made: Article, iri: str) -> _Json:
    known = [_property(key, value) for key, value in made.metadata.items()]
    told: _Json = {"id": f"{iri}.txt", "type": "Text", "format": "text/plain", "label": made.title}
    return {**told, "schema:identifier": made.id, "schema:additionalProperty": known}


def _property(name: str, value: AttributeValue, *types: str) -> _Json:
    return {"type": [*types, "schema:PropertyValue"], "schema:name": name, "schema:value": value}


def _items(annotated: Annotated, iri: str, agents: Mapping[str, _Json]) -> Iterator[_Json]:
    ids = {one.id for one in annotated.annotations}
    for one in sorted(annotated.annotations, key=reading_order):
        yield _passage(one, annotated.article, iri, agents[one.annotator])
    for link in sorted(annotated.relations, key=lambda link: link.id):
        if {link.from_id, link.to_id} <= ids:
            yield _link(link, agents[link.annotator])
    for note in sorted(annotated.notes, key=note_order):
        if note.paragraph is None:
            yield _note(note, iri, agents[note.annotator])


def _passage(one: Annotation, made: Article, iri: str, agent: _Json) -> _Json:
    return {
        "id": UUID(one.id).urn,
        "type": "Annotation",
        "motivation": "tagging",
        "creator": agent,
        **({"created": one.made_at.isoformat()} if one.made_at != UNTOLD else {}),
        "body": [
            _body("tagging", one.label),
            *(
                {**_body("classifying", f"{name}: {losses.as_text(value)}"), **_property(name, value, "TextualBody")}
                for name, value in one.attributes.items()
            ),
            *([_body("commenting", one.comment)] if one.comment else []),
        ],
        "target": [{"source": f"{iri}.txt", "selector": _selectors(made.text, span)} for span in one.segments],
    }


def _body(purpose: str, value: str) -> _Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _selectors(content: str, span: Span) -> list[_Json]:
    prefix, suffix = content[max(0, span.start - _CONTEXT) : span.start], content[span.end : span.end + _CONTEXT]
    return [
        {"type": "TextQuoteSelector", "exact": span.of(content), "prefix": prefix, "suffix": suffix},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _link(one: Relation, agent: _Json) -> _Json:
    return {
        "id": UUID(one.id).urn,
        "type": "Annotation",
        "motivation": "linking",
        "creator": agent,
        "body": [_body("tagging", one.type)],
        "target": [{"id": UUID(one.from_id).urn}, {"id": UUID(one.to_id).urn}],
    }


def _note(one: Note, iri: str, agent: _Json) -> _Json:
    return {
        "id": UUID(one.id).urn,
        "type": "Annotation",
        "motivation": "commenting",
        "creator": agent,
        "body": [_body("commenting", one.text)],
        "target": [f"{iri}.txt"],
    }


# Reading


class _Shelf(NamedTuple):
    """A file of annotations, the folder in which its texts must be, and whether all files of that are read."""

    file: Path
    folder: Path
    whole: bool

    def find(self, iri: str) -> Path:
        """The file that a relative IRI means, that of the same name where it is empty.

        Raises ValueError for one that is not in the folder.
        """
        parts = urlsplit(iri)
        if parts.scheme or parts.netloc:
            raise ValueError("it is elsewhere, and nothing is fetched")
        if parts.query or parts.fragment:
            raise ValueError("it is not the whole of a file")
        try:
            found = (self.file.parent / (unquote(parts.path) or f"{self.file.stem}.txt")).resolve()
            if found.is_relative_to(self.folder.resolve()) and found.is_file():
                return found
        except (OSError, RuntimeError, ValueError):  # a name too long, links in a circle, a NUL
            pass
        raise ValueError("there is no such file in the folder")


_Layers = dict[str, list[Told]]
"""Annotations by their annotator."""


def _records(shelf: _Shelf, document: object, source: Source) -> Iterator[Record | Broken]:
    texts: dict[str, _Layers] = {}
    abouts = list(abouts_in(document))
    yield from (Broken(shelf.file, 0, one) for one in abouts if isinstance(one, str))
    known = {about.resource: about for about in abouts if isinstance(about, About)}
    for about in known.values():
        texts[about.resource] = {creator.name: [] for creator in about.creators if creator.name}
    yield from _unread_pages(shelf, document)
    found = list(annotations_in(document))
    for one in found:
        yield from (Broken(shelf.file, 0, problem) for problem in ([one] if isinstance(one, str) else one.problems))
    told = [one for one in found if isinstance(one, Told)]
    whole = len(told) == len(found)
    homes = {one.id: one.places[0].resource for one in told if one.id and not one.links}
    for one in told:
        try:
            layers = texts.setdefault(_resource(one, homes), {})
            layers.setdefault(one.creator.name or source.who(shelf.file), []).append(one)
        except ValueError as error:
            whole &= one.links
            yield Broken(shelf.file, 0, str(error))
    for resource, layers in texts.items():
        about = known.get(resource) or About(resource)
        for record in _text(shelf, layers, about, source):
            yield record if whole or isinstance(record, Broken) else replace(record, finished=frozenset())


def _unread_pages(shelf: _Shelf, document: object) -> Iterator[Broken]:
    for iri in elsewhere_in(document):
        try:
            shelf.find(iri)
        except ValueError as error:
            yield Broken(shelf.file, 0, f"the page “{iri}” is not read: {error}")
        else:
            if not shelf.whole:
                yield Broken(shelf.file, 0, f"the page “{iri}” is not read: give the folder, and not a file of it")


def _resource(one: Told, homes: Mapping[str, str]) -> str:
    """The text that an annotation is on. Raises ValueError where it is not one."""
    if not one.links:
        [resource, *others] = dict.fromkeys(place.resource for place in one.places)
        if others:
            raise ValueError(f"{one.where}: its targets are in {1 + len(others)} texts")
        return resource
    if len(one.places) != 2 or len(one.labels) != 1 or one.comments or one.attributes:
        raise ValueError(f"{one.where}: a link has two targets, one tag and nothing else")
    start, end = (homes.get(place.resource) for place in one.places)
    if start is None or start != end:
        raise ValueError(f"{one.where}: its targets are no two annotations of one text")
    return start


def _text(shelf: _Shelf, layers: _Layers, about: About, source: Source) -> Iterator[Record | Broken]:
    try:
        path = shelf.find(about.resource)
        name = about.name or unquote(source.name(path))
        made = article(name, text_of(path), about.title, about.metadata)
    except (ValueError, FormatError) as error:
        count = sum(map(len, layers.values()))
        yield Broken(
            shelf.file, 0, f"the text “{about.resource}” is not read, nor the annotations on it ({count}): {error}"
        )
        return
    kinds = {creator.name: creator.kind for creator in about.creators}
    for annotator, told in layers.items():
        taken = list(_taken(told, made.text))
        yield from (Broken(shelf.file, 0, one) for one in taken if isinstance(one, str))
        marks = [one for one in taken if isinstance(one, Mark)]
        on_words = [one for one in told if not one.links and not _is_note(one)]
        meant = sum(len(one.labels or one.problems[:1]) for one in on_words)  # the one tag may be what cannot be taken
        work = Work(
            annotator,
            marks,
            [one for one in taken if isinstance(one, Link)],
            [note for one in told if _is_note(one) for note in one.comments],
            finished=len(marks) == meant,
            kind=told[0].creator.kind if told else kinds[annotator],
        )
        yield from records(Place(shelf.file), made, work)


def _is_note(one: Told) -> bool:
    return not one.links and not any(place.selectors for place in one.places)


def _taken(told: list[Told], content: str) -> Iterator[Mark | Link | str]:
    """What is on words of the text; a string is a sentence on what cannot be taken."""
    ruler = fitting(content, [quote for one in told for place in one.places for quote in quoted(place)])
    finder = Finder(content)
    for one in told:
        try:
            if one.links:
                start, end = one.places
                yield Link(one.labels[0], start.resource, end.resource)
            elif not _is_note(one):
                yield from _marks(one, [span(place, ruler, finder) for place in one.places])
            elif one.labels or one.attributes or not one.comments:
                yield f"{one.where}: it is on the whole text, where only a comment can be held"
        except ValueError as error:
            yield f"{one.where}: {error}"


def _marks(one: Told, segments: list[Span]) -> Iterator[Mark]:
    """One for each label; a link leads to the first."""
    if not one.labels:
        raise ValueError("it has no tag, so it is no label")
    for number, label in enumerate(one.labels):
        key = one.id if not number else f"{one.id} {number}"
        yield Mark(label, segments, key=key, attributes=one.attributes, comment="\n\n".join(one.comments))
