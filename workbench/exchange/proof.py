"""What must hold between the records of a file, beyond each by itself; and what the schemes say about them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from workbench.errors import SchemeError
from workbench.formats import Broken, Record
from workbench.model import Annotation, Article, AttributeValue, Kind, Relation
from workbench.scheme import Scheme, parse
from workbench.store import Store

Known = Callable[[str], Scheme | None]
"""The scheme of a fingerprint that the file does not bring along: that of the folder, or one kept in the database."""


class Proof:
    """What the records of a file have said so far. `unfinished` counts annotations that lack a required attribute.

    Private methods raise ValueError with the sentence that follows file and line.
    """

    def __init__(self, known: Known) -> None:
        self.unfinished = 0
        self.refused: set[str] = set()
        self._known = known
        self._schemes: dict[str, Scheme] = {}
        self._kinds: dict[str, Kind] = {}
        self._articles: dict[str, bytes] = {}
        self._layers: dict[tuple[str, str], int] = {}
        self._annotations: dict[str, Annotation] = {}
        self._relations: dict[str, tuple[Record, Relation]] = {}
        self._relation_ids: set[str] = set()
        self._notes: set[str] = set()

    def proved(self, records: Iterable[Record | Broken]) -> Iterator[Record | Broken]:
        """The records, those under a scheme proved as far as what came before allows.

        Relations to what comes later are proved at the end; then `refused` holds the ids of those that do not hold.
        """
        for record in records:
            if isinstance(record, Broken) or not record.scheme:
                yield record
                continue
            try:
                self._take(record)
            except ValueError as error:
                yield Broken(record.path, record.line, str(error))
                continue
            yield record
        yield from self._problems_at_the_end()

    def _take(self, record: Record) -> None:
        self._take_schemes(record)
        self._take_article(record)
        for name, kind in record.kinds.items():
            if self._kinds.setdefault(name, kind) is not kind:
                raise ValueError(f"annotator.kind: '{name}' is a {kind} here, but a {self._kinds[name]} above")
        for index, annotation in enumerate(record.annotated.annotations):
            self._take_annotation(f"spans[{index}]", annotation)
        for index, relation in enumerate(record.annotated.relations):
            if relation.id in self._relation_ids:
                raise ValueError(f"relations[{index}].id {relation.id} was given before")
            if {relation.from_id, relation.to_id} <= self._annotations.keys():
                if problem := self._relation_problem(relation, record.scheme):
                    raise ValueError(f"relation {relation.id}: {problem}")
            else:
                self._relations[relation.id] = (record, relation)
            self._relation_ids.add(relation.id)
        for index, note in enumerate(record.annotated.notes):
            if note.id in self._notes:
                raise ValueError(f"notes[{index}].id {note.id} was given before")
            self._notes.add(note.id)

    def _problems_at_the_end(self) -> Iterator[Broken]:
        for record, relation in self._relations.values():
            missing = [end for end in (relation.from_id, relation.to_id) if end not in self._annotations]
            problem = (
                f"leads to the annotation {missing[0]}, which is not in the file"
                if missing
                else self._relation_problem(relation, record.scheme)
            )
            if problem:
                self.refused.add(relation.id)
                yield Broken(record.path, record.line, f"relation {relation.id}: {problem}")

    def _take_schemes(self, record: Record) -> None:
        for index, told in enumerate(record.schemes):
            try:
                scheme = parse(told.text, f"schemes[{index}].text")
            except SchemeError as error:
                raise ValueError(error.message) from None
            if (scheme.fingerprint, scheme.name) != (told.fingerprint, told.name):
                raise ValueError(f"schemes[{index}] is not the scheme '{told.name}' {told.fingerprint}")
            self._schemes[told.fingerprint] = scheme
        self._scheme(record.scheme)

    def _scheme(self, fingerprint: str) -> Scheme:
        scheme = self._schemes.get(fingerprint) or self._known(fingerprint)
        if scheme is None:
            raise ValueError(f"neither file, folder nor database has the scheme {fingerprint}")
        self._schemes[fingerprint] = scheme
        return scheme

    def _take_article(self, record: Record) -> None:
        article = record.annotated.article
        digest = _digest(article)
        if self._articles.setdefault(article.id, digest) != digest:
            raise ValueError(f"article: '{article.id}' is not what it was above")
        for name in record.kinds:
            before = self._layers.setdefault((article.id, name), record.line)
            if before != record.line:
                raise ValueError(f"'{name}' has a record for '{article.id}' in line {before} already")

    def _take_annotation(self, where: str, annotation: Annotation) -> None:
        if annotation.id in self._annotations:
            raise ValueError(f"{where}.id {annotation.id} was given before")
        self._annotations[annotation.id] = replace(annotation, segments=(), attributes=_NONE, comment="")
        scheme = self._scheme(annotation.scheme)
        if violations := scheme.violations(annotation):
            raise ValueError(f"{where}: {violations[0]}")
        self.unfinished += bool(scheme.missing(annotation))

    def _relation_problem(self, relation: Relation, fingerprint: str) -> str:
        """Relations do not say under which scheme they were made: one of those at hand must allow it."""
        source, target = self._annotations[relation.from_id], self._annotations[relation.to_id]
        if target.annotator != relation.annotator:
            return f"the annotation {target.id} is another annotator's"
        problems = [
            self._scheme(name).relation_problems(relation, source, target)
            for name in (fingerprint, source.scheme, target.scheme)
        ]
        return "" if [] in problems else problems[0][0]


_NONE: Mapping[str, AttributeValue] = MappingProxyType({})
"""Of an annotation that was proved only its end of a relation is needed: a file may hold a million of them."""


def kept_scheme(store: Store, fingerprint: str) -> Scheme | None:
    """The scheme as the database keeps it, or None."""
    texts = {stored.fingerprint: stored.text for stored in store.schemes.all()}
    return parse(texts[fingerprint]) if fingerprint in texts else None


def _digest(article: Article) -> bytes:
    content = (article.title, article.sha256, article.paragraphs, sorted(article.metadata.items()))
    return hashlib.sha256(repr((content, sorted(article.guessed))).encode()).digest()
