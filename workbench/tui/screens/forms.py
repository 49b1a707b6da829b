"""Small forms over the article: attributes of an annotation, a few words on something. Escape leaves, Enter saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from workbench.model import AttributeValue
from workbench.scheme import Attribute, AttributeType, Label
from workbench.symbols import printable
from workbench.tui.screens.modal import Modal
from workbench.tui.widgets.fields import Choice, Comment, Entered

Answers = dict[str, AttributeValue]

SAVES = "[@click=screen.save]Enter saves[/]"
LEAVES = "[@click=screen.dismiss(None)]Esc leaves[/]"
CLOSES = "[@click=screen.dismiss]Enter or Esc closes[/]"
"""Hints at the lower edge that are clicked, too."""
SEEN = 0.6
"""Seconds that a notice stays at least."""


class AttributesForm(Modal[Answers | None]):
    """Every attribute of a label, answered or not. Gives all that the annotation then has, or None for no change.

    Only what was touched changes: values and attributes that the present scheme does not know stay.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False, id="form.leave"),
        Binding("enter", "save", "save", show=False, priority=True, id="form.save"),
        Binding("up", "app.focus_previous", "previous", show=False, id="form.previous"),
        Binding("down", "app.focus_next", "next", show=False, id="form.next"),
    ]

    def __init__(self, label: Label, values: Mapping[str, AttributeValue]) -> None:
        super().__init__()
        self._label = label
        self._values = values
        self._fields = [_field(attribute, values.get(attribute.name)) for attribute in label.attributes]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False) as dialog:
            dialog.border_title = Text(printable(self._label.name, ""))
            dialog.border_subtitle = f"↑ ↓ attribute · 1–9 or letter value · {SAVES} · {LEAVES}"
            yield from self._fields

    def action_save(self) -> None:
        wrong = next((field for field in self._fields if isinstance(field, Entered) and not field.is_valid), None)
        if wrong is not None:
            message = f"“{printable(wrong.attribute.name, '')}” is a number."
            self.query_one(VerticalScroll).border_subtitle = Text(message)
            return
        answers = {**self._values, **{field.attribute.name: field.value for field in self._fields}}
        self.dismiss({name: value for name, value in answers.items() if value is not None})


def _field(attribute: Attribute, value: AttributeValue | None) -> Choice | Entered:
    written = attribute.type in (AttributeType.TEXT, AttributeType.NUMBER)
    return Entered(attribute, value) if written else Choice(attribute, value)


class CommentForm(Modal[str | None]):
    """A few words about an annotation, a paragraph or the article.

    Gives them, without spaces at their ends, or None where nothing is to change.
    """

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
        self._untouched = self._area.text  # not `comment`: the area has line ends of its own

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Text(printable(self._title, ""))
            dialog.border_subtitle = f"{SAVES} · Ctrl+J new line · {LEAVES}"
            yield self._area

    def on_mount(self) -> None:
        self._area.move_cursor(self._area.document.end)

    def action_save(self) -> None:
        self.dismiss(None if self._area.text == self._untouched else self._area.text.strip())

    def action_line(self) -> None:
        self._area.insert("\n")


class ReasonForm(CommentForm):
    """Why something is done: nothing is saved without a word."""

    def action_save(self) -> None:
        if self._area.text.strip():
            super().action_save()
        else:
            self.query_one(".dialog", Vertical).border_subtitle = f"A few words are enough · {SAVES} · {LEAVES}"


class Notice(Modal[None]):
    """Something serious that a person must have seen: keys that were on their way do not close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", "close", show=False, id="notice.close"),
    ]

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._text = Text("\n\n".join(printable(sentence) for sentence in sentences if sentence))
        self._seen_at = monotonic() + SEEN

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = CLOSES
            yield Static(self._text)

    def action_close(self) -> None:
        """Close, if it has been there to be seen."""
        if monotonic() >= self._seen_at:
            self.dismiss()
