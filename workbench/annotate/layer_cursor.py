"""A cursor that knows the layer: what is at the caret, what was done, and going where it was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from workbench.annotate.cursor import Cursor
from workbench.annotate.history import History
from workbench.annotate.index import LayerIndex, segment_at
from workbench.errors import Refused
from workbench.model import Annotation, Article, Change, Deed, Entry, Layer, ReadMark, Relation, Span, Step, inverse


class LayerCursor(Cursor):
    """A cursor in an article and what one annotator made of it so far; it finds and records, and makes nothing new."""

    def __init__(self, article: Article, layer: Layer, now: Callable[[], datetime]) -> None:
        super().__init__(article)
        self.annotator = layer.annotator
        self._now = now
        self._index = LayerIndex(self.units, layer)
        self._history = History(layer.history)
        self._target: str | None = None
        self._editing: tuple[Annotation, Span] | None = None
        self._go_where_left_off(layer.history)

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """All annotations, by id."""
        return self._index.annotations

    @property
    def relations(self) -> Mapping[str, Relation]:
        """All relations, by id."""
        return self._index.relations

    @property
    def marks(self) -> Mapping[int, ReadMark]:
        """The paragraphs that have been read: paragraph, counted from 0 → its mark."""
        return self._index.marks

    @property
    def counts(self) -> Mapping[str, int]:
        """Label → number of annotations; 0 for a label without any."""
        return self._index.counts

    @property
    def done(self) -> bool:
        """Whether every paragraph has been read."""
        return len(self.marks) == len(self.article.paragraphs)

    @property
    def editing(self) -> Annotation | None:
        """The annotation whose edges are being moved."""
        return self._editing[0] if self._editing else None

    @property
    def target(self) -> Annotation | None:
        """The annotation that keys act on: the one just made or chosen with `next_cover`, else the innermost here."""
        covering = self.covering()
        chosen = (one for one in covering if one.id == self._target)
        return self.editing or next(chosen, covering[0] if covering else None)

    def covering(self) -> tuple[Annotation, ...]:
        """The annotations that the caret is in or at the edge of, innermost first."""
        return self._index.at(self._caret)

    def touching(self, paragraph: int) -> tuple[Annotation, ...]:
        """The annotations with a segment in the paragraph, in reading order."""
        return self._index.touching(paragraph)

    def changed(self, entry: Entry) -> tuple[int, ...]:
        """The paragraphs that look different after the entry, in order."""
        return tuple(sorted({paragraph for change in entry.step for paragraph in self._index.paragraphs_of(change)}))

    def move_to(self, offset: int, extend: bool = False) -> None:
        """As `Cursor.move_to`; keys then act on the innermost annotation at the caret again."""
        super().move_to(offset, extend)
        self._target = None

    def clear(self) -> None:
        """Drop the selection, and with it new edges that were not kept."""
        self._editing = None
        self._drop()

    def select(self) -> None:
        """As `Cursor.select`. Raises Refused while editing, which is selecting from its beginning to its end."""
        self._refuse_while_editing()
        super().select()

    def choose(self, annotation_id: str, offset: int) -> None:
        """Let keys act on this annotation, the caret at the offset or at the nearest end of one of its segments.

        What is selected is dropped, and so are new edges that were not kept.
        """
        segments = self.annotations[annotation_id].segments
        ends = (min(max(offset, segment.start), segment.end) for segment in segments)
        self.clear()
        self.move_to(min(ends, key=lambda end: abs(end - offset)))
        self._target = annotation_id

    def next_cover(self) -> None:
        """Let keys act on the next of the annotations at the caret."""
        self._refuse_while_editing()
        target, _ = self._acted_on()
        ids = [one.id for one in self.covering()]
        self._target = ids[(ids.index(target.id) + 1) % len(ids)]

    def next_unread(self) -> None:
        """Go to the next unread paragraph, from the end round to the beginning."""
        if self.done:
            raise Refused("Every paragraph is read: this article is done.")
        count = len(self.article.paragraphs)
        following = (n % count for n in range(self.paragraph + 1, self.paragraph + 1 + count))
        self.clear()
        self.move_to(self.article.paragraphs[next(n for n in following if n not in self.marks)].start)

    def undo(self) -> Entry:
        """Take the last step back, and go to where it was."""
        if self._history.to_undo is None:
            raise Refused("There is nothing to undo.")
        return self._go_to(self._record(Deed.UNDO, inverse(self._history.to_undo)))

    def redo(self) -> Entry:
        """Do again what was undone last, and go to where it was."""
        if self._history.to_redo is None:
            raise Refused("There is nothing to do again.")
        return self._go_to(self._record(Deed.REDO, self._history.to_redo))

    def _refuse_while_editing(self) -> None:
        if self._editing:
            raise Refused("An annotation is being edited: keep its new edges or drop them first.")

    def _acted_on(self) -> tuple[Annotation, Span]:
        """The target, and its segment at the caret."""
        if self._editing:
            return self._editing
        target = self.target
        segment = segment_at(target, self._caret) if target else None
        if target is None or segment is None:
            raise Refused("There is no annotation here: select some words, or go to one.")
        return target, segment

    def _do(self, *changes: Change) -> Entry:
        entry = self._record(Deed.DO, changes)
        after = changes[-1].after
        self._target = after.id if isinstance(after, Annotation) else None
        return entry

    def _record(self, deed: Deed, step: Step) -> Entry:
        """Note the step and make its changes. Edges that are being moved are dropped: their annotation may be gone."""
        entry = Entry(deed, step, self._now())
        self._history.add(entry)
        self._index.apply(step)
        if self._editing:
            self.clear()
        return entry

    def _go_to(self, entry: Entry) -> Entry:
        """Put the caret where the entry changed something: a relation, at the annotation where it starts."""
        self.clear()
        values = [change.after or change.before for change in entry.step]
        marked = self._marked(entry)
        if marked:
            self.move_to(marked.extent.end)
            self._target = marked.id
        mark = next((value for value in values if isinstance(value, ReadMark)), None)
        if mark:
            self.move_to(self.article.paragraphs[mark.paragraph].start)
        return entry

    def _marked(self, entry: Entry) -> Annotation | None:
        """The annotation that the entry is about."""
        values = [change.after or change.before for change in entry.step]
        starts = (self.annotations.get(value.from_id) for value in values if isinstance(value, Relation))
        return next((value for value in (*values, *starts) if isinstance(value, Annotation)), None)

    def _go_where_left_off(self, history: Sequence[Entry]) -> None:
        """To the last change, or to the next unread paragraph if that was reading one or nothing was changed yet."""
        last = [self._go_to(entry) for entry in history[-1:]]
        if not any(map(self._marked, last)) and self.paragraph in self.marks and not self.done:
            self.next_unread()
