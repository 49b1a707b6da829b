"""What the keys of the labelling screen mean where gold is made: edit, comment, attributes, undo, another article."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from workbench import keys
from workbench.adjudicate import Adjudication
from workbench.adjudicate.editing import only_result
from workbench.errors import Refused
from workbench.keymap import Keymap
from workbench.tui.doing.adjudicating import adjudicate_next
from workbench.tui.screens.forms import Answers, AttributesForm, CommentForm
from workbench.tui.screens.help import Section
from workbench.tui.widgets.guideline import USES

if TYPE_CHECKING:
    from workbench.tui.screens.adjudication import AdjudicationScreen

MOVES = frozenset(
    (
        *("left", "right", "word_left", "word_right", "sentence_left", "sentence_right", "swap_ends"),
        *("grow_start", "shrink_start", "grow_end", "shrink_end"),
    )
)
"""Commands that move an edge while one is edited."""
PARTS: dict[str, Callable[[Adjudication], None]] = {
    "tab": Adjudication.next_part,
    "shift+tab": lambda of: of.next_part(-1),
    "add_segment": Adjudication.split_part,
    "remove_segment": Adjudication.drop_part,
}
"""Keys and commands about the parts of what is edited."""


def comment(screen: AdjudicationScreen) -> None:
    """Say something about the decision. Raises Refused where there is none."""
    of = screen.adjudication
    form, about = CommentForm("Comment on the decision", of.decided_on().comment), of.item.candidates

    def keep(words: str | None) -> None:
        if words is not None:
            screen.carry_out(lambda: _still(screen, about).comment(words))

    screen.app.push_screen(form, keep)


def attributes(screen: AdjudicationScreen) -> None:
    """Set those of the gold annotation. Raises Refused where there is none, or several, or its label has none."""
    of = screen.adjudication
    gold, about = only_result(of), of.item.candidates
    label = of.scheme.label(gold.label)
    if not label.attributes:
        raise Refused(f"The label {gold.label} has no attributes.")

    def keep(answers: Answers | None) -> None:
        if answers is not None:
            screen.carry_out(lambda: _still(screen, about).set_attributes(answers))

    screen.app.push_screen(AttributesForm(label, gold.attributes), keep)


def _still(screen: AdjudicationScreen, about: AbstractSet[str]) -> Adjudication:
    """At what a form was opened about: the article may have been loaded again. Raises Refused where that is gone."""
    of = screen.adjudication
    of.go_to_matter(about)
    if of.item.candidates.isdisjoint(about):
        raise Refused("What this was about is not there any more.")
    return of


def pick(screen: AdjudicationScreen) -> None:
    """Choose the label of what is edited, or of the selected words, by its name."""
    from workbench.tui.screens.picker import Picker

    of, ask = screen.adjudication, screen.bench.ask

    def give(name: str | None) -> None:
        if name is not None:
            now = screen.adjudication  # it may have been loaded again
            screen.carry_out(partial(now.relabel if now.draft else now.add, name))

    picker = Picker(
        of.scheme,
        "Label of the gold annotation" if of.draft else "Label of what is selected",
        of.gold.counts,
        lambda label, then: ask(lambda store: store.layers.uses(label, of.gold.annotator, USES), then),
    )
    screen.app.push_screen(picker, give)


class Amending:
    """Takes the keys while edges and label of an annotation are edited: moves, letters of labels, Enter and Escape."""

    def __init__(self, screen: AdjudicationScreen) -> None:
        self._screen = screen
        self._letters = ""

    def typed(self, event: events.Key) -> None:
        """Take the key; one that means nothing here is told."""
        screen, key = self._screen, event.key
        command, before = screen.keymap.command(key), self._letters
        self._letters = ""
        is_label = keys.is_letter(key) and (not screen.keymap.labels or before)
        if key in ("enter", "space"):
            screen.carry_out(screen.adjudication.keep_edit, onward=True)
        elif key == "escape":
            screen.carry_out(screen.adjudication.drop_edit)
        elif is_label:
            self._label(key, before.strip())
        elif key in PARTS or command in PARTS:
            screen.carry_out(partial(PARTS.get(key) or PARTS[command or ""], screen.adjudication))
        elif command in MOVES:
            screen.carry_out(partial(_move, screen, command))
        elif command == "pick":
            pick(screen)
        elif key == screen.keymap.labels:
            self._letters = " "
        else:
            screen.status.warn("Keep the edges with Enter, or drop them with Esc.")

    def _label(self, letter: str, before: str) -> None:
        """A letter, or the second of two."""
        scheme = self._screen.adjudication.scheme
        label = scheme.label_for_key(before + letter)
        if label is None:
            self._screen.status.warn(f"No label has the key {before}{letter}.")
            return
        self._letters = letter if scheme.paths(letter) and not before else ""
        self._screen.carry_out(partial(self._screen.adjudication.relabel, label.name))


def _move(screen: AdjudicationScreen, command: str) -> None:
    getattr(screen.adjudication.gold, command)()


COMMANDS: dict[str, Callable[[AdjudicationScreen], object]] = {
    "undo": lambda screen: screen.carry_out(screen.adjudication.undo),
    "redo": lambda screen: screen.carry_out(screen.adjudication.redo),
    "delete": lambda screen: screen.action_reject(),
    "edit": lambda screen: screen.carry_out(lambda: screen.adjudication.edit(screen.options.at)),
    "comment": comment,
    "attributes": attributes,
    "next_article": lambda screen: adjudicate_next(screen.bench, screen.terms, screen.outbox.article_id),
    "library": lambda screen: screen.action_leave(),
    "settings": lambda screen: screen.bench.action_settings(),
    "help": lambda screen: screen.action_help(),
}

DECIDING = (
    (
        "1–9 Enter take · Space choose several · + all · 0 none · n p next, previous open · {edit} edit · "
        "{select_word} add · {comment} comment · {undo} undo · r rule · v names · {help} keys"
    ),
    "1–9 take · + all · 0 none · n next · {edit} edit · {select_word} add · {undo} undo · {help} keys",
)
EDITING = (
    (
        "{grow_start} {shrink_start} start · {grow_end} {shrink_end} end · %s label · Tab next part · "
        "{remove_segment} without this part · {add_segment} one more part · Enter keeps · Esc drops"
    ),
    "{grow_start} {shrink_start} start · {grow_end} {shrink_end} end · %s label · Tab part · Enter keeps · Esc drops",
)
"""What keys do, for the line that says so: where there is room, and where there is not. `%s` is a label's key."""

