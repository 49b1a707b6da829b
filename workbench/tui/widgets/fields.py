"""What the forms are made of: a field for each kind of attribute, and one for a comment."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from workbench.model import AttributeValue
from workbench.scheme import Attribute, AttributeType
from workbench.symbols import printable
from workbench.tui.values import YES_NO, words

NAME = 18
"""Cells for the name of an attribute."""
NUMBERED = 9
"""Values that have a number key."""


class Choice(Widget, can_focus=True):
    """One attribute with few values: choose by number, by first letter or with the arrows; Backspace takes it back.

    Values that the scheme does not know stand behind its own: they came with an import or an older scheme, and stay
    until they are taken back.
    """

    DEFAULT_CSS = """
    Choice { height: auto; padding: 0 1; }
    Choice:focus { background: $surface-lighten-1; }
    """

    def __init__(self, attribute: Attribute, value: AttributeValue | None) -> None:
        super().__init__()
        self.attribute = attribute
        self._before = value
        known = YES_NO if attribute.type is AttributeType.YES_NO else attribute.values
        self._names = (*known, *(word for word in words(value) if word not in known))
        self._at = 0
        self.chosen = set(words(value))

    @property
    def value(self) -> AttributeValue | None:
        """The answer, None where there is none; what was not touched stays as it was, in the scheme or not."""
        if self.chosen == set(words(self._before)):
            return self._before
        chosen = tuple(name for name in self._names if name in self.chosen)
        if not chosen:
            return None
        if self.attribute.type is AttributeType.YES_NO:
            return chosen[0] == YES_NO[0]
        return chosen if self.attribute.type is AttributeType.CHOICES else chosen[0]

    def on_key(self, event: events.Key) -> None:
        key = event.character or event.key
        if event.key in ("left", "right"):
            self._step(1 if event.key == "right" else -1)
        elif key == " ":
            self._space()
        elif event.key in ("backspace", "delete"):
            self.chosen = set()
        elif key.isdigit() and 0 < int(key) <= len(self._names):
            self._choose(int(key) - 1)
        elif matching := [index for index, name in enumerate(self._names) if name[:1].casefold() == key.casefold()]:
            after = self._at if self.chosen else -1
            self._choose(next((index for index in matching if index > after), matching[0]))
        else:
            return
        event.stop()
        event.prevent_default()
        self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        if (index := event.style.meta.get("choice")) is not None:
            self._choose(index)
            self.refresh(layout=True)

    def render(self) -> Text:
        """The name, and beside it the values, never broken between a number and its value."""
        line = _name(self.attribute)
        column = NAME
        for index, name in enumerate(self._names):
            shown = printable(name, "")
            value = Text(f" {index + 1} {shown} " if index < NUMBERED else f" {shown} ", self._style(index))
            value.apply_meta({"choice": index})
            if column + value.cell_len > self.size.width and column > NAME:
                line.append("\n" + " " * NAME)
                column = NAME
            line.append_text(value)
            column += value.cell_len
        return line

    def _style(self, index: int) -> str:
        if self._names[index] in self.chosen:
            return "bold reverse"
        return "underline" if self.has_focus and index == self._at else ""

    def _step(self, by: int) -> None:
        if self.attribute.type is AttributeType.CHOICES or self.chosen:
            self._at = (self._at + by) % len(self._names)
        if self.attribute.type is not AttributeType.CHOICES:
            self.chosen = {self._names[self._at]}

    def _space(self) -> None:
        if self.attribute.type is AttributeType.YES_NO:
            self._at = 1 if "yes" in self.chosen else 0
        self._choose(self._at)

    def _choose(self, index: int) -> None:
        self._at = index
        several = self.attribute.type is AttributeType.CHOICES
        self.chosen = self.chosen ^ {self._names[index]} if several else {self._names[index]}


def _name(attribute: Attribute) -> Text:
    """The attribute's name, starred where an answer is required, in a column of its own."""
    name = Text.assemble((printable(attribute.name, ""), "bold"), (" *" if attribute.required else "", "bold yellow"))
    name.truncate(NAME - 1, overflow="ellipsis")
    name.pad_right(NAME - name.cell_len)
    return name


class Entered(Horizontal):
    """One attribute that is written: text, or a number."""

    DEFAULT_CSS = """
    Entered { height: auto; padding: 0 1; }
    Entered Static { width: auto; }
    """

    def __init__(self, attribute: Attribute, value: AttributeValue | None) -> None:
        super().__init__()
        self.attribute = attribute
        self._before = value
        self._shown = "" if value is None else printable(str(value), "")
        number = attribute.type is AttributeType.NUMBER
        self._input = Input(self._shown, type="number" if number else "text", compact=True, valid_empty=True)
        self._input.cursor_blink = False

    def compose(self) -> ComposeResult:
        yield Static(_name(self.attribute))
        yield self._input

    def on_input_changed(self, event: Input.Changed) -> None:
        self._input.value = printable(event.value, "")  # a paste may bring anything

    @property
    def is_valid(self) -> bool:
        """Whether what was entered is of the attribute's type; what was not touched is no matter of this form."""
        return self._input.value == self._shown or self._input.is_valid

    @property
    def value(self) -> AttributeValue | None:
        """The answer, None where the field is empty; what was not touched stays as it was, symbol or not."""
        text = self._input.value
        if text == self._shown:
            return self._before
        if not text.strip():
            return None
        if self.attribute.type is AttributeType.NUMBER:
            return float(text) if any(mark in text for mark in ".eE") else int(text)
        return text


class Comment(TextArea):
    """Draws control characters as symbols and keeps them as they are."""

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        line.plain = printable(line.plain, "")
        return line
