"""Which key means which command: the plain keymap, one in the manner of vi, and what a person makes of either.

A sentence that names a key takes it from the keymap in use (`shown_for`, `told`), never from memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from workbench import keys


@dataclass(frozen=True)
class Keymap:
    """`keys` has Textual's names for every command of `keys.COMMANDS`, the plainest last; none is there twice.

    `labels` is the key after which a lowercase letter is a label. Where it is empty every lowercase letter is one that
    the scheme gives to a label, even if a command has it too.
    """

    name: str
    labels: str
    keys: Mapping[str, tuple[str, ...]]

    def command(self, key: str) -> str | None:
        """The id of the command of a key."""
        return self._commands.get(key)

    def shown_for(self, command_id: str) -> str:
        """The plainest key of a command, for a sentence; for one without a key, where to find it."""
        return keys.shown(self.keys[command_id][-1]) if self.keys[command_id] else "palette"

    def all_shown_for(self, command_id: str) -> str:
        """All keys of a command, for a table."""
        return " ".join(map(keys.shown, self.keys[command_id]))

    def told(self, sentence: str) -> str:
        """The sentence with the plainest key in place of each `{command_id}`: `"{help} shows all keys"`."""
        return sentence.format_map(self._shown)

    def label_path(self, letters: str) -> str:
        """What is typed for a label whose key is `letters`: `d`, or `t d` where letters are commands."""
        return f"{keys.shown(self.labels)} {letters}" if self.labels else letters

    def hidden_by(self, letters: Iterable[str]) -> list[str]:
        """The commands one of whose keys is the key of a label, which then wins: `letters` are the labels' keys."""
        return [] if self.labels else [letter for letter in letters if letter in self._commands]

    @cached_property
    def _commands(self) -> dict[str, str]:
        return {key: id_ for id_, its in self.keys.items() for key in its}

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {id_: self.shown_for(id_) for id_ in self.keys}


PLAIN = Keymap("plain", "", {command.id: command.keys for command in keys.COMMANDS})
"""Letters are labels, and commands are all else."""

VI = Keymap(
    "vi",
    "t",
    {
        **PLAIN.keys,
        "left": ("left", "h"),
        "right": ("right", "l"),
        "up": ("up", "k"),
        "down": ("down", "j"),
        "word_left": ("ctrl+left", "b"),
        "word_right": ("ctrl+right", "e", "w"),
        "paragraph_up": ("ctrl+up", "K", "left_curly_bracket"),
        "paragraph_down": ("ctrl+down", "J", "right_curly_bracket"),
        "article_start": ("ctrl+home", "g"),
        "jump": ("F", "f"),
        "search_next": ("f3", "n"),
        "search_previous": ("shift+f3", "N"),
        "select_sentence": ("S", "s"),
        "select_quotation": ("Q", "q"),
        "select_paragraph": ("P", "p"),
        "select": ("V", "v"),
        "swap_ends": ("O", "o"),
        "shrink_start": ("greater_than_sign",),
        "shrink_end": ("less_than_sign",),
        "repeat": ("equals_sign", "full_stop"),
        "delete": ("backspace", "delete", "X", "x"),
        "link": ("M", "m"),
        "attributes": ("A", "a"),
        "comment": ("C", "c"),
        "unsure": ("D", "d"),
        "guideline": ("I", "i"),
        "undo": ("ctrl+z", "u"),
        "redo": ("ctrl+r", "Y"),
        "history": ("y",),
        "next_unread": ("r",),
        "previous_article": ("H",),
        "next_article": ("L",),
        "labels": ("z",),
    },
)
"""Lowercase letters are commands as in vi, and the labels' letters come after `t`. Counts and the rest are as plain.

`]` and `[` move an edge out; `>` and `<` move it in, in the direction that they point to. `H` and `L` go back and forth
among the articles, as in browsers with vi's keys.
"""

PRESETS = {preset.name: preset for preset in (PLAIN, VI)}
