"""Every command of the labelling screen with its keys: the one table behind bindings, help, docs and collisions.

Lowercase letters belong to the scheme's labels and digits to counts, so no command may use either. A command has at
least one key that every common terminal and tmux passes on; the second one is for comfort. The `extend_` commands alone
have none: they need Shift with an arrow, and where a terminal keeps that to itself, `V` and a move do the same.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`id` names the action (and the entry in a keymap); `keys` are Textual's names, the plainest last.

    A number typed before a `counted` command repeats it.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    group: str
    counted: bool = False


MOVE, FIND, SELECT, LABEL, NOTE, READ, VIEW = "Move", "Find", "Select", "Label", "Note", "Read", "View"

COMMANDS = (
    Command("left", ("left",), "one character left", MOVE, counted=True),
    Command("right", ("right",), "one character right", MOVE, counted=True),
    Command("up", ("up",), "one line up", MOVE, counted=True),
    Command("down", ("down",), "one line down", MOVE, counted=True),
    Command("word_left", ("ctrl+left", "comma"), "one word left", MOVE, counted=True),
    Command("word_right", ("ctrl+right", "full_stop"), "one word right", MOVE, counted=True),
    Command("sentence_left", ("left_parenthesis",), "start of this or the previous sentence", MOVE, counted=True),
    Command("sentence_right", ("right_parenthesis",), "start of the next sentence", MOVE, counted=True),
    Command("paragraph_up", ("ctrl+up", "K"), "previous paragraph", MOVE, counted=True),
    Command("paragraph_down", ("ctrl+down", "J"), "next paragraph", MOVE, counted=True),
    Command("line_start", ("home", "circumflex_accent"), "start of the line", MOVE),
    Command("line_end", ("end", "dollar_sign"), "end of the line", MOVE),
    Command("page_up", ("pageup",), "one page up", MOVE, counted=True),
    Command("page_down", ("pagedown",), "one page down", MOVE, counted=True),
    Command("article_start", ("ctrl+home", "T"), "start of the article", MOVE),
    Command("article_end", ("ctrl+end", "G"), "end of the article; after a number: that paragraph", MOVE),
    Command("next_annotation", ("semicolon",), "next annotation", FIND, counted=True),
    Command("previous_annotation", ("colon",), "previous annotation", FIND, counted=True),
    Command("next_same", ("apostrophe",), "next annotation with this label", FIND, counted=True),
    Command("previous_same", ("quotation_mark",), "previous annotation with this label", FIND, counted=True),
    Command("jump", ("F",), "jump: letters appear on sentences; again: on annotations", FIND),
    Command("search", ("slash",), "search; Tab: in all articles", FIND),
    Command("search_next", ("f3", "ctrl+n"), "next match", FIND),
    Command("search_previous", ("shift+f3", "ctrl+r"), "previous match", FIND),
    Command("select_word", ("W",), "this word; again: one word more", SELECT, counted=True),
    Command("select_sentence", ("S",), "this sentence; again: one more", SELECT, counted=True),
    Command("select_quotation", ("Q",), "this quotation; again: the one around it", SELECT, counted=True),
    Command("select_paragraph", ("P",), "this paragraph; again: one more", SELECT, counted=True),
    Command("select", ("V",), "start selecting: every move extends", SELECT),
    Command("swap_ends", ("O",), "take the other end of the selection", SELECT),
    Command("extend_left", ("shift+left",), "extend or shrink by a character", SELECT, counted=True),
    Command("extend_right", ("shift+right",), "extend or shrink by a character", SELECT, counted=True),
    Command("extend_up", ("shift+up",), "extend or shrink by a line", SELECT, counted=True),
    Command("extend_down", ("shift+down",), "extend or shrink by a line", SELECT, counted=True),
    Command("extend_word_left", ("ctrl+shift+left",), "extend or shrink by a word", SELECT, counted=True),
    Command("extend_word_right", ("ctrl+shift+right",), "extend or shrink by a word", SELECT, counted=True),
    Command("grow_start", ("left_square_bracket",), "move the start a word out", SELECT, counted=True),
    Command("shrink_start", ("left_curly_bracket",), "move the start a word in", SELECT, counted=True),
    Command("grow_end", ("right_square_bracket",), "move the end a word out", SELECT, counted=True),
    Command("shrink_end", ("right_curly_bracket",), "move the end a word in", SELECT, counted=True),
    Command(
        "grow", ("plus",), "grow to the enclosing unit: word, quotation, sentence, paragraph", SELECT, counted=True
    ),
    Command("shrink", ("minus",), "shrink back to the unit before", SELECT, counted=True),
    Command("clear", ("escape",), "drop the selection", SELECT),
    Command("next_cover", ("tab",), "next annotation under the caret", LABEL),
    Command("repeat", ("equals_sign",), "the last label again", LABEL),
    Command("every", ("asterisk",), "label every occurrence of what is selected", LABEL),
    Command("pick", ("f4", "grave_accent"), "choose a label by its name", LABEL),
    Command("edit", ("E",), "take the annotation's edges; Enter keeps them, Escape does not", LABEL),
    Command("delete", ("backspace", "delete", "X"), "delete the annotation", LABEL),
    Command("add_segment", ("ampersand",), "the selection is a further part of the last annotation", LABEL),
    Command("remove_segment", ("backslash",), "take the selection, or this part, out of the annotation", LABEL),
    Command("link", ("M",), "start a relation here; at its other end, make it", LABEL),
    Command("attributes", ("A",), "set attributes", LABEL),
    Command("comment", ("C",), "write a comment", LABEL),
    Command("unsure", ("D",), "I am in doubt about this annotation, or no longer", LABEL),
    Command("undo", ("ctrl+z", "Z"), "undo", LABEL, counted=True),
    Command("redo", ("ctrl+y", "Y"), "redo", LABEL, counted=True),
    Command("note", ("number_sign",), "write a note on the paragraph", NOTE),
    Command("article_note", ("at",), "write a note on the article", NOTE),
    Command("skip", ("exclamation_mark",), "skip the article and say why, or take it up again", NOTE),
    Command("lists", ("f2", "vertical_line"), "lists: to fix, notes, relations", NOTE),
    Command("history", ("H",), "history: what I changed here, and back to any point", NOTE),
    Command("compare", ("percent_sign",), "compare this paragraph with what others made of it", NOTE),
    Command("read", ("space", "enter"), "paragraph read, go to the next unread one", READ),
    Command("unread", ("U",), "paragraph not read after all", READ),
    Command("next_unread", ("N",), "next unread paragraph", READ),
    Command("previous_article", ("less_than_sign",), "previous article", READ),
    Command("next_article", ("greater_than_sign",), "next article", READ),
    Command("rails", ("R",), "rails under the lines, or the compact view", VIEW),
    Command("labels", ("L",), "show or hide the labels", VIEW),
    Command("guideline", ("I",), "the guideline of this label", VIEW),
    Command("settings", ("f10", "ctrl+o"), "settings: theme, keys, width, spacing", VIEW),
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
    "shift+f3": "Shift+F3",
    "semicolon": ";",
    "colon": ":",
    "apostrophe": "'",
    "quotation_mark": '"',
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "asterisk": "*",
    "grave_accent": "`",
    "ampersand": "&",
    "backslash": "\\",
    "number_sign": "#",
    "at": "@",
    "exclamation_mark": "!",
    "vertical_line": "|",
    "percent_sign": "%",
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
    "ctrl+n": "Ctrl+N",
    "ctrl+o": "Ctrl+O",
    "ctrl+r": "Ctrl+R",
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
    "f4": "F4",
    "f10": "F10",
}
