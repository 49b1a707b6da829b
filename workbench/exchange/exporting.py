"""Store → file: which layers leave, and what is told about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from workbench.errors import FormatError, WorkbenchError
from workbench.exchange.beside import written_beside
from workbench.exchange.progress import Progress, silent
from workbench.formats import Format, Header, SchemeText, annotators
from workbench.model import Annotated, State
from workbench.names import did_you_mean
from workbench.scheme import Scheme
from workbench.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to leave and how. Annotators, labels and articles are named as a person types them; empty is all."""

    format: Format
    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    states: tuple[State, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is held back."""
        return not (self.annotators or self.labels or self.articles or self.states)


@dataclass(slots=True)
class Exported:
    """What was written. `dropped` relations are those with an end that the filters kept back."""

    records: int = 0
    annotations: int = 0
    relations: int = 0
    notes: int = 0
    dropped: int = 0


def export_file(store: Store, scheme: Scheme, wanted: Wanted, path: Path, progress: Progress = silent) -> Exported:
    """Writes what is wanted to a file, whole or not at all; an older file is replaced.

    Raises FormatError if the file cannot be written, and what `export_stream` raises.
    """
    with written_beside(path) as stream:
        return export_stream(store, scheme, wanted, stream, progress)


def export_stream(
    store: Store, scheme: Scheme, wanted: Wanted, stream: BinaryIO, progress: Progress = silent
) -> Exported:
    """Writes what is wanted to an open stream. Articles go through one by one.

    Raises WorkbenchError for a filter that names nothing known and where there is nothing to export, FormatError for an
    annotation that does not lie in its article.
    """
    write = wanted.format.write
    if write is None:
        raise FormatError(f"The workbench reads {wanted.format.name}, but does not write it.")
    wanted = _resolved(store, scheme, wanted)
    told = Exported()
    articles = _counted(_kept(store, wanted, told, progress), told)
    told.records = write(stream, _header(store, scheme), articles)
    if not told.records:
        raise WorkbenchError("There is nothing to export.", _NOTHING[wanted.everything])
    return told


_NOTHING = {
    True: "Nothing was read, annotated or noted in this database yet.",
    False: "No layer passes these filters; without them all are exported.",
}


def _header(store: Store, scheme: Scheme) -> Header:
    """A scheme that the database keeps is told as it was first written: the same database gives the same bytes."""
    here = SchemeText(scheme.fingerprint, scheme.name, scheme.text)
    kept = {s.fingerprint: SchemeText(s.fingerprint, s.name, s.text) for s in store.schemes.all()}
    schemes = {here.fingerprint: here} | kept
    return Header(schemes[here.fingerprint], scheme.version, store.people.all(), schemes)


def _counted(articles: Iterable[Annotated], told: Exported) -> Iterator[Annotated]:
    for annotated in articles:
        told.annotations += len(annotated.annotations)
        told.relations += len(annotated.relations)
        told.notes += len(annotated.notes)
        yield annotated


# What is kept


def _kept(store: Store, wanted: Wanted, told: Exported, progress: Progress) -> Iterator[Annotated]:
    """The articles with what the filters leave of them. A relation leaves only together with both its ends."""
    total = len(wanted.articles or store.articles.ids())
    articles = _filtered(store, wanted)
    if not wanted.everything:
        articles = _whole_relations(
            articles, {a.id for each in _filtered(store, wanted) for a in each.annotations}, told
        )
    for done, annotated in enumerate(articles, start=1):
        yield annotated
        progress(done, total)


def _whole_relations(articles: Iterable[Annotated], leaving: set[str], told: Exported) -> Iterator[Annotated]:
    """The articles without relations that have an end outside of `leaving`, which was found in an earlier look.

    Raises WorkbenchError where an end did not come after all, because somebody changed it between the looks.
    """
    ends: set[str] = set()
    found: set[str] = set()
    for annotated in articles:
        whole = tuple(r for r in annotated.relations if {r.from_id, r.to_id} <= leaving)
        told.dropped += len(annotated.relations) - len(whole)
        ends.update(end for relation in whole for end in (relation.from_id, relation.to_id))
        yield replace(annotated, relations=whole)
        found.update(annotation.id for annotation in annotated.annotations)
    if not ends <= found:
        raise WorkbenchError("Somebody relabelled an annotation while it was exported.", "Export again.")


def _filtered(store: Store, wanted: Wanted) -> Iterator[Annotated]:
    for annotated in store.layers.annotated(wanted.articles or None, wanted.annotators or None):
        yield _of_labels(_in_states(annotated, wanted.states), wanted.labels)


def _of_labels(annotated: Annotated, labels: tuple[str, ...]) -> Annotated:
    if not labels:
        return annotated
    return replace(annotated, annotations=tuple(a for a in annotated.annotations if a.label in labels))


def _in_states(annotated: Annotated, states: tuple[State, ...]) -> Annotated:
    if not states:
        return annotated
    names = {name for name in annotators(annotated) if _state(annotated, name) in states}
    return replace(
        annotated,
        annotations=tuple(a for a in annotated.annotations if a.annotator in names),
        relations=tuple(r for r in annotated.relations if r.annotator in names),
        read=tuple(m for m in annotated.read if m.annotator in names),
        notes=tuple(n for n in annotated.notes if n.annotator in names),
        skips=tuple(s for s in annotated.skips if s.annotator in names),
    )


def _state(annotated: Annotated, annotator: str) -> State:
    read = sum(mark.annotator == annotator for mark in annotated.read)
    skipped = any(skip.annotator == annotator for skip in annotated.skips)
    return State.of(read, len(annotated.article.paragraphs), skipped=skipped)


# What the filters name


def _resolved(store: Store, scheme: Scheme, wanted: Wanted) -> Wanted:
    """The same with names as the store has them. Raises WorkbenchError, and StoreError for an annotator or article."""
    return replace(
        wanted,
        annotators=tuple(store.people.find(name) for name in wanted.annotators),
        labels=_labels(store, scheme, wanted.labels),
        articles=tuple(sorted({store.articles.find(name) for name in wanted.articles})),
    )


def _labels(store: Store, scheme: Scheme, labels: tuple[str, ...]) -> tuple[str, ...]:
    """A label may have left the scheme and still be in use."""
    if set(labels) <= scheme.labels.keys():
        return labels
    known = list(dict.fromkeys([*scheme.labels, *store.layers.labels()]))
    for label in labels:
        if label not in known:
            raise WorkbenchError(f"'{label}' is no label of the scheme{did_you_mean(label, known)}")
    return labels
