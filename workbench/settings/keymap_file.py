"""A keymap that a person writes: which preset it starts from, and other keys for some commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import yaml

from workbench import keys
from workbench.errors import SettingsError
from workbench.keymap import PLAIN, PRESETS, Keymap
from workbench.names import did_you_mean
from workbench.settings import written


def read(path: Path, name: str) -> tuple[Keymap, list[str]]:
    """The keymap in the file, called `name`, and a sentence for each mistake: what is wrong stays as in the preset."""
    try:
        return _Reader(name).keymap(written.text_of(path), name)
    except SettingsError as error:
        return PLAIN, [error.message]


Made = TypeVar("Made")


class _Reader:
    """Reads one file; `mistakes` grow on the way."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._mistakes: list[str] = []
        self._given: dict[str, tuple[tuple[str, ...], int]] = {}

    def keymap(self, text: str, name: str) -> tuple[Keymap, list[str]]:
        base, labels = PLAIN, None
        for key, node, line in written.entries(text, self._source):
            match key:
                case "base":
                    base = self._try(line, self._base, node) or base
                case "labels":
                    labels = self._try(line, self._prefix, node)
                case "keys":
                    self._commands(node)
                case _:
                    known = did_you_mean(key, ("base", "labels", "keys"))
                    self._note(line, f"a keymap has no '{key}'{known}")
        prefix = base.labels if labels is None else labels
        return Keymap(name, prefix, self._merged(base, prefix)), self._mistakes

    def _commands(self, node: yaml.Node) -> None:
        for id_, value, line in written.members(node, self._source):
            if id_ not in PLAIN.keys:
                self._note(line, f"there is no command '{id_}'{did_you_mean(id_, PLAIN.keys)}")
            elif (its := self._try(line, self._keys, value)) is not None:
                self._given[id_] = its, line

    def _base(self, node: yaml.Node) -> Keymap:
        match written.words(node):
            case [word] if word in PRESETS:
                return PRESETS[word]
        raise SettingsError(f"base is {' or '.join(PRESETS)}")

    def _prefix(self, node: yaml.Node) -> str:
        match written.words(node):
            case [""]:
                return ""
            case [word]:
                return _key(word)
        raise SettingsError("labels is one key, or nothing: then every lowercase letter is a label's")

    def _keys(self, node: yaml.Node) -> tuple[str, ...]:
        words = written.words(node)
        if words is None:
            raise SettingsError("here stands a key, or a list of keys")
        return tuple(dict.fromkeys(map(_key, words)))

    def _merged(self, base: Keymap, prefix: str) -> dict[str, tuple[str, ...]]:
        """The base with the given keys, which other commands of the base lose. Told: what two are given."""
        self._refuse_twins(prefix)
        taken = {key for its, _ in self._given.values() for key in its} | {prefix}
        merged = {id_: tuple(key for key in its if key not in taken) for id_, its in base.keys.items()}
        merged |= {id_: its for id_, (its, _) in self._given.items()}
        for id_, its in merged.items():
            if not its and base.keys[id_] and id_ not in self._given:
                lost = " and ".join(map(keys.shown, base.keys[id_]))
                self._mistakes.append(f"{self._source}: {id_} has no key any more, since {lost} is given away.")
        return merged

    def _refuse_twins(self, prefix: str) -> None:
        """Take from a command what an earlier line has given away."""
        holders = {prefix: "the key before labels"}
        for id_, (its, line) in self._given.items():
            for key in holders.keys() & its:
                self._note(line, f"{keys.shown(key)} is {holders[key]} too")
            self._given[id_] = tuple(key for key in its if key not in holders), line
            holders = dict.fromkeys(its, id_) | holders

    def _try(self, line: int, read: Callable[[yaml.Node], Made], node: yaml.Node) -> Made | None:
        try:
            return read(node)
        except SettingsError as error:
            self._note(line, error.message)
            return None

    def _note(self, line: int, message: str) -> None:
        self._mistakes.append(written.mistake(self._source, line, message))


def _key(word: str) -> str:
    key = keys.parsed(word)
    if key.isdigit():
        raise SettingsError(f"'{key}' is a digit, and digits are counts")
    return key
