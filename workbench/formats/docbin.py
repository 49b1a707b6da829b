"""spaCy's DocBin, what `spacy train` takes: one Doc per article and annotator, annotations as a group in `doc.spans`.
See https://spacy.io/api/docbin and https://spacy.io/api/spangroup, release 3.8. Offsets are code points, and tokens.

The whole file is in memory, when it is written and when it is read. What spaCy has no place for stands as plain data in
`doc.user_data["workbench"]`, values of annotations there under the `id_` of their spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.errors import FormatError
from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Loss, Option, Options, Record, Source, Target, by_annotator
from workbench.formats.docbin_file import Document, Told, documents, storable
from workbench.formats.files import from_files
from workbench.formats.foreign import Link, Mark, Place, Work, article, missing, records
from workbench.formats.members import Members, attribute, listing, mapping, maybe, need, number
from workbench.model import Annotated, Annotation, AttributeValue, Kind, Span
from workbench.spans import joined

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

_OURS = "workbench"
_WIDEST = range(-(2**63), 2**64)
"""The whole numbers that msgpack can hold."""


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:
    """Writes one Doc per article and annotator; gives their number.

    Raises FormatError where the tokeniser is not there or does not keep a text, MissingExtra without spaCy.
    """
    tokenise = _tokeniser(options["language"])
    from spacy.tokens import DocBin

    made = DocBin(store_user_data=True)
    for annotated in articles:
        for annotator, layer in by_annotator(annotated):
            made.add(_doc(tokenise, layer, {"name": annotator, "kind": str(header.kinds[annotator])}, options))
    with target.open() as stream:
        stream.write(made.to_bytes())
    return len(made)


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads the group of the option `spans`, or `doc.ents` of documents without it; says once what else there is.

    Raises FormatError for what is no DocBin, MissingExtra without spaCy.
    """
    return from_files(path, (".spacy",), lambda file: _of_file(file, source))


def _of_file(file: Path, source: Source) -> Iterator[Record | Broken]:
    said: set[str] = set()
    for index, document in enumerate(documents(file), start=1):
        if isinstance(document, str):
            yield Broken(file, 0, f"document {index}: {document}")
            continue
        try:
            for one in _records(Place(file), index, document, source):
                yield replace(one, reason=f"document {index}: {one.reason}") if isinstance(one, Broken) else one
            for reason in _left(document, source.options["spans"]):
                if reason not in said:
                    yield Broken(file, 0, f"document {index}: {reason}")
                said.add(reason)
        except ValueError as error:
            yield Broken(file, 0, f"document {index}: {error}")


def whole_numbers(annotated: Annotated) -> Annotated:
    """that the value of an attribute is a number, where it is a whole one of more than 64 bits: it becomes text"""
    return losses.each(annotated, lambda one: replace(one, attributes={k: _held(v) for k, v in one.attributes.items()}))


def tokens(language: str) -> Loss:
    """What the tokens of this language do not hold."""

    def touched(annotated: Annotated) -> Annotated:
        """edges inside of spaCy's tokens: an annotation covers all tokens that it touches"""
        if not annotated.annotations:
            return annotated
        doc = _tokeniser(language)(annotated.article.text)

        def change(one: Annotation) -> Annotation:
            span = _span(doc, one)
            return replace(one, segments=joined(annotated.article.text, (Span(span.start_char, span.end_char),)))

        return losses.each(annotated, change)

    return touched


FORMAT = Format(
    "docbin",
    "spaCy DocBin, one Doc per article and annotator",
    ".spacy",
    read,
    write,
    lambda options: (
        losses.divisions,
        losses.decisions,
        losses.read_marks,
        losses.paragraph_notes,
        losses.relations_across,
        whole_numbers,
        losses.gaps,
        losses.edges,
        tokens(options["language"]),
        losses.doubles,
        losses.provenance,
    ),
    (
        Option("language", "whose tokeniser makes the tokens: a code of spaCy, such as en, de or xx", default="en"),
        Option("spans", "the span group in doc.spans", default="sc"),
        Option("ents", "whether doc.ents are written, too: of annotations that overlap, the longest", ("no", "yes")),
    ),
    "nlp",
)


# Writing


@lru_cache(maxsize=4)
def _tokeniser(language: str) -> Callable[[str], Doc]:
    try:
        import spacy
    except ImportError:
        raise missing("nlp", "The format docbin") from None
    try:
        spacy.util.get_lang_class(language)
    except (ImportError, AttributeError):
        raise FormatError(
            f"spaCy has no tokeniser for the language '{language}'.", "Name one by its code, such as en, de or xx."
        ) from None
    try:
        made: Callable[[str], Doc] = spacy.blank(language).tokenizer
    except (ImportError, ValueError) as error:  # spaCy says what to install
        raise FormatError(f"The tokeniser of spaCy for the language '{language}' cannot be used: {error}") from None
    return made


def _doc(tokenise: Callable[[str], Doc], layer: Annotated, annotator: dict[str, str], options: Options) -> Doc:
    from spacy.util import filter_spans

    doc = tokenise(layer.article.text)
    if doc.text != layer.article.text:
        raise FormatError(f"spaCy's tokeniser does not keep the text of article {layer.article.id} as it is.")
    held = reduce(lambda left, loss: loss(left), _FIRST, layer)
    spans = [_span(doc, one) for one in held.annotations]
    doc.spans[options["spans"]] = spans
    if options["ents"] == "yes":
        doc.set_ents(filter_spans(spans))
    doc.user_data = {_OURS: {"annotator": annotator, **_user_data(held)}}
    return doc


