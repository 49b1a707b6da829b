"""REFI-QDA projects, which NVivo, ATLAS.ti, MAXQDA, QualCoder and others exchange: a zip with `project.qde`, the XML of
users, codes and selections, and with the texts under `sources/`. See https://www.qdasoftware.org/ (standard 1.5).

Positions count code points of the text's file, from 0. The standard speaks of the last character of a selection, yet
most programs mean the position behind it; and some leave out a byte-order mark, or count CR LF as one. When a file is
read, the words decide that many programs, this one too, write into the `name` of a selection; where there are none,
the option `ends` and the standard.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbench.formats import losses
from workbench.formats.archive import opened
from workbench.formats.base import (
    Broken,
    Format,
    Header,
    Option,
    Options,
    Record,
    Source,
    Target,
    annotators,
    scheme_of,
)
from workbench.formats.files import from_files
from workbench.formats.foreign import Link, Mark, Place, Work, article, records
from workbench.formats.qdpx_file import Project, guid_of
from workbench.formats.qdpx_xml import Written, text_file
from workbench.formats.xml_tree import legal
from workbench.model import Annotated, reading_order
from workbench.spans import Quoted, Ruler, Unit, fitting, quotes

_SHORT = {"after": 0, "last": 1}  # by how much endPosition falls short of where the selection ends
_POSITION = re.compile(r"-?[0-9]{1,12}")


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:
    """Writes one source per article of which somebody made something; gives their number.

    Texts go straight to the archive; what is marked in them waits in memory until the codes are known.
    """
    project = Written(_SHORT[options["ends"]])
    with target.open() as stream, ZipFile(stream, "w") as archive:
        for annotated in articles:
            if annotators(annotated):
                _store(archive, f"sources/{text_file(annotated.article)}", annotated.article.text)
                project.add(control_characters(annotated))
        _store(archive, "project.qde", project.xml(header.scheme.name, scheme_of(header.scheme)))
    return len(project.sources)


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads the coded selections of plain texts, an article for each text, which is called by its `name`.

    Who coded nothing of a text is not taken to be done with it. Of two codes of one name in the codebook each is called
    by its path, `parent/child`.
    """
    return from_files(path, (".qdpx",), lambda file: _of_file(file, source))


def _of_file(file: Path, source: Source) -> Iterator[Record | Broken]:
    with opened(file) as archive:
        yield from _records(Project(file, source, archive))


def control_characters(annotated: Annotated) -> Annotated:
    """control characters in titles, facts, labels, comments, notes and types of relations: each becomes U+FFFD"""
    told = annotated.article
    made = (replace(one, label=legal(one.label), comment=legal(one.comment)) for one in annotated.annotations)
    return replace(
        annotated,
        article=replace(
            told,
            title=legal(told.title),
            metadata={legal(name): legal(value) for name, value in told.metadata.items()},
        ),
        annotations=tuple(sorted(made, key=reading_order)),
        relations=tuple(replace(one, type=legal(one.type)) for one in annotated.relations),
        notes=tuple(replace(note, text=legal(note.text)) for note in annotated.notes),
    )


FORMAT = Format(
    "qdpx",
    "REFI-QDA project for NVivo, ATLAS.ti, MAXQDA, QualCoder, …",
    ".qdpx",
    read,
    write,
    lambda _: (
        losses.divisions,
        losses.decisions,
        losses.paragraph_notes,
        losses.skips,
        losses.relations_across,
        losses.attributes,
        losses.doubts,
        losses.scores,
        losses.gaps,
        control_characters,
        losses.edges,
        losses.doubles,
        losses.readers,
        losses.provenance,
    ),
    (
        Option(
            "ends", "whether endPosition is the position after a selection, or that of its last character", (*_SHORT,)
        ),
    ),
    kinds=losses.kinds,
)


# Writing


def _store(archive: ZipFile, name: str, text: str) -> None:
    """With a fixed time and system, so that the same input gives the same bytes."""
    info = ZipInfo(name)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    archive.writestr(info, text.encode())


# Reading


def _records(project: Project) -> Iterator[Record | Broken]:
    seen: Counter[str] = Counter()
    for number, element in enumerate(project.all("Sources/*"), start=1):
        name = element.get("name", "").strip() or f"{project.source.name(project.file)}-{number}"
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name}-{seen[name]}"
        try:
            found = _source(project, element, name)
        except ValueError as error:
            project.problems.append(str(error))
            found = []
        yield from project.told(name)
        for one in found:
            yield replace(one, reason=f"“{name}”: {one.reason}") if isinstance(one, Broken) else one
    _tell_what_is_left(project)
    yield from project.told()


def _tell_what_is_left(project: Project) -> None:
    """What belongs to no source, or cannot be held."""
    for link in (link for links in project.links.values() for link in links):
        project.problems.append(f"the link “{link.get('name', '')}” does not start at a selection with one code")
    for guid, note in project.notes.items():
        if guid not in project.noted:
            project.problems.append(f"the note “{note.get('name', '')}” is on no text")
        if note.find("PlainTextSelection") is not None or note.find("Coding") is not None:
            project.problems.append(f"the note “{note.get('name', '')}” has codes, and only texts can have them")
    for part in ("Cases", "Sets", "Graphs"):
        if members := project.all(f"{part}/*"):
            project.problems.append(f"{part} cannot be taken ({len(members)})")


@dataclass(slots=True)
class _Layer:
    """What one annotator made of a source."""

    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


