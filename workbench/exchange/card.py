"""The card of a dataset: a README.md beside the data that says what they are, and how they were made.

Its YAML header is that of the Hugging Face Hub (https://huggingface.co/docs/hub/datasets-cards), so that `datasets`
finds the parts; all else is for people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from workbench import __version__
from workbench.exchange import definitions
from workbench.exchange.beside import MARK, Written
from workbench.exchange.markdown import Row, code, plain, section, table
from workbench.exchange.wanted import Merge, Wanted
from workbench.formats import Header
from workbench.formats.base import scheme_of
from workbench.scheme import Scheme

if TYPE_CHECKING:
    from workbench.exchange.exporting import Exported


@dataclass(frozen=True, slots=True)
class Card:
    """What only the caller knows: the `command` that made the data, and a table of agreement, its heading first."""

    command: str = ""
    agreement: Sequence[Row] = ()

    def text(self, header: Header, wanted: Wanted, told: Exported, files: Mapping[str, Written]) -> bytes:
        """The card of the data in these files, in UTF-8."""
        scheme = scheme_of(header.scheme)  # as it was recorded, perhaps long ago
        parts = [
            "---",
            MARK.decode(),
            yaml.safe_dump(_members(header, wanted, told, files), sort_keys=False, allow_unicode=True).rstrip(),
            "---",
            "",
            f"# {plain(header.scheme.name)}: annotated articles",
            "",
            f"Written by workbench {__version__} in the format {wanted.format.name} ({wanted.format.title}).",
            *(["", *code(self.command, "sh")] if self.command else []),
            *section("## Counts", _counts(wanted, told)),
            *section("## Parts", _parts(wanted, told)),
            *section("## Layers", _layers(header, wanted, told)),
            *section("## Labels", _labels(scheme, told)),
            *(definitions.labels(scheme) if scheme else []),
            *section("## Relations", definitions.relations(scheme) if scheme else []),
            *section("## Agreement", self._agreement()),
            *section("## Lost in this format", [f"- {words}: {count:,}" for words, count in told.losses.items()]),
            *section("## Files", table(("file", "bytes", "SHA-256"), _files(files))),
        ]
        return ("\n".join(parts) + "\n").encode()

    def _agreement(self) -> list[str]:
        if not self.agreement:
            return []
        heading, *rows = ([plain(cell) for cell in row] for row in self.agreement)
        told = "Of all labels together, with intervals of 95 %. What each answers: docs/agreement.md of the workbench."
        return [*table(heading, rows), "", told]


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


_LAYERS = {
    Merge.EACH: "each annotator's by itself",
    Merge.GOLD: "the gold standard",
    Merge.UNION: "one, of what anybody has",
    Merge.MAJORITY: "one, of what more than half have of those who have read there",
    Merge.UNANIMOUS: "one, of what all have who have read there",
    Merge.SOFT: "one, of runs of words with the share of annotators who have the label there as score",
}


def _counts(wanted: Wanted, told: Exported) -> Iterator[str]:
    yield f"- articles: {told.articles.total():,}; records: {told.records:,}, each of one {wanted.unit}"
    yield f"- annotations: {told.annotations:,}; relations: {told.relations:,}; notes: {told.notes:,}"
    yield f"- layers: {_LAYERS[wanted.merge]}"
    if told.voters:
        votes = (f"{plain(name)} ({count:,})" for name, count in sorted(told.voters.items()))
        yield f"- who had a vote, and in how many articles: {', '.join(votes)}"
    left_out = {
        "only paragraphs that were read; others, left out": told.cut.unread if wanted.read_only else None,
        "records without annotations, left out": None if wanted.negatives else told.cut.empty,
        "annotations cut at the edges of records": told.cut.annotations or None,
        "relations from one record to another, left out": told.cut.relations or None,
        "relations to what stays behind or to other articles, left out": told.dropped or None,
        "notes that no record holds": told.cut.notes or None,
        "decisions on gold that no record holds": told.cut.decisions or None,
    }
    yield from (f"- {words}: {count:,}" for words, count in left_out.items() if count is not None)


def _parts(wanted: Wanted, told: Exported) -> Iterator[str]:
    split = wanted.split
    if split:
        shares = f"{split.train}/{split.validation}/{split.test}"
        yield f"Split {shares} by article with the seed {split.seed}, near-duplicates together."
        if told.between:
            yield f"Articles that are like some in several parts, left out: {told.between:,}."
        yield ""
        made = dict.fromkeys(told.parts, 0)
        for (part, _, _), count in told.labels.items():
            made[part] += count
        rows = [
            (part, f"{told.articles[part]:,}", f"{count:,}", f"{made[part]:,}") for part, count in told.parts.items()
        ]
        yield from table(("part", "articles", "records", "annotations"), rows)


def _layers(header: Header, wanted: Wanted, told: Exported) -> list[str]:
    units, made = Counter[str](), Counter[str]()
    for (_, name), count in told.layers.items():
        units[name] += count
    for (_, name, _), count in told.labels.items():
        made[name] += count
    rows = [(plain(name), header.kinds[name], f"{units[name]:,}", f"{made[name]:,}") for name in sorted(units)]
    return table(("annotator", "kind", f"{wanted.unit}s", "annotations"), rows)


def _labels(scheme: Scheme | None, told: Exported) -> Iterator[str]:
    """Those of the scheme, then others that were used; how often, in all and in each part."""
    known = scheme.labels if scheme else {}
    made: dict[str, Counter[str]] = {label: Counter() for label in known}
    for (part, _, label), count in told.labels.items():
        made.setdefault(label, Counter())[part] += count
    if scheme:
        yield from (*definitions.general(scheme), "")
    rows = [
        (plain(label), f"{counts.total():,}", *(f"{counts[part]:,}" for part in told.parts))
        for label, counts in made.items()
    ]
    yield from table(("label", "annotations", *told.parts), rows)
    if others := [plain(label) for label in made if label not in known]:
        yield from ("", f"Not in the scheme: {', '.join(others)}.")


def _files(files: Mapping[str, Written]) -> Iterator[Row]:
    for name, written in sorted(files.items()):
        yield plain(name), f"{written.size:,}", f"`{written.sha256}`"
