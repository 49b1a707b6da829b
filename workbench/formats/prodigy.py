"""Prodigy's JSON Lines, as `db-out` writes them and recipes read them: one question a line, with `text`, `tokens`,
`spans`, `relations`, `meta` and `answer`. See https://prodi.gy/docs/api-interfaces (spans_manual, relations).

Offsets count code points and ends are exclusive, but `token_end` is the number of the last token. `accept` says that
the work is done; a text that was ignored or rejected is skipped, and its spans are no work; without an answer it is
open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Options, Record, Source, Target, by_annotator
from workbench.formats.files import from_files
from workbench.formats.foreign import Link, Mark, Place, Work, article, records
from workbench.formats.lines import JsonLine, as_json, of_lines
from workbench.formats.members import Members, attribute, integer, listing, mapping, maybe, name, need, text
from workbench.model import Annotated, Annotation, Article, AttributeValue, Kind, Span
from workbench.spans import Quoted, Ruler, fitting, nearest, quotes
from workbench.tokens import with_marks, words

_LEFT_OUT = {"ignore": "ignored in Prodigy", "reject": "rejected in Prodigy"}
_RECORD = {"text", "tokens", "spans", "relations", "meta", "answer", "id", "user_input", "html", "config"}
_SPAN = {"id", "text", "start", "end", "label", "answer", "attributes"}
_SPAN |= {"token_start", "token_end", "type", "color", "pattern", "input_hash"}
_RELATION = {"head", "child", "head_span", "child_span", "label", "color"}
_UNNAMED = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d")


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes one line per article and annotator; gives their number. Work that is not finished gets no answer."""
    written = 0
    with target.open() as stream:
        for annotated in articles:
            tokens = _tokens(annotated.article)
            for annotator, layer in by_annotator(annotated):
                members = _members(layer, annotator, tokens, _answer(layer, header.kinds.get(annotator)))
                stream.write(f"{as_json(members)}\n".encode())
                written += 1
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads lines that have a text. An article is called by the `id` of its line or of its `meta`, else by the file."""
    return from_files(path, (".jsonl",), lambda file: of_lines(file, lambda line: _records(file, line, source)))


def skipped_work(annotated: Annotated) -> Annotated:
    """annotations of articles that their annotator skipped"""
    skippers = {skip.annotator for skip in annotated.skips}
    return losses.only(annotated, [one for one in annotated.annotations if one.annotator not in skippers])


FORMAT = Format(
    "prodigy",
    "Prodigy, one line per article and annotator",
    ".jsonl",
    read,
    write,
    lambda _: (
        losses.divisions,
        losses.decisions,
        losses.unfinished,
        losses.notes,
        skipped_work,
        losses.relations_across,
        losses.gaps,
        losses.edges,
        losses.doubles,
        losses.provenance,
    ),
    kinds=losses.kinds,
)


# Writing


def _answer(layer: Annotated, kind: Kind | None) -> str | None:
    """What Prodigy would have stored, or None for a question that is still open."""
    if layer.skips:
        return "ignore"
    finished = {mark.paragraph for mark in layer.read} >= set(range(len(layer.article.paragraphs)))
    return "accept" if finished or kind is Kind.GOLD else None


def _members(layer: Annotated, annotator: str, tokens: list[Span], answer: str | None) -> dict[str, object]:
    made = layer.article
    spans = {one.id: _span(one, tokens) for one in layer.annotations}
    return {
        "id": made.id,
        "text": made.text,
        "meta": {**made.metadata, "title": made.title, **({"skipped": layer.skips[0].reason} if layer.skips else {})},
        "tokens": [
            {"text": token.of(made.text), "start": token.start, "end": token.end, "id": number, "ws": blank}
            for number, token in enumerate(tokens)
            for blank in [made.text.startswith(" ", token.end)]
        ],
        "spans": [{**spans[one.id], **_more(one)} for one in layer.annotations],
        "relations": [
            _relation(one.type, spans[one.from_id], spans[one.to_id], tokens)
            for one in layer.relations
            if {one.from_id, one.to_id} <= spans.keys()
        ],
        **({"answer": answer} if answer else {}),
        "_annotator_id": annotator,
        "_session_id": annotator,
    }


def _span(one: Annotation, tokens: list[Span]) -> dict[str, Any]:
    """Without the numbers of tokens where the span begins or ends inside of one."""
    start, end = one.extent.start, one.extent.end
    first, last = nearest(tokens, start), nearest(tokens, end - 1)
    fits = tokens[first].start == start and tokens[last].end == end
    numbers = {"token_start": first, "token_end": last} if fits else {}
    return {"id": one.id, "start": start, "end": end, **numbers, "label": one.label}


def _more(one: Annotation) -> dict[str, Any]:
    """What Prodigy has no members for, but keeps."""
    return {
        **({"attributes": dict(one.attributes)} if one.attributes else {}),
        **({"comment": one.comment} if one.comment else {}),
        **({"score": one.score} if one.score is not None else {}),
        **({"unsure": True} if one.unsure else {}),
    }


def _relation(label: str, head: dict[str, Any], child: dict[str, Any], tokens: list[Span]) -> dict[str, Any]:
    """Heads and children are the last tokens of their spans."""
    numbers = {name: nearest(tokens, span["end"] - 1) for name, span in (("head", head), ("child", child))}
    return {**numbers, "head_span": head, "child_span": child, "label": label}


def _tokens(made: Article) -> list[Span]:
    """Words, and what is between them: marks one by one, white space in one piece, but for the blank behind a token.

    So, as in spaCy, the tokens, with a blank where `ws` says so, are the whole text, and quotation marks can be marked.
    """
    inner = (word for paragraph in made.paragraphs for word in words(made.text, paragraph))
    return list(with_marks(made.text, inner, Span(0, len(made.text)), _MARK))


_MARK = re.compile(r"\S|(?<!\S)\s+|(?! )\s+")


# Reading: a string is a sentence on what cannot be taken; a ValueError has one on the line, the span or the relation


def _records(file: Path, line: JsonLine, source: Source) -> Iterator[Record | Broken]:
    members = line.members
    answer = maybe(members, "answer", text) or ""
    if answer not in {"", "accept", *_LEFT_OUT}:
        raise ValueError(f"the answer “{answer}” is neither accept, reject nor ignore")
    made = _article(members, source.name(file), line.number)
    who = _annotator(members) or source.who(file)
    told = list(_told(members, made, answer))
    yield from (Broken(file, line.number, one) for one in told if isinstance(one, str))
    work = Work(
        who,
        [one for one in told if isinstance(one, Mark)],
        [one for one in told if isinstance(one, Link)],
        filter(None, [maybe(members, "user_input", text)]),
        (maybe(_meta(members), "skipped", text) or _LEFT_OUT[answer]) if answer in _LEFT_OUT else "",
        finished=answer == "accept" and not any(isinstance(one, str) for one in told),
    )
    yield from records(Place(file, line.number), made, work)


def _article(members: Members, file: str, line: int) -> Article:
    """Everything short that is told of it, in the line or in its `meta`, is metadata."""
    meta = dict(_meta(members))
    called = members["id"] if members.get("id") is not None else meta.pop("id", None)
    if not isinstance(called, str):
        called = f"{file}-{line if called is None else name(called, 'id')}"
    title = maybe(meta, "title", text) or ""
    left = {"title", "skipped"} if members.get("answer") in _LEFT_OUT else {"title"}
    told = {key: value for key, value in members.items() if not _known(key) and key != "label"}
    told |= {key: value for key, value in meta.items() if key not in left}
    facts = {key: losses.as_text(value) for key, value in told.items() if isinstance(value, str | int | float)}
    return article(called, need(members, "text", text), title, facts)


def _meta(members: Members) -> Members:
    return maybe(members, "meta", mapping) or {}


def _known(key: str) -> bool:
    return key in _RECORD or key.startswith("_")


def _annotator(members: Members) -> str:
    """Empty where nobody was named: then Prodigy calls the session by its time."""
    told = [maybe(members, key, name) or "" for key in ("_annotator_id", "_session_id")]
    return next((one for one in told if one.strip() and not _UNNAMED.fullmatch(one)), "")


def _told(members: Members, made: Article, answer: str) -> Iterator[Mark | Link | str]:
    tokens, spans, relations = (maybe(members, key, listing) or [] for key in ("tokens", "spans", "relations"))
    ruler = fitting(made.text, [*_quoted(tokens), *_quoted(spans)])
    yield from _not_held(members)
    yield from _wrong_tokens(tokens, ruler)
    if answer not in _LEFT_OUT:
        yield from _marks(spans, ruler)
        yield from _links(relations, spans)
    elif spans or relations:
        yield f"the text was {_LEFT_OUT[answer]}, so its spans and relations are not taken"


def _not_held(members: Members) -> Iterator[str]:
    """What is said of the text as a whole in more than a word, and the label that a text classifier gives it."""
    told = {key: value for key, value in members.items() if not _known(key)}
    told |= {f"meta.{key}": value for key, value in _meta(members).items()}
    for key, value in told.items():
        if value and (key == "label" or not isinstance(value, str | int | float)):
            yield f"“{key}” says of the whole text what cannot be held"


def _quoted(told: list[object]) -> Iterator[Quoted]:
    for one in told:
        match one:
            case {"start": int(start), "end": int(end), "text": str(there)}:
                yield start, end, there


def _wrong_tokens(tokens: list[object], ruler: Ruler) -> Iterator[str]:
    """Prodigy shows tokens and not the text: where they differ, nobody has seen what is labelled."""
    right = sum(_stands(ruler, *quoted) for quoted in _quoted(tokens))
    if right < len(tokens):
        yield f"{len(tokens) - right} of {len(tokens)} tokens are not what the text has there"


def _stands(ruler: Ruler, start: int, end: int, there: str) -> bool:
    try:
        return quotes(ruler.text, ruler.span(start, end), there)
    except ValueError:
        return False


def _marks(spans: list[object], ruler: Ruler) -> Iterator[Mark | str]:
    for index, told in enumerate(spans):
        key = f"spans[{index}]"
        try:
            span = mapping(told, "the span")
            attributes, wrong = _attributes(span)
            yield _mark(span, key, ruler, attributes)
            yield from (f"{key}: {sentence}" for sentence in wrong)
        except ValueError as error:
            yield f"{key}: {error}"


def _mark(told: Members, key: str, ruler: Ruler, attributes: dict[str, AttributeValue]) -> Mark:
    if (answer := maybe(told, "answer", text)) in _LEFT_OUT:
        raise ValueError(f"the span was {_LEFT_OUT[answer or '']}")
    span = ruler.span(need(told, "start", integer), need(told, "end", integer))
    there = maybe(told, "text", text)
    if there is not None and not quotes(ruler.text, span, there):
        raise ValueError(f"the text has other words at {span.start}–{span.end} than “{there[:40]}”")
    own: dict[str, Any] = {member: value for member, value in told.items() if _is_own(member, value)}
    return Mark(need(told, "label", text), (span,), key=key, attributes=attributes, **own)


def _is_own(member: str, value: Any) -> bool:
    """Whether a member of a span says the same there and here; else it is an attribute."""
    match member:
        case "comment":
            return isinstance(value, str)
        case "unsure":
            return isinstance(value, bool)
        case "score":
            return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return False


def _attributes(told: Members) -> tuple[dict[str, AttributeValue], list[str]]:
    """What else is said of a span, and sentences on what of that can be no attribute."""
    given = {key: value for key, value in told.items() if key not in _SPAN and not _is_own(key, value)}
    given |= maybe(told, "attributes", mapping) or {}
    kept, wrong = {}, []
    for key, value in given.items():
        try:
            if value is not None:
                kept[key] = attribute(value, key)
        except ValueError as error:
            wrong.append(str(error))
    return kept, wrong


def _links(relations: list[object], spans: list[object]) -> Iterator[Link | str]:
    """A relation leads to the first span that fits."""
    known: dict[object, str] = {}
    for index, span in enumerate(spans):
        for called in _names(span):
            known.setdefault(called, f"spans[{index}]")
    for index, told in enumerate(relations):
        try:
            one = mapping(told, "the relation")
            yield Link(need(one, "label", text), _end(one, "head", known), _end(one, "child", known))
            yield from (f"relations[{index}].{key} cannot be held" for key in sorted(one.keys() - _RELATION))
        except ValueError as error:
            yield f"relations[{index}]: {error}"


def _names(span: object) -> Iterator[tuple[object, ...]]:
    """By what a span may be called, the surest first."""
    match span:
        case {"id": str() | int() as called}:
            yield "id", called
    match span:
        case {"start": int(start), "end": int(end), "label": str(label)}:
            yield start, end, label
    match span:
        case {"token_end": int(last)}:
            yield "token", last


def _end(relation: Members, side: str, known: Mapping[object, str]) -> str:
    """The key of the span at one side; by the number of its last token only where it is not told."""
    span = maybe(relation, f"{side}_span", mapping)
    names = _names({**span, "token_end": None} if span else {"token_end": relation.get(side)})
    if not (found := [known[called] for called in names if called in known]):
        raise ValueError(f"its {side} is a token that is no span, or none at all")
    return found[0]