_FIRST = (losses.paragraph_notes, losses.relations_across, losses.gaps, losses.edges)
"""What must be lost before annotations become runs of tokens."""


def _span(doc: Doc, one: Annotation) -> Tokens:
    """The tokens that an annotation touches which begins and ends in words."""
    extent = one.extent
    found = doc.char_span(extent.start, extent.end, one.label, span_id=one.id, alignment_mode="expand")
    return cast("Tokens", found)


def _user_data(layer: Annotated) -> dict[str, object]:
    known = layer.article
    return {
        "article": {"id": known.id, "title": known.title, "metadata": dict(sorted(known.metadata.items()))},
        "spans": {one.id: values for one in layer.annotations if (values := _values(one))},
        "relations": [{"type": one.type, "from": one.from_id, "to": one.to_id} for one in layer.relations],
        "notes": [note.text for note in layer.notes],
        "skipped": "".join(skip.reason for skip in layer.skips),
    }


def _values(one: Annotation) -> dict[str, object]:
    attributes = {name: _held(value) for name, value in sorted(one.attributes.items())}
    told = {"attributes": attributes, "comment": one.comment, "unsure": one.unsure}
    return {name: value for name, value in told.items() if value} | ({} if one.score is None else {"score": one.score})


def _held(value: AttributeValue) -> AttributeValue:
    return str(value) if isinstance(value, int) and value not in _WIDEST else value


# Reading: each function raises ValueError with the end of a sentence


def _records(place: Place, index: int, document: Document, source: Source) -> Iterator[Record | Broken]:
    ours = maybe(document.user_data, _OURS, mapping) or {}
    about = maybe(ours, "article", mapping) or {}
    who = maybe(ours, "annotator", mapping) or {}
    known = maybe(about, "metadata", mapping) or {}
    made = article(
        maybe(about, "id", storable) or f"{source.name(place.path)}-{index}",
        document.text,
        maybe(about, "title", storable) or "",
        {storable(name, "metadata"): storable(value, name) for name, value in known.items()},
    )
    values = maybe(ours, "spans", mapping) or {}
    marks, whole = [], True
    for told in document.annotations(source.options["spans"]):
        if isinstance(told, str):
            whole = False
            yield Broken(place.path, place.line, told)
            continue
        try:
            marks.append(_mark(document, told, values))
        except ValueError as error:
            whole = False
            yield Broken(place.path, place.line, str(error))
    work = Work(
        maybe(who, "name", storable) or source.who(place.path),
        marks,
        [_link(mapping(one, "relations")) for one in maybe(ours, "relations", listing) or []],
        [storable(words, "notes") for words in maybe(ours, "notes", listing) or []],
        maybe(ours, "skipped", storable) or "",
        whole,
        maybe(who, "kind", _kind) or Kind.PERSON,
    )
    yield from records(place, made, work)


def _mark(document: Document, told: Told, values: Members) -> Mark:
    key = document.name(told.id)
    known = maybe(values, key, mapping, "spans") or {}
    attributes = maybe(known, "attributes", _attributes) or {}
    if told.kb_id:
        attributes["kb_id"] = document.name(told.kb_id)
    score = maybe(known, "score", number)
    if score is not None and not 0 <= score <= 1:
        raise ValueError(f"the score {score} is not between 0 and 1")
    return Mark(
        document.string(told.label),
        (document.span(told.start, told.end),),
        key=key,
        attributes=attributes,
        comment=maybe(known, "comment", storable) or "",
        score=score,
        unsure=known.get("unsure") is True,
    )


def _attributes(told: object, what: str) -> dict[str, AttributeValue]:
    return {storable(name, what): _attribute(value) for name, value in mapping(told, what).items()}


def _attribute(value: object) -> AttributeValue:
    known = attribute(value, "attribute")
    for words in known if isinstance(known, tuple) else (known,):
        if isinstance(words, str):
            storable(words, "attribute")
    return known


def _link(told: Members) -> Link:
    type_, source, target = (need(told, name, storable, "relations") for name in ("type", "from", "to"))
    return Link(type_, source, target)


def _kind(told: object, what: str) -> Kind:
    if (name := storable(told, what)) in set(Kind):
        return Kind(name)
    raise ValueError(f"{what}: '{name}' is no sort of annotator")


def _left(document: Document, key: str) -> Iterator[str]:
    """What the document has besides, once for each sort."""
    for other in sorted(document.groups.keys() - {key}):
        yield f"the span group '{other}' is not read: choose it with the option spans"
    if key in document.groups:
        if document.groups[key].get("attrs"):
            yield "attrs of span groups cannot be held"
        read_ = {told[:3] for told in document.annotations(key) if isinstance(told, Told)}
        if {told[:3] for told in document.entities()} - read_:
            yield f"there are doc.ents besides the span group '{key}': they are not read"
    if document.has_categories:
        yield "categories of documents (doc.cats) cannot be held"
    if any(any(document.column(name)) for name in ("TAG", "POS", "LEMMA", "MORPH", "DEP")):
        yield "tags, lemmas and dependencies of tokens cannot be held"
    if document.user_data.keys() - {_OURS}:
        yield "user data that other programs left cannot be held"
