"""Proof of a file: every record by itself, and all of them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import FormatError
from workbench.exchange.progress import Progress, silent
from workbench.exchange.proof import Known, Proof
from workbench.formats import Broken, Format, Source, options


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved, and how much is broken.

    `unfinished` annotations hold, but lack an attribute that their scheme requires.
    """

    records: int
    broken: int
    articles: int
    annotators: int
    annotations: int
    relations: int
    notes: int
    skips: int
    unfinished: int


def verify(
    format_: Format, path: Path, known: Known, tell: Callable[[Broken], None], progress: Progress = silent
) -> Verified:
    """Proves every record of a file; `tell` is called with each that does not hold.

    Raises FormatError if the file cannot be read.
    """
    if format_.read is None:
        raise FormatError(f"The workbench writes {format_.name}, but does not read it.")
    proof = Proof(known)
    articles: set[str] = set()
    annotators: set[str] = set()
    records = broken = annotations = relations = notes = skips = 0
    for record in proof.proved(format_.read(path, Source(options(format_, {})))):
        if isinstance(record, Broken):
            broken += 1
            tell(record)
            continue
        records += 1
        articles.add(record.annotated.article.id)
        annotators |= record.kinds.keys()
        annotations += len(record.annotated.annotations)
        relations += len(record.annotated.relations)
        notes += len(record.annotated.notes)
        skips += len(record.annotated.skips)
        progress(records, None)
    if not records and not broken:
        tell(Broken(path, 1, "the file is empty"))
        broken = 1
    made = annotations, relations, notes, skips
    return Verified(records, broken, len(articles), len(annotators), *made, proof.unfinished)
