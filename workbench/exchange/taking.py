"""Records into an open transaction: what the store lacks of them is written, what cannot be written is named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from workbench.errors import StoreError
from workbench.exchange.here import Find, Here, untold
from workbench.exchange.words import fitted
from workbench.formats import UNTOLD, Broken, Record
from workbench.model import (
    Annotated,
    Annotation,
    Article,
    Change,
    Deed,
    Entry,
    Kind,
    Note,
    ReadMark,
    Relation,
    Skip,
    Value,
)
from workbench.names import short
from workbench.scheme import Attribute, Scheme
from workbench.store import Store, Written

if TYPE_CHECKING:
    from workbench.exchange.importing import Imported, Incoming


class Taking:
    """Takes records batch by batch. `broken` is called with what cannot be taken; `told` is kept up to date.

    Finished work is marked as read, if `incoming` has it so; where it calls labels and relation types otherwise, no
    scheme has proved them yet; where it says who annotated, one called gold is the gold standard.
    """

    def __init__(self, store: Store, incoming: Incoming, told: Imported, broken: Callable[[Broken], None]) -> None:
        self._store, self._told, self._broken = store, told, broken
        self._finished, self._renamed = incoming.finished, bool(incoming.names)
        self._named = incoming.source.says_who
        self._scheme = told.scheme
        self._allows = lru_cache(maxsize=4096)(self._scheme.allows)
        self._attributes = lru_cache(maxsize=4096)(partial(_attributes_of, self._scheme))
        self._now = datetime.now(UTC)
        self._people = store.people.all()
        self._waiting: list[tuple[Record, Relation]] = []
        self._left_out: set[str] = set()

    def take(self, records: Sequence[Record]) -> None:
        """Write what of the records is not there. Relations to what may yet come wait for the end."""
        records = [record for record in records if self._knows(record)]
        self._remember_schemes(records)
        placed, known = self._placed(records)
        here = Here(self._store, placed, known)
        written: list[Written] = []
        found = [None if here.begins(record) else here.find for record in placed]
        made = [
            self._annotations(record, here, find) for record, find in zip(placed, found, strict=True)
        ]  # of all: relations lead from one to another
        for record, labelled, find in zip(placed, made, found, strict=True):
            step = (*labelled, *self._links(record, here, find), *self._others(record, here, find))
            self._told.new.update(map(type, step))
            written += self._entries(record, step)
        self._store.layers.apply_all(written)

    def end(self, refused: Collection[str]) -> None:
        """Write the relations that waited, but for those `refused` (ids), which are named already."""
        self._waiting = [(record, one) for record, one in self._waiting if one.id not in refused]
        ends = {id_ for _, one in self._waiting for id_ in (one.from_id, one.to_id)}
        homes = {one.id: one for one in self._store.layers.annotations(ends)}
        stored = {one.id: one for one in self._store.layers.relations({one.id for _, one in self._waiting})}
        written: list[Written] = []
        for record, one in self._waiting:
            missing = [id_ for id_ in (one.from_id, one.to_id) if id_ not in homes]
            if one.id in stored:
                self._compare(record, stored[one.id], one)
            elif missing:
                self._tell(record, f"the relation {one.id} leads to the annotation {missing[0]}, which is not there")
            else:
                self._told.new[Relation] += 1
                entry = Entry(Deed.DO, (Change(None, one),), self._now)
                written.append((homes[one.from_id].article_id, one.annotator, entry))
        self._store.layers.apply_all(written)

    # What must be there before a record is

    def _remember_schemes(self, records: Sequence[Record]) -> None:
        """Those that the file brings, and the folder's where annotations are made under it."""
        for one in (one for record in records for one in record.schemes):
            self._store.schemes.remember(one.fingerprint, one.name, one.text)
        here = {"", self._scheme.fingerprint}
        if any(one.scheme in here for record in records for one in record.annotated.annotations):
            self._store.schemes.remember(self._scheme.fingerprint, self._scheme.name, self._scheme.text)

    def _knows(self, record: Record) -> bool:
        """Make its annotators known, and tell who cannot be. Other tools do not say who is gold: known ones stay so."""
        for name, kind in record.kinds.items():
            stored = self._people.get(name)
            if stored and record.scheme and stored is not kind:
                self._tell(record, f"The annotator {short(name)} is a {stored} here, not a {kind}")
                return False
            if stored is None:
                is_gold = self._named and not record.scheme and name == Kind.GOLD
                begun = Kind.GOLD if is_gold else kind
                try:
                    self._store.people.ensure(name, begun)
                except StoreError as error:
                    self._tell(record, error.message)
                    return False
                self._people[name] = begun
            self._told.annotators.setdefault(name, stored is None)
        return True

    def _placed(self, records: Sequence[Record]) -> tuple[list[Record], set[str]]:
        """The records with the ids that their articles have here, but for those whose paragraphs are others here; and
        the ids of the articles that were here before.
        """
        placed = []
        articles = {id(one): one for one in (record.annotated.article for record in records)}  # readers share them
        places = dict(zip(articles, self._store.articles.add(articles.values()), strict=True))
        known = {id_ for id_, is_new in places.values() if not is_new}
        for record in records:
            id_, is_new = places[id(record.annotated.article)]
            self._told.articles[id_] = is_new or self._told.articles.get(id_, False)
            self._told.annotations += len(record.annotated.annotations)
            one = _at_home(record, id_)
            if is_new or not _numbered(one.annotated) or self._divides(one.annotated.article):
                placed.append(one)
            else:
                self._tell(record, f"other paragraphs divide '{id_}' here: read paragraphs and notes cannot be placed")
        return placed, known

    def _divides(self, article: Article) -> bool:
        """Whether its paragraphs are those that the article has here."""
        return self._store.articles.get(article.id).paragraphs == article.paragraphs

    # What is new

    def _annotations(self, record: Record, here: Here, find: Find | None) -> list[Annotation]:
        made = []
        for told in record.annotated.annotations:
            suits = bool(told.scheme) or not told.attributes or self._suits(told)
            one = told if suits else self._fitted(told)
            if find and (stored := find(one, foreign=not told.scheme)):
                self._compare(record, stored, one)
            elif new := self._sayable(record, one, suits=suits):
                made.append(new)
            else:
                self._left_out.add(one.id)
        here.put(made)
        return made

    def _links(self, record: Record, here: Here, find: Find | None) -> list[Relation]:
        made = []
        for told in record.annotated.relations:
            link = here.led(told)
            if find and (stored := find(link, foreign=not record.scheme)):
                self._compare(record, stored, link)
            elif link.type not in self._scheme.relations:
                self._told.ignored["relation", link.type] += 1
            elif link.from_id in self._left_out or link.to_id in self._left_out:
                self._told.without_end += 1
            elif not here.has(link.from_id, link.to_id):
                self._waiting.append((record, link))
            elif problems := [] if record.scheme and not self._renamed else here.problems(self._scheme, link):
                self._tell(record, f"relation: {problems[0]}")
            else:
                made.append(link)
        here.put(made)
        return made

    def _others(self, record: Record, here: Here, find: Find | None) -> Iterator[Value]:
        annotated = record.annotated
        others: tuple[Value, ...] = (*annotated.read, *annotated.notes, *annotated.skips, *annotated.decisions)
        for value in others:  # of which a record may hold one twice
            if stored := here.find(value, foreign=not record.scheme):
                self._compare(record, stored, value)
            else:
                here.put([value])
                yield value if record.scheme else _timed(value, self._now)
        marks = [mark for mark in self._marks(record, here) if not (find and find(mark, foreign=True))]
        here.put(marks)
        yield from marks

    def _sayable(self, record: Record, one: Annotation, *, suits: bool) -> Annotation | None:
        """The annotation as the scheme of the folder has words for it; what it has none for is counted. `suits` as in
        `_suits`.
        """
        if not self._allows(one.label):
            self._told.ignored["label", one.label] += 1
            return None
        if one.scheme:
            return one
        at = self._now if one.made_at == UNTOLD else one.made_at
        made = Annotation(
            one.id,
            one.article_id,
            one.annotator,
            one.label,
            one.segments,
            at,
            self._scheme.fingerprint,
            one.attributes,
            one.comment,
            one.origin,
            one.score,
            one.unsure,
        )
        if not suits and (violations := self._scheme.violations(made)):
            self._tell(record, violations[0])
            return None
        return made

    def _fitted(self, one: Annotation) -> Annotation:
        """What was made under no scheme, with the attributes that the label has in the scheme, as it types them: so it
        is stored, and so it is compared with what is here. Others are counted.
        """
        if not self._allows(one.label):
            return one
        known = self._attributes(one.label)
        if unknown := one.attributes.keys() - known.keys():
            self._told.ignored.update(("attribute", f"{one.label}.{name}") for name in unknown)
            one = replace(one, attributes={name: value for name, value in one.attributes.items() if name in known})
        return fitted(self._scheme, one)

    def _suits(self, one: Annotation) -> bool:
        """Whether the scheme has nothing against the attributes, which is so of nearly all that tell any."""
        known = self._attributes(one.label)
        return all(name in known and not known[name].problem(value) for name, value in one.attributes.items())

    def _marks(self, record: Record, here: Here) -> Iterator[ReadMark]:
        """That the finished have read every paragraph; of what they have begun here, they know better themselves."""
        article = record.annotated.article
        for name in sorted(record.finished) if self._finished else ():
            if here.worked(article.id, name):
                continue
            for number in range(len(article.paragraphs)):
                yield ReadMark(article.id, name, number, self._now)

    def _entries(self, record: Record, step: Sequence[Value]) -> Iterator[tuple[str, str, Entry]]:
        """One line of history for each layer that gets something."""
        for name in record.kinds:
            mine = tuple([Change(None, value) for value in step if value.annotator == name])
            if mine:
                yield record.annotated.article.id, name, Entry(Deed.DO, mine, self._now)

    def _compare(self, record: Record, stored: Value, value: Value) -> None:
        """What is here with other content is a conflict, of another tool's file only where that says something else; a
        paragraph that is read here stays read since then.
        """
        if isinstance(stored, ReadMark):
            return
        if record.scheme and getattr(value, "scheme", record.scheme):
            others = [
                field.name for field in fields(value) if getattr(stored, field.name) != getattr(value, field.name)
            ]
        else:
            others = _contradictions(untold(stored), untold(value))
        if others:
            what = "skip" if isinstance(value, Skip) else type(value).__name__.lower()
            called = f"{what} {getattr(value, 'id', '')}".strip()
            self._tell(record, f"the {called} is here already, with another {', '.join(others)}")

    def _tell(self, record: Record, reason: str) -> None:
        self._broken(Broken(record.path, record.line, reason))


