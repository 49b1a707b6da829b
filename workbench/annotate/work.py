"""The work of one annotator on one article as it stands: what all commands see and change."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import datetime

from workbench.annotate.cursor import Cursor
from workbench.annotate.history import History
from workbench.annotate.index import LayerIndex, segment_at
from workbench.annotate.others import Others
from workbench.annotate.units import Units
from workbench.errors import Refused
from workbench.model import Annotation, Article, Change, Deed, Entry, Layer, Note, ReadMark, Relation, Skip, Span, Step
from workbench.scheme import Scheme


class Work:
    """A cursor in an article, what the annotator made of it, and the history of that.

    `edited` is the annotation whose edges are being moved and its segment, as they were; `target_id` the annotation
    that was made or chosen last, which keys act on for as long as the caret is at it; `others` what other people made,
    once that has been read. The commands are functions of this, by family: `moving`, `selecting`, `edges`, `labelling`,
    `passage`…; `Reading` has them as methods.
    """

    def __init__(
        self, article: Article, scheme: Scheme, layer: Layer, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self.article, self.scheme, self.annotator = article, scheme, layer.annotator
        self.now, self.new_id = now, new_id
        self.units = Units(article)
        self.cursor = Cursor(self.units)
        self.index = LayerIndex(self.units, layer)
        self.history = History(layer.history)
        self.others = Others({})
        self.edited: tuple[Annotation, Span] | None = None
        self._target_id: str | None = None
        self._last_id = ""

    # Where the person is

    @property
    def caret(self) -> int:
        """Where the caret stands: before the character at this offset."""
        return self.cursor.caret

    @property
    def selection(self) -> Span | None:
        """What is selected, as it was selected: white space at its ends is trimmed only when it is labelled."""
        return self.cursor.selection

    @property
    def selecting(self) -> bool:
        """Whether every move extends the selection."""
        return self.cursor.selecting

    @property
    def paragraph(self) -> int:
        """The paragraph of the caret, counted from 0."""
        return self.units.paragraph_at(self.caret)

    @property
    def editing(self) -> Annotation | None:
        """The annotation whose edges are being moved."""
        return self.edited[0] if self.edited else None

    @property
    def target(self) -> Annotation | None:
        """The annotation that keys act on: the one just made or chosen, else the innermost here."""
        covering = self.covering()
        chosen = (one for one in covering if one.id == self.target_id)
        return self.editing or next(chosen, covering[0] if covering else None)

    @property
    def target_id(self) -> str | None:
        """The annotation made or chosen last, until the caret moves."""
        return self._target_id

    @target_id.setter
    def target_id(self, id_: str | None) -> None:
        self._target_id = id_
        self._last_id = id_ or self._last_id

    @property
    def last(self) -> Annotation | None:
        """The annotation made, chosen or changed last, wherever the caret is now; None if it is gone."""
        return self.annotations.get(self._last_id)

    def move_to(self, offset: int, extend: bool = False) -> None:
        """Put the caret at the grapheme of this offset; keys then act on the innermost annotation there."""
        self.cursor.move_to(offset, extend)
        self.target_id = None

    def clear(self) -> None:
        """Drop the selection, and with it new edges that were not kept."""
        self.edited = None
        self.cursor.drop()

    def choose(self, annotation_id: str, offset: int) -> None:
        """Let keys act on this annotation, the caret at the offset or at the nearest end of one of its segments.

        What is selected is dropped, and so are new edges that were not kept.
        """
        segments = self.annotations[annotation_id].segments
        ends = (min(max(offset, segment.start), segment.end) for segment in segments)
        self.clear()
        self.move_to(min(ends, key=lambda end: abs(end - offset)))
        self.target_id = annotation_id

    # What is there

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """All annotations, by id."""
        return self.index.annotations

    @property
    def relations(self) -> Mapping[str, Relation]:
        """All relations, by id."""
        return self.index.relations

    @property
    def marks(self) -> Mapping[int, ReadMark]:
        """The paragraphs that have been read: paragraph, counted from 0 → its mark."""
        return self.index.marks

    @property
    def counts(self) -> Mapping[str, int]:
        """Label → number of annotations; 0 for a label without any."""
        return self.index.counts

    @property
    def notes(self) -> Mapping[str, Note]:
        """All notes on paragraphs and on the article, by id."""
        return self.index.notes

    @property
    def noted(self) -> Container[int | None]:
        """The paragraphs that have a note; None where the article has one."""
        return self.index.noted

    def note_on(self, paragraph: int | None) -> Note | None:
        """The note on the paragraph, or on the article (None)."""
        return self.index.note_on(paragraph)

    @property
    def skip(self) -> Skip | None:
        """Why the article is left out, if it is."""
        return self.index.skip

    @property
    def done(self) -> bool:
        """Whether every paragraph has been read."""
        return len(self.marks) == len(self.article.paragraphs)

    @property
    def last_label(self) -> str | None:
        """The label given last; where that was in another article, the application says which."""
        return self.history.last_label

    @last_label.setter
    def last_label(self, label: str | None) -> None:
        self.history.last_label = label

    def covering(self) -> tuple[Annotation, ...]:
        """The annotations that the caret is in or at the edge of, innermost first."""
        return self.index.at(self.caret)

    def touching(self, paragraph: int) -> tuple[Annotation, ...]:
        """The annotations with a segment in the paragraph, in reading order."""
        return self.index.touching(paragraph)

    def changed(self, entry: Entry) -> tuple[int, ...]:
        """The paragraphs that look different after the entry, in order."""
        return tuple(sorted({paragraph for change in entry.step for paragraph in self.index.paragraphs_of(change)}))

    def acted_on(self) -> tuple[Annotation, Span]:
        """The target, and its segment at the caret. Raises Refused without one."""
        if self.edited:
            return self.edited
        target = self.target
        segment = segment_at(target, self.caret) if target else None
        if target is None or segment is None:
            raise Refused("There is no annotation here: select some words, or go to one.")
        return target, segment

    def refuse_while_editing(self) -> None:
        """Raises Refused while the edges of an annotation are being moved."""
        if self.edited:
            raise Refused("An annotation is being edited: keep its new edges or drop them first.")

    # What is done

    def do(self, *changes: Change) -> Entry:
        """Make the changes, as one step; keys then act on the annotation that the last of them made.

        Anything else that comes or goes leaves keys acting on what they did.
        """
        entry, last = self.record(Deed.DO, changes), changes[-1]
        if isinstance(last.after or last.before, Annotation):
            self.target_id = last.after.id if isinstance(last.after, Annotation) else None
        return entry

    def record(self, deed: Deed, step: Step, batch: str = "") -> Entry:
        """Note the step and make its changes. Edges that are being moved are dropped: their annotation may be gone."""
        entry = Entry(deed, step, self.now(), batch)
        self.history.add(entry)
        self.index.apply(step)
        if self.edited:
            self.clear()
        return entry
