"""Proof of a file: every record by itself, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.exchange.progress import Progress, silent
from workbench.exchange.proof import Known, Proof
from workbench.formats import Format


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved. `unfinished` annotations hold, but lack an attribute that their scheme requires."""

    records: int
    articles: int
    annotators: int
    annotations: int
    relations: int
    notes: int
    skips: int
    unfinished: int


def verify(format_: Format, path: Path, known: Known, progress: Progress = silent) -> Verified:
    """Proves every record of a file. Raises BrokenRecord at the first broken one, FormatError if it cannot be read."""
    proof = Proof(known)
    articles: set[str] = set()
    annotators: set[str] = set()
    records = annotations = relations = notes = skips = 0
    for records, record in enumerate(proof.records(format_, path), start=1):
        articles.add(record.annotated.article.id)
        annotators |= record.kinds.keys()
        annotations += len(record.annotated.annotations)
        relations += len(record.annotated.relations)
        notes += len(record.annotated.notes)
        skips += len(record.annotated.skips)
        progress(records, None)
    made = annotations, relations, notes, skips
    return Verified(records, len(articles), len(annotators), *made, proof.unfinished)
