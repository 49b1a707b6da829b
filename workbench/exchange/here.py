"""What the store has of the articles of some records, and what comes with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, Protocol

from workbench.formats import UNTOLD, Record
from workbench.model import Annotation, Decision, Note, Origin, ReadMark, Relation, Skip, Value
from workbench.scheme import Scheme
from workbench.store import Store

Key = tuple[object, ...]


class Find(Protocol):
    """Gives what is here of a value, or None."""

    def __call__(self, value: Value, *, foreign: bool) -> Value | None: ...


class Here:
    """Finds what is there already: by id, and of files whose ids say nothing, by content."""

    def __init__(self, store: Store, records: Sequence[Record], known: Collection[str]) -> None:
        """`known` are the ids of the articles that were there before: of others nothing can be there."""
        names = {name for record in records for name in record.kinds}
        stored = list(store.layers.values(known, names))
        self._by_key: dict[type, dict[object, Value]] = defaultdict(dict)
        for value in stored:
            self.put([value])
        ours = (record.annotated for record in records if record.scheme)  # other tools' ids are made of the text
        coming = {one.id for annotated in ours for one in annotated.annotations}
        elsewhere = store.layers.annotations(coming - self._by_key[Annotation].keys())
        self.put(elsewhere)
        self._is_elsewhere = bool(elsewhere)
        self._by_content: dict[Key, list[Value]] = defaultdict(list)
        for value in stored:
            self._by_content[_content(value)].append(value)
        self._worked = {(value.article_id, value.annotator) for value in stored if not isinstance(value, Relation)}
        self._begun = set(self._worked)
        self._same: dict[str, str] = {}

    def begins(self, record: Record) -> bool:
        """Whether nothing of the record can be here, as it begins its layers; asked once of each, in order."""
        layers = {(record.annotated.article.id, name) for name in record.kinds}
        is_new = self._begun.isdisjoint(layers) and not self._is_elsewhere
        self._begun |= layers
        return is_new

    def find(self, value: Value, *, foreign: bool) -> Value | None:
        """What is here of the value. Of a `foreign` file also what has another id and says the same."""
        found = self._by_key[type(value)].get(_identity(value))
        if found is None and foreign and self._by_content:
            alike = self._by_content.get(_content(value), [])
            found = next((one for one in alike if untold(one) == untold(value)), alike[0] if alike else None)
        if isinstance(found, Annotation) and isinstance(value, Annotation):
            self._same[value.id] = found.id
        return found

    def worked(self, article_id: str, annotator: str) -> bool:
        """Whether the annotator had done anything on the article before."""
        return (article_id, annotator) in self._worked

    def put(self, values: Sequence[Value]) -> None:
        """Note that the values, all of one kind, are here now."""
        if values:
            kind = type(values[0])
            self._by_key[kind].update(zip(map(_IDENTITIES[kind], values), values, strict=True))

    def has(self, one: str, other: str) -> bool:
        """Whether the annotations of these ids are here."""
        annotations = self._by_key[Annotation]
        return one in annotations and other in annotations

    def problems(self, scheme: Scheme, link: Relation) -> list[str]:
        """What the relation between two annotations that are here breaks, one sentence each."""
        source, target = self._by_key[Annotation][link.from_id], self._by_key[Annotation][link.to_id]
        if isinstance(source, Annotation) and isinstance(target, Annotation):
            return scheme.relation_problems(link, source, target)
        return []

    def led(self, link: Relation) -> Relation:
        """The relation, between the annotations that are here for those of the file."""
        if not self._same:
            return link
        source, target = self._same.get(link.from_id, link.from_id), self._same.get(link.to_id, link.to_id)
        return link if (source, target) == (link.from_id, link.to_id) else replace(link, from_id=source, to_id=target)


def untold(value: Value) -> Value:
    """The value without what foreign files do not say: id, time, origin, scheme."""
    match value:
        case Annotation():
            return replace(value, id="", made_at=UNTOLD, scheme="", origin=Origin.IMPORT)
        case Note():
            return replace(value, id="", made_at=UNTOLD)
        case Skip():
            return replace(value, at=UNTOLD)
        case ReadMark():
            return replace(value, at=UNTOLD)
        case Relation():
            return replace(value, id="")
        case Decision():
            return value


_IDENTITIES: dict[type, Callable[[Any], object]] = {
    Annotation: attrgetter("id"),
    Relation: attrgetter("id"),
    Note: attrgetter("id"),
    Decision: attrgetter("id"),
    ReadMark: attrgetter("article_id", "annotator", "paragraph"),
    Skip: attrgetter("article_id", "annotator"),
}


def _identity(value: Value) -> object:
    return _IDENTITIES[type(value)](value)


def _content(value: Value) -> Key:
    match value:
        case Annotation():
            return Annotation, value.article_id, value.annotator, value.label, value.segments
        case Note():
            return Note, value.article_id, value.annotator, value.paragraph, value.text
        case Relation():
            return Relation, value.type, value.from_id, value.to_id
    return type(value), _identity(value)
