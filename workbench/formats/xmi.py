"""UIMA CAS XMI as INCEpTION writes and takes it: a file per document and annotator, and a TypeSystem.xml that declares
the layers. See https://inception-project.github.io/, release 38, user guide: Project Export, Formats.

UIMA counts UTF-16 units. We write the layers that INCEpTION's basic projects have from the start, `custom.Span` and
`custom.Relation` with a feature `label`; facts and notes on the whole article are layers of document metadata. An
article without work is not written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Option, Options, Record, Source, Target, by_annotator
from workbench.formats.escapes import escaped, meant
from workbench.formats.files import file_name
from workbench.formats.foreign import Link, Mark, Place, Work, article, records
from workbench.formats.xmi_file import (
    ANNOTATION,
    BASE,
    BOOLEAN,
    DOCUMENT_ANNOTATION,
    FLOAT,
    STRING,
    TYPE_SYSTEM,
    Cas,
    Declared,
    Elements,
    Thing,
    Values,
    type_system,
    xmi_files,
)
from workbench.formats.xml_tree import legal
from workbench.model import Annotated, Annotation, Article, AttributeValue, Kind, Span
from workbench.tokens import sentences, with_marks, words

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
_SENTENCE, _TOKEN = f"{_DKPRO}.segmentation.type.Sentence", f"{_DKPRO}.segmentation.type.Token"
_DOCUMENT = f"{_DKPRO}.metadata.type.DocumentMetaData"
_SPAN, _RELATION, _FACT, _NOTE = "custom.Span", "custom.Relation", "custom.Fact", "custom.Note"
_FROM, _TO = "Governor", "Dependent"
"""INCEpTION draws its arrows from the one to the other."""

_CURATOR, _NOBODY = "CURATION_USER", "INITIAL_CAS"
"""The annotator of INCEpTION's curated documents, which are our gold; and that of documents before annotation."""

_GOLD = "gold"

_UNKNOWN = "x-unspecified"
"""The language where none is known."""


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes `annotation/ARTICLE.txt/ANNOTATOR.xmi` (gold: `curation/ARTICLE.txt/CURATION_USER.xmi`), and at last the
    TypeSystem.xml of all; gives the number of articles and annotators. Attributes are features of `custom.Span`.
    """
    features: set[str] = set()
    written = 0
    for annotated in map(characters, articles):
        for annotator, layer in by_annotator(annotated):
            gold = annotator == _GOLD and header.kinds.get(annotator) is Kind.GOLD
            folder, owner = ("curation", _CURATOR) if gold else ("annotation", annotator)
            with target.open(f"{folder}/{file_name(annotated.article.id)}.txt/{file_name(owner)}.xmi") as stream:
                stream.writelines(line.encode() for line in _lines(layer, owner, header.scheme.name or "workbench"))
            features.update(_feature(key) for one in layer.annotations for key in one.attributes)
            written += 1
    if written:
        with target.open(TYPE_SYSTEM) as stream:
            stream.writelines(line.encode() for line in type_system(_types(features)))
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads `.xmi` files, and zips of them, with the TypeSystem.xml beside each or in a folder above it.

    The label of a span or relation is its feature named by the option `label`, else `value`, `label`, or the name of
    its layer; other features are attributes. Slots and links of chains are relations. Tokens, sentences and what else
    INCEpTION makes by itself is left out, as are documents that nobody annotated; so is grammar, which is told.
    """
    for file in xmi_files(path):
        if isinstance(file, Broken):
            yield file
            continue
        try:
            cas = Cas(file)
            name, owner = _document(cas, file.path, source)
            made = article(_SUFFIX.sub("", name), cas.text, *_facts(cas))
        except ValueError as error:
            yield Broken(file.path, 0, str(error))
            continue
        if owner == _NOBODY:
            continue
        taken = _Taken(cas, source.options["label"])
        yield from (Broken(file.path, 0, problem) for problem in taken.problems)
        who, kind = (_GOLD, Kind.GOLD) if _CURATED.fullmatch(owner) else (owner or source.who(file.path), Kind.PERSON)
        work = Work(who, taken.marks, taken.links, taken.notes, finished=taken.whole, kind=kind)
        yield from records(Place(file.path), made, work)


