"""What can be set: the values, and each as it is written in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.errors import SettingsError
from workbench.names import did_you_mean

Value = str | int | bool | None

READING_WIDTH = 72
"""Columns of text at most, unless somebody sets another: longer lines are hard to find back from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme` is empty where the terminal decides, `labels` None where the screen's width does.

    `reading_width` is in columns, `line_spacing` in rows that are at least kept free under a line of text.
    """

    theme: str = ""
    keymap: str = "plain"
    reading_width: int = READING_WIDTH
    line_spacing: int = 0
    rails: bool = True
    labels: bool | None = None


def changed(settings: Settings, name: str, value: Value) -> Settings:
    """The settings with another value for one of them."""
    change: dict[str, Any] = {name: value}
    return replace(settings, **change)


@dataclass(frozen=True, slots=True)
class Setting:
    """`read` makes a value of a word and raises SettingsError, with the reason as a clause, where it is none."""

    name: str
    title: str
    read: Callable[[str], Value]
    write: Callable[[Value], str] = str


def _number(least: int, most: int) -> Callable[[str], Value]:
    def read(word: str) -> Value:
        if word.isdecimal() and len(word) < 4 and least <= int(word) <= most:
            return int(word)
        raise SettingsError(f"is a number from {least} to {most}, not '{word}'")

    return read


def _one_of(words: Mapping[str, Value]) -> Callable[[str], Value]:
    def read(word: str) -> Value:
        if word.casefold() in words:
            return words[word.casefold()]
        raise SettingsError(f"is {' or '.join(words)}, not '{word}'{did_you_mean(word, words)}")

    return read


def _written(words: Mapping[str, Value]) -> Callable[[Value], str]:
    return {value: word for word, value in words.items()}.__getitem__


YES_NO: Mapping[str, Value] = {"yes": True, "no": False}
YES_NO_AUTO: Mapping[str, Value] = {**YES_NO, "auto": None}

SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("theme", "theme", str),
        Setting("keymap", "keys", str),
        Setting("reading_width", "columns of text", _number(40, 120)),
        Setting("line_spacing", "rows kept free under a line", _number(0, 1)),
        Setting("rails", "rails under the lines", _one_of(YES_NO), _written(YES_NO)),
        Setting("labels", "labels at the side", _one_of(YES_NO_AUTO), _written(YES_NO_AUTO)),
    )
}
"""By name, in the order of the form."""
