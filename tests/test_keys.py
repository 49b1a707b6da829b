"""The table of commands: what it leaves to labels and counts, and who carries a command out."""

import re
import string
from collections import Counter
from pathlib import Path

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


def test_every_command_of_the_reading_is_named_by_a_test_without_a_screen() -> None:
    """What a key means is tested where no screen is."""
    tests = _sources("annotate")
    meant = {command.id for command in keys.COMMANDS} - moves.COMMANDS - set(ArticleScreen.OWN)
    assert not [name for name in sorted(meant) if not re.search(rf'[."]{name}\b', tests)]


def test_every_other_command_is_reached_by_a_key_in_a_test_with_a_screen() -> None:
    """By one of its keys, or by its id."""
    tests = _sources("tui")
    others = [command for command in keys.COMMANDS if command.id in moves.COMMANDS | set(ArticleScreen.OWN)]
    assert not [one.id for one in others if not any(f'"{name}"' in tests for name in (one.id, *one.keys))]


def _sources(folder: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parent / folder).rglob("test_*.py"))
