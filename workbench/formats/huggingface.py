"""A folder that `datasets.load_dataset` of Hugging Face takes as it is: JSON Lines of tokens and tags, one line per
article and annotator. See https://huggingface.co/docs/datasets/loading and /docs/hub/datasets-cards; release 5.2.

`starts` are the code points where tokens begin in `text`. Tags are written by name; the card (`README.md`) declares
them as ClassLabel, by which `datasets` gives them as numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, repeat
from pathlib import Path

from workbench.errors import FormatError
from workbench.formats import losses
from workbench.formats.base import (
    Broken,
    Format,
    Header,
    Loss,
    Option,
    Options,
    Record,
    Source,
    Target,
    by_annotator,
    scheme_of,
)
from workbench.formats.files import from_files
from workbench.formats.foreign import Mark, Place, Work, article, records
from workbench.formats.lines import JsonLine, as_json, of_lines
from workbench.formats.members import Members, integer, listing, mapping, maybe, name, need, number, text
from workbench.formats.tagging import (
    NO_TAGS,
    ONE_TAG,
    OUTSIDE,
    Tags,
    decode,
    encode,
    flat,
    is_tag,
    tokens,
    tokens_only,
)
from workbench.model import Annotated, Annotation, Span, reading_order
from workbench.names import did_you_mean
from workbench.spans import laid_out, of_tokens, out_of_order, touched

_SOFT = "soft"
_LETTERS = {Tags.IOB2: "BI", Tags.BILUO: "BILU"}
_TAGGED = ("ner_tags", "tags", "labels")
"""The columns of tags that are known, in the order they are looked for."""
_SOFT_TAGS = "soft_tags"
_OURS = frozenset(
    {*_TAGGED, _SOFT_TAGS, "soft_labels", "id", "title", "metadata", "annotator", "text", "tokens", "starts"}
)
_CARD = "README.md"
_LONGEST_CARD = 2**20


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:
    """Writes one line per article and annotator to `data.jsonl`; gives their number.

    Raises FormatError for a label of which the card says nothing.
    """
    labels = _labels(header, options)
    written = 0
    with target.open("data.jsonl") as stream:
        for annotated in articles:
            for annotator, layer in by_annotator(annotated):
                stream.write(f"{as_json(_members(layer, annotator, labels, options))}\n".encode())
                written += 1
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads our lines; and others that have `tokens` and a column of tags, which are names or what the card numbers.

    Where `text` and `starts` are not there, the text is the tokens with one space between them. What else there is in
    words or numbers is known of the article; other columns are left out, and told once for each file.
    """
    card = _card(path if path.is_dir() else path.parent)
    return from_files(path, (".jsonl",), lambda file: _of_file(file, source, card))


def _of_file(file: Path, source: Source, card: _Card) -> Iterator[Record | Broken]:
    left: dict[str, str] = {}

    def of_line(line: JsonLine) -> Iterator[Record | Broken]:
        left.update(_left(line.members, source.options["column"]))
        yield from _records(file, line, source, card)

    yield from of_lines(file, of_line)
    yield from (Broken(file, 0, f"the column “{column}” is left out{how}") for column, how in sorted(left.items()))


def features(header: Header, options: Options) -> dict[str, object]:
    """The columns and their types for the card of the dataset, as `datasets` reads them from its YAML.

    Raises FormatError where soft tags would have no labels.
    """
    labels = _labels(header, options)
    if options["tags"] == _SOFT:
        tagged = [_sequence(_SOFT_TAGS, {"sequence": "float64"}), _sequence("soft_labels", "string")]
    else:
        tagged = [_sequence("ner_tags", "string" if labels is None else _class_label(labels, Tags(options["tags"])))]
    columns = [{"name": column, "dtype": "string"} for column in ("id", "title", "metadata", "annotator", "text")]
    return {
        "dataset_info": {"features": [*columns, _sequence("tokens", "string"), _sequence("starts", "int64"), *tagged]}
    }


