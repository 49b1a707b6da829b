"""Under the article: how a paragraph stands to gold, and the guideline of the label that is concerned."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from workbench.learn import Review
from workbench.learn.review import guidelines
from workbench.model import Article
from workbench.scheme import Label, Scheme
from workbench.tui.feedback import row, summary
from workbench.tui.widgets.guideline import lines
from workbench.tui.widgets.kept import Kept

LEAST, MOST = 10, 18
"""Rows that the panel may have, if it has so much to say; in between two fifths of the screen."""
GUIDELINE = 5
"""Rows that the guideline has, if it is so long, where it stands under the list, without empty ones."""
WIDE = 110
"""Cells from which on it stands beside the list."""
READABLE = 90
"""Cells of the guideline at most."""


class Feedback(Kept):
    """A summary, a row for each difference, and the guideline; a click on a row chooses it."""

    DEFAULT_CSS = """
    Feedback { display: none; padding: 0 1; background: $surface; }
    """

    def __init__(self, further: Callable[[], str]) -> None:
        """`further` says the key that turns the page of the guideline."""
        super().__init__()
        self._further = further
        self._choose: Callable[[int], object] = lambda _: None
        self._head, self._rows, self._page = Text(), list[Text](), list[Text]()
        self._at = self._top = self._longest = 0
        self._shown: tuple[Review, Size] | None = None

    def show(self, review: Review, scheme: Scheme, article: Article, choose: Callable[[int], object]) -> None:
        """Show a review of a paragraph of the article; `choose` is called with the number of a row that is clicked."""
        self.display = True
        self._choose = choose
        self._head = summary(review)
        paragraph = article.paragraphs[review.paragraph]
        self._rows = [row(one, scheme, article.text, paragraph) for one in review.differences]
        self._at, self._top = review.at, 0
        self._page = self._told(review.guidelines(scheme), scheme)
        if self._shown != (review, self.app.size):
            self._shown = review, self.app.size
            self._fit(review, scheme)
        self.refresh()

    def _fit(self, review: Review, scheme: Scheme) -> None:
        """Be as high as what is said of any of the differences, so that the text stays while one goes through them."""
        most = max(LEAST, min(MOST, self.app.size.height * 2 // 5))
        self._longest = 0
        for one in review.differences:
            self._longest = max(self._longest, len(self._told(guidelines(one, scheme), scheme)))
            if self._longest >= most:
                break
        said = max(len(self._rows), self._longest) if self._beside else len(self._rows) + self._longest
        self.styles.height = min(most, 1 + said)

    def _told(self, labels: Iterable[Label], scheme: Scheme) -> list[Text]:
        """Their guidelines, wrapped; an empty line between two where there is room."""
        width = min(READABLE, self._beside or self._width)
        pages = (lines(label, scheme, (), width, self.app.console) for label in labels)
        if not self._beside:
            return [line for page in pages for line in page if line]
        return [line for page in pages for line in (*page, Text())][:-1]

    def hide(self) -> None:
        """Take it away."""
        self.display = False

    def turn(self) -> None:
        """Show what of the guideline had no room; after the last of it the first again."""
        room = self._room - 1
        self._top = self._top + room if self._top + room + 1 < len(self._page) else 0
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        number = self._first + event.y - 1
        if 1 <= event.y <= self._listed and number < len(self._rows) and event.x <= self._width - self._beside:
            self._choose(number)

    def render_line(self, y: int) -> Strip:
        if y == 0:
            rule = "─" * max(0, self.size.width - self._head.cell_len - 2)
            return self.fitted(Text.assemble(self._head, (f"  {rule}", "dim not bold")))
        if self._beside:
            left = self._item(y - 1) if y <= self._listed else Text()
            left.truncate(self._width - self._beside - 2, overflow="ellipsis", pad=True)
            return self.fitted(Text.assemble(left, "  ", self._line(y - 1)))
        if y <= self._listed:
            return self.fitted(self._item(y - 1))
        return self.fitted(self._line(y - self._listed - 1))

    @property
    def _width(self) -> int:
        """Cells of the screen without the padding; `size` follows only when all is laid out."""
        return self.app.size.width - 2

    @property
    def _height(self) -> int:
        return int(self.styles.height.value) if self.styles.height else LEAST

    @property
    def _beside(self) -> int:
        """Cells of the guideline where it stands beside the list, else 0."""
        return min(READABLE, self._width // 2) if self._width >= WIDE else 0

    @property
    def _listed(self) -> int:
        """Rows that show differences."""
        below = 0 if self._beside else min(GUIDELINE, self._longest)
        return max(1, min(len(self._rows), self._height - 1 - below))

    @property
    def _first(self) -> int:
        """The difference in the first of them: the present one is always in view."""
        return max(0, min(self._at - self._listed // 2, len(self._rows) - self._listed))

    @property
    def _room(self) -> int:
        """Rows of the guideline."""
        return self._height - 1 if self._beside else self._height - self._listed - 1

    def _item(self, number: int) -> Text:
        number += self._first
        if number >= len(self._rows):
            return Text()
        present = number == self._at
        return Text.assemble(("▸ " if present else "  ", "bold"), self._rows[number].copy())

    def _line(self, number: int) -> Text:
        index = self._top + number
        if number == self._room - 1 and index < len(self._page) - 1:
            return Text(f"⋯ {self._further()}: further", "dim")
        return self._page[index].copy() if index < len(self._page) else Text()
