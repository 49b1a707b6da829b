"""The values that everything speaks: frozen, compared by value, standard library only.

All offsets are code points into `Article.text`, half-open. Nothing here knows a screen, a database or a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar, dataclass_transform

AttributeValue = str | bool | int | float | tuple[str, ...]

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(*, order: bool = False) -> Callable[[type[T]], type[T]]:
    """A frozen dataclass, compared by value. The type checker holds that nobody assigns to one; at run time nothing
    does: a dataclass that guards itself takes five times as long to make, and a corpus has values by the million.
    """
    return dataclass(slots=True, unsafe_hash=True, order=order)


class Kind(StrEnum):
    """What sort of annotator made a layer."""

    PERSON = "person"
    MACHINE = "machine"
    GOLD = "gold"


class Origin(StrEnum):
    """How an annotation came to be."""

    HAND = "hand"
    SUGGESTION = "suggestion"
    IMPORT = "import"
    ADJUDICATION = "adjudication"


class Verdict(StrEnum):
    """How a decision between layers came about: by a rule, or how a person decided; `added`: nobody had it."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    TOOK = "took"
    BOTH = "both"
    EDITED = "edited"
    REJECTED = "rejected"
    ADDED = "added"


class State(StrEnum):
    """How far an annotator is with an article: no paragraph read, some, all; or left out. Labels do not count."""

    TO_DO = "to do"
    IN_PROGRESS = "in progress"
    DONE = "done"
    SKIPPED = "skipped"

    @classmethod
    def of(cls, read: int, paragraphs: int, *, skipped: bool = False) -> State:
        """The state where `read` of so many paragraphs are read, or the article is `skipped`."""
        if skipped:
            return cls.SKIPPED
        if read == 0:
            return cls.TO_DO
        return cls.DONE if read == paragraphs else cls.IN_PROGRESS


@value(order=True)
class Span:
    """`[start, end)` in code points; never empty, never negative.

    Raises ValueError otherwise: whoever reads offsets from outside checks them first and says where they stood.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"[{self.start}, {self.end}) is no span")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The words under the span."""
        return text[self.start : self.end]


