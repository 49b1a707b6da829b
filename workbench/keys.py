"""Every command of the labelling screen with its keys: the one table behind bindings, help, docs and collisions.

Lowercase letters belong to the scheme's labels and digits to counts, so no command may use either here (a keymap may:
`keymap`). A command has at least one key that every common terminal and tmux passes on; the others are for comfort. The
`extend_` commands alone have none: they need Shift with an arrow, and where a terminal keeps that to itself, `V` and a
move do the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from workbench.errors import SettingsError


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
    Command("page_up", ("pageup", "ctrl+u"), "one page up", MOVE, counted=True),
    Command("page_down", ("pagedown", "ctrl+d"), "one page down", MOVE, counted=True),
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
    Command("edit", ("E",), "take the annotation's edges, then keep or drop what was moved", LABEL),
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
    Command("lists", ("f2", "vertical_line"), "lists: to fix, notes, relations, changes", NOTE),
    Command("history", ("H",), "history: what I changed here, and back to any point", NOTE),
    Command("compare", ("percent_sign",), "compare this paragraph with what others made of it", NOTE),
    Command("read", ("enter", "space"), "paragraph read, go to the next unread one", READ),
    Command("unread", ("U",), "paragraph not read after all", READ),
    Command("next_unread", ("N",), "next unread paragraph", READ),
    Command("previous_article", ("less_than_sign",), "previous article", READ),
    Command("next_article", ("greater_than_sign",), "next article", READ),
    Command("rails", ("R",), "rails under the lines, or the compact view", VIEW),
    Command("labels", ("L",), "show or hide the labels", VIEW),
    Command("guideline", ("I",), "the guideline of this label", VIEW),
    Command("settings", ("f10", "underscore"), "settings: theme, keys, width, spacing", VIEW),
    Command("library", ("B",), "back to the library", VIEW),
    Command("help", ("f1", "question_mark"), "help", VIEW),
)
"""In the order of the help screen. The command palette (ctrl+p) and quitting (ctrl+q) are the application's."""


def is_letter(key: str) -> bool:
    """Whether the key is a lowercase letter of any script, as labels have them."""
    return len(key) == 1 and key.isalpha() and key.islower()


def shown(key: str) -> str:
    """The key as a person reads it on a keyboard: `Ctrl+Z`, `?`, `←`."""
    *modifiers, name = key.split("+")
    return "+".join([*map(str.capitalize, modifiers), _shown(name, bool(modifiers))])


def _shown(name: str, is_modified: bool) -> str:
    if name in _NAMED:
        return _NAMED[name]
    if len(name) == 1:
        return name.upper() if is_modified else name
    return name.upper() if re.fullmatch(r"f\d+", name) else _CHARACTERS.get(name, name)


def parsed(written: str) -> str:
    """Textual's name of a key that a person wrote: `ctrl+z`, `W`, `?`, `F2`, `Space`, `→`.

    Raises SettingsError, with the reason as a clause, for what is no key or none that a terminal tells apart.
    """
    found = re.fullmatch(r"((?:(?:ctrl|shift|alt)\+)*)(.+)", written.strip(), re.IGNORECASE | re.DOTALL)
    if not found:
        raise SettingsError("a key is missing")
    modifiers = sorted({word for word in found[1].lower().split("+") if word})  # ctrl before shift, as Textual has it
    name = _name(found[2])
    key = "+".join([*modifiers, name.lower() if modifiers else name])
    if problem := _untold(modifiers, name.lower(), key):
        raise SettingsError(f"'{written}' {problem}")
    return key


def _name(word: str) -> str:
    if len(word) == 1 and word not in _BY_WORD and word.isprintable():
        return named(word)
    plain = re.sub(r"[ _-]", "", word.casefold())
    if plain in _BY_WORD or re.fullmatch(r"f([1-9]|1\d|2[0-4])", plain):
        return _BY_WORD.get(plain, plain)
    if word in _CHARACTERS:
        return word
    raise SettingsError(f"'{word}' is no key; keys are written as ctrl+z, W, ?, F2, Space, PgUp, ←")


def _untold(modifiers: list[str], name: str, key: str) -> str:
    """Why a terminal never says this key, or an empty string."""
    if "alt" in modifiers:
        return "has Alt, which terminals send as Esc and the key after it"
    if key in _SAME:
        return f"is {shown(_SAME[key])} for a terminal"
    if key in APPLICATION:
        return f"{APPLICATION[key]} everywhere"
    if "shift" in modifiers and (len(name) == 1 or name in _CHARACTERS):
        return "has Shift with a character: write the character that Shift makes"
    return ""


APPLICATION = {"ctrl+q": "quits", "ctrl+c": "says how to quit", "ctrl+p": "opens the palette"}
"""Keys of the application, which no command may have, and what they do."""

_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
_NAMED = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "enter": "Enter",
}
_BY_WORD = {
    **{shown.casefold(): name for name, shown in _NAMED.items()},
    **{name: name for name in _NAMED},
    "return": "enter",
    " ": "space",
}
_FRIENDLY = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's names that are not Unicode's."""


def named(character: str) -> str:
    """Textual's name of the key that types a character: letters and digits are their own."""
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return character if character.isalnum() else _FRIENDLY.get(name, name)


_CHARACTERS = {
    named(chr(code)): chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x100)) if not chr(code).isalnum()
}
"""What the keys of ASCII and Latin-1 type that are neither letters nor digits."""
