"""Proof of a file: every record by itself, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.exchange.beside import is_listed
from workbench.exchange.proof import Known, Proof
from workbench.formats import Broken, Record


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
    decisions: int
    unfinished: int


def verify(path: Path, records: Iterable[Record | Broken], known: Known, tell: Callable[[Broken], None]) -> Verified:
    """Proves what `records_of` gives of a file or a folder; `tell` is called with each that does not hold.

    No records at all are what a broken disk leaves, and hold only as the empty part of a split, which its card lists.
    """
    proof = Proof(known)
    articles: set[str] = set()
    annotators: set[str] = set()
    held = broken = annotations = relations = notes = skips = decisions = 0
    for record in proof.proved(records):
        if isinstance(record, Broken):
            broken += 1
            tell(record)
            continue
        held += 1
        articles.add(record.annotated.article.id)
        annotators |= record.kinds.keys()
        annotations += len(record.annotated.annotations)
        relations += len(record.annotated.relations)
        notes += len(record.annotated.notes)
        skips += len(record.annotated.skips)
        decisions += len(record.annotated.decisions)
    if not held and not broken and not is_listed(path):
        tell(Broken(path, 1, "the file is empty"))
        broken = 1
    made = annotations, relations, notes, skips, decisions
    return Verified(held, broken, len(articles), len(annotators), *made, proof.unfinished)