_Layers = defaultdict[str, _Layer]


def _source(project: Project, element: Element, name: str) -> list[Record | Broken]:
    """The records of a text, one for each annotator."""
    if element.tag != "TextSource":
        raise ValueError(f"only texts can be taken, and it is a {element.tag}")
    facts = _facts(project, element)
    made = article(name, project.text(element), facts.pop("title", ""), facts)
    layers = _Layers(_Layer)
    _add_marks(project, element, made.text, layers)
    all_taken = sum(len(layer.marks) for layer in layers.values()) == len(element.findall("PlainTextSelection/Coding"))
    _add_notes(project, element, layers)
    if whole := element.findall("Coding"):
        project.problems.append(f"it has codes as a whole ({len(whole)}), and only words can have one")
    if not layers:
        layers[project.who(element)] = _Layer()
    works = (
        Work(annotator, layer.marks, layer.links, layer.notes, finished=bool(layer.marks) and all_taken)
        for annotator, layer in sorted(layers.items())
    )
    return [one for work in works for one in records(Place(project.file), made, work)]


def _facts(project: Project, element: Element) -> dict[str, str]:
    facts = {}
    for value in element.iterfind("VariableValue"):
        ref = value.find("VariableRef")
        if name := "" if ref is None else project.facts.get(guid_of(ref, "targetGUID"), ""):
            facts[name] = next((told.text or "" for told in value if told is not ref), "")
        else:
            project.problems.append("it has the value of a variable that the file does not name")
    return facts


def _add_notes(project: Project, element: Element, layers: _Layers) -> None:
    remarks = project.remarks(element)
    if described := element.findtext("Description"):
        remarks.append((element, described))
    for note, words in remarks:
        try:
            if words:
                layers[project.who(note, element)].notes.append(words)
        except ValueError as error:
            project.problems.append(f"a note cannot be taken: {error}")


_Placed = list[tuple[Element, int, int]]
"""Selections, with the start and the end that the file tells."""


def _add_marks(project: Project, element: Element, text: str, layers: _Layers) -> None:
    """The marks of all codings, and the links between them; of a selection with several codes none can be meant."""
    placed = _placed(project, element)
    ruler, short = _fitting(text, placed, _SHORT[project.source.options["ends"]])
    homes: dict[str, tuple[str, str]] = {}  # where links end → annotator, key of the mark
    for selection, start, end in placed:
        codings = selection.findall("Coding")
        if not codings:
            project.problems.append(f"the selection {start}–{end} has no code")
        for coding in codings:
            try:
                span = ruler.span(start, end + short)
                label, annotator = project.code(coding), project.who(coding, selection)
            except ValueError as error:
                project.problems.append(f"the selection {start}–{end}: {error}")
                continue
            comment = _comment(project, selection, coding)
            layers[annotator].marks.append(Mark(label, (span,), key=guid_of(coding), comment=comment))
            homes[guid_of(coding)] = annotator, guid_of(coding)
            if len(codings) == 1:
                homes[guid_of(selection)] = homes[guid_of(coding)]
    for origin, (annotator, key) in homes.items():
        for link in project.links.pop(origin, ()):
            target = guid_of(link, "targetGUID")
            other = homes.get(target, ("", target))[1]
            layers[annotator].links.append(Link(_type(link), key, other))
            if link.get("direction") == "Bidirectional":
                layers[annotator].links.append(Link(_type(link), other, key))


def _type(link: Element) -> str:
    name = link.get("name", "")
    return name if name.strip() else link.get("direction") or "link"


def _placed(project: Project, element: Element) -> _Placed:
    found = []
    for selection in element.iterfind("PlainTextSelection"):
        told = [selection.get(name, "") for name in ("startPosition", "endPosition")]
        if all(_POSITION.fullmatch(position) for position in told):
            found.append((selection, int(told[0]), int(told[1])))
        else:
            project.problems.append(f"the selection from “{told[0]}” to “{told[1]}” has no numbers for positions")
    return found


def _comment(project: Project, selection: Element, coding: Element) -> str:
    remarks = (words for part in (selection, coding) for _, words in project.remarks(part))
    return "\n\n".join(filter(None, (selection.findtext("Description"), *remarks)))


def _fitting(text: str, placed: _Placed, usual: int) -> tuple[Ruler, int]:
    """How positions are counted, and by how much endPosition falls short, so that most names are words of the text.

    A name far shorter than its selection says nothing.
    """
    named = [(start, end, selection.get("name", "")) for selection, start, end in placed]
    best, most, fitted = Ruler(text, Unit.CODE_POINT), 0, usual
    for short in (usual, 1 - usual):
        told = (_quoted(start, end + short, name) for start, end, name in named if name)
        quoted = [(start, end, words) for start, end, words in told if end - start <= 4 * len(words) + 4]
        ruler = fitting(text, quoted)
        right = sum(_holds(ruler, *one) for one in quoted)
        if right > most:
            best, most, fitted = ruler, right, short
    return best, fitted


def _quoted(start: int, end: int, name: str) -> Quoted:
    """What the name says of the text: long words are cut off in it, as an ellipsis shows."""
    words = name.removesuffix("…").removesuffix("...")
    return start, end if words == name else min(end, start + len(words)), words


def _holds(ruler: Ruler, start: int, end: int, words: str) -> bool:
    try:
        return quotes(ruler.text, ruler.span(start, end), words)
    except ValueError:
        return False
