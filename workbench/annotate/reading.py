"""One person's passage through one article: the caret, and what the keys make of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from workbench.annotate.cursor import Cursor
from workbench.annotate.history import History
from workbench.annotate.index import LayerIndex, segment_at
from workbench.annotate.units import Table
from workbench.errors import Refused
from workbench.model import (
    Annotation,
    Article,
    AttributeValue,
    Change,
    Deed,
    Entry,
    Layer,
    ReadMark,
    Relation,
    Span,
    Step,
    inverse,
)
from workbench.scheme import Scheme
from workbench.spans import trimmed, union


class Reading(Cursor):
    """The work of one annotator on one article. Methods are named as the commands of `keys.COMMANDS`.

    Those that change something return the entry to store, which is applied here already. Those that mean nothing
    here raise Refused with the reason, and change nothing. Moves and selections are `Cursor`'s.
    """

    def __init__(
        self, article: Article, scheme: Scheme, layer: Layer, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        super().__init__(article)
        self.scheme = scheme
        self.annotator = layer.annotator
        self._now = now
        self._new_id = new_id
        self._index = LayerIndex(self.units, layer)
        self._history = History(layer.history)
        self._target: str | None = None
        self._editing: str | None = None
        self._go_where_left_off(layer)

    # What there is

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

    def touching(self, paragraph: int) -> tuple[Annotation, ...]:
        """The annotations with a segment in the paragraph, in reading order."""
        return self._index.touching(paragraph)

    def covering(self) -> tuple[Annotation, ...]:
        """The annotations that the caret is in or at the edge of, innermost first."""
        return self._index.at(self._caret)

    @property
    def target(self) -> Annotation | None:
        """The annotation that keys act on: the one chosen with `next_cover` or just made, else the innermost."""
        covering = self.covering()
        chosen = (one for one in covering if one.id == self._target)
        return self.editing or next(chosen, covering[0] if covering else None)

    @property
    def editing(self) -> Annotation | None:
        """The annotation whose edges are being moved."""
        return self.annotations[self._editing] if self._editing else None

    def changed(self, entry: Entry) -> tuple[int, ...]:
        """The paragraphs that look different after the entry, in order."""
        return tuple(sorted(set().union(*map(self._index.paragraphs_of, entry.step))))

    # Select

    def move_to(self, offset: int, extend: bool = False) -> None:
        """As `Cursor.move_to`; keys then act on the innermost annotation at the caret again."""
        super().move_to(offset, extend)
        self._target = None

    def clear(self) -> None:
        """Drop the selection, and with it new edges that were not kept."""
        self._editing = None
        self._drop()

    def grow_start(self) -> Entry | None:
        """Move the start of the selection a word out; without a selection, of the annotation, and save it."""
        raise NotImplementedError

    def shrink_start(self) -> Entry | None:
        """Move the start of the selection (or annotation) a word in."""
        raise NotImplementedError

    def grow_end(self) -> Entry | None:
        """Move the end of the selection (or annotation) a word out."""
        raise NotImplementedError

    def shrink_end(self) -> Entry | None:
        """Move the end of the selection (or annotation) a word in."""
        raise NotImplementedError

    # Label

    def tag(self, label: str) -> Entry:
        """Label the selection (while editing: relabel, with the new edges); without one, relabel the annotation."""
        raise NotImplementedError

    def next_cover(self) -> None:
        """Let keys act on the next of the annotations at the caret."""
        raise NotImplementedError

    def edit(self) -> None:
        """Take the edges of the annotation (of its segment at the caret) as selection; every move then extends."""
        raise NotImplementedError

    def keep_edit(self) -> Entry:
        """Give the annotation that is being edited the edges of the selection."""
        raise NotImplementedError

    def delete(self) -> Entry:
        """Delete the annotation and its relations."""
        raise NotImplementedError

    def set_attributes(self, id_: str, attributes: Mapping[str, AttributeValue]) -> Entry | None:
        """Give an annotation these attributes; nothing to store if it has them."""
        raise NotImplementedError

    def set_comment(self, id_: str, comment: str) -> Entry | None:
        """Give an annotation this comment; nothing to store if it has it."""
        raise NotImplementedError

    def undo(self) -> Entry:
        """Take the last step back, and go to where it was."""
        raise NotImplementedError

    def redo(self) -> Entry:
        """Do again what was undone last, and go there."""
        raise NotImplementedError

    # Read

    def read(self) -> Entry | None:
        """Mark the paragraph read and go to the next unread one. While editing: `keep_edit`."""
        raise NotImplementedError

    def unread(self) -> Entry:
        """Take the paragraph's read mark away."""
        raise NotImplementedError

    def next_unread(self) -> None:
        """Go to the next unread paragraph, from the end round to the beginning."""
        raise NotImplementedError

    def _go_where_left_off(self, layer: Layer) -> None:
        """To the last change, else to the first paragraph."""
