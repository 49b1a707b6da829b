"""One person's passage through one article: the caret, and what the keys make of the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from workbench.annotate import (
    comparing,
    edges,
    finding,
    going_back,
    labelling,
    linking,
    moving,
    noting,
    passage,
    removing,
    repeating,
    segments,
    selecting,
)
from workbench.annotate.work import Work
from workbench.model import Article, Layer
from workbench.scheme import Scheme


class Reading(Work):
    """The work of one annotator on one article, with every command as a method of the name in `keys.COMMANDS`.

    Those that change something return the entry to store, which is applied here already. Those that mean nothing
    here raise Refused with the reason, and change nothing.
    """

    def __init__(
        self, article: Article, scheme: Scheme, layer: Layer, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        super().__init__(article, scheme, layer, now=now, new_id=new_id)
        passage.go_where_left_off(self)

    def warm(self) -> None:
        """Load what the first key that asks for a sentence would wait for (17 to 40 ms). For an idle moment."""
        self.units.sentences[self.paragraph]

    left = moving.left
    right = moving.right
    word_left = moving.word_left
    word_right = moving.word_right
    sentence_left = moving.sentence_left
    sentence_right = moving.sentence_right
    paragraph_up = moving.paragraph_up
    paragraph_down = moving.paragraph_down
    article_start = moving.article_start
    article_end = moving.article_end
    go_to_paragraph = moving.go_to_paragraph
    extend_left = moving.extend_left
    extend_right = moving.extend_right
    extend_word_left = moving.extend_word_left
    extend_word_right = moving.extend_word_right

    next_annotation = finding.next_annotation
    previous_annotation = finding.previous_annotation
    next_same = finding.next_same
    previous_same = finding.previous_same

    select = selecting.select
    select_word = selecting.select_word
    select_sentence = selecting.select_sentence
    select_quotation = selecting.select_quotation
    select_paragraph = selecting.select_paragraph
    swap_ends = selecting.swap_ends
    grow = selecting.grow
    shrink = selecting.shrink

    grow_start = edges.grow_start
    shrink_start = edges.shrink_start
    grow_end = edges.grow_end
    shrink_end = edges.shrink_end
    edit = edges.edit
    keep_edit = edges.keep_edit

    next_cover = labelling.next_cover
    tag = labelling.tag
    delete = labelling.delete
    set_attributes = labelling.set_attributes
    set_comment = labelling.set_comment

    repeat = repeating.repeat
    sought = repeating.sought
    occurrences = repeating.occurrences
    label_all = repeating.label_all

    add_segment = segments.add_segment
    remove_segment = segments.remove_segment

    relate = linking.relate

    agrees = comparing.agrees
    comparable = comparing.comparable
    differences = comparing.differences
    score = comparing.score

    set_note = noting.set_note
    unsure = noting.unsure
    skip_article = noting.skip_article
    take_up = noting.take_up

    read = passage.read
    unread = passage.unread
    tick = passage.tick
    next_unread = passage.next_unread
    undo = passage.undo
    redo = passage.redo

    go_back = going_back.go_back
    remove = removing.remove
    remove_remark = removing.remove_remark