def _attributes_of(scheme: Scheme, label: str) -> dict[str, Attribute]:
    return {attribute.name: attribute for attribute in scheme.label(label).attributes}


def _at_home(record: Record, article_id: str) -> Record:
    """The record with the id that the article has here."""
    annotated = record.annotated
    if annotated.article.id == article_id:
        return record
    return replace(
        record,
        annotated=Annotated(
            replace(annotated.article, id=article_id),
            tuple(replace(annotation, article_id=article_id) for annotation in annotated.annotations),
            annotated.relations,
            tuple(replace(mark, article_id=article_id) for mark in annotated.read),
            tuple(replace(note, article_id=article_id) for note in annotated.notes),
            tuple(replace(skip, article_id=article_id) for skip in annotated.skips),
            decisions=tuple(replace(one, article_id=article_id) for one in annotated.decisions),
        ),
    )


def _numbered(annotated: Annotated) -> bool:
    """Whether something bears the number of a paragraph, which means something only where paragraphs are the same."""
    return bool(annotated.read) or any(note.paragraph is not None for note in annotated.notes)


def _timed(value: Value, now: datetime) -> Value:
    """The value as made now, where its file does not say when."""
    match value:
        case Annotation() | Note() if value.made_at == UNTOLD:
            return replace(value, made_at=now)
        case Skip() if value.at == UNTOLD:
            return replace(value, at=now)
    return value


def _contradictions(stored: Value, value: Value) -> list[str]:
    """The fields in which `value` says something else; most tools cannot say all that is here."""
    others = []
    for field in fields(value):
        here, told = getattr(stored, field.name), getattr(value, field.name)
        if isinstance(told, Mapping):
            here = {name: here[name] for name in told if name in here}
        is_said = told is not None and told is not False and told != ""
        if is_said and told != here:
            others.append(field.name)
    return others
