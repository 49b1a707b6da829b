"""Every command of the labelling screen with its keys: the one table behind bindings, help, docs and collisions.

Lowercase letters belong to the scheme's labels and digits to counts, so no command may use either. A command has at
least one key that every common terminal and tmux passes on; the second one is for comfort. The `extend_` commands alone
have none: they need Shift with an arrow, and where a terminal keeps that to itself, `V` and a move do the same.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`id` names the action (and the entry in a keymap); `keys` are Textual's names, the plainest last."""

    id: str
    keys: tuple[str, ...]
    title: str
    group: str


MOVE, SELECT, LABEL, READ, VIEW = "Move", "Select", "Label", "Read", "View"

COMMANDS = (
    Command("left", ("left",), "one character left", MOVE),
    Command("right", ("right",), "one character right", MOVE),
    Command("up", ("up",), "one line up", MOVE),
    Command("down", ("down",), "one line down", MOVE),
    Command("word_left", ("ctrl+left", "comma"), "one word left", MOVE),
    Command("word_right", ("ctrl+right", "full_stop"), "one word right", MOVE),
    Command("sentence_left", ("left_parenthesis",), "start of this or the previous sentence", MOVE),
    Command("sentence_right", ("right_parenthesis",), "start of the next sentence", MOVE),
    Command("paragraph_up", ("ctrl+up", "K"), "previous paragraph", MOVE),
    Command("paragraph_down", ("ctrl+down", "J"), "next paragraph", MOVE),
    Command("line_start", ("home", "circumflex_accent"), "start of the line", MOVE),
    Command("line_end", ("end", "dollar_sign"), "end of the line", MOVE),
    Command("page_up", ("pageup",), "one page up", MOVE),
    Command("page_down", ("pagedown",), "one page down", MOVE),
    Command("article_start", ("ctrl+home", "T"), "start of the article", MOVE),
    Command("article_end", ("ctrl+end", "G"), "end of the article", MOVE),
    Command("select_word", ("W",), "this word; again: one word more", SELECT),
    Command("select_sentence", ("S",), "this sentence; again: one more", SELECT),
    Command("select_quotation", ("Q",), "this quotation; again: the one around it", SELECT),
    Command("select_paragraph", ("P",), "this paragraph; again: one more", SELECT),
    Command("select", ("V",), "start selecting: every move extends", SELECT),
    Command("swap_ends", ("O",), "take the other end of the selection", SELECT),
    Command("extend_left", ("shift+left",), "extend or shrink by a character", SELECT),
    Command("extend_right", ("shift+right",), "extend or shrink by a character", SELECT),
    Command("extend_up", ("shift+up",), "extend or shrink by a line", SELECT),
    Command("extend_down", ("shift+down",), "extend or shrink by a line", SELECT),
    Command("extend_word_left", ("ctrl+shift+left",), "extend or shrink by a word", SELECT),
    Command("extend_word_right", ("ctrl+shift+right",), "extend or shrink by a word", SELECT),
    Command("grow_start", ("left_square_bracket",), "move the start a word out", SELECT),
    Command("shrink_start", ("left_curly_bracket",), "move the start a word in", SELECT),
    Command("grow_end", ("right_square_bracket",), "move the end a word out", SELECT),
    Command("shrink_end", ("right_curly_bracket",), "move the end a word in", SELECT),
    Command("clear", ("escape",), "drop the selection", SELECT),
    Command("next_cover", ("tab",), "next annotation under the caret", LABEL),
    Command("edit", ("E",), "take the annotation's edges; Enter keeps them, Escape does not", LABEL),
    Command("delete", ("backspace", "delete", "X"), "delete the annotation", LABEL),
    Command("attributes", ("A",), "set attributes", LABEL),
    Command("comment", ("C",), "write a comment", LABEL),
    Command("undo", ("ctrl+z", "Z"), "undo", LABEL),
    Command("redo", ("ctrl+y", "Y"), "redo", LABEL),
    Command("read", ("space", "enter"), "paragraph read, go to the next unread one", READ),
    Command("unread", ("U",), "paragraph not read after all", READ),
    Command("next_unread", ("N",), "next unread paragraph", READ),
    Command("previous_article", ("less_than_sign",), "previous article", READ),
    Command("next_article", ("greater_than_sign",), "next article", READ),
    Command("rails", ("R",), "rails under the lines, or the compact view", VIEW),
    Command("labels", ("L",), "show or hide the labels", VIEW),
    Command("library", ("B",), "back to the library", VIEW),
    Command("help", ("f1", "question_mark"), "help", VIEW),
)
"""In the order of the help screen. The command palette (ctrl+p) and quitting (ctrl+q) are the application's."""


def shown(key: str) -> str:
    """The key as a person reads it on a keyboard."""
    return _SHOWN.get(key, key.replace("ctrl+", "Ctrl+").replace("shift+", "Shift+"))


_SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "ctrl+left": "Ctrl+←",
    "ctrl+right": "Ctrl+→",
    "ctrl+up": "Ctrl+↑",
    "ctrl+down": "Ctrl+↓",
    "shift+left": "Shift+←",
    "shift+right": "Shift+→",
    "shift+up": "Shift+↑",
    "shift+down": "Shift+↓",
    "ctrl+shift+left": "Ctrl+Shift+←",
    "ctrl+shift+right": "Ctrl+Shift+→",
    "comma": ",",
    "full_stop": ".",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "circumflex_accent": "^",
    "dollar_sign": "$",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "question_mark": "?",
    "home": "Home",
    "end": "End",
    "ctrl+home": "Ctrl+Home",
    "ctrl+end": "Ctrl+End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "space": "Space",
    "enter": "Enter",
    "ctrl+z": "Ctrl+Z",
    "ctrl+y": "Ctrl+Y",
    "f1": "F1",
}
