"""What stands beside the article where there is room: all labels, or the guideline of one."""

from __future__ import annotations

from collections.abc import Callable

from workbench.annotate import Reading
from workbench.keymap import Keymap
from workbench.scheme import Scheme
from workbench.tui.widgets.article import ArticleView
from workbench.tui.widgets.guideline import Asker, GuidelinePanel
from workbench.tui.widgets.labels import LabelBar

LEAST = 100
"""Screens of at least this many cells have a side, and show the labels there unless told otherwise."""
GUIDELINE, WIDEST_GUIDELINE = 31, 52
"""Cells of a guideline: what the text leaves over, within these."""


class Side:
    """Two widgets, of which one is shown at a time. On a narrow screen the labels can be had, a guideline cannot."""

    def __init__(self, scheme: Scheme, view: ArticleView, ask: Asker, keymap: Callable[[], Keymap]) -> None:
        """`ask` asks for the last uses of a label; `keymap` gives the keymap of the person who works here."""
        self._view = view
        self.labels = LabelBar(scheme, lambda: keymap().shown_for("pick"))
        self.guideline = GuidelinePanel(scheme, ask, lambda: keymap().shown_for("guideline"))
        self._wants_labels: bool | None = None
        self._wants_guideline = False

    @property
    def has_room(self) -> bool:
        """Whether a guideline can stand here."""
        return self._view.app.size.width >= LEAST

    def fit(self) -> None:
        """Show what is wanted and has room; the guideline takes the place of the labels."""
        self.guideline.display = self._wants_guideline and self.has_room
        rest = self._view.app.size.width - self._view.widest
        self.guideline.styles.width = max(GUIDELINE, min(WIDEST_GUIDELINE, rest))
        wanted = self.has_room if self._wants_labels is None else self._wants_labels
        self.labels.display = wanted and not self.guideline.display

    def want_labels(self, wanted: bool | None) -> None:
        """Show the labels or not, on a screen of whatever width; None: where there is room."""
        self._wants_labels = wanted
        self.fit()

    def switch_labels(self) -> None:
        """Show the labels, or hide them."""
        self._wants_guideline = False
        self.want_labels(not self.labels.display)

    def show_guideline(self, name: str) -> None:
        """Show the guideline of a label."""
        self._wants_guideline = True
        self.fit()
        self.guideline.show(name)

    def turn_guideline(self) -> None:
        """Show what of the guideline had no room; when there is no more, the labels again."""
        if not self.guideline.turn():
            self._wants_guideline = False
            self.fit()

    def draw(self, reading: Reading) -> None:
        """Show what a key has changed."""
        self.labels.draw(reading)
        self.guideline.follow(reading)

    def take(self, scheme: Scheme) -> None:
        """Take the same scheme in other colours; `draw` shows them."""
        self.labels.take(scheme)
        self.guideline.take(scheme)
