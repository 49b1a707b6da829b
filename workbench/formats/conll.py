"""Columns as in CoNLL: one token in a line with its tag, and a blank line after each sentence.

Documents begin with comments as in CoNLL-U (`# newdoc id = …`, `# newpar`; `# meta::title = …` as in its corpus GUM;
see https://universaldependencies.org/format.html), or with `-DOCSTART- -X- O O` as in CoNLL-2003. There are no offsets:
the text that is read is the tokens with one space between them, or none after `SpaceAfter=No` in a column `misc`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Loss, Option, Options, Record, Source, Target, by_annotator
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
from workbench.formats.files import from_files
from workbench.formats.foreign import Mark, Place, Work, article, records
from workbench.formats.tagging import (
    NO_TAGS,
    ONE_TAG,
    Tags,
    decode,
    encode,
    flat,
    sentences,
)
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Span
from workbench.spans import laid_out, of_tokens, touched

_SEPARATORS = {"tab": "\t", "space": " "}
_BREAK = "\n\n"
_STRICT = "docstart"
"""Documents as in CoNLL-2003: one after the other, without a word about them."""


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


def sentence_ends(annotated: Annotated) -> Annotated:
    """annotations over several sentences: each sentence has one of its own"""
    divided = [sentence for paragraph in sentences(annotated.article.text) for sentence in paragraph]
    extents = [of_tokens(sentence, 0, len(sentence)) for sentence in divided]
    made = []
    for one in annotated.annotations:
        for number, reached in enumerate(touched(extents, one.extent)):
            inside = touched(divided[reached], one.extent)
            piece = (of_tokens(divided[reached], inside.start, inside.stop),)
            made.append(replace(one, id=f"{one.id} {number}" if number else one.id, segments=piece))
    return annotated if len(made) == len(annotated.annotations) else replace(annotated, annotations=tuple(made))


def spacing(options: Options) -> Loss:
    """What of the white space is lost: less where a column `misc` says where there is none."""
    tight = Columns.of(options["columns"]).misc >= 0

    def spaced(annotated: Annotated) -> Annotated:
        text = annotated.article.text
        divided = list(sentences(text))
        old = [token for paragraph in divided for sentence in paragraph for token in sentence]
        written, new = laid_out((token.of(text) for token in old), _gaps(text, divided, tight=tight))
        if written == text:
            return annotated
        moved = []
        for one in annotated.annotations:
            reached = touched(old, one.extent)
            moved.append(replace(one, segments=(of_tokens(new, reached.start, reached.stop),)))
        made = replace(annotated.article, text=written, paragraphs=paragraphs(written))
        return replace(annotated, article=made, annotations=tuple(moved))

    spaced.__doc__ = _SPACED[tight]
    return spaced


_SPACED = {
    False: "how a text was spaced: one space is between words and marks, one blank line between paragraphs",
    True: "which white space is in a text: one space stands for any, one blank line for that between paragraphs",
}


def one_paragraph(annotated: Annotated) -> Annotated:
    """the paragraphs of a text: it comes back as one"""
    text = annotated.article.text
    if _BREAK not in text:
        return annotated
    made = replace(annotated.article, text=text.replace(_BREAK, " "))
    moved = []
    for one in annotated.annotations:
        back = text.count(_BREAK, 0, one.extent.start)
        moved.append(replace(one, segments=(Span(one.extent.start - back, one.extent.end - back),)))
    return replace(annotated, article=replace(made, paragraphs=paragraphs(made.text)), annotations=tuple(moved))


def unnamed(annotated: Annotated) -> Annotated:
    """what articles are called and all that is known of them but their text; and who annotated"""
    return replace(
        annotated,
        article=replace(annotated.article, id="", title="", metadata={}),
        annotations=tuple(replace(one, article_id="", annotator="") for one in annotated.annotations),
        by=("",) if annotated.by else (),
    )


def lost(options: Options) -> tuple[Loss, ...]:
    """The losses that there are with these options. Raises FormatError for columns that are none."""
    spaced = spacing(options)
    if options["documents"] == _STRICT:
        return (*NO_TAGS, *ONE_TAG, sentence_ends, spaced, one_paragraph, unnamed, losses.provenance)
    return (*NO_TAGS, *ONE_TAG, spaced, losses.provenance)


FORMAT = Format(
    "conll",
    "CoNLL columns: tokens with IOB2 or BILUO tags",
    ".conll",
    read,
    write,
    lost,
    (
        Option("tags", "which tags are written; all kinds are read", tuple(Tags)),
        Option(
            "columns",
            "the columns in order: token, tag, misc (SpaceAfter=No, which keeps where no white space is); others are "
            "written empty, and not read",
            default="token,tag",
        ),
        Option("separator", "what is written between columns; both are read", tuple(_SEPARATORS)),
        Option(
            "documents",
            "comments tell articles, paragraphs and annotators; docstart (CoNLL-2003) tells none of them",
            ("comments", _STRICT),
        ),
    ),
    kinds=losses.kinds,
)


# Writing

_Divided = Sequence[Sequence[Sequence[Span]]]
"""Paragraphs of sentences of tokens."""


def _block(layer: Annotated, annotator: str, divided: _Divided, columns: Columns, options: Options) -> Iterator[str]:
    """The lines of one layer."""
    strict = options["documents"] == _STRICT
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
    if columns.misc >= 0 and _is_tight(text, token):
        fields[columns.misc] = TIGHT
    return fields


def _is_tight(text: str, token: Span) -> bool:
    """Whether no white space follows the token."""
    return bool(text[token.end : token.end + 1].strip())


def _comments(layer: Annotated, annotator: str) -> Iterator[str]:
    known = layer.article
    yield f"# newdoc id = {told(known.id)}"
    facts = {**known.metadata, "title": known.title}
    for key in sorted(facts):
        name = escaped(key).replace("=", "%3D")
        yield f"# {META}{name} = {told(facts[key])}"
    yield f"# annotator = {told(annotator)}"


def _gaps(text: str, divided: _Divided, *, tight: bool) -> Iterator[str]:
    """What stands before each token in the text that is read."""
    gap = ""
    for paragraph in divided:
        for token in chain.from_iterable(paragraph):
            yield gap
            gap = "" if tight and _is_tight(text, token) else " "
        if paragraph:
            gap = _BREAK


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
        Mark(unescaped(run.label), (of_tokens(spans, run.start, run.end),), rows[run.start].line)
        for run in decode(_tags(rows))
    ]
    yield from records(Place(file, found.line), made, Work(annotator, marks, finished=found.whole))


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