def characters(annotated: Annotated) -> Annotated:
    """characters that XML cannot hold, most of them control characters: a � stands for each"""
    one = annotated.article
    known = {legal(key): legal(value) for key, value in one.metadata.items()}
    return replace(
        annotated,
        article=replace(one, title=legal(one.title), text=legal(one.text), metadata=known),
        annotations=tuple(_legal_annotation(each) for each in annotated.annotations),
        relations=tuple(replace(each, type=legal(each.type)) for each in annotated.relations),
        notes=tuple(replace(each, text=legal(each.text)) for each in annotated.notes),
    )


def kinds(name: str, kind: Kind) -> Kind:
    """that layers are a machine's, or gold of another name than gold: they are taken for a person's"""
    return kind if (name, kind) == (_GOLD, Kind.GOLD) else Kind.PERSON


FORMAT = Format(
    "xmi",
    "UIMA CAS XMI of INCEpTION, one file per article and annotator",
    "",
    read,
    write,
    lambda _: (
        characters,
        losses.divisions,
        losses.decisions,
        losses.read_marks,
        losses.paragraph_notes,
        losses.skips,
        losses.relations_across,
        losses.types_of_attributes,
        losses.gaps,
        losses.edges,
        losses.doubles,
        losses.provenance,
    ),
    (Option("label", "which feature of a layer is the label", default="value"),),
    kinds=kinds,
)


# Writing


def _legal_annotation(one: Annotation) -> Annotation:
    def changed(value: AttributeValue) -> AttributeValue:
        match value:
            case str():
                return legal(value)
            case tuple():
                return tuple(map(legal, value))
        return value

    known = {legal(key): changed(value) for key, value in one.attributes.items()}
    return replace(one, label=legal(one.label), attributes=known, comment=legal(one.comment))


def _lines(layer: Annotated, owner: str, collection: str) -> Iterator[str]:
    text = layer.article.text
    elements = Elements(text, _PREFIXES)
    elements.add(_DOCUMENT, _about(layer.article, legal(owner), legal(collection)), Span(0, len(text)))
    for type_, span in _structure(layer.article):
        elements.add(type_, {}, span)
    numbers = {one.id: elements.add(_SPAN, _features(one), one.extent) for one in layer.annotations}
    extents = {one.id: one.extent for one in layer.annotations}
    for link in layer.relations:
        if {link.from_id, link.to_id} <= numbers.keys():
            ends = {"label": link.type, _TO: numbers[link.to_id], _FROM: numbers[link.from_id]}
            elements.add(_RELATION, ends, extents[link.to_id])
    for name, value in sorted(layer.article.metadata.items()):
        elements.add(_FACT, {"name": name, "value": value})
    for note in layer.notes:
        if note.paragraph is None:
            elements.add(_NOTE, {"text": note.text})
    return elements.lines()


def _about(known: Article, owner: str, collection: str) -> dict[str, str]:
    """As INCEpTION fills it: the annotator is the `documentId`."""
    return {
        "language": known.metadata.get("language") or _UNKNOWN,
        "documentTitle": known.title,
        "documentId": owner,
        "documentUri": f"{collection}/{legal(known.id)}.txt",
        "collectionId": collection,
        "documentBaseUri": collection,
    }


def _structure(known: Article) -> Iterator[tuple[str, Span]]:
    """Sentences, and tokens: words, and what stands between. INCEpTION wants a token at each end of a sentence."""
    for sentence in chain.from_iterable(sentences(known.text, paragraph) for paragraph in known.paragraphs):
        yield _SENTENCE, sentence
        tokens = with_marks(known.text, words(known.text, sentence), sentence, _MARKS)
        yield from ((_TOKEN, token) for token in tokens)


_MARKS = re.compile(r"\S+")


def _features(one: Annotation) -> dict[str, str]:
    told = {"label": one.label, **{_feature(key): losses.as_text(value) for key, value in one.attributes.items()}}
    told |= {"comment": one.comment} if one.comment else {}
    told |= {"unsure": "true"} if one.unsure else {}
    return told | ({"score": str(one.score)} if one.score is not None else {})


