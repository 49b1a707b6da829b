"""Two small forms over the article: the attributes of an annotation, and its comment. Escape leaves, Enter saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from workbench.model import AttributeValue
from workbench.scheme import Attribute, AttributeType, Label
from workbench.symbols import printable

NAME = 18
"""Cells for the name of an attribute."""
NUMBERED = 9
"""Values that have a number key."""

Answers = dict[str, AttributeValue]


class Choice(Widget, can_focus=True):
    """One attribute with few values: choose by number, by first letter or with the arrows; Backspace takes it back."""

    DEFAULT_CSS = """
    Choice { height: auto; padding: 0 1; }
    Choice:focus { background: $surface-lighten-1; }
    """

    def __init__(self, attribute: Attribute, value: AttributeValue | None) -> None:
        super().__init__()
        self.attribute = attribute
        self._names = ("yes", "no") if attribute.type is AttributeType.YES_NO else attribute.values
        self._at = 0
        self.chosen = _names_of(value)

    @property
    def value(self) -> AttributeValue | None:
        """The answer, None where there is none."""
        chosen = tuple(name for name in self._names if name in self.chosen)
        if not chosen:
            return None
        if self.attribute.type is AttributeType.YES_NO:
            return chosen[0] == "yes"
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
            value = Text(f" {index + 1} {name} " if index < NUMBERED else f" {name} ", self._style(index))
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


def _names_of(value: AttributeValue | None) -> set[str]:
    match value:
        case None:
            return set()
        case bool():
            return {"yes" if value else "no"}
        case tuple():
            return set(value)
    return {str(value)}


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

    def compose(self) -> ComposeResult:
        yield Static(_name(self.attribute))
        yield self._input

    def on_input_changed(self, event: Input.Changed) -> None:
        self._input.value = printable(event.value, "")  # a paste may bring anything

    @property
    def is_valid(self) -> bool:
        return self._input.is_valid

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


class AttributesForm(ModalScreen[Answers | None]):
    """Every attribute of a label, answered or not. Gives the answers, or None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False, id="form.leave"),
        Binding("enter", "save", "save", show=False, priority=True, id="form.save"),
        Binding("up", "app.focus_previous", "previous", show=False, id="form.previous"),
        Binding("down", "app.focus_next", "next", show=False, id="form.next"),
    ]

    def __init__(self, label: Label, values: Mapping[str, AttributeValue]) -> None:
        super().__init__()
        self._label = label
        self._fields = [_field(attribute, values.get(attribute.name)) for attribute in label.attributes]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False) as dialog:
            dialog.border_title = Text(printable(self._label.name, ""))
            dialog.border_subtitle = "↑ ↓ attribute · 1–9 or letter value · Enter saves · Esc leaves"
            yield from self._fields

    def action_save(self) -> None:
        wrong = next((field for field in self._fields if isinstance(field, Entered) and not field.is_valid), None)
        if wrong is not None:
            message = f"“{printable(wrong.attribute.name, '')}” is a number."
            self.query_one(VerticalScroll).border_subtitle = Text(message)
            return
        answers = {field.attribute.name: field.value for field in self._fields}
        self.dismiss({name: value for name, value in answers.items() if value is not None})


def _field(attribute: Attribute, value: AttributeValue | None) -> Choice | Entered:
    written = attribute.type in (AttributeType.TEXT, AttributeType.NUMBER)
    return Entered(attribute, value) if written else Choice(attribute, value)


class Comment(TextArea):
    """Draws control characters as symbols and keeps them as they are."""

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        line.plain = printable(line.plain, "")
        return line


class CommentForm(ModalScreen[str | None]):
    """A few words about an annotation. Gives them, or None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False, priority=True, id="comment.leave"),
        Binding("enter,ctrl+s", "save", "save", show=False, priority=True, id="comment.save"),
        Binding("ctrl+j", "line", "new line", show=False, priority=True, id="comment.line"),
    ]

    def __init__(self, title: str, comment: str) -> None:
        super().__init__()
        self._title = title
        self._area = Comment(comment, tab_behavior="focus", compact=True)
        self._area.cursor_blink = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Text(printable(self._title, ""))
            dialog.border_subtitle = "Enter saves · Ctrl+J new line · Esc leaves"
            yield self._area

    def on_mount(self) -> None:
        self._area.move_cursor(self._area.document.end)

    def action_save(self) -> None:
        self.dismiss(self._area.text.strip())

    def action_line(self) -> None:
        self._area.insert("\n")


class Notice(ModalScreen[None]):
    """Something serious that a person must have seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "close", show=False, id="notice.close"),
    ]

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._text = Text("\n\n".join(printable(sentence) for sentence in sentences if sentence))

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = "Enter or Esc closes"
            yield Static(self._text)
