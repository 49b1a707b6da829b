"""A label's guideline beside the article: what it means, what to mark, and where I used it last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.text import Text
from textual.strip import Strip
from textual.timer import Timer

from workbench.annotate import Reading
from workbench.scheme import Attribute, AttributeType, Label, Scheme
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.prose import flat
from workbench.tui.values import words
from workbench.tui.widgets.kept import Kept

if TYPE_CHECKING:
    from workbench.store import Use

USES = 5
"""How many of the annotator's last uses are shown."""
REST = 0.15
"""Seconds for which the caret must rest on a label before the store is asked for its uses."""

Asker = Callable[[str, Callable[["Sequence[Use]"], None]], None]
"""Asks for the last uses of a label; the function gets them later."""


class Part(NamedTuple):
    """A paragraph of the page: `mark` stands before its first row, its other rows are indented by as much."""

    words: Text
    mark: str = ""
    style: str = ""


def lines(label: Label, scheme: Scheme, uses: Sequence[Use], width: int, console: Console) -> list[Text]:
    """The guideline of a label, wrapped: for a scheme's own label all that it says, for any the annotator's uses."""
    wrapped = []
    for words_, mark, style in _page(label, scheme, uses):
        rows = words_.wrap(console, max(8, width - len(mark))) or [Text()]
        starts = [Text(mark, style), *[Text(" " * len(mark))] * (len(rows) - 1)]
        wrapped += [Text.assemble(start, row) for start, row in zip(starts, rows, strict=True)]
    return wrapped


def _page(label: Label, scheme: Scheme, uses: Sequence[Use]) -> Iterator[Part]:
    yield Part(named(label, "bold"))
    if label.parent:
        yield Part(Text(f"a kind of {printable(label.parent, '')}", "dim"))
    if label.name not in scheme.labels:
        yield Part(Text("The scheme does not have this label, so it says nothing of it.", "dim"))
    for paragraph in filter(None, map(flat, label.guideline.split("\n\n"))):
        yield Part(Text())
        yield Part(Text(paragraph))
    yield from _section("include", (Part(Text(flat(rule)), "+ ", "green") for rule in label.include))
    yield from _section("exclude", (Part(Text(flat(rule)), "− ", "red") for rule in label.exclude))
    yield from _section("examples", (_quoted(one.text, one.article, one.note) for one in label.examples))
    yield from _section("attributes", (part for one in label.attributes for part in _attribute(one)))
    yield from _section("my last uses", (_quoted(use.quote, use.article_id) for use in uses))


def _section(title: str, parts: Iterable[Part]) -> Iterator[Part]:
    if held := list(parts):
        yield Part(Text())
        yield Part(Text(title, "dim"))
        yield from held


def _quoted(quote: str, *origin: str) -> Part:
    """Words of an article, and whence they are. Quotation marks are the article's own."""
    whence = ", ".join(filter(None, origin))
    return Part(Text(flat(quote)).append(printable(f"  {whence}", ""), "dim"), "· ", "dim")


def _attribute(attribute: Attribute) -> Iterator[Part]:
    values = ", ".join(attribute.values) or attribute.type.replace("_", "/")
    notes = ["any of" if attribute.type is AttributeType.CHOICES else "", "required" if attribute.required else ""]
    notes.append(f"at first {', '.join(words(attribute.default))}" if attribute.default is not None else "")
    told = "; ".join(filter(None, notes))
    line = Text.assemble((printable(attribute.name, ""), "bold"), "  ", printable(values, ""))
    yield Part(line.append(f"  ({printable(told, '')})" if told else "", "dim"), "· ", "dim")
    if attribute.guideline:
        yield Part(Text(flat(attribute.guideline)), "  ")


class GuidelinePanel(Kept):
    """The guideline of one label at the side of the article, drawn line by line: a change of label is no new layout.

    `ask` is how it gets to know the last uses; it asks when the label has stayed for a moment, and shows the rest at
    once.
    """

    DEFAULT_CSS = """
    GuidelinePanel { display: none; height: 1fr; padding: 0 1 0 2; }
    """

    def __init__(self, scheme: Scheme, ask: Asker, further: Callable[[], str]) -> None:
        """`further` says the key that turns the page."""
        super().__init__()
        self._scheme = scheme
        self._ask = ask
        self._further = further
        self._label: Label | None = None
        self._uses: Sequence[Use] = ()
        self._lines: list[Text] = []
        self._top = 0
        self._rest: Timer | None = None

    def take(self, scheme: Scheme) -> None:
        """Take the same scheme in other colours."""
        self._scheme = scheme
        if self._label is not None:
            self._label = scheme.label(self._label.name)
            self._wrap()

    def show(self, name: str) -> None:
        """Show a label, from the top."""
        self._label, self._uses, self._top = self._scheme.label(name), (), 0
        self._wrap()
        self.ask_again()

    def follow(self, reading: Reading) -> None:
        """Show the label of the annotation that keys act on, if it is not there already; where there is none, stay."""
        target = reading.target if self.display and reading.selection is None else None
        if target is not None and (self._label is None or self._label.name != target.label):
            self.show(target.label)

    def ask_again(self) -> None:
        """Ask for the last uses in a moment, if they are to be seen."""
        if self._rest is not None:
            self._rest.stop()
        if self.display:
            self._rest = self.set_timer(REST, self._ask_now)

    def turn(self) -> bool:
        """Show what had no room; says whether there was something."""
        room = self.size.height - 1
        if len(self._lines) - self._top <= self.size.height:
            return False
        self._top += room
        self.refresh(self.size.region)
        return True

    def on_resize(self) -> None:
        self._wrap()

    def on_mouse_scroll_down(self) -> None:
        self._scroll_by(1)

    def on_mouse_scroll_up(self) -> None:
        self._scroll_by(-1)

    def render_line(self, y: int) -> Strip:
        index = self._top + y
        if y == self.size.height - 1 and index < len(self._lines) - 1:
            return self.fitted(Text(f"⋯ {self._further()}: further", "dim"))
        return self.fitted(self._lines[index]) if index < len(self._lines) else super().render_line(y)

    def _scroll_by(self, rows: int) -> None:
        before, last = self._top, max(0, len(self._lines) - self.size.height)
        self._top = max(0, min(self._top + rows, last))
        if self._top != before:
            self.refresh(self.size.region)

    def _wrap(self) -> None:
        width, height = self.size
        if self._label is not None and width:
            self._lines = lines(self._label, self._scheme, self._uses, width, self.app.console)
            self._top = max(0, min(self._top, len(self._lines) - height))
            self.refresh(self.size.region)

    def _ask_now(self) -> None:
        if (label := self._label) is not None:
            self._ask(label.name, lambda uses: self._take(label, uses))

    def _take(self, label: Label, uses: Sequence[Use]) -> None:
        """What the store says; too late for a label that has gone."""
        if label is self._label and uses != self._uses:
            self._uses = uses
            self._wrap()