_PREFIXES = {f"{_DKPRO}.segmentation.type": "type", f"{_DKPRO}.metadata.type": "type2", "custom": "custom"}
_RESERVED = {"sofa", "begin", "end", "label", "value", "comment", "unsure", "score"}
_ESCAPE = re.compile(r"(?:^|_)x([0-9A-F]{4,6})_")
_UNFIT = re.compile(r"\W|_(?=x[0-9A-F]{4})", re.ASCII)


def _feature(key: str) -> str:
    """The name of a feature for an attribute: ASCII letters, digits and `_`, a letter first.

    Other characters are escaped, the first without the `_`, for a feature begins with a letter.
    """
    plain = re.match(r"(?!x[0-9A-F]{4})[A-Za-z]", key) and key not in _RESERVED
    first = key[0] if plain else f"x{ord(key[:1] or chr(0)):04X}_"
    return first + escaped(key[1:], _UNFIT)


def _types(features: Iterable[str]) -> Iterator[Declared]:
    """All types that are written, with these features of attributes."""
    documents = ("documentTitle", "documentId", "documentUri", "documentBaseUri", "collectionId")
    known = {"label": STRING, "comment": STRING, "unsure": BOOLEAN, "score": FLOAT}
    yield _SPAN, ANNOTATION, (known | dict.fromkeys(sorted(features), STRING)).items()
    yield _RELATION, ANNOTATION, {_TO: _SPAN, _FROM: _SPAN, "label": STRING}.items()
    yield _FACT, BASE, {"name": STRING, "value": STRING}.items()
    yield _NOTE, BASE, {"text": STRING}.items()
    yield _DOCUMENT, DOCUMENT_ANNOTATION, dict.fromkeys(documents, STRING).items()
    yield _SENTENCE, ANNOTATION, ()
    yield _TOKEN, ANNOTATION, ()


# Reading

_CURATED = re.compile(_CURATOR + r"\d*")
_SUFFIX = re.compile(r"\.(?:txt|md|x?html?|xml|xmi|pdf|tsv|json|jsonl|zip)$", re.IGNORECASE)
"""What INCEpTION leaves on the names of documents."""

_STRUCTURE = re.compile(
    rf"{_DKPRO}\.(?:segmentation|lexmorph|syntax|transform|metadata)\.|org\.dkpro\.core\.api\.(?:xml|pdf)\."
    r"|de\.tudarmstadt\.ukp\.(?:clarin\.webanno|inception)\.|uima\.t?cas\."
)
"""Types of which the annotators of INCEpTION make nothing that is an annotation here."""

_GRAMMAR = re.compile(rf"{_DKPRO}\.(?:lexmorph|syntax)\.|{_DKPRO}\.segmentation\.type\.(?:Lemma|Stem)$")
"""Of these, what they may have annotated themselves: parts of speech, lemmas, chunks, dependencies."""


def _document(cas: Cas, path: Path, source: Source) -> tuple[str, str]:
    """What the document is called, and who annotated it (empty where neither the file nor its folders say so)."""
    told = _told(cas)
    collection, uri, owner = (told.get(name, "") for name in ("collectionId", "documentUri", "documentId"))
    name = uri.removeprefix(f"{collection}/") if collection else uri
    if owner.strip() and name not in (uri, owner):  # DKPro Core has the name of the document in both
        return name, owner
    for at in (-3, -4):  # annotation/DOCUMENT/ANNOTATOR.xmi, or in a zip: annotation/DOCUMENT/ZIP/ANNOTATOR.xmi
        if len(path.parts) >= -at and path.parts[at] in ("annotation", "curation"):
            return path.parts[at + 1], path.stem
    title = told.get("documentTitle", "")
    return title if _SUFFIX.search(title) else source.name(path), ""


def _told(cas: Cas) -> Mapping[str, str]:
    return next((one.features for one in cas.indexed if one.type == _DOCUMENT), {})


def _facts(cas: Cas) -> tuple[str, dict[str, str]]:
    """The title, and what else is known of the article."""
    told = _told(cas)
    known = {"language": told["language"]} if told.get("language", _UNKNOWN) != _UNKNOWN else {}
    for one in cas.indexed:
        if one.type == _FACT and _is_ours(cas, one):
            known[one.features.get("name", "")] = one.features.get("value", "")
    title = told.get("documentTitle", "")
    return title if title.strip() else "", known


