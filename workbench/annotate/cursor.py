"""The caret and the selection: moving and selecting, without a thought for annotations."""

from __future__ import annotations

from workbench.annotate.units import Table, Units
from workbench.errors import Refused
from workbench.model import Article, Span


class Cursor:
    """A caret that rests on grapheme boundaries inside paragraphs, and perhaps a selection from an anchor to it.

    Every move takes `extend`: the selection then reaches from where the caret was to where it goes. While `selecting`
    every move does so. A move that is blocked by the article's ends stays where it is.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.units = Units(article)
        self._caret = article.paragraphs[0].start
        self._anchor: int | None = None
        self._selecting = False

    @property
    def caret(self) -> int:
        """Where the caret stands: before the character at this offset."""
        return self._caret

    @property
    def anchor(self) -> int | None:
        """The end of the selection that does not move; None without a selection."""
        return self._anchor

    @property
    def selection(self) -> Span | None:
        """What is selected, as it was selected: white space at its ends is trimmed only when it is labelled."""
        if self._anchor is None or self._anchor == self._caret:
            return None
        return Span(*sorted((self._anchor, self._caret)))

    @property
    def selecting(self) -> bool:
        """Whether every move extends the selection."""
        return self._selecting

    @property
    def paragraph(self) -> int:
        """The paragraph of the caret, counted from 0."""
        return self.units.paragraph_at(self._caret)

    def move_to(self, offset: int, extend: bool = False) -> None:
        """Put the caret at the grapheme of this offset; between paragraphs, at the nearest end of one."""
        if not extend and not self._selecting:
            self._anchor = None
        elif self._anchor is None:
            self._anchor = self._caret
        self._caret = self.units.stop_before(offset)

    def left(self, extend: bool = False) -> None:
        """One grapheme left; a selection that is not extended shrinks to its start."""
        free = self.selection if not extend and not self._selecting else None
        self.move_to(free.start if free else self.units.before(self.units.stops, self._caret), extend)

    def right(self, extend: bool = False) -> None:
        """One grapheme right; a selection that is not extended shrinks to its end."""
        free = self.selection if not extend and not self._selecting else None
        self.move_to(free.end if free else self.units.after(self.units.stops, self._caret), extend)

    def word_left(self, extend: bool = False) -> None:
        """To the start of this word or the previous one (or of the paragraph)."""
        self.move_to(self.units.before(self.units.word_starts, self._caret), extend)

    def word_right(self, extend: bool = False) -> None:
        """To the end of this word or the next one (or of the paragraph)."""
        self.move_to(self.units.stop_after(self.units.after(self.units.word_ends, self._caret)), extend)

    def sentence_left(self, extend: bool = False) -> None:
        """To the start of this sentence or the previous one."""
        self.move_to(self.units.before(self.units.sentence_starts, self._caret), extend)

    def sentence_right(self, extend: bool = False) -> None:
        """To the start of the next sentence, or the article's end."""
        self.move_to(self.units.stop_after(self.units.after(self.units.sentence_starts, self._caret)), extend)

    def paragraph_up(self, extend: bool = False) -> None:
        """To the start of the previous paragraph; in the first one, of that."""
        self.move_to(self.article.paragraphs[max(0, self.paragraph - 1)].start, extend)

    def paragraph_down(self, extend: bool = False) -> None:
        """To the start of the next paragraph; in the last one, to its end."""
        spans, following = self.article.paragraphs, self.paragraph + 1
        self.move_to(spans[following].start if following < len(spans) else spans[-1].end, extend)

    def article_start(self, extend: bool = False) -> None:
        """To the first character of the first paragraph."""
        self.move_to(self.article.paragraphs[0].start, extend)

    def article_end(self, extend: bool = False) -> None:
        """Behind the last character of the last paragraph."""
        self.move_to(self.article.paragraphs[-1].end, extend)

    def extend_left(self) -> None:
        """`left`, extending."""
        self.left(extend=True)

    def extend_right(self) -> None:
        """`right`, extending."""
        self.right(extend=True)

    def extend_word_left(self) -> None:
        """`word_left`, extending."""
        self.word_left(extend=True)

    def extend_word_right(self) -> None:
        """`word_right`, extending."""
        self.word_right(extend=True)

    def select(self) -> None:
        """Start selecting at the caret (with a selection: go on with it), or stop and keep what is selected."""
        self._selecting = not self._selecting
        if self._selecting and self._anchor is None:
            self._anchor = self._caret

    def swap_ends(self) -> None:
        """Let the caret take the other end of the selection. Raises Refused without one."""
        if self._anchor is None or self.selection is None:
            raise Refused("Nothing is selected.")
        self._anchor, self._caret = self._caret, self._anchor

    def select_word(self) -> None:
        """The word at the caret; with a selection, out to whole words, then one word more."""
        self._select_unit(self.units.words, "word")

    def select_sentence(self) -> None:
        """The sentence at the caret; with a selection, out to whole sentences, then one more."""
        self._select_unit(self.units.sentences, "sentence")

    def select_paragraph(self) -> None:
        """The paragraph at the caret; with a selection, out to whole paragraphs, then one more."""
        self._select_unit(self.units.paragraphs, "paragraph")

    def select_quotation(self) -> None:
        """The innermost quotation around the caret with its marks; with a selection, the innermost around that."""
        selected = self.selection
        start, end = (selected.start, selected.end) if selected else (self._caret, self._caret)
        found = self.units.quotation_around(start, end)
        if found is None:
            raise Refused("There is no quotation around this." if selected else "There is no quotation here.")
        self._take(found)

    def _select_unit(self, units: Table[Span], name: str) -> None:
        selected = self.selection
        found = self.units.extended(units, selected) if selected else self.units.at(units, self._caret)
        if found is None:
            raise Refused(f"There is no further {name}." if selected else f"There is no {name} here.")
        self._take(found)

    def _take(self, span: Span, caret_at_start: bool = False) -> None:
        """Select the span, moved out to whole graphemes."""
        start, end = self.units.stop_before(span.start), self.units.stop_after(span.end)
        self._anchor, self._caret = (end, start) if caret_at_start else (start, end)

    def _drop(self) -> None:
        """No selection; the caret stays."""
        self._anchor, self._selecting = None, False