def all_scores(annotated: Annotated) -> Annotated:
    """that annotations have no score: they come back with 1"""
    given = tuple(replace(one, score=1.0) if one.score is None else one for one in annotated.annotations)
    return annotated if given == annotated.annotations else replace(annotated, annotations=given)


def shares(annotated: Annotated) -> Annotated:
    """which annotation of a label a word is of: words in a row with one score, the highest, are one; with 0, none"""
    spans = tokens(annotated.article.text)
    made = []
    for annotator, label in dict.fromkeys((one.annotator, one.label) for one in annotated.annotations):
        alike = [one for one in annotated.annotations if (one.annotator, one.label) == (annotator, label)]
        same = {(one.segments, one.score): one for one in alike}
        for start, end, share in _runs([share for [share] in _shares(spans, alike, [label])]):
            segments = (of_tokens(spans, start, end),)
            new = replace(alike[0], id=f"{label} {start}", segments=segments, score=share)
            made.append(same.get((segments, share), new))
    return replace(annotated, annotations=tuple(sorted(made, key=reading_order)))


def lost(options: Options) -> tuple[Loss, ...]:
    """The losses that there are with these options."""
    told = (tokens_only, all_scores, shares) if options["tags"] == _SOFT else ONE_TAG
    return (*NO_TAGS, *told, losses.provenance)


FORMAT = Format(
    "huggingface",
    "Hugging Face dataset: tokens with IOB2, BILUO or soft tags",
    "",
    read,
    write,
    lost,
    (
        Option("tags", "one tag for each token, or (soft) the score of every label for it", (*Tags, _SOFT)),
        Option(
            "column",
            "the column of tags that is read, others being left out without a word; where none is named, the first of "
            "soft_tags, ner_tags, tags and labels",
        ),
    ),
    card=features,
    kinds=losses.kinds,
)


# Writing


def _labels(header: Header, options: Options) -> list[str] | None:
    """The labels of the scheme in its order, then those of other schemes; None where a label may have any name.

    Raises FormatError for soft tags then.
    """
    here = scheme_of(header.scheme)
    if here and not here.free_labels:
        schemes = filter(None, map(scheme_of, header.schemes.values()))
        elsewhere = {label for scheme in schemes for label in scheme.labels}
        return [*here.labels, *sorted(elsewhere - here.labels.keys())]
    if options["tags"] == _SOFT:
        raise FormatError(
            "Soft tags need a scheme that says which labels there are.",
            "Take tags=iob2, or a scheme without free_labels.",
        )
    return None


def _class_label(labels: Sequence[str], tags: Tags) -> dict[str, object]:
    names = [OUTSIDE, *(f"{letter}-{label}" for label in labels for letter in _LETTERS[tags])]
    return {"class_label": {"names": {str(number): tag for number, tag in enumerate(names)}}}


def _sequence(column: str, of: object) -> dict[str, object]:
    return {"name": column, "sequence": of}


def _members(layer: Annotated, annotator: str, labels: list[str] | None, options: Options) -> dict[str, object]:
    known = layer.article
    spans = tokens(known.text)
    tagged: dict[str, object]
    if labels is not None and options["tags"] == _SOFT:
        _check(layer, labels)
        tagged = {_SOFT_TAGS: _shares(spans, layer.annotations, labels), "soft_labels": labels}
    else:
        told = flat(layer)
        _check(told, labels)
        tagged = {"ner_tags": encode(spans, told.annotations, Tags(options["tags"]))}
    return {
        "id": known.id,
        "title": known.title,
        "metadata": as_json(dict(sorted(known.metadata.items()))),
        "annotator": annotator,
        "text": known.text,
        "tokens": [span.of(known.text) for span in spans],
        "starts": [span.start for span in spans],
        **tagged,
    }


def _check(layer: Annotated, labels: list[str] | None) -> None:
    for one in layer.annotations:
        if labels is not None and one.label not in labels:
            raise FormatError(
                f"'{one.label}' in article {layer.article.id} is no label of a scheme{did_you_mean(one.label, labels)}",
                "Put the label back into the scheme, or choose the labels that are exported.",
            )


