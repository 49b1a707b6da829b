"""One person's passage through one article: the caret, and what the keys make of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from workbench.annotate.layer_cursor import LayerCursor
from workbench.annotate.revise import relabelled, with_edges
from workbench.errors import Refused
from workbench.model import Annotation, Article, AttributeValue, Change, Entry, Layer, ReadMark, Span
from workbench.scheme import Scheme
from workbench.spans import trimmed


class Reading(LayerCursor):
    """The work of one annotator on one article. Methods are named as the commands of `keys.COMMANDS`.

    Those that change something return the entry to store, which is applied here already. Those that mean nothing
    here raise Refused with the reason, and change nothing. Moves and selections are `Cursor`'s,
    undo and what is at the caret `LayerCursor`'s.
    """

    def __init__(
        self, article: Article, scheme: Scheme, layer: Layer, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        super().__init__(article, layer, now)
        self.scheme = scheme
        self._new_id = new_id

    # Edges

    def grow_start(self) -> Entry | None:
        """Move the start of the selection a word out; without a selection, of the annotation, and save it."""
        return self._move_edges(lambda span: (self.units.before(self.units.word_starts, span.start), span.end))

    def shrink_start(self) -> Entry | None:
        """Move the start of the selection (or annotation) a word in."""
        return self._move_edges(lambda span: (self.units.after(self.units.word_starts, span.start), span.end))

    def grow_end(self) -> Entry | None:
        """Move the end of the selection (or annotation) a word out."""
        return self._move_edges(lambda span: (span.start, self.units.after(self.units.word_ends, span.end)))

    def shrink_end(self) -> Entry | None:
        """Move the end of the selection (or annotation) a word in."""
        return self._move_edges(lambda span: (span.start, self.units.before(self.units.word_ends, span.end)))

    def _move_edges(self, moved: Callable[[Span], tuple[int, int]]) -> Entry | None:
        target, span = (None, self.selection) if self.selection else self._acted_on()
        start, end = moved(span)
        if start >= end:
            raise Refused("Nothing would be left.")
        if (start, end) == (span.start, span.end):
            raise Refused("The article ends here.")
        if target is None:
            self._take(Span(start, end), caret_at_start=self._caret == span.start)
            return None
        edges = self._words_in(Span(start, end))
        entry = self._save_marked(target, with_edges(target, span, edges, self.scheme))
        self._caret = self.units.stop_before(min(max(self._caret, edges.start), edges.end))
        return entry

    # Label

    def tag(self, label: str) -> Entry:
        """Label the selection (while editing: relabel, with the new edges); without one, relabel the annotation."""
        if self._editing:
            edited, span = self._edited()
            return self._rest_at(span, self._save_marked(self._editing[0], relabelled(edited, label, self.scheme)))
        if self.selection:
            span = self._trimmed_selection()
            return self._rest_at(span, self._save_marked(None, self._new(label, span)))
        target, _ = self._acted_on()
        return self._save_marked(target, relabelled(target, label, self.scheme))

    def edit(self) -> None:
        """Take the edges of the annotation (of its segment at the caret) as selection; every move then extends."""
        self._editing = self._acted_on()
        self._take(self._editing[1])
        self._selecting = True

    def keep_edit(self) -> Entry | None:
        """Give the annotation that is being edited the edges of the selection; nothing to store if they are its own."""
        if self._editing is None:
            raise Refused("No annotation is being edited.")
        before, (after, span) = self._editing[0], self._edited()
        if after.segments == before.segments:
            self.clear()
            return None
        return self._rest_at(span, self._save_marked(before, after))

    def delete(self) -> Entry:
        """Delete the annotation and its relations."""
        target, _ = self._acted_on()
        relations = (Change(relation, None) for relation in self._index.relations_of(target.id))
        return self._do(*relations, Change(target, None))

    def set_attributes(self, id_: str, attributes: Mapping[str, AttributeValue]) -> Entry | None:
        """Give an annotation these attributes, and no other; nothing to store if it has them."""
        before = self._still_there(id_)
        return self._save(before, replace(before, attributes=dict(attributes), scheme=self.scheme.fingerprint))

    def set_comment(self, id_: str, comment: str) -> Entry | None:
        """Give an annotation this comment; nothing to store if it has it."""
        before = self._still_there(id_)
        return self._save(before, replace(before, comment=comment, scheme=self.scheme.fingerprint))

    # Read

    def read(self) -> Entry | None:
        """Mark the paragraph read and go to the next unread one; while editing, `keep_edit`."""
        if self._editing:
            return self.keep_edit()
        entry = None
        if self.paragraph not in self.marks:
            mark = ReadMark(self.article.id, self.annotator, self.paragraph, self._now())
            entry = self._do(Change(None, mark))
        if entry is None or not self.done:
            self.next_unread()
        return entry

    def unread(self) -> Entry:
        """Take the paragraph's read mark away."""
        if self.paragraph not in self.marks:
            raise Refused("This paragraph is not marked as read.")
        return self._do(Change(self.marks[self.paragraph], None))

    # What these stand on

    def _still_there(self, id_: str) -> Annotation:
        """The annotation; another window may have taken it away while a form was open."""
        if id_ not in self.annotations:
            raise Refused("The annotation is no longer there.")
        return self.annotations[id_]

    def _trimmed_selection(self) -> Span:
        if self.selection is None:
            raise Refused("Nothing is selected.")
        return self._words_in(self.selection)

    def _words_in(self, span: Span) -> Span:
        inside = trimmed(self.article.text, span)
        if inside is None:
            raise Refused("There is nothing but white space.")
        return inside

    def _edited(self) -> tuple[Annotation, Span]:
        """The annotation that is being edited as it would be kept, and the edges that it would get."""
        span = self._trimmed_selection()
        return with_edges(*self._acted_on(), span, self.scheme), span

    def _new(self, label: str, span: Span) -> Annotation:
        return Annotation(
            id=self._new_id(),
            article_id=self.article.id,
            annotator=self.annotator,
            label=label,
            segments=(span,),
            made_at=self._now(),
            scheme=self.scheme.fingerprint,
            attributes=self.scheme.defaults(label),
        )

    def _save_marked(self, before: Annotation | None, after: Annotation) -> Entry:
        """Store a label or edges. Raises Refused where the same words bear the same label already."""
        unchanged = before and (before.label, before.segments) == (after.label, after.segments)
        if unchanged or self._index.twin(after):
            raise Refused(f"These words are {after.label} already.")
        return self._do(Change(before, after))

    def _save(self, before: Annotation, after: Annotation) -> Entry | None:
        unchanged = (before.attributes, before.comment) == (after.attributes, after.comment)
        return None if unchanged else self._do(Change(before, after))

    def _rest_at(self, span: Span, entry: Entry) -> Entry:
        """Drop the selection with the caret at the end of what was labelled."""
        self._drop()
        self._caret = self.units.stop_after(span.end)
        return entry
