"""The labels with their keys, colours and counts, and under them what covers the caret."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from workbench.annotate import Reading
from workbench.annotate.linking import Tie, ties
from workbench.model import Annotation, Relation
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import named, tie_line
from workbench.tui.rails import DOUBT
from workbench.tui.values import words
from workbench.tui.widgets.kept import Kept

CELLS = 28
"""As wide as the bar is where it is shown; it is drawn where it is not, too."""
NAMES = 24
"""Cells for a label's key and name."""

RELATIONS = 5
"""Relations of an annotation that are listed; of more, how many there are."""


class LabelBar(Kept):
    """The scheme's labels, children under their parents, and the free ones in use. A click on a label is its key."""

    class Chosen(Message):
        """The person wants this label."""

        def __init__(self, label: str) -> None:
            super().__init__()
            self.label = label

    def __init__(self, scheme: Scheme, picks: Callable[[], str] = str) -> None:
        """`picks` says the key of the list of all labels, for those that have no room here."""
        super().__init__()
        self._picks = picks
        self._scheme = scheme
        self._depths = {label.name: depth for label, depth in scheme.tree}
        self._names = list(self._depths)
        self._labels: dict[tuple[str, int], Text] = {}
        self._under: list[Text] = []
        self._lines: list[Text] = []
        self._top = self._room = self._shown_labels = 0
        self._state: object = None
        self._counts: dict[str, int] = {}

    def take(self, scheme: Scheme) -> None:
        """Take the same scheme in other colours; `draw` shows them."""
        self._scheme, self._state, self._counts, self._labels = scheme, None, {}, {}

    def draw(self, reading: Reading) -> None:
        """Show how often each label was given, and what covers the caret: only the rows that change are drawn."""
        counts = {name: reading.counts[name] for name in self._depths} | used(reading, self._scheme)
        covering, target = reading.covering(), reading.target
        joined = [ties(reading, one.id) for one in covering]
        if (state := (covering, target, joined)) == self._state and counts == self._counts:
            return
        self._state = state
        if counts != self._counts:
            self._counts, self._names = counts, list(counts)
            self._labels = {pair: self._labels.get(pair) or self._label(*pair) for pair in counts.items()}
        self._under = [
            line
            for one, found in zip(covering, joined, strict=True)
            for line in (
                *self._details(one, [tie.relation for tie in found], is_target=one is target),
                *self._relations(reading, found),
            )
        ]
        self._show()

    def on_resize(self) -> None:
        self._show()

    def on_mouse_scroll_down(self) -> None:
        self._scroll_by(1)

    def on_mouse_scroll_up(self) -> None:
        self._scroll_by(-1)

    def on_click(self, event: events.Click) -> None:
        if event.y < self._shown_labels:
            self.post_message(self.Chosen(self._names[self._top + event.y]))

    def _scroll_by(self, rows: int) -> None:
        last = max(0, len(self._names) - self._room + 1) if len(self._names) > self._room else 0
        self._top = max(0, min(self._top + rows, last))
        self._show()

    def _show(self) -> None:
        """Labels have all rows but those of what covers the caret, and at least half; the last tells of the hidden."""
        (width, height), count = self.size, len(self._names)
        self._room = max(height - len(self._under) - 1, height // 2)
        if count <= self._room:
            self._top, self._shown_labels = 0, count
        else:
            self._top = min(self._top, count - self._room + 1)
            self._shown_labels = max(0, self._room - 1)
        before, hidden = self._lines, count - self._shown_labels
        told = [Text(f"  ⋯ {hidden} more: {self._picks()}, wheel", "dim")] if hidden else []
        shown = [*self._labels.values()][self._top : self._top + self._shown_labels]
        self._lines = [*shown, *told, Text(), *self._under][:height]
        pairs = enumerate(zip_longest(before, self._lines))
        if others := [Region(0, y, width, 1) for y, (old, new) in pairs if old is not new and old != new]:
            self.refresh(*others)

    def render_line(self, y: int) -> Strip:
        return self.fitted(self._lines[y]) if y < len(self._lines) else super().render_line(y)

    def _label(self, name: str, count: int) -> Text:
        indent = "  " * self._depths.get(name, 0)
        line = Text.assemble(indent, named(self._scheme.label(name)))
        line.truncate(NAMES, overflow="ellipsis", pad=True)
        return line.append(f"{count or '·':>4}", style="" if count else "dim")

    def _relations(self, reading: Reading, found: Sequence[Tie]) -> list[Text]:
        """What an annotation is joined with."""
        lines = [tie_line(tie, reading, self._scheme, CELLS - 4) for tie in found[:RELATIONS]]
        more = [Text(f"and {len(found) - RELATIONS} more", "dim")] if len(found) > RELATIONS else []
        return [Text.assemble("    ", line) for line in (*lines, *more)]

    def _details(self, annotation: Annotation, relations: Sequence[Relation], *, is_target: bool) -> list[Text]:
        """Label, attributes, what the scheme still asks for, comment."""
        scheme = self._scheme
        rows = [
            Text.assemble("    ", (f"{printable(key, '')} ", "dim"), printable(", ".join(words(value)), ""))
            for key, value in annotation.attributes.items()
        ]
        links = (kind.name for kind in scheme.missing_relations(annotation, relations))
        missing = [
            Text.assemble("    ", (f"{printable(lacking, '')} ", "dim"), ("missing", "yellow"))
            for lacking in (*scheme.missing(annotation), *links)
        ]
        comment = [Text(f"    “{printable(annotation.comment, '')}”", "italic")] if annotation.comment else []
        doubt = DOUBT if annotation.unsure else ""
        name = named(scheme.label(annotation.label), "bold" if is_target else "")
        title = Text.assemble(name, doubt, " ◂" if is_target else "")
        return [title, *rows, *missing, *comment]


def used(reading: Reading, scheme: Scheme) -> dict[str, int]:
    """The labels in the article that the scheme does not have, in alphabetical order, and how often each was given."""
    free = (name for name, count in reading.counts.items() if count and name not in scheme.labels)
    return {name: reading.counts[name] for name in sorted(free)}
