"""A table for spreadsheets and data frames: comma-separated values as in RFC 4180, one row for each annotation.

`start` and `end` count code points of the article's text from 0, the end not included, and so do `segments`
(`0..9;14..20`: with hyphens a spreadsheet would take them for dates). The text of the articles is not in the table;
therefore no table can be read back.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, even after white space. Texts come from outside, so
such a cell gets an apostrophe before it, unless it is a number; with `formulas` as-is nothing is changed.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from workbench.formats import losses
from workbench.formats.base import Format, Header, Option, Options, Target, scheme_of
from workbench.formats.lines import as_json
from workbench.model import Annotated, Annotation, Article, Kind, reading_order
from workbench.spans import nearest

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_FACTS = ("outlet", "byline", "date", "url", "language")
_GUARD = "guard"
_RUN = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII)


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:
    """Writes a row for each annotation, all annotators together in reading order; gives the number of rows."""
    attributes = _attributes(header)
    written = 0
    with target.open() as stream:
        if options["bom"] == "yes":
            stream.write(codecs.BOM_UTF8)
        table = csv.writer(codecs.getwriter("utf-8")(stream), delimiter=_SEPARATORS[options["separator"]])
        table.writerow(_columns(attributes))
        for annotated in articles:
            for one in sorted(annotated.annotations, key=reading_order):
                row = _row(one, annotated.article, attributes)
                table.writerow(map(_guarded, row) if options["formulas"] == _GUARD else row)
                written += 1
    return written


def read_marks(annotated: Annotated) -> Annotated:
    """which paragraphs were read, and when"""
    return losses.read_marks(annotated)


def other_facts(annotated: Annotated) -> Annotated:
    """what is known of articles besides title, outlet, byline, date, url and language, and what of it was guessed"""
    article = annotated.article
    kept = {name: value for name, value in article.metadata.items() if name in _FACTS}
    return replace(annotated, article=replace(article, metadata=kept, guessed=frozenset()))


def unmarked_text(annotated: Annotated) -> Annotated:
    """the text of articles outside of annotations, and articles without any; so no table can be read back"""
    text = ["\0"] * len(annotated.article.text)
    for one in annotated.annotations:
        for segment in one.segments:
            text[segment.start : segment.end] = segment.of(annotated.article.text)
    return replace(annotated, article=replace(annotated.article, text="".join(text)))


def beginnings(annotated: Annotated) -> Annotated:
    """how texts begin that a spreadsheet would run: an apostrophe comes before each"""
    article, text = annotated.article, annotated.article.text
    for one in annotated.annotations:
        if _is_run(one.quote(article.text)):
            text = f"{text[: one.extent.start]}'{text[one.extent.start + 1 :]}"
    facts = {name: _safe(value) for name, value in article.metadata.items()}
    told = replace(article, id=_safe(article.id), title=_safe(article.title), text=text, metadata=facts)

    def change(one: Annotation) -> Annotation:
        attributes = {name: losses.as_text(value) for name, value in one.attributes.items()}
        if not any(map(_is_run, (one.annotator, one.label, one.comment, *attributes.values()))):
            return one
        return replace(
            one,
            annotator=_safe(one.annotator),
            label=_safe(one.label),
            comment=_safe(one.comment),
            attributes={name: _safe(value) for name, value in attributes.items()},
        )

    return losses.each(replace(annotated, article=told), change)


def kinds(name: str, kind: Kind) -> Kind:
    """whether annotators are persons, machines or gold"""
    return losses.kinds(name, kind)


FORMAT = Format(
    "csv",
    "table for spreadsheets, one row per annotation",
    ".csv",
    None,
    write,
    lambda options: (
        read_marks,
        losses.notes,
        losses.skips,
        losses.decisions,
        losses.relations,
        losses.types_of_attributes,
        other_facts,
        unmarked_text,
        *([beginnings] if options["formulas"] == _GUARD else []),
    ),
    (
        Option("separator", "what stands between cells; many spreadsheets in Europe want semicolons", (*_SEPARATORS,)),
        Option("bom", "whether a byte-order mark tells Excel that the file is UTF-8", ("yes", "no")),
        Option(
            "formulas",
            "guard puts an apostrophe before cells that a spreadsheet would run, as-is does not",
            (_GUARD, "as-is"),
        ),
    ),
    kinds=kinds,
)


# Writing


def _attributes(header: Header) -> tuple[str, ...]:
    """The attributes that have a column of their own: those of all schemes, those of the folder's first."""
    schemes = filter(None, map(scheme_of, (header.scheme, *header.schemes.values())))
    labels = (label for scheme in schemes for label in scheme.labels.values())
    return tuple(dict.fromkeys(attribute.name for label in labels for attribute in label.attributes))


def _columns(attributes: tuple[str, ...]) -> list[str]:
    return [
        *("article", "title", *_FACTS),
        *("annotator", "label", "text", "paragraph", "start", "end", "segments"),
        *(f"attribute:{name}" for name in attributes),
        *("attributes", "comment", "unsure", "score", "origin", "made_at", "scheme", "id"),
    ]


def _row(one: Annotation, article: Article, attributes: tuple[str, ...]) -> list[object]:
    """The cells under `_columns`; under `attributes` are, as a JSON object, those that have no column."""
    told = {name: losses.as_text(value) for name, value in one.attributes.items()}
    return [
        *(article.id, article.title, *(article.metadata.get(name, "") for name in _FACTS)),
        *(one.annotator, one.label, one.quote(article.text)),
        *(nearest(article.paragraphs, one.extent.start) + 1, one.extent.start, one.extent.end),
        ";".join(f"{segment.start}..{segment.end}" for segment in one.segments),
        *(told.pop(name, "") for name in attributes),
        as_json(dict(sorted(told.items()))) if told else "",
        *(one.comment, "yes" if one.unsure else "no", one.score, one.origin.value),
        *(one.made_at.isoformat(), one.scheme, one.id),
    ]


def write_rows(stream: BinaryIO, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Writes another table as this format does by default: commas, a byte-order mark, no cell that would be run."""
    stream.write(codecs.BOM_UTF8)
    table = csv.writer(codecs.getwriter("utf-8")(stream))
    table.writerow(head)
    table.writerows(map(_guarded, row) for row in rows)


def _guarded(cell: object) -> object:
    return _safe(cell) if isinstance(cell, str) else cell


def _safe(cell: str) -> str:
    return f"'{cell}" if _is_run(cell) else cell


def _is_run(cell: str) -> bool:
    return cell.lstrip().startswith(_RUN) and not _NUMBER.fullmatch(cell)
