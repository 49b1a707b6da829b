"""brat standoff: a text in `NAME.txt`, and beside it `NAME.ann` with an annotation a line (see `brat_lines`).

See http://brat.nlplab.org/standoff.html and configuration.html, brat 1.3; offsets are code points. brat itself opens
what is written: `annotation.conf` lists the types, `visual.conf` the names to show for them. What it has no place for
(who annotated, the facts of the article, notes on it) stands in `workbench.jsonl` beside these, one line per .ann file:
brat leaves that alone, and a folder without it is read by the names of its files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from workbench.errors import FormatError
from workbench.formats import losses
from workbench.formats.base import (
    Broken,
    Format,
    Header,
    Option,
    Options,
    Record,
    SaidBy,
    Source,
    Target,
    by_annotator,
    scheme_of,
)
from workbench.formats.brat_lines import standoff, told, type_of, value_of
from workbench.formats.brat_plain import plainly_told
from workbench.formats.files import LONGEST_NAME, file_name, files, text_of
from workbench.formats.foreign import Place, Work, article, records
from workbench.formats.lines import as_json, json_lines
from workbench.formats.members import Members, listing, mapping, maybe, need, text
from workbench.model import Annotated, Annotation, AttributeValue, Kind
from workbench.scheme import AttributeType, Scheme
from workbench.symbols import printable, unstorable

_FACTS = "workbench.jsonl"


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:
    """Writes a pair of files per article and annotator, and what brat must know of labels; gives their number.

    In the layout `suffix` the annotators of an article share one text, which brat itself cannot open.
    """
    used = _Used(scheme_of(header.scheme) or Scheme(header.scheme.name, header.version, {}))
    records = 0
    with target.open(_FACTS) as facts:
        for annotated in articles:
            written = ""
            for annotator, layer in by_annotator(annotated):
                text_name, name = _file_names(annotated.article.id, annotator, options["layout"])
                if text_name != written:
                    _write(target, text_name, annotated.article.text)
                    written = text_name
                _write(target, name, standoff(layer))
                used.meet(layer)
                facts.write(f"{as_json(_facts_told(name, annotator, layer, header.kinds[annotator]))}\n".encode())
                records += 1
    _write(target, "annotation.conf", used.annotation_conf())
    _write(target, "visual.conf", used.visual_conf())
    return records


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads pairs, and texts that nobody annotated; texts are `doc.txt`, or shared by `doc_ada.ann` and `doc_ben.ann`.

    An event is read as relations from its trigger to its arguments, an equivalence as relations from each member to
    the first; `Reference T1 Wikipedia:534366⇥Obama` becomes the attribute `Reference` with the value `Wikipedia:534366
    Obama`. The note `AnnotationUnconfirmed` means that the annotator was unsure.
    """
    listed = _listed(path)
    facts: dict[Path, _Facts] = {}
    for found in _all_facts(listed):
        if isinstance(found, Broken):
            yield found
        else:
            facts[found.file] = found
    is_folder = path.is_dir()
    for pair in _pairs(listed, facts):
        if is_folder or path in pair:
            yield from _records(pair, source, facts.get(pair.file.absolute()) if facts else None)


def types_of_attributes(annotated: Annotated) -> Annotated:
    """whether the value of an attribute is text, a number, no, or several values: all become text; a plain yes stays"""

    def change(one: Annotation) -> Annotation:
        if not one.attributes or all(value is True or isinstance(value, str) for value in one.attributes.values()):
            return one
        told = {name: value if value is True else losses.as_text(value) for name, value in one.attributes.items()}
        return replace(one, attributes=told)

    return losses.each(annotated, change)


FORMAT = Format(
    "brat",
    "brat standoff, a folder with .txt and .ann per article and annotator",
    "",
    read,
    write,
    lambda _: (
        losses.divisions,
        losses.decisions,
        losses.unfinished,
        losses.paragraph_notes,
        losses.relations_across,
        types_of_attributes,
        losses.scores,
        losses.edges,
        losses.doubles,
        losses.provenance,
    ),
    (Option("layout", "a folder per annotator, or their name at the end of file names", ("folder", "suffix")),),
)


# Names of files

_HALF = LONGEST_NAME // 2
"""Bytes of each of two names in that of one file."""


def _file_names(article_id: str, annotator: str, layout: str) -> tuple[str, str]:
    """Those of the text and of the annotations."""
    if layout == "folder":
        who, name = file_name(annotator), file_name(article_id)
        return f"{who}/{name}.txt", f"{who}/{name}.ann"
    name = file_name(article_id, most=_HALF)
    return f"{name}.txt", f"{name}_{file_name(annotator, '_', _HALF)}.ann"


