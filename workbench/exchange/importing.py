"""File → store: what can be taken, in one transaction; and a name for all that cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from workbench.errors import FormatError
from workbench.exchange.bulk import bulk
from workbench.exchange.progress import Progress, silent
from workbench.exchange.proof import Proof, kept_scheme
from workbench.exchange.reading import records_of, refuse_pipe
from workbench.exchange.taking import Taking
from workbench.exchange.words import Missing, Words, names_in, renamed
from workbench.formats import Broken, Format, Record, Source
from workbench.model import Annotation, Decision, Note, ReadMark, Relation, Skip
from workbench.names import first_listed
from workbench.scheme import Scheme
from workbench.store import Store

_BATCH = 5000
"""Records and annotations that are taken at once."""

_SHOWN = 20
"""Words that the scheme does not have, of each kind, that are told."""


class Unknown(StrEnum):
    """What becomes of labels, attributes and relation types that the scheme does not have."""

    REFUSE = "refuse"
    ADD = "add"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to come in, and how.

    `names` calls labels and relation types otherwise; `strict`: nothing comes where anything is broken; `finished`:
    finished work is marked as read; `dry`: nothing is stored, all else is done. `keep` is called with a scheme to which
    something was added, when all else is done; if it fails, nothing comes.
    """

    format: Format
    path: Path
    source: Source = field(default_factory=Source)
    names: Mapping[str, str] = field(default_factory=dict)
    unknown: Unknown = Unknown.REFUSE
    strict: bool = False
    finished: bool = True
    dry: bool = False
    keep: Callable[[Scheme], None] = lambda _: None


@dataclass(slots=True)
class Imported:
    """What the file holds, and how much of it was not here before.

    `annotators` and `articles` (ids) say whether each is new; `ignored` counts what was left out for words that the
    scheme does not have, `without_end` the relations to something that was left out; `unmet` are the names that were to
    be called otherwise, and that nothing has; `scheme` is the scheme of the folder, with what was added.
    """

    scheme: Scheme
    records: int = 0
    annotations: int = 0
    broken: int = 0
    annotators: dict[str, bool] = field(default_factory=dict)
    articles: dict[str, bool] = field(default_factory=dict)
    new: Counter[type] = field(default_factory=Counter)
    ignored: Counter[Missing] = field(default_factory=Counter)
    without_end: int = 0
    unmet: set[str] = field(default_factory=set)

    @property
    def changed(self) -> bool:
        """Whether there was anything new."""
        return any((*self.annotators.values(), *self.articles.values(), *self.new.values()))

    @property
    def counts(self) -> dict[str, int]:
        """How much is new, by what it is."""
        return {
            "articles": sum(self.articles.values()),
            "annotators": sum(self.annotators.values()),
            "annotations": self.new[Annotation],
            "relations": self.new[Relation],
            "read paragraphs": self.new[ReadMark],
            "notes": self.new[Note],
            "skipped articles": self.new[Skip],
            "decisions": self.new[Decision],
        }


class _Undone(Exception):
    """Takes the transaction back."""


Tell = Callable[[Broken], None]
"""Called with everything that cannot be taken, as it is found."""


@bulk()
def import_file(
    store: Store, scheme: Scheme, incoming: Incoming, tell: Tell = lambda _: None, progress: Progress = silent
) -> Imported:
    """Reads a file, or a folder of them, into the store, in one transaction.

    What cannot be taken is told; the rest is taken, or with `strict` nothing. Articles are recognised by their text.
    What is here already is left as it is. Raises FormatError where the file cannot be read at all, where `strict` finds
    something, and for words that the scheme does not have and nobody said what to do with; SchemeError for words that
    cannot be added; StoreError as the store does.
    """
    added = scheme
    if incoming.unknown is Unknown.ADD:
        refuse_pipe(incoming.path, "--add-labels looks for the labels first")
        added = words_of(incoming, progress).added_to(scheme)
    told = Imported(added, unmet=set(incoming.names))
    with suppress(_Undone), store.together():
        _take(store, incoming, told, tell, progress)
        if incoming.dry:
            raise _Undone
        if added is not scheme:
            incoming.keep(added)
    return told


def words_of(incoming: Incoming, progress: Progress = silent) -> Words:
    """The labels, attributes and relation types that a file uses. Raises FormatError if it cannot be read."""
    words = Words()
    for record in records_of(incoming.format, incoming.path, incoming.source, progress, "Looking for labels in"):
        if isinstance(record, Record):
            words.take(renamed(record, incoming.names))
    return words


def _renamed(records: Iterator[Record], names: Mapping[str, str], unmet: set[str]) -> Iterator[Record]:
    """Called as they are to be called; what is met of names is taken from `unmet`."""
    for record in records:
        unmet -= names_in(record)
        yield renamed(record, names)


def _take(store: Store, incoming: Incoming, told: Imported, tell: Tell, progress: Progress) -> None:
    scheme = told.scheme

    def known(fingerprint: str) -> Scheme | None:
        return scheme if fingerprint == scheme.fingerprint else kept_scheme(store, fingerprint)

    def broken(one: Broken) -> None:
        told.broken += 1
        tell(one)

    taking = Taking(store, incoming, told, broken)
    proof = Proof(known)
    records = _unbroken(proof.proved(records_of(incoming.format, incoming.path, incoming.source, progress)), broken)
    for batch in _batches(_renamed(records, incoming.names, told.unmet) if incoming.names else records):
        taking.take(batch)
        told.records += len(batch)
    taking.end(proof.refused)
    if told.ignored and incoming.unknown is not Unknown.IGNORE:
        raise _unknown_words(incoming, told)
    if not told.records and not told.broken:
        raise FormatError(f"{incoming.path} holds no record of {incoming.format.name}.")
    if told.broken and incoming.strict:
        raise FormatError(f"Nothing was imported, because {told.broken:,} of the file could not be taken.")


def _unbroken(records: Iterable[Record | Broken], broken: Tell) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Broken):
            broken(record)
        else:
            yield record


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch, size = list[Record](), 0
    for record in records:
        batch.append(record)
        size += 1 + len(record.annotated.annotations)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unknown_words(incoming: Incoming, told: Imported) -> FormatError:
    by_kind = {
        plural: sorted(name for kind, name in told.ignored if kind == singular)
        for singular, plural in (("label", "labels"), ("attribute", "attributes"), ("relation", "relation types"))
    }
    what = " and ".join(f"the {kind} {first_listed(names, _SHOWN)}" for kind, names in by_kind.items() if names)
    unmet = f" Nothing in it is called {first_listed(sorted(told.unmet), _SHOWN)}, as --map says." if told.unmet else ""
    lacks = f"which the scheme '{told.scheme.name}' does not have"
    return FormatError(
        f"{incoming.path} uses {what}, {lacks}.{unmet} Nothing was imported.",
        " ".join(_ways_out({kind for kind, _ in told.ignored}, incoming.unknown)),
    )


def _ways_out(kinds: Collection[str], unknown: Unknown) -> Iterator[str]:
    """What helps with words of these kinds, a sentence each."""
    if "label" in kinds or "relation" in kinds:
        what = "Say which label or relation type of the scheme each is (--map OLD=NEW)"
        yield f"{what}." if unknown is Unknown.ADD else f"{what}, or add it to the scheme (--add-labels)."
    if "attribute" in kinds:
        yield "Write each attribute into the scheme, labels.yaml, under its label."
    yield "Or leave out what the scheme does not have (--ignore-labels)."
