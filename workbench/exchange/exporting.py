"""Store → files: which layers leave, in which shape, and what is told about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from workbench.errors import FormatError, WorkbenchError
from workbench.exchange.beside import CARD, Folder, Stream, Written, folder_beside, written_beside
from workbench.exchange.bulk import bulk
from workbench.exchange.card import Card
from workbench.exchange.losing import described, leaving
from workbench.exchange.merging import merged, only, voters
from workbench.exchange.progress import Progress, silent
from workbench.exchange.units import Cut, records
from workbench.exchange.wanted import LEFT_OUT, PARTS, Merge, Wanted
from workbench.formats import Header, SchemeText, Target, annotators, losses, options
from workbench.model import Annotated, Annotation, Kind, State
from workbench.names import did_you_mean
from workbench.scheme import Scheme
from workbench.store import Store


@dataclass(slots=True)
class Exported:
    """What was written. `dropped` relations are those with an end that the filters kept back, or that lead out of a
    part of a split, or out of an article which is merged or cut; `between` articles lie between the parts of a split.

    `losses` says what the format could not hold, and of how many; `parts` gives the records of each part of a split;
    `cut` is what the unit of records cut or left out; `voters` counts the merged articles in which each annotator had a
    vote. Without a split all is in the part "": `articles` counts those of each part, `layers` the units of each part
    and annotator, `labels` the annotations of part, annotator and label.
    """

    records: int = 0
    annotations: int = 0
    relations: int = 0
    notes: int = 0
    dropped: int = 0
    between: int = 0
    articles: Counter[str] = field(default_factory=Counter)
    layers: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    losses: Counter[str] = field(default_factory=Counter)
    parts: dict[str, int] = field(default_factory=dict)
    cut: Cut = field(default_factory=Cut)
    voters: Counter[str] = field(default_factory=Counter)


def is_folder(wanted: Wanted) -> bool:
    """Whether a folder is written, not a file."""
    return wanted.split is not None or not wanted.format.suffix


class Export:
    """One export: what the store holds, filtered, merged and cut, on its way into files. Articles go one by one.

    Making one raises WorkbenchError for a filter that names nothing known, and FormatError for an option that the
    format has not. Writing it raises WorkbenchError where there is nothing to export; FormatError where nothing can be
    written, for an annotation that does not lie in its article, and where something would be lost that must not be.
    """

    def __init__(self, store: Store, scheme: Scheme, wanted: Wanted) -> None:
        self._store = store
        self._wanted = _resolved(store, scheme, wanted)
        self._header = _header(store, scheme)
        self._told = Exported()
        self._parts: dict[str, str] = {}
        self._files: dict[str, Written] = {}

    @bulk()
    def to_file(self, path: Path, card: Card | None = None, progress: Progress = silent) -> Exported:
        """Writes a file, or a folder where the format is one or where articles are split, whole or not at all; an older
        one is replaced. A folder gets a card; a file gets one beside it, `NAME.README.md`, if there is a `card`.
        """
        if is_folder(self._wanted):
            with folder_beside(path) as folder:
                told = self._fill(folder, progress)
                (folder / CARD).write_bytes(self._card(card or Card(), self._files))
            return told
        with written_beside(path) as stream:
            told = self.to_stream(stream, progress)
        if card:
            with written_beside(path.with_name(f"{path.stem}.{CARD}")) as stream:
                stream.write(self._card(card, {path.name: Written.at(path)}))
        return told

    def _card(self, card: Card, files: Mapping[str, Written]) -> bytes:
        return card.text(self._header, self._wanted, self._told, files)

    @bulk()
    def to_stream(self, stream: BinaryIO, progress: Progress = silent) -> Exported:
        """Writes to an open stream. Raises FormatError for a folder, too."""
        if is_folder(self._wanted):
            raise FormatError("What is to be written is a folder, which no stream can be.", "Name one: -o FOLDER")
        return self._all(Stream(stream), progress)

    def _fill(self, folder: Path, progress: Progress) -> Exported:
        if self._wanted.split is None:
            target = Folder(folder)
            self._all(target, progress)
            self._files = target.files
            return self._told
        from workbench.exchange.splitting import parts  # numpy takes as long to load as a small export

        articles = self._store.articles
        self._parts = parts(articles.in_order(), self._wanted.split, progress, len(articles.ids()))
        self._told.between = sum(part == LEFT_OUT for part in self._parts.values())
        self._refuse_losses(progress)
        for part in PARTS:
            writing = partial(progress, what=f"Writing {part}")
            target = Folder(folder, partial(self._called, part))
            self._told.parts[part] = self._part(target, part, writing)
            self._files |= target.files
        self._refuse_nothing()
        return self._told

    def _called(self, part: str, name: str) -> str:
        """A part is a file of its own for a format that is a file, and for one whose one file is called `data`; else a
        folder.
        """
        suffix = self._wanted.format.suffix or (".jsonl" if self._wanted.format.card else "")
        return f"{part}{suffix}" if suffix else f"{part}/{name}"

    def _all(self, target: Target, progress: Progress) -> Exported:
        self._refuse_losses(progress)
        self._part(target, "", progress)
        self._refuse_nothing()
        return self._told

    def _refuse_nothing(self) -> None:
        if not self._told.records:
            whole = self._wanted.merge is Merge.EACH and not self._wanted.read_only and self._wanted.negatives
            raise WorkbenchError("There is nothing to export.", _NOTHING[whole and self._wanted.everything])

    def _refuse_losses(self, progress: Progress) -> None:
        """Looks at all that leaves before anything is written, where nothing may be lost. Raises FormatError."""
        if self._wanted.lossless:
            found: Counter[str] = Counter()
            looking = partial(progress, what="Looking for losses in articles")
            for part in PARTS if self._wanted.split else ("",):
                for _ in self._leaving(self._articles(part, Exported(), looking), found):
                    pass
            del found[described(losses.provenance)]  # other tools make ids and times of their own: nobody means these
            if found:
                what = "; ".join(f"{words} ({count:,})" for words, count in found.items())
                raise FormatError(f"{self._wanted.format.name} would lose: {what}.", "Nothing was written.")

    def _part(self, target: Target, part: str, progress: Progress) -> int:
        articles = self._articles(part, self._told, progress)
        articles = self._leaving(articles, self._told.losses, partial(_count, part, self._told))
        written = self._wanted.format.write(target, self._header, articles, self._wanted.options)
        self._told.records += written
        return written

    def _leaving(
        self,
        articles: Iterable[Annotated],
        found: Counter[str],
        held: Callable[[Annotated], None] = lambda _: None,
    ) -> Iterator[Annotated]:
        return leaving(articles, self._wanted.format, self._wanted.options, self._header.kinds, found, held)

    def _articles(self, part: str, told: Exported, progress: Progress) -> Iterator[Annotated]:
        """What leaves, in one part of the split or in all."""
        filtered = Exported()
        voted = self._wanted.merge not in (Merge.EACH, Merge.GOLD)
        apart = voted or self._wanted.read_only
        for annotated in _kept(self._store, self._wanted, filtered, progress):
            if not part or self._parts[annotated.article.id] == part:
                if apart or part:
                    others = set() if apart else self._others_in(part, annotated)
                    annotated = _by_itself(annotated, others, told)  # noqa: PLW2901
                one = merged(annotated, self._wanted.merge, self._header.kinds, self._wanted.annotators)
                parts = records(one, self._wanted, told.cut)
                first = next(parts, None)
                if first is not None:
                    told.articles[part] += 1
                    if voted:
                        told.voters.update(voters(annotated, self._header.kinds, self._wanted.annotators))
                    yield first
                    yield from parts
        told.dropped += filtered.dropped if part in ("", PARTS[0]) else 0  # each part hears of the filters

    def _others_in(self, part: str, annotated: Annotated) -> set[str]:
        """The annotations of other articles of the part to which relations of this one lead."""
        ends = {one.to_id for one in annotated.relations}.difference(one.id for one in annotated.annotations)
        return {one.id for one in self._store.layers.annotations(ends) if self._parts[one.article_id] == part}


_NOTHING = {
    True: "Nothing was read, annotated or noted in this database yet.",
    False: "Nothing is left by these options; without them all layers are exported.",
}


def _header(store: Store, scheme: Scheme) -> Header:
    """A scheme that the database keeps is told as it was first written: the same database gives the same bytes."""
    here = SchemeText(scheme.fingerprint, scheme.name, scheme.text)
    kept = {s.fingerprint: SchemeText(s.fingerprint, s.name, s.text) for s in store.schemes.all()}
    schemes = {here.fingerprint: here} | kept
    merges = dict.fromkeys(("union", "majority", "unanimous", "soft"), Kind.MACHINE)
    return Header(schemes[here.fingerprint], scheme.version, merges | store.people.all(), schemes)


def _by_itself(annotated: Annotated, others: Collection[str], told: Exported) -> Annotated:
    """The article without relations to other articles, but for those to these `others` (ids): what they lead to may be
    in another part of the split, unread, or one of several that a merge made one.
    """
    ids = {one.id for one in annotated.annotations}.union(others)
    links = tuple(one for one in annotated.relations if one.to_id in ids)
    told.dropped += len(annotated.relations) - len(links)
    return replace(annotated, relations=links)


_ANNOTATOR: Callable[[Annotation], str] = attrgetter("annotator")
_LABEL: Callable[[Annotation], str] = attrgetter("label")


def _count(part: str, told: Exported, held: Annotated) -> None:
    """Counts what the format holds of an article."""
    told.annotations += len(held.annotations)
    told.layers.update((part, name) for name in held.by)
    told.labels.update(zip(repeat(part), map(_ANNOTATOR, held.annotations), map(_LABEL, held.annotations)))
    told.relations += len(held.relations)
    told.notes += len(held.notes)


# What is kept


def _kept(store: Store, wanted: Wanted, told: Exported, progress: Progress) -> Iterator[Annotated]:
    """The articles with what the filters leave of them. A relation leaves only together with both its ends."""
    total = len(wanted.articles or store.articles.ids())
    articles = _filtered(store, wanted)
    if not wanted.everything:
        looking = partial(progress, what="Looking for relations in articles")
        before = _watched(_filtered(store, wanted), total, looking)
        articles = _whole_relations(articles, {a.id for each in before for a in each.annotations}, told)
    return _watched(articles, total, progress)


def _watched(articles: Iterable[Annotated], total: int, progress: Progress) -> Iterator[Annotated]:
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
    return only(annotated, {name for name in annotators(annotated) if _state(annotated, name) in states})


def _state(annotated: Annotated, annotator: str) -> State:
    read = sum(mark.annotator == annotator for mark in annotated.read)
    skipped = any(skip.annotator == annotator for skip in annotated.skips)
    return State.of(read, len(annotated.article.paragraphs), skipped=skipped)


# What the filters name


def _resolved(store: Store, scheme: Scheme, wanted: Wanted) -> Wanted:
    """The same with names as the store has them. Raises WorkbenchError, and StoreError for an annotator or article."""
    named = tuple(store.people.find(name) for name in wanted.annotators)
    if wanted.gold:
        gold = [name for name, kind in store.people.all().items() if kind is Kind.GOLD]
        named = tuple(name for name in gold if not named or name in named)
        if not named:
            raise WorkbenchError(
                "There is no gold layer to export.", "Gold layers come from adjudication or an import."
            )
    return replace(
        wanted,
        annotators=named,
        options=options(wanted.format, wanted.options),
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