def _is_ours(cas: Cas, one: Thing) -> bool:
    """Of the two types that we put on whole documents, which a layer of spans may be called, too."""
    return one.type in (_FACT, _NOTE) and ANNOTATION not in cas.system.line(one.type)


@dataclass(slots=True)
class _Taken:
    """What an annotator made of the text, and sentences about what of that cannot be taken. `whole`: no annotation of
    words is among these.
    """

    cas: Cas
    label: str
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    whole: bool = True

    def __post_init__(self) -> None:
        if self.cas.texts > 1:
            self.problems.append("it has other texts (views) besides the first, which are left out")
        grammar = Counter(one.name for one in self.cas.indexed if _GRAMMAR.match(one.type))
        self.problems += [f"{name} is grammar, and left out ({number})" for name, number in sorted(grammar.items())]
        for one in self.cas.indexed:
            if not _STRUCTURE.match(one.type):
                try:
                    self._take(one)
                except ValueError as error:
                    self.whole &= self._is_relation(one) or not self._is_on_words(one)
                    self._tell(one, str(error))

    def _tell(self, one: Thing, problem: str) -> None:
        self.problems.append(f"{one.name} {one.id}: {problem}")

    def _take(self, one: Thing) -> None:
        if one.type not in self.cas.system.above:
            raise ValueError(f"its type {one.type} is not in the {TYPE_SYSTEM}")
        values = self.cas.values(one)
        for problem in values.problems:
            self._tell(one, f"{problem}, and is left out")
        if self._is_relation(one):
            self._take_relation(one, values)
        elif self._is_on_words(one):
            self._take_span(one, values)
        elif one.type == _NOTE:
            self.notes.append(str(values.plain.get("text", "")))
        elif values.plain and one.type != _FACT:
            raise ValueError("it stands on the whole document, where annotations have no place")

    def _is_relation(self, one: Thing) -> bool:
        return {_FROM, _TO} <= self.cas.system.features(one.type).keys()

    def _is_on_words(self, one: Thing) -> bool:
        """As its type says; one that is not declared may have a place nevertheless."""
        return ANNOTATION in self.cas.system.line(one.type) or (
            one.type not in self.cas.system.above and "begin" in one.features
        )

    def _named(self, one: Thing, plain: dict[str, AttributeValue]) -> str:
        """The label, which is taken out of the values."""
        declared = self.cas.system.features(one.type)
        feature = next((name for name in (self.label, "value", "label") if name in declared), "")
        match plain.get(feature):
            case str(label) if label.strip():
                del plain[feature]
                return label
        return one.name

    def _take_relation(self, one: Thing, values: Values) -> None:
        label = self._named(one, values.plain)
        ends = dict(values.references)
        if not {_FROM, _TO} <= ends.keys():
            raise ValueError("the relation has no two ends")
        self.links.append(Link(label, ends[_FROM], ends[_TO]))
        if lost := sorted({*values.plain, *ends} - {_FROM, _TO}):
            self._tell(one, f"relations have no attributes: {', '.join(lost)} is left out")

    def _take_span(self, one: Thing, values: Values) -> None:
        mark = Mark(self._named(one, values.plain), (self.cas.span(one),), key=one.id)
        mark = _remarked(mark, values.plain) if one.type == _SPAN else mark
        self.marks.append(mark._replace(attributes={_key(name): value for name, value in values.plain.items()}))
        for name, id_ in values.references:
            slot = self.cas.by_id.get(id_)
            if slot and "target" in slot.features:
                self.links.append(Link(slot.features.get("role") or name, one.id, slot.features["target"]))
            else:
                self.links.append(Link(name, one.id, id_))


def _remarked(mark: Mark, plain: dict[str, AttributeValue]) -> Mark:
    """With comment, doubt and score, which are taken out of the values where they are of their types."""
    if isinstance(comment := plain.get("comment"), str):
        del plain["comment"]
        mark = mark._replace(comment=comment)
    if isinstance(unsure := plain.get("unsure"), bool):
        del plain["unsure"]
        mark = mark._replace(unsure=unsure)
    if isinstance(score := plain.get("score"), float) and 0 <= score <= 1:
        del plain["score"]
        mark = mark._replace(score=score)
    return mark


def _key(feature: str) -> str:
    """The attribute that a feature was named after (see `_feature`)."""
    return meant(feature, _ESCAPE)
