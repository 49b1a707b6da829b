"""What an entry of the history did, as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from workbench.annotate import Reading
from workbench.model import Annotation, Change, Deed, Entry, Note, ReadMark, Relation, Skip, Step, inverse
from workbench.tui.prose import flat, quoted
from workbench.tui.values import words

QUOTED = 38
"""Cells of a quotation in a sentence."""


class Telling:
    """Knows every annotation that was ever here, so that a relation's ends have words when they have gone."""

    def __init__(self, reading: Reading) -> None:
        self._article = reading.article
        steps = chain.from_iterable(entry.step for entry in reading.history.entries)
        ever = (value for change in steps for value in change.values if isinstance(value, Annotation))
        self._known = {**reading.index.beyond, **{one.id: one for one in ever}, **reading.annotations}

    def entry(self, entry: Entry) -> str:
        """The sentence, without a full stop: the most telling change, and how many came with it."""
        match entry.deed:
            case Deed.DO:
                return self._step(entry.step)
            case Deed.UNDO:
                return f"took back: {self._step(inverse(entry.step))}"
            case Deed.REDO:
                return f"did again: {self._step(entry.step)}"

    def change(self, change: Change) -> str:
        """The sentence for one change."""
        return "; ".join(self._sentences(change))

    def place(self, step: Step) -> Annotation | int | None:
        """Where the step did what its sentence tells: at an annotation, in a paragraph, or in no place."""
        change = min(step, key=_rank, default=None)
        match change and (change.after or change.before):
            case Annotation() as annotation:
                return annotation
            case Relation() as relation:
                ends = (self._known.get(end) for end in (relation.from_id, relation.to_id))
                return next((end for end in ends if end and end.article_id == self._article.id), None)
            case ReadMark(paragraph=number) | Note(paragraph=number):
                return number
        return None

    def quote(self, annotation: Annotation | None) -> str:
        """Its words in marks; its label and article, where that is another one."""
        if annotation is None:
            return "something that is gone"
        if annotation.article_id != self._article.id:
            return f"{annotation.label} in {annotation.article_id}"
        return _quoted(annotation.quote(self._article.text))

    def _step(self, step: Step) -> str:
        if not step:  # of several articles at once, of which this is the one where the key was pressed
            return "labelled words in other articles"
        told = self.change(min(step, key=_rank))
        return f"{told}, and {len(step) - 1} more" if len(step) > 1 else told

    def _sentences(self, change: Change) -> Iterable[str]:
        match change.before, change.after:
            case (Annotation() | None) as before, (Annotation() | None) as after:
                return self._annotation(before, after)
            case (Relation() | None) as before, (Relation() | None) as after:
                return [self._relation(before, after)]
            case (ReadMark() | None) as before, (ReadMark() | None) as after:
                return [_read(before, after)]
            case (Note() | None) as before, (Note() | None) as after:
                return [_note(before, after)]
        return [
            f"skipped the article: {change.after.reason}"
            if isinstance(change.after, Skip)
            else "took the article up again"
        ]

    def _annotation(self, before: Annotation | None, after: Annotation | None) -> Iterable[str]:
        if before and after:
            return self._differences(before, after)
        if after:
            return [f"labelled {self.quote(after)} {after.label}"]
        return [f"deleted {before.label} {self.quote(before)}" if before else ""]

    def _relation(self, before: Relation | None, after: Relation | None) -> str:
        if after:
            return f"joined {self._ends(after, 'to')}"
        return f"parted {self._ends(before, 'from')}" if before else ""

    def _differences(self, before: Annotation, after: Annotation) -> Iterator[str]:
        quote = self.quote(after)
        if before.label != after.label:
            yield f"relabelled {quote}: {before.label} → {after.label}"
        if before.segments != after.segments:
            yield f"{_edges(before, after)} {quote}, before {self.quote(before)}"
        if before.label == after.label:
            names = dict.fromkeys((*after.attributes, *before.attributes))
            changed = [name for name in names if before.attributes.get(name) != after.attributes.get(name)]
            yield from (_set(name, after, quote) for name in changed)
        if before.comment != after.comment:
            yield f"commented on {quote}: {_quoted(after.comment)}" if after.comment else f"no comment on {quote}"
        if before.unsure != after.unsure:
            yield f"{'in doubt' if after.unsure else 'no longer in doubt'} about {quote}"

    def _ends(self, relation: Relation, word: str) -> str:
        source, target = (self.quote(self._known.get(end)) for end in (relation.from_id, relation.to_id))
        return f"{source} {word} {target} ({relation.type})"


def _rank(change: Change) -> int:
    """What a step is about comes first: its annotations, then what belongs to them, then what was read."""
    order = (Annotation, Relation, Note, Skip, ReadMark)
    return next(rank for rank, kind in enumerate(order) if isinstance(change.after or change.before, kind))


def _edges(before: Annotation, after: Annotation) -> str:
    if len(after.segments) != len(before.segments):
        return "added a part to" if len(after.segments) > len(before.segments) else "took a part out of"
    starts = any(old.start != new.start for old, new in zip(before.segments, after.segments, strict=True))
    ends = any(old.end != new.end for old, new in zip(before.segments, after.segments, strict=True))
    return f"moved the {'edges' if starts and ends else 'start' if starts else 'end'} of"


def _set(name: str, annotation: Annotation, quote: str) -> str:
    value = ", ".join(words(annotation.attributes.get(name)))
    return f"set {name} to {value} on {quote}" if value else f"no {name} on {quote}"


def _read(before: ReadMark | None, after: ReadMark | None) -> str:
    if after:
        return f"read ¶ {after.paragraph + 1}"
    return f"¶ {before.paragraph + 1} is not read after all" if before else ""


def _note(before: Note | None, after: Note | None) -> str:
    if after:
        return f"noted on {_noted(after)}: {_quoted(after.text)}"
    return f"deleted the note on {_noted(before)}: {_quoted(before.text)}" if before else ""


def _noted(note: Note) -> str:
    return "the article" if note.paragraph is None else f"¶ {note.paragraph + 1}"


def _quoted(text: str) -> str:
    return quoted(flat(text), QUOTED)
