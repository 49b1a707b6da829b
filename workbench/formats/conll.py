"""Columns as in CoNLL: one token in a line with its tag, and a blank line after each sentence.

Documents begin with comments as in CoNLL-U (`# newdoc id = …`, `# newpar`; `# meta::title = …` as in its corpus GUM;
see https://universaldependencies.org/format.html), or with `-DOCSTART- -X- O O` as in CoNLL-2003. There are no offsets:
the text that is read is the tokens with one space between them, or none after `SpaceAfter=No` in a column `misc`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Option, Options, Record, Source, Target, by_annotator
from workbench.formats.conll_lines import (
    DOCSTART,
    META,
    TIGHT,
    Columns,
    Document,
    Row,
    documents,
    escaped,
    told,
    unescaped,
)
from workbench.formats.foreign import Mark, Place, Work, article, from_files, records
from workbench.formats.tagging import (
    Tags,
    decode,
    encode,
    flat,
    laid_out,
    sentences,
    tokens_only,
    touched,
)
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Span

_SEPARATORS = {"tab": "\t", "space": " "}


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes one block per article and annotator; gives their number. Raises FormatError for columns that are none."""
    columns = Columns.of(options["columns"])
    written = 0
    with target.open() as stream:
        for annotated in articles:
            divided = list(sentences(annotated.article.text))
            for annotator, layer in by_annotator(annotated):
                for line in _block(flat(layer), annotator, divided, columns, options):
                    stream.write(f"{line}\n".encode())
                written += 1
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads tags of IOB1, IOB2, BILUO and BIOES, columns with tabs or spaces between them, documents by `# newdoc` or
    by `-DOCSTART-`. Raises FormatError for columns that are none.
    """
    columns = Columns.of(source.options["columns"])
    return from_files(path, (".conll", ".iob", ".bio"), lambda file: _of_file(file, columns, source))


def _of_file(file: Path, columns: Columns, source: Source) -> Iterator[Record | Broken]:
    for found in documents(file, columns, source.name(file)):
        if isinstance(found, Broken):
            yield found
        else:
            yield from _records(file, found, source)


def spacing(annotated: Annotated) -> Annotated:
    """how a text was spaced: one space is between words and marks, one blank line between paragraphs"""
    text = annotated.article.text
    divided = list(sentences(text))
    old = [token for paragraph in divided for sentence in paragraph for token in sentence]
    spaced, new = laid_out((token.of(text) for token in old), _gaps(divided))
    if spaced == text:
        return annotated
    moved = []
    for one in annotated.annotations:
        reached = touched(old, one.extent)
        moved.append(replace(one, segments=(Span(new[reached[0]].start, new[reached[-1]].end),)))
    made = replace(annotated.article, text=spaced, paragraphs=paragraphs(spaced))
    return replace(annotated, article=made, annotations=tuple(moved))


FORMAT = Format(
    "conll",
    "CoNLL columns: tokens with IOB2 or BILUO tags",
    ".conll",
    read,
    write,
    (
        losses.divisions,
        losses.read_marks,
        losses.notes,
        losses.skips,
        losses.relations,
        losses.attributes,
        losses.comments,
        losses.doubts,
        losses.scores,
        losses.gaps,
        tokens_only,
        losses.overlaps,
        spacing,
        losses.provenance,
    ),
    (
        Option("tags", "which tags are written; all kinds are read", tuple(Tags)),
        Option("columns", "the columns in order: token, tag, misc (SpaceAfter=No); others are empty", (), "token,tag"),
        Option("separator", "what is written between columns; both are read", tuple(_SEPARATORS)),
        Option(
            "documents",
            "comments tell articles, paragraphs and annotators; docstart (CoNLL-2003) tells none of them, and "
            "begins every sentence anew",
            ("comments", "docstart"),
        ),
    ),
)


# Writing

_Divided = Sequence[Sequence[Sequence[Span]]]
"""Paragraphs of sentences of tokens."""


def _block(layer: Annotated, annotator: str, divided: _Divided, columns: Columns, options: Options) -> Iterator[str]:
    """The lines of one layer."""
    strict = options["documents"] == "docstart"
    yield from (f"{DOCSTART} -X- O O", "") if strict else _comments(layer, annotator)
    text, separator, kind = layer.article.text, _SEPARATORS[options["separator"]], Tags(options["tags"])
    every = [token for paragraph in divided for sentence in paragraph for token in sentence]
    told = iter(encode(every, layer.annotations, kind))
    for paragraph in divided:
        if not strict:
            yield "# newpar"
        for sentence in paragraph:
            tags = encode(sentence, layer.annotations, kind) if strict else [next(told) for _ in sentence]
            for token, tag in zip(sentence, tags, strict=True):
                yield separator.join(_fields(text, token, tag, columns))
            yield ""


def _fields(text: str, token: Span, tag: str, columns: Columns) -> list[str]:
    fields = ["_"] * len(columns.names)
    fields[columns.token] = token.of(text)
    fields[columns.tag] = escaped(tag)
    if columns.misc >= 0 and text[token.end : token.end + 1].strip():
        fields[columns.misc] = TIGHT
    return fields


def _comments(layer: Annotated, annotator: str) -> Iterator[str]:
    known = layer.article
    yield f"# newdoc id = {told(known.id)}"
    facts = {**known.metadata, "title": known.title}
    for key in sorted(facts):
        name = escaped(key).replace("=", "%3D")
        yield f"# {META}{name} = {told(facts[key])}"
    yield f"# annotator = {told(annotator)}"


def _gaps(divided: _Divided) -> Iterator[str]:
    """What stands before each token, where only paragraphs and sentences are told."""
    gap = ""
    for paragraph in divided:
        for sentence in paragraph:
            for _ in sentence:
                yield gap
                gap = " "
        gap = "\n\n"


# Reading


def _records(file: Path, found: Document, source: Source) -> Iterator[Record | Broken]:
    annotator = found.annotator.strip() or source.who(file)
    rows = found.rows
    text, spans = laid_out((row.token for row in rows), (row.gap for row in rows))
    facts = dict(found.facts)
    title = facts.pop("title", "")
    try:
        made = article(found.name, text, title, facts)
    except ValueError as error:
        yield Broken(file, found.line, str(error))
        return
    marks = [
        Mark(unescaped(run.label), (Span(spans[run.start].start, spans[run.end - 1].end),), rows[run.start].line)
        for run in decode(_tags(rows))
    ]
    yield from records(Place(file, found.line), made, Work(annotator, marks))


def _tags(rows: Sequence[Row]) -> Iterator[str]:
    """The tags, from which it can be told whether an annotation goes on from one sentence to the next.

    It does where a sentence begins with I. But in IOB1, I is where every annotation begins that no other one touches:
    that it is IOB1 is seen by an I within a sentence that goes on with nothing.
    """
    iob1 = any(
        row.tag.startswith("I-") and not row.first and _begins(before.tag, row.tag) for before, row in pairwise(rows)
    )
    for row in rows:
        yield f"B{row.tag[1:]}" if iob1 and row.first and row.tag.startswith("I-") else row.tag


def _begins(before: str, tag: str) -> bool:
    return before[:1] not in ("B", "I") or before[1:] != tag[1:]