# Writing


def _write(target: Target, name: str, content: str) -> None:
    target.put(name, content.encode())


def _facts_told(name: str, annotator: str, layer: Annotated, kind: Kind) -> dict[str, object]:
    return {
        "file": name,
        "annotator": annotator,
        "kind": kind,
        "id": layer.article.id,
        "title": layer.article.title,
        "metadata": dict(layer.article.metadata),
        "notes": [note.text for note in layer.notes if note.paragraph is None],
        "skipped": "".join(skip.reason for skip in layer.skips),
        "finished": len(layer.read) == len(layer.article.paragraphs),
    }


_LABEL: Callable[[Annotation], str] = attrgetter("label")
_ATTRIBUTES: Callable[[Annotation], Mapping[str, AttributeValue]] = attrgetter("attributes")


class _Used:
    """The types that brat must know: those of the scheme, then those that are met."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._labels = {label.name: depth for label, depth in scheme.tree}
        self._relations = dict.fromkeys(scheme.relations)
        self._values: dict[str, dict[str, None]] = {}
        for attribute in (one for label in scheme.labels.values() for one in label.attributes):
            values = attribute.values if attribute.type is not AttributeType.CHOICES else ()
            self._values.setdefault(attribute.name, {}).update(dict.fromkeys(values))

    def meet(self, layer: Annotated) -> None:
        """Takes in the types of a layer."""
        for label in dict.fromkeys(map(_LABEL, layer.annotations)):
            self._labels.setdefault(label, 0)
        for attributes in filter(None, map(_ATTRIBUTES, layer.annotations)):
            for name, value in attributes.items():
                values = self._values.setdefault(name, {})
                if value is not True:
                    values[losses.as_text(value)] = None
        self._relations.update(dict.fromkeys(one.type for one in layer.relations))

    def annotation_conf(self) -> str:
        """What may be annotated in brat."""
        labels = ["\t" * depth + type_of(label) for label, depth in self._labels.items()]
        relations = [f"{type_of(name)}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in self._relations]
        attributes = [f"{type_of(name)}\tArg:<ENTITY>{_choice(values)}" for name, values in self._values.items()]
        return _sections(entities=labels, relations=relations, events=[], attributes=attributes)

    def visual_conf(self) -> str:
        """What brat shows of it: names as they are, and the colours of the scheme."""
        names = dict.fromkeys([*self._labels, *self._relations, *self._values])
        shown = [f"{type_of(name)} | {name}" for name in names if type_of(name) != name and _showable(name)]
        colours = [f"{type_of(name)}\tbgColor:{self._scheme.label(name).colour}" for name in self._labels]
        usual = [
            "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken",
            "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
        ]
        return _sections(labels=shown, drawing=[*usual, *colours])


def _choice(values: Iterable[str]) -> str:
    choice = "|".join(value_of(value) for value in values)
    return f", Value:{choice}" if choice else ""


def _showable(name: str) -> bool:
    return "|" not in name and printable(name, keep="") == name


def _sections(**sections: Iterable[str]) -> str:
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


# Reading: which files belong together


class _Pair(NamedTuple):
    """The file of annotations, and its text if there is one; a text that nobody annotated is both."""

    file: Path
    text: Path | None


class _Facts(NamedTuple):
    """What a line of `workbench.jsonl` tells of a file."""

    file: Path
    id: str
    title: str
    metadata: Mapping[str, str]
    work: Work


def _listed(path: Path) -> list[Path]:
    """The files of the format in a folder, or beside a file of it. Raises FormatError where there is none."""
    if path.is_dir():
        return files(path, ".ann", ".txt", ".a1", ".a2")
    if not path.is_file() or path.suffix.casefold() not in (".ann", ".txt"):
        raise FormatError(f"{path} is no folder, and no .ann or .txt file.")
    return sorted(one for one in path.parent.glob("*") if one.suffix.casefold() in (".ann", ".txt"))


def _all_facts(listed: Iterable[Path]) -> Iterator[_Facts | Broken]:
    """What is told in the folders of these files, and in those above them."""
    folders = {Path(folder).absolute() for folder in {os.path.dirname(one) for one in listed}}  # noqa: PTH120 as files
    for folder in sorted(folders | {one.parent for one in folders}):
        file = folder / _FACTS
        for line in json_lines(file) if file.is_file() else ():
            if isinstance(line, Broken):
                yield line
                continue
            try:
                yield _facts(folder, line.members)
            except ValueError as error:
                yield Broken(file, line.number, str(error))


def _facts(folder: Path, members: Members) -> _Facts:
    work = Work(
        need(members, "annotator", _words),
        notes=[text(note, "notes") for note in maybe(members, "notes", listing) or [] if note],
        skipped=maybe(members, "skipped", text) or "",
        finished=members.get("finished") is True,
        kind=Kind(maybe(members, "kind", text) or Kind.PERSON),
    )
    known = {key: text(value, f"metadata.{key}") for key, value in (maybe(members, "metadata", mapping) or {}).items()}
    title = maybe(members, "title", text) or ""
    return _Facts(folder / need(members, "file", text), need(members, "id", _words), title, known, work)


def _words(value: object, what: str) -> str:
    words = text(value, what)
    if not words.strip():
        raise ValueError(f"{what} is empty")
    return words


def _pairs(listed: Iterable[Path], facts: Mapping[Path, _Facts]) -> list[_Pair]:
    """Every file of annotations with its text, and every text that has none; those of one name together."""
    texts: dict[tuple[str, str], Path] = {}
    others: list[tuple[Path, str, str]] = []
    for one in listed:
        folder, name = os.path.split(one)  # a path is slow to be asked, and there may be 100,000
        stem, _, suffix = name.rpartition(".")
        if suffix.casefold() == "txt":
            texts[folder, stem] = one
        else:
            others.append((one, folder, stem))
    pairs, taken = list[_Pair](), set[Path | None]()
    for file, folder, stem in others:
        known = facts.get(file.absolute()) if facts else None
        names = [file_name(known.id, most=_HALF)] if known else []
        names += [stem, stem.rpartition("_")[0]]
        found = next((texts[folder, name] for name in names if (folder, name) in texts), None)
        pairs.append(_Pair(file, found))
        taken.add(found)
    pairs += [_Pair(one, one) for one in texts.values() if one not in taken]
    return sorted(pairs, key=lambda pair: (os.path.basename(pair.file), str(pair.file)))  # noqa: PTH119 as above


def _records(pair: _Pair, source: Source, facts: _Facts | None) -> Iterator[Record | Broken]:
    if unstorable(str(pair.file)) is not None:
        yield Broken(pair.file, 0, "its name is not UTF-8")
    elif str(pair.file).casefold().endswith((".a1", ".a2")):
        yield Broken(pair.file, 0, "is a part of the annotations of a text: put them all into one .ann file")
    elif pair.text is None:
        yield Broken(pair.file, 0, f"there is no text {pair.file.stem}.txt beside it")
    elif pair.text == pair.file:
        yield from _alone(pair.text, source)
    else:
        yield from _together(pair.file, pair.text, facts or _named(pair.file, pair.text, source))


def _alone(file: Path, source: Source) -> Iterator[Record | Broken]:
    """The record of a text that nobody annotated."""
    try:
        facts = _named(file, file, source)
        made = article(facts.id, _content(file))
    except (FormatError, ValueError) as error:
        yield Broken(file, 0, str(error).partition("\n")[0])
        return
    yield from records(Place(file), made, replace(facts.work, finished=False))


def _together(file: Path, text_file: Path, facts: _Facts) -> Iterator[Record | Broken]:
    try:
        made = article(facts.id, _content(text_file), facts.title, facts.metadata)
    except ValueError as error:
        yield Broken(text_file, 0, str(error))
        return
    try:
        content = _content(file)
        found = plainly_told(content, made.text) or told(content, made.text)
    except ValueError as error:
        yield Broken(file, 0, str(error))
        return
    for line, reason in found.broken:
        yield Broken(file, line, reason)
    work = facts.work
    finished = work.finished and found.whole
    told_of = Work(work.annotator, found.marks, found.links, work.notes, work.skipped, finished, work.kind)
    yield from records(Place(file), made, told_of)


def _named(file: Path, text_file: Path, source: Source) -> _Facts:
    """What the names of files tell. Raises FormatError where nobody says who annotated."""
    name = source.name(file) if file.stem == text_file.stem else text_file.stem
    who = source.who(file)
    return _Facts(file, unquote(name), "", {}, Work(who if source.said_by is SaidBy.NOTHING else unquote(who)))


def _content(file: Path) -> str:
    """Raises ValueError with the sentence that follows the file's name."""
    try:
        return text_of(file)
    except FormatError as error:
        raise ValueError(error.message.removeprefix(f"{file} ").removesuffix(".")) from None
