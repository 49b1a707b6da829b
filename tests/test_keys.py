"""The table of commands: what it leaves to labels and counts, and who carries a command out."""

import string
from collections import Counter

import pytest

from workbench import keys
from workbench.annotate import Reading
from workbench.errors import SettingsError
from workbench.tui import moves
from workbench.tui.screens.article import ArticleScreen


def test_no_command_takes_a_label_s_or_a_count_s_key() -> None:
    """Lowercase letters belong to the scheme, digits to counts."""
    taken = {key for command in keys.COMMANDS for key in command.keys}
    assert not taken & {*string.ascii_lowercase, *string.digits}


def test_no_key_means_two_things() -> None:
    """And no command stands in the table twice."""
    counted = Counter(key for command in keys.COMMANDS for key in command.keys)
    assert max(counted.values()) == 1
    assert len({command.id for command in keys.COMMANDS}) == len(keys.COMMANDS)


def test_every_key_has_a_name_that_people_read() -> None:
    """No Textual name such as `full_stop` or `ctrl+x` reaches the help screen."""
    for command in keys.COMMANDS:
        for key in command.keys:
            shown = keys.shown(key)
            assert len(shown) == 1 or (shown != key and "_" not in shown and shown[0].isupper()), key


ASKED_OR_TOLD = {"clear", "delete", "read"}
"""What a reading carries out after the screen has asked, or before it tells: a relation may be waiting, or go along."""


def test_every_command_is_carried_out_by_the_reading_the_view_or_the_screen() -> None:
    """What depends on lines is the view's, what opens, asks or tells something the screen's, all else the reading's."""
    by_reading = {command.id for command in keys.COMMANDS if callable(getattr(Reading, command.id, None))}
    assert not moves.COMMANDS & (by_reading | set(ArticleScreen.OWN))
    assert by_reading & set(ArticleScreen.OWN) == ASKED_OR_TOLD
    assert moves.COMMANDS | set(ArticleScreen.OWN) | by_reading == {command.id for command in keys.COMMANDS}


def test_an_unknown_key_shows_as_itself() -> None:
    """A person's own keymap may bind anything."""
    assert keys.shown("ctrl+shift+f5") == "Ctrl+Shift+F5"


def test_what_is_shown_is_what_a_person_may_write() -> None:
    """Every key of every command, there and back."""
    shown = {key: keys.shown(key) for command in keys.COMMANDS for key in command.keys}
    assert {key: keys.parsed(words) for key, words in shown.items()} == {key: key for key in shown}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+Z", "ctrl+z"),
        ("Ctrl+Shift+Left", "ctrl+shift+left"),
        ("W", "W"),
        ("w", "w"),
        ("page up", "pageup"),
        ("Return", "enter"),
        ("f12", "f12"),
        ("full_stop", "full_stop"),
        ("+", "plus"),
        ("§", "section_sign"),
        ("é", "é"),
    ],
)
def test_keys_are_written_as_people_write_them(written: str, key: str) -> None:
    """In any case where that makes no other key."""
    assert keys.parsed(written) == key


@pytest.mark.parametrize(
    "written", ["", " ", "foo", "f99", "alt+x", "ctrl+i", "ctrl+m", "shift+a", "shift+?", "ctrl+q"]
)
def test_what_no_terminal_tells_is_refused(written: str) -> None:
    """With a reason."""
    with pytest.raises(SettingsError):
        keys.parsed(written)