def _shares(spans: Sequence[Span], annotations: Iterable[Annotation], labels: Sequence[str]) -> list[list[float]]:
    """For each token the score of each label: 1 for an annotation without a score, 0 where there is none."""
    columns = {label: number for number, label in enumerate(labels)}
    shares = [[0.0] * len(labels) for _ in spans]
    for one in annotations:
        score = 1.0 if one.score is None else one.score
        for token in chain.from_iterable(touched(spans, segment) for segment in one.segments):
            shares[token][columns[one.label]] = max(shares[token][columns[one.label]], score)
    return shares


# Reading: each function raises ValueError with the sentence that follows the file and line

_Card = Mapping[str, Mapping[str, str]]
"""For each column of tags the names of its numbers."""


def _records(file: Path, line: JsonLine, source: Source, card: _Card) -> Iterator[Record | Broken]:
    members = line.members
    called = members.get("id", line.number)
    called = called if isinstance(called, str) else f"{source.name(file)}-{name(called, 'id')}"
    words = [text(one, f"tokens[{index}]") for index, one in enumerate(need(members, "tokens", listing))]
    body, spans = _laid_out(members, words)
    made = article(called, body, maybe(members, "title", text) or "", _facts(members))
    annotator = (maybe(members, "annotator", text) or "").strip() or source.who(file)
    column = _column(members, source.options["column"])
    wrong: list[str] = []
    if column == _SOFT_TAGS:
        marks = list(_soft_marks(members, spans))
    else:
        tags = _tags(members, column, len(words), card)
        wrong = [tag for tag in dict.fromkeys(tags) if not is_tag(tag)]
        yield from (Broken(file, line.number, f"'{tag}' is no tag, such as O or B-PER") for tag in wrong)
        marks = [_mark(spans, run.label, run.start, run.end) for run in decode(tags)]
    yield from records(Place(file, line.number), made, Work(annotator, marks, finished=not wrong))


def _facts(members: Members) -> dict[str, str]:
    """What is known of the article: our column `metadata`, and whatever else is text or a number."""
    others = {key: value for key, value in members.items() if key not in _OURS}
    facts = {key: losses.as_text(value) for key, value in others.items() if isinstance(value, str | int | float)}
    told = maybe(members, "metadata", text)
    if told is None:
        return facts
    try:
        return facts | {key: text(value, key) for key, value in mapping(json.loads(told), "metadata").items()}
    except (ValueError, RecursionError):  # another tool's
        return facts | {"metadata": told}


def _column(members: Members, chosen: str) -> str:
    """The column of tags: the one that is chosen, else the first that is there."""
    known = (_SOFT_TAGS, *_TAGGED)
    return chosen or next((column for column in known if members.get(column) is not None), _TAGGED[0])


def _left(members: Members, chosen: str) -> dict[str, str]:
    """The columns with something in them that are not read, and how they could be; none of tokens if one is chosen."""
    read_ = {_column(members, chosen), *_OURS.difference(_TAGGED, [_SOFT_TAGS])}
    words = members.get("tokens")
    left = {}
    for key, value in members.items():
        if value and isinstance(value, list | dict) and key not in read_:
            tags = isinstance(words, list) and isinstance(value, list) and len(value) == len(words)
            if not (tags and chosen):
                left[key] = ": the option column chooses the one that is read" if tags else ""
    return left


def _laid_out(members: Members, words: Sequence[str]) -> tuple[str, list[Span]]:
    """The text, and where its tokens lie."""
    body, starts = maybe(members, "text", text), maybe(members, "starts", listing)
    if body is None or starts is None:
        return laid_out(words, chain([""], repeat(" ")))
    if len(starts) != len(words):
        raise ValueError(f"there are {len(starts)} starts for {len(words)} tokens")
    spans = [_placed(body, word, start, index) for index, (word, start) in enumerate(zip(words, starts, strict=True))]
    if wrong := out_of_order(spans):
        raise ValueError(f"the token at {wrong[1].start} begins before the one at {wrong[0].start} has ended")
    return body, spans