@value()
class Article:
    """One immutable text. `paragraphs` are in order, do not overlap, and cover every word.

    `id` is a short name that a person can type, unique in a database (made from the file's name). `metadata` holds
    what is known of the article (`title` is apart): `outlet`, `byline`, `date`, `url`, `language`, `source` (file
    name), `source_sha256`, and whatever the file brought; `guessed` names those keys that the text only suggested
    (`title` among them).
    """

    id: str
    title: str
    text: str
    paragraphs: tuple[Span, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()

    @property
    def sha256(self) -> str:
        """The text's identity: SHA-256 of its UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def word_count(self) -> int:
        """How many words white space divides: a measure of length for lists, not the tokens of agreement."""
        return len(self.text.split())


@value()
class Annotation:
    """A label on one or more segments of an article, by one annotator. `segments` are sorted and do not overlap.

    `id` is unique everywhere (32 hexadecimal digits), made where the annotation is made. `scheme` is the fingerprint
    of the scheme that it was made under. `score` is a machine's confidence, in [0, 1]. `unsure` is the annotator's
    own doubt.
    """

    id: str
    article_id: str
    annotator: str
    label: str
    segments: tuple[Span, ...]
    made_at: datetime
    scheme: str
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    comment: str = ""
    origin: Origin = Origin.HAND
    score: float | None = None
    unsure: bool = False

    @property
    def extent(self) -> Span:
        """From the first segment's start to the last one's end."""
        return Span(self.segments[0].start, self.segments[-1].end)

    def quote(self, text: str) -> str:
        """The words under the annotation, segments joined by an ellipsis."""
        return " … ".join(segment.of(text) for segment in self.segments)


def reading_order(annotation: Annotation) -> tuple[int, int, str, str]:
    """Sort key: by position, wider first, then label, then id; the same for screens, files and statistics."""
    segments = annotation.segments
    return segments[0].start, -segments[-1].end, annotation.label, annotation.id


@value()
class Relation:
    """A typed link from one annotation to another, possibly in another article. `id` as in `Annotation`."""

    id: str
    annotator: str
    type: str
    from_id: str
    to_id: str


@value()
class ReadMark:
    """`annotator` has read paragraph `paragraph` (counted from 0) of an article."""

    article_id: str
    annotator: str
    paragraph: int
    at: datetime


@value()
class Note:
    """Words on a paragraph (counted from 0), or on the whole article (None). `id` as in `Annotation`."""

    id: str
    article_id: str
    annotator: str
    paragraph: int | None
    text: str
    made_at: datetime


def note_order(note: Note) -> tuple[str, int, datetime, str]:
    """Sort key: by annotator, the notes on the article first, then by paragraph, time and id."""
    return note.annotator, -1 if note.paragraph is None else note.paragraph, note.made_at, note.id


@value()
class Skip:
    """`annotator` leaves an article out, and why; at most one for each of both."""

    article_id: str
    annotator: str
    reason: str
    at: datetime


@value()
class Decision:
    """What was decided on annotations, or relations, of several annotators that stand for the same.

    `id` is made of their ids. It belongs to the gold layer of `annotator`. `candidates` are what was decided on: of
    each its id and, after an @, a digest of what it then was; none where something was added. `extent` is from where
    the first starts to where the last ends. `result` has the ids of what came of it in gold, none where all were
    rejected. `by` is the person, or the name of the rule.
    """

    id: str
    article_id: str
    annotator: str
    extent: Span
    candidates: tuple[str, ...]
    result: tuple[str, ...]
    verdict: Verdict
    by: str
    comment: str
    at: datetime


Value = Annotation | Relation | ReadMark | Note | Skip | Decision


@value()
class Change:
    """What a person did to one value: `before` became `after`; None where it did not exist. Never both None."""

    before: Value | None
    after: Value | None

    @property
    def values(self) -> tuple[Value, ...]:
        """`before` and `after`, as far as there is one."""
        return tuple(filter(None, (self.before, self.after)))

    def inverse(self) -> Change:
        return Change(self.after, self.before)


Step = tuple[Change, ...]
"""Changes that belong together: stored in one transaction, undone by one key."""


def inverse(step: Step) -> Step:
    """The step that takes this one back."""
    return tuple(change.inverse() for change in reversed(step))


class Deed(StrEnum):
    """What an entry of the history was: something done, or an earlier step undone or done again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@value()
class Entry:
    """One line of a layer's history. An undo's `step` is the inverse of the step that it takes back.

    `batch` is what entries of several layers share that were done together: they are undone and done again together.
    """

    deed: Deed
    step: Step
    at: datetime
    batch: str = ""


@value()
class Layer:
    """What one annotator made on one article, and how: annotations in reading order, history oldest first.

    `relations` are those that start or end here; `beyond` are the annotations of other articles at the far ends of
    these, and of those in the history. `decisions` are those of a gold layer, by place.
    """

    article_id: str
    annotator: str
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    read: tuple[ReadMark, ...] = ()
    history: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    skip: Skip | None = None
    beyond: tuple[Annotation, ...] = ()
    decisions: tuple[Decision, ...] = ()


@value()
class Annotated:
    """An article with what annotators made of it: what every format reads and writes.

    Annotations are in reading order, relations by id (those that start here), read marks by annotator and paragraph,
    notes by annotator, paragraph and time, skips by annotator, decisions by annotator and place. `by` names those whose
    layers are in it although they may have made nothing: of who has made something it need not say so.
    """

    article: Article
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    read: tuple[ReadMark, ...] = ()
    notes: tuple[Note, ...] = ()
    skips: tuple[Skip, ...] = ()
    by: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
