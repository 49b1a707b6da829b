"""A paragraph beside gold: the keys go from difference to difference, until the learner goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from workbench.learn import Review
from workbench.spans import intersection
from workbench.tui.feedback import signs
from workbench.tui.modes import Mode
from workbench.tui.shown import Beside

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen

_STEPS = {"tab": 1, "down": 1, "right": 1, "shift+tab": -1, "up": -1, "left": -1}


class Reviewing(Mode):
    """Any other key means what it always means: a label's letter corrects the annotation that is looked at."""

    def __init__(self, screen: ArticleScreen, review: Review) -> None:
        self._screen, self._review = screen, review
        self._rails = screen.view.rails

    def entered(self) -> None:
        self._screen.view.rails = True
        self._look()

    def typed(self, event: events.Key) -> bool:
        from workbench.tui.doing import learning

        screen, key = self._screen, event.key
        if key in _STEPS:
            self._review.step(_STEPS[key])
            self._look()
        elif key in screen.keys_of("read"):
            learning.go_on(screen)
        elif key in screen.keys_of("guideline"):
            screen.feedback.turn()
        elif key in screen.keys_of("compare"):
            learning.progress(screen)
        elif key == "escape":
            screen.leave_mode()
        else:
            return False
        return True

    def says(self, room: int) -> Text:
        shown, count = self._screen.keymap.shown_for, len(self._review.differences)
        through = f"{self._review.at + 1} of {count}  Tab ↑ ↓ through · " if count > 1 else ""
        keys = f"{through}{shown('read')} next ¶ · Esc label on · {shown('compare')} my scores"
        return Text(keys if len(keys) <= room else keys.replace(" Tab ↑ ↓", " ↑↓").replace(" through", ""), "bold")

    def resized(self) -> None:
        self._look()

    def left(self) -> None:
        self._screen.feedback.hide()
        self._screen.view.lay_beside(None)
        self._screen.view.rails = self._rails

    def _choose(self, number: int) -> None:
        self._review.step(number - self._review.at)
        self._look()
        self._screen.status.say(self.says)

    def _look(self) -> None:
        """Put the caret where the present difference is, and draw what gold has in the paragraph."""
        screen, review = self._screen, self._review
        self._go()
        gold = tuple(made for one in review.differences if not one.agrees for made in one.first)
        present = review.present
        window = screen.reading.article.paragraphs[review.paragraph]
        heavy = (present.second or present.first)[0] if present else None
        lit = intersection(present.extent, window) if present else None
        screen.moved()
        screen.view.sync()
        screen.view.lay_beside(Beside(review.paragraph, gold, signs(review), lit, heavy))
        screen.feedback.show(review, screen.scheme, screen.reading.article, self._choose)

    def _go(self) -> None:
        reading, present = self._screen.reading, self._review.present
        window = reading.article.paragraphs[self._review.paragraph]
        start = max(present.extent.start, window.start) if present else window.start
        mine = present.second[0].id if present and present.second else ""
        if mine in reading.annotations:
            reading.choose(mine, start)
        else:
            reading.clear()
            reading.move_to(start)
