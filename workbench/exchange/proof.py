"""What must hold between the records of a file, beyond each by itself; and what the schemes say about them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.errors import FormatError, SchemeError
from workbench.formats import BrokenRecord, Format, Record
from workbench.model import Annotation, Article, Kind, Relation
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
        self._known = known
        self._schemes: dict[str, Scheme] = {}
        self._kinds: dict[str, Kind] = {}
        self._articles: dict[str, bytes] = {}
        self._layers: dict[tuple[str, str], int] = {}
        self._annotations: dict[str, Annotation] = {}
        self._relations: dict[str, tuple[int, Relation, str]] = {}
        self._notes: set[str] = set()

    def records(self, format_: Format, path: Path) -> Iterator[Record]:
        """The records of a file, each proved as far as the lines up to it allow; at the end, that relations have ends.

        Raises BrokenRecord at the first broken record, FormatError if the file cannot be read.
        """
        if format_.read is None:
            raise FormatError(f"The workbench writes {format_.name}, but does not read it.")
        for record in format_.read(path):
            try:
                self._take(record)
            except ValueError as error:
                raise BrokenRecord(path, record.line, str(error)) from None
            yield record
        for line, problem in self._problems_at_the_end():
            raise BrokenRecord(path, line, problem)

    def _take(self, record: Record) -> None:
        self._take_schemes(record)
        self._take_article(record)
        for name, kind in record.kinds.items():
            if self._kinds.setdefault(name, kind) is not kind:
                raise ValueError(f"annotator.kind: '{name}' is a {kind} here, but a {self._kinds[name]} above")
        for index, annotation in enumerate(record.annotated.annotations):
            self._take_annotation(f"spans[{index}]", annotation)
        for index, relation in enumerate(record.annotated.relations):
            if relation.id in self._relations:
                raise ValueError(f"relations[{index}].id {relation.id} was given before")
            self._relations[relation.id] = (record.line, relation, record.scheme)
        for index, note in enumerate(record.annotated.notes):
            if note.id in self._notes:
                raise ValueError(f"notes[{index}].id {note.id} was given before")
            self._notes.add(note.id)

    def _problems_at_the_end(self) -> Iterator[tuple[int, str]]:
        """Line and problem of each relation that does not hold; known only when every annotation was seen."""
        for line, relation, scheme in self._relations.values():
            for end in (relation.from_id, relation.to_id):
                if end not in self._annotations:
                    yield line, f"relation {relation.id} leads to the annotation {end}, which is not in the file"
                    break
            else:
                if problem := self._relation_problem(relation, scheme):
                    yield line, f"relation {relation.id}: {problem}"
        if not self._layers:
            yield 1, "the file is empty"

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
        self._annotations[annotation.id] = annotation
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


def kept_scheme(store: Store, fingerprint: str) -> Scheme | None:
    """The scheme as the database keeps it, or None."""
    texts = {stored.fingerprint: stored.text for stored in store.schemes.all()}
    return parse(texts[fingerprint]) if fingerprint in texts else None


def _digest(article: Article) -> bytes:
    content = (article.title, article.sha256, article.paragraphs, sorted(article.metadata.items()))
    return hashlib.sha256(repr((content, sorted(article.guessed))).encode()).digest()
