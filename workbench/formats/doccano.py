"""doccano's JSON Lines for sequence labelling: `text`, and `label` (older: `labels`) as [start, end, name], or
`entities` and `relations` with ids. See https://doccano.github.io/doccano/ (Import and export), release 1.8.

Its page counts UTF-16 units (as JavaScript does), or grapheme clusters where the project says so; files that Python
programs made for it count code points. No file says which: the option `offsets` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Option, Options, Record, Source, Target, by_annotator
from workbench.formats.files import from_files
from workbench.formats.foreign import Link, Mark, Place, Work, article, records
from workbench.formats.lines import JsonLine, as_json, of_lines
from workbench.formats.members import Members, integer, listing, mapping, maybe, name, need, text
from workbench.model import Annotated
from workbench.spans import Ruler, Unit

_UNITS = {"code-point": Unit.CODE_POINT, "utf-16": Unit.UTF_16}
_OURS = ("id", "title", "text", "label", "labels", "entities", "relations", "Comments", "annotator", "metadata")


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes one line per article and annotator; gives their number. The annotator is a member that doccano keeps."""
    written = 0
    with target.open() as stream:
        for annotated in articles:
            ruler = Ruler(annotated.article.text, _UNITS[options["offsets"]])
            for annotator, layer in by_annotator(annotated):
                stream.write(f"{as_json(_members(layer, annotator, ruler))}\n".encode())
                written += 1
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads `label`, `labels` and `entities`; the name of an article is its `id`, with the file's name before it."""
    return from_files(path, (".jsonl", ".json"), lambda file: of_lines(file, lambda line: _records(file, line, source)))


FORMAT = Format(
    "doccano",
    "doccano sequence labelling, one line per article and annotator",
    ".jsonl",
    read,
    write,
    lambda _: (
        losses.divisions,
        losses.decisions,
        losses.read_marks,
        losses.notes,
        losses.skips,
        losses.relations_across,
        losses.attributes,
        losses.comments,
        losses.doubts,
        losses.scores,
        losses.gaps,
        losses.edges,
        losses.doubles,
        losses.provenance,
    ),
    (Option("offsets", "what start and end count", ("utf-16", "code-point")),),
    kinds=losses.kinds,
)


# Writing


def _members(layer: Annotated, annotator: str, ruler: Ruler) -> dict[str, object]:
    numbers = {one.id: number for number, one in enumerate(layer.annotations, start=1)}
    entities = []
    for one in layer.annotations:
        start, end = ruler.offsets(one.extent)
        entities.append({"id": numbers[one.id], "label": one.label, "start_offset": start, "end_offset": end})
    return {
        "metadata": dict(layer.article.metadata),
        "title": layer.article.title,
        "id": layer.article.id,
        "text": layer.article.text,
        "entities": entities,
        "relations": [
            {"id": number, "type": one.type, "from_id": numbers[one.from_id], "to_id": numbers[one.to_id]}
            for number, one in enumerate(layer.relations, start=1)
            if {one.from_id, one.to_id} <= numbers.keys()
        ],
        "annotator": annotator,
    }


# Reading: each function raises ValueError with the sentence that follows the file and line


def _records(file: Path, line: JsonLine, source: Source) -> Iterator[Record | Broken]:
    members = line.members
    facts = {key: value for key, value in members.items() if key not in _OURS}
    facts |= maybe(members, "metadata", mapping) or {}
    known = {key: value for key, value in facts.items() if isinstance(value, str)}
    yield from (
        Broken(file, line.number, f"“{key}” is neither text nor part of the annotations: it is left out")
        for key, value in facts.items()
        if not isinstance(value, str) and value not in (None, [], {})
    )
    title = maybe(members, "title", text) or ""
    called = members.get("id", line.number)
    called = called if isinstance(called, str) else f"{source.name(file)}-{name(called, 'id')}"
    made = article(called, need(members, "text", text), title, known)
    ruler = Ruler(made.text, _UNITS[source.options["offsets"]])
    annotator = maybe(members, "annotator", text) or source.who(file)
    marks, whole = [], True
    for where, told in _told(members):
        try:
            marks.append(_mark(told, where, ruler))
        except ValueError as error:
            whole = False
            yield Broken(file, line.number, f"{where}: {error}")
    links = []
    for index, told_link in enumerate(maybe(members, "relations", listing) or []):
        try:
            links.append(_link(mapping(told_link, f"relations[{index}]"), f"relations[{index}]"))
        except ValueError as error:
            yield Broken(file, line.number, str(error))
    notes = [text(words, "Comments") for words in maybe(members, "Comments", listing) or []]
    yield from records(Place(file, line.number), made, Work(annotator, marks, links, notes, finished=whole))


def _told(members: Members) -> Iterator[tuple[str, object]]:
    """The annotations and where each stands: triples under `label` or `labels`, objects under `entities`."""
    for key in ("label", "labels", "entities"):
        for index, told in enumerate(maybe(members, key, listing) or []):
            yield f"{key}[{index}]", told


def _mark(told: object, where: str, ruler: Ruler) -> Mark:
    if isinstance(told, list) and len(told) == 3:
        start, end, label = told
        key = ""
    else:
        one = mapping(told, where)
        start, end, label = (one.get(key) for key in ("start_offset", "end_offset", "label"))
        key = maybe(one, "id", name) or ""
    return Mark(text(label, "label"), (ruler.span(integer(start, "start"), integer(end, "end")),), key=key)


def _link(told: Members, where: str) -> Link:
    return Link(need(told, "type", text, where), need(told, "from_id", name, where), need(told, "to_id", name, where))