def _placed(body: str, word: str, start: object, index: int) -> Span:
    start = integer(start, f"starts[{index}]")
    if start < 0 or not word or not body.startswith(word, start):
        raise ValueError(f"tokens[{index}] is '{word}', which does not stand at {start}")
    return Span(start, start + len(word))


def _mark(spans: Sequence[Span], label: str, start: int, end: int, score: float | None = None) -> Mark:
    return Mark(label, (of_tokens(spans, start, end),), score=score)


def _tags(members: Members, column: str, length: int, card: _Card) -> list[str]:
    told = need(members, column, listing)
    if len(told) != length:
        raise ValueError(f"{column} has {len(told)} tags for {length} tokens")
    return [_tag(one, f"{column}[{index}]", card.get(column, {})) for index, one in enumerate(told)]


def _tag(told: object, what: str, names: Mapping[str, str]) -> str:
    if isinstance(told, str):
        return told
    tag = names.get(str(integer(told, what)))
    if tag is None:
        raise ValueError(f"{what} is {told}, and no {_CARD} says what that means")
    return tag


def _soft_marks(members: Members, spans: Sequence[Span]) -> Iterator[Mark]:
    """For each label the runs of tokens with the same share."""
    labels = [text(one, "soft_labels") for one in need(members, "soft_labels", listing)]
    rows = [_row(one, f"soft_tags[{index}]") for index, one in enumerate(need(members, _SOFT_TAGS, listing))]
    if len(rows) != len(spans) or any(len(row) != len(labels) for row in rows):
        raise ValueError(f"soft_tags is no table of {len(spans)} tokens and {len(labels)} soft_labels")
    for column, label in enumerate(labels):
        for start, end, share in _runs([row[column] for row in rows]):
            yield _mark(spans, label, start, end, share)


def _runs(shares: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """Start and end of the tokens in a row with the same share, without those that have none."""
    for share, run in groupby(range(len(shares)), key=shares.__getitem__):
        if share:
            numbers = list(run)
            yield numbers[0], numbers[-1] + 1, share


def _row(told: object, what: str) -> list[float]:
    row = [number(one, what) for one in listing(told, what)]
    if any(not 0 <= share <= 1 for share in row):
        raise ValueError(f"{what} has a share that is not in 0–1")
    return row


def _card(folder: Path) -> _Card:
    """What the YAML at the start of the card says; nothing where it cannot be read, or says two things."""
    import yaml

    try:
        with (folder / _CARD).open("rb") as stream:
            head = stream.read(_LONGEST_CARD).decode(errors="replace")
        found = re.match(r"\ufeff?---\s*\n(.*?\n)---", head, re.DOTALL)
        told = yaml.load(found[1], yaml.BaseLoader) if found else None  # noqa: S506 it makes text, lists and mappings only
    except (OSError, yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return {}
    card: dict[str, Mapping[str, str]] = {}
    for column, names in _named_columns(told):
        if card.setdefault(column, names) != names:
            card[column] = {}
    return card


def _named_columns(told: object) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The columns of class labels in `dataset_info`, of which there is one for each configuration."""
    infos = _member(told, "dataset_info")
    for info in infos if isinstance(infos, list) else [infos]:
        columns = _member(info, "features")
        for column in columns if isinstance(columns, list) else []:
            of = _member(column, "sequence") or _member(column, "list")
            names = _member(_member(of, "class_label"), "names")
            if isinstance(names, list):
                names = {str(number): one for number, one in enumerate(names)}
            called = _member(column, "name")
            if isinstance(called, str) and isinstance(names, dict):
                yield called, {key: one for key, one in names.items() if isinstance(key, str) and isinstance(one, str)}


def _member(told: object, key: str) -> object:
    return told.get(key) if isinstance(told, dict) else None
