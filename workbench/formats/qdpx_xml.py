"""The XML of a REFI-QDA project, as `qdpx` writes it: as text, for its parts come in another order than articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from workbench.formats import losses
from workbench.formats.base import annotators
from workbench.formats.xml_tree import legal
from workbench.model import Annotated, Annotation, Article, Note, Relation
from workbench.scheme import Scheme

_NAMESPACE = "urn:QDA-XML:project:1.0"
_GUIDS = uuid5(NAMESPACE_URL, _NAMESPACE)
_LONGEST_NAME = 200
_CR = {"\r": "&#13;"}  # XML readers take a bare CR for LF


@dataclass(slots=True)
class Written:
    """What is known of a project so far. `short` is by how much endPosition falls short."""

    short: int
    users: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def add(self, annotated: Annotated) -> None:
        """Adds an article of which somebody made something, and all that they made."""
        facts = {**annotated.article.metadata, "title": annotated.article.title}
        notes = [note for note in annotated.notes if note.paragraph is None]
        self.users.update(annotators(annotated))
        self.labels.update(one.label for one in annotated.annotations)
        self.facts.update(facts)
        self.notes += map(_note, notes)
        self.links += map(_link, losses.relations_across(annotated).relations)
        attributes = {
            "guid": _guid("source", annotated.article.id),
            "name": annotated.article.id,
            "plainTextPath": f"internal://{text_file(annotated.article)}",
            "creatingUser": _guid("user", annotators(annotated)[0]),
        }
        self.sources.append(
            _element(
                "TextSource",
                attributes,
                *(_selection(one, annotated.article.text, self.short) for one in annotated.annotations),
                *(_element("NoteRef", {"targetGUID": _guid("note", note.id)}) for note in notes),
                *(_value(name, value) for name, value in sorted(facts.items())),
            )
        )

    def xml(self, name: str, scheme: Scheme | None) -> str:
        """The whole project. Parts without members are left out: the standard allows no empty ones."""
        parts = (
            _part(
                "Users", (_element("User", {"guid": _guid("user", user), "name": user}) for user in sorted(self.users))
            ),
            _part("CodeBook", [_part("Codes", _codes(scheme, self.labels))]),
            _part("Variables", map(_variable, sorted(self.facts))),
            _part("Sources", self.sources),
            _part("Notes", self.notes),
            _part("Links", self.links),
        )
        project = {"name": name, "origin": "workbench", "xmlns": _NAMESPACE}
        return f'<?xml version="1.0" encoding="utf-8"?>\n{_element("Project", project, *parts)}\n'


def _selection(one: Annotation, text: str, short: int) -> str:
    by = {"creatingUser": _guid("user", one.annotator), "creationDateTime": _time(one)}
    place = {"startPosition": str(one.extent.start), "endPosition": str(one.extent.end - short)}
    code = _element("CodeRef", {"targetGUID": _guid("code", one.label)})
    return _element(
        "PlainTextSelection",
        {"guid": _guid("selection", one.id), **_name(one.extent.of(text)), **place, **by},
        _words("Description", one.comment),
        _element("Coding", {"guid": _guid("coding", one.id), **by}, code),
    )


def _name(quote: str) -> dict[str, str]:
    """The words as the name of a selection, so that whoever reads the file can tell how positions were counted."""
    if legal(quote) != quote:
        return {}
    return {"name": quote if len(quote) <= _LONGEST_NAME else f"{quote[:_LONGEST_NAME]}…"}


def _time(one: Annotation) -> str:
    return one.made_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _codes(scheme: Scheme | None, used: set[str]) -> Iterator[str]:
    """The labels of the scheme as a tree, then those that are in use without it."""
    opened = 0
    for label, depth in scheme.tree if scheme else ():
        yield "</Code>" * (opened - depth)
        yield _start("Code", _code(label.name) | {"color": label.colour}) + _words("Description", label.guideline)
        opened = depth + 1
    yield "</Code>" * opened
    yield from (_element("Code", _code(name)) for name in sorted(used.difference(scheme.labels if scheme else ())))


def _code(label: str) -> dict[str, str]:
    return {"guid": _guid("code", label), "name": label, "isCodable": "true"}


def _variable(name: str) -> str:
    return _element("Variable", {"guid": _guid("variable", name), "name": name, "typeOfVariable": "Text"})


def _value(name: str, value: str) -> str:
    variable = _element("VariableRef", {"targetGUID": _guid("variable", name)})
    return _element("VariableValue", {}, variable, _words("TextValue", value))


def _note(note: Note) -> str:
    by = {"guid": _guid("note", note.id), "creatingUser": _guid("user", note.annotator)}
    return _element("Note", by, _words("PlainTextContent", note.text))


def _link(one: Relation) -> str:
    ends = {"originGUID": _guid("selection", one.from_id), "targetGUID": _guid("selection", one.to_id)}
    return _element("Link", {"guid": _guid("link", one.id), "name": one.type, "direction": "OneWay", **ends})


def _part(tag: str, members: Iterable[str]) -> str:
    inner = "\n".join(filter(None, members))
    return f"\n<{tag}>\n{inner}\n</{tag}>" if inner else ""


def _element(tag: str, attributes: Mapping[str, str], *inner: str) -> str:
    return f"{_start(tag, attributes)}{''.join(inner)}</{tag}>"


def _start(tag: str, attributes: Mapping[str, str]) -> str:
    return f"<{tag}{''.join(f' {name}={quoteattr(legal(value))}' for name, value in attributes.items())}>"


def _words(tag: str, words: str) -> str:
    return f"<{tag}>{escape(legal(words), _CR)}</{tag}>" if words else ""


def _guid(kind: str, name: str) -> str:
    return str(uuid5(_GUIDS, f"{kind} {name}"))


def text_file(article: Article) -> str:
    """What the file of the article's text is called under `sources/`."""
    return f"{_guid('source', article.id)}.txt"
