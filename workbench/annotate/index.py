"""What a layer holds now, found by place: annotations, relations, read marks, notes, and whether it is skipped."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from types import MappingProxyType

from workbench.annotate.units import Units
from workbench.model import (
    Annotation,
    Change,
    Decision,
    Layer,
    Note,
    ReadMark,
    Relation,
    Skip,
    Span,
    Step,
    Value,
    reading_order,
)


class LayerIndex:
    """The values of one layer. A change costs as much as the paragraphs that it touches, never as the article."""

    def __init__(self, units: Units, layer: Layer) -> None:
        self._units = units
        self._annotations: dict[str, Annotation] = {}
        self._relations: dict[str, Relation] = {}
        self._by_end: defaultdict[str, dict[str, Relation]] = defaultdict(dict)
        self._marks: dict[int, ReadMark] = {}
        self._by_paragraph: dict[int, list[Annotation]] = {}
        self._counts: Counter[str] = Counter()
        self._notes: dict[str, Note] = {}
        self._notes_on: defaultdict[int | None, dict[str, Note]] = defaultdict(dict)
        self.skip: Skip | None = layer.skip
        self.beyond = {one.id: one for one in layer.beyond}
        """The annotations of other articles at the far ends of relations, by id."""
        self._decisions: dict[str, Decision] = {}
        self._found: tuple[int, tuple[Annotation, ...]] | None = None  # what `at` gave last: a key asks many times
        values: tuple[Value, ...] = (
            *layer.annotations,
            *layer.relations,
            *layer.read,
            *layer.notes,
            *layer.decisions,
        )
        for value in values:
            self._put(value)

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """By id."""
        return MappingProxyType(self._annotations)

    @property
    def relations(self) -> Mapping[str, Relation]:
        """By id."""
        return MappingProxyType(self._relations)

    @property
    def marks(self) -> Mapping[int, ReadMark]:
        """By paragraph."""
        return MappingProxyType(self._marks)

    @property
    def notes(self) -> Mapping[str, Note]:
        """By id."""
        return MappingProxyType(self._notes)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """By id."""
        return MappingProxyType(self._decisions)

    @property
    def noted(self) -> Container[int | None]:
        """The paragraphs that have a note; None where the article has one."""
        return self._notes_on.keys()

    def note_on(self, paragraph: int | None) -> Note | None:
        """The note on the paragraph, or on the article (None); the oldest where an import has brought several."""
        return min(self._notes_on.get(paragraph, {}).values(), key=lambda note: (note.made_at, note.id), default=None)

    @property
    def counts(self) -> Mapping[str, int]:
        """Label → number of annotations; 0 for any other."""
        return self._counts

    def touching(self, paragraph: int) -> tuple[Annotation, ...]:
        """The annotations with a segment in the paragraph, in reading order."""
        return tuple(self._by_paragraph.get(paragraph, ()))

    def at(self, offset: int) -> tuple[Annotation, ...]:
        """The annotations with a segment that the offset is in or at the edge of, innermost first."""
        if self._found is None or self._found[0] != offset:
            near = self._by_paragraph.get(self._units.paragraph_at(offset), ())
            self._found = offset, tuple(sorted((one for one in near if segment_at(one, offset)), key=_innermost))
        return self._found[1]

    def relations_of(self, id_: str) -> tuple[Relation, ...]:
        """The relations that start or end at the annotation."""
        return tuple(self._by_end.get(id_, {}).values())

    def twin(self, annotation: Annotation) -> Annotation | None:
        """Another annotation with the same label on the same segments."""
        near = self._by_paragraph.get(self._paragraphs(annotation)[0], ())
        same = (one for one in near if (one.label, one.segments) == (annotation.label, annotation.segments))
        return next((one for one in same if one.id != annotation.id), None)

    def present(self, value: Value) -> Value | None:
        """What has become of the value; None where it is gone."""
        match value:
            case Annotation():
                return self._annotations.get(value.id)
            case Relation():
                return self._relations.get(value.id)
            case ReadMark():
                return self._marks.get(value.paragraph)
            case Note():
                return self._notes.get(value.id)
            case Skip():
                return self.skip
            case Decision():
                return self._decisions.get(value.id)

    def apply(self, step: Step) -> None:
        """Make the step's changes."""
        self._found = None
        for change in step:
            if change.before:
                self._remove(change.before)
            if change.after:
                self._put(change.after)

    def paragraphs_of(self, change: Change) -> set[int]:
        """The paragraphs that look different after the change."""
        return {paragraph for value in change.values for paragraph in self._paragraphs(value)}

    def _paragraphs(self, value: Value) -> list[int]:
        match value:
            case Annotation():
                return sorted({n for segment in value.segments for n in self._units.paragraphs_of(segment)})
            case Relation():
                ends = (self._annotations.get(end) for end in (value.from_id, value.to_id))
                return [paragraph for end in ends if end for paragraph in self._paragraphs(end)]
            case ReadMark():
                return [value.paragraph]
            case Note():
                return [] if value.paragraph is None else [value.paragraph]
            case Skip():
                return []
            case Decision():
                return list(self._units.paragraphs_of(value.extent))

    def _put(self, value: Value) -> None:
        match value:
            case Annotation():
                self._annotations[value.id] = value
                self._counts[value.label] += 1
                for paragraph in self._paragraphs(value):
                    insort(self._by_paragraph.setdefault(paragraph, []), value, key=reading_order)
            case Relation():
                self._relations[value.id] = value
                for end in (value.from_id, value.to_id):
                    self._by_end[end][value.id] = value
            case ReadMark():
                self._marks[value.paragraph] = value
            case Note():
                self._notes[value.id] = self._notes_on[value.paragraph][value.id] = value
            case Skip():
                self.skip = value
            case Decision():
                self._decisions[value.id] = value

    def _remove(self, value: Value) -> None:
        match value:
            case Annotation():
                self._remove_annotation(value.id)
            case Relation():
                self._remove_relation(value.id)
            case ReadMark():
                self._marks.pop(value.paragraph, None)
            case Note():
                self._remove_note(value.id)
            case Skip():
                self.skip = None
            case Decision():
                self._decisions.pop(value.id, None)

    def _remove_annotation(self, id_: str) -> None:
        if present := self._annotations.pop(id_, None):
            self._counts[present.label] -= 1
            for paragraph in self._paragraphs(present):
                self._by_paragraph[paragraph].remove(present)

    def _remove_note(self, id_: str) -> None:
        if present := self._notes.pop(id_, None):
            beside = self._notes_on[present.paragraph]
            del beside[id_]
            if not beside:
                del self._notes_on[present.paragraph]

    def _remove_relation(self, id_: str) -> None:
        if present := self._relations.pop(id_, None):
            for end in {present.from_id, present.to_id}:
                del self._by_end[end][id_]


def segment_at(annotation: Annotation, offset: int) -> Span | None:
    """The segment that the offset is in or at the edge of."""
    return next((segment for segment in annotation.segments if segment.start <= offset <= segment.end), None)


def _innermost(annotation: Annotation) -> tuple[int, tuple[int, int, str, str]]:
    return sum(map(len, annotation.segments)), reading_order(annotation)
