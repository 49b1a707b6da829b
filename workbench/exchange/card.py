"""The card of a dataset: a README.md beside the data that says what they are, and how they were made.

Its YAML header is that of the Hugging Face Hub (https://huggingface.co/docs/hub/datasets-cards), so that `datasets`
finds the parts; all else is for people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from workbench import __version__
from workbench.exchange.beside import MARK
from workbench.exchange.wanted import Merge, Wanted
from workbench.formats import Header
from workbench.scheme import Label, parse

if TYPE_CHECKING:
    from workbench.exchange.exporting import Exported

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Card:
    """What only the caller knows: the `command` that made the data, and a table of agreement, its heading first."""

    command: str = ""
    agreement: Sequence[Row] = ()

    def text(self, header: Header, wanted: Wanted, told: Exported, files: Mapping[str, Path]) -> bytes:
        """The card of the data in these files (name → where they are), in UTF-8."""
        parts = [
            "---",
            MARK.decode(),
            yaml.safe_dump(_members(header, wanted, told, files), sort_keys=False, allow_unicode=True).rstrip(),
            "---",
            "",
            f"# {_line(header.scheme.name)}: annotated articles",
            "",
            f"Written by workbench {__version__} in the format {wanted.format.name} ({wanted.format.title}).",
            *(["", "```sh", self.command.replace("`", "'").replace("\n", " "), "```"] if self.command else []),
            *_section("Counts", _counts(wanted, told)),
            *_section("Labels", _labels(header, told)),
            *_section("Agreement", self._agreement()),
            *_section("Lost in this format", [f"- {words}: {count:,}" for words, count in told.losses.items()]),
            *_section("Files", _table(("file", "bytes", "SHA-256"), _files(files))),
        ]
        return ("\n".join(parts) + "\n").encode()

    def _agreement(self) -> list[str]:
        if not self.agreement:
            return []
        told = "Intervals are of 95 %; what each figure answers: docs/agreement.md of the workbench."
        return [*_table(self.agreement[0], self.agreement[1:]), "", told]


def _members(header: Header, wanted: Wanted, told: Exported, files: Collection[str]) -> dict[str, object]:
    """What `datasets` reads: where the parts are, and their features."""
    suffix = wanted.format.suffix or (".jsonl" if wanted.format.card else "")
    parts = {part: f"{part}{suffix}" for part, count in told.parts.items() if count}  # `datasets` refuses an empty one
    paths = parts if wanted.split else {"train": f"data{suffix}"}
    found = [{"split": part, "path": path} for part, path in paths.items() if path in files]
    members: dict[str, object] = {"pretty_name": header.scheme.name, "task_categories": ["token-classification"]}
    if found and wanted.format.name != "jsonl":  # members of ours come and go, and `datasets` wants the same in all
        members["configs"] = [{"config_name": "default", "data_files": found}]
    if wanted.format.card:
        members |= wanted.format.card(header, wanted.options)
    return members


def _section(title: str, lines: Iterable[str]) -> list[str]:
    lines = list(lines)
    return ["", f"## {title}", "", *lines] if lines else []


def _counts(wanted: Wanted, told: Exported) -> Iterator[str]:
    layers = "each annotator by themselves" if wanted.merge is Merge.EACH else wanted.merge.value
    yield f"- articles: {told.articles:,}; records: {told.records:,}, one of each {wanted.unit}; layers: {layers}"
    yield f"- annotations: {told.annotations:,}; relations: {told.relations:,}"
    if wanted.read_only:
        yield f"- only paragraphs that were read; left out: {told.cut.unread:,} paragraphs"
    if not wanted.negatives:
        yield f"- records without annotations were left out: {told.cut.empty:,}"
    if told.cut.annotations:
        yield f"- annotations cut at the edges of records: {told.cut.annotations:,}"
    if wanted.split:
        yield f"- split by article, near-duplicates together, seed {wanted.split.seed}:"
        yield from (f"  - {part}: {count:,} records" for part, count in told.parts.items())


def _labels(header: Header, told: Exported) -> list[str]:
    """Those of the scheme with their guidelines, then others that were used."""
    known = parse(header.scheme.text).labels
    rows = [(_line(name), f"{told.labels[name]:,}", _guideline(known.get(name))) for name in {**known, **told.labels}]
    return _table(("label", "annotations", "guideline"), rows)


def _guideline(label: Label | None) -> str:
    return _line(label.guideline) if label else "(not in the scheme of the project)"


def _files(files: Mapping[str, Path]) -> Iterator[Row]:
    for name, path in sorted(files.items()):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        yield _line(name), f"{path.stat().st_size:,}", f"`{digest}`"


def _table(heading: Row, rows: Iterable[Row]) -> list[str]:
    return [f"| {' | '.join(heading)} |", f"|{' --- |' * len(heading)}", *(f"| {' | '.join(row)} |" for row in rows)]


def _line(words: str) -> str:
    """As one line of Markdown, in which nothing of it means anything."""
    return " ".join(words.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