_DECIDE = (
    ("1–9", "take this one, and go on to what is not decided"),
    ("↑ ↓ Enter", "choose one and take it; double click, too"),
    ("Space", "choose several, for Enter"),
    ("+", "take all"),
    ("0", "take none: rejected; what was added is gone"),
    ("{delete}", "the same"),
    ("{edit}", "move the edges, give another label"),
    ("{attributes}", "attributes of the gold annotation"),
    ("{comment}", "comment on the decision"),
    ("{undo} {redo}", "undo; do again"),
    ("r", "another rule: unanimous, majority, none"),
)
_GO = (
    ("n Tab", "next that is not decided"),
    ("p Shift+Tab", "the one before"),
    ("← →", "previous, next; also what is decided"),
    ("PgUp PgDn", "scroll"),
    ("click", "go to what stands there"),
    ("v", "show or hide names"),
    ("{next_article}", "next article with something to decide"),
    ("Esc {library}", "back to the library"),
)
_ADD = (
    ("{select_word} {select_sentence}", "select the word, the sentence; again: one more"),
    ("{select_quotation} {select_paragraph}", "the quotation, the paragraph"),
    ("{select}", "start selecting: every move extends"),
    ("{word_left} {word_right}", "move by words; all other moves, too, and arrows after the first of these"),
    ("drag", "select; double click: words"),
    ("letters {pick}", "add it to gold with this label"),
    ("{repeat}", "with the label that was given last"),
    ("{add_segment}", "make it a further part of the gold annotation of the item"),
    ("{remove_segment}", "take it, or the part at the caret, out of that"),
    ("Esc", "drop the selection; back to the items"),
)
_EDIT = (
    ("{grow_start} {shrink_start}", "start a word out, in"),
    ("{grow_end} {shrink_end}", "end a word out, in"),
    ("{left} {right}", "move the end; {swap_ends}: the other end"),
    ("drag", "other words"),
    ("Tab Shift+Tab", "next part, previous part"),
    ("{add_segment}", "what was dragged over is a further part"),
    ("{remove_segment}", "leave this part out"),
    ("letters {pick}", "another label"),
    ("Enter Space", "keep it: gold"),
    ("Esc", "leave it as it was"),
)


def sections(keymap: Keymap) -> list[Section]:
    """The help of the screen."""
    parts = (("Decide", _DECIDE), ("Go", _GO), ("Add what nobody made", _ADD), ("While edges are edited", _EDIT))
    told = keymap.told
    return [(title, [(Text(told(key), "bold"), told(what)) for key, what in rows]) for title, rows in parts]
