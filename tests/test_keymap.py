"""Both keymaps: every command is within reach, on any terminal, and no key means two things."""

from collections import Counter

import pytest

from workbench import keys
from workbench.keymap import PLAIN, PRESETS, VI, Keymap

SWALLOWED = {"f1", "f10", "f11", "f12", "ctrl+a", "ctrl+b", "ctrl+c", "ctrl+q", "ctrl+s", "ctrl+z"}
"""What terminals, tmux (ctrl+b), screen (ctrl+a) or flow control may keep to themselves, beside Shift and Ctrl with
named keys, which some do not tell apart."""

both = pytest.mark.parametrize("keymap", PRESETS.values(), ids=PRESETS)


@both
def test_no_key_means_two_things(keymap: Keymap) -> None:
    """Nor is one of them the key before labels, or the application's."""
    counted = Counter(key for its in keymap.keys.values() for key in its)
    assert max(counted.values()) == 1
    assert not counted.keys() & {keymap.labels, *keys.APPLICATION}
    assert not any(key.isdigit() for key in counted)


@both
def test_every_command_has_a_key_that_nothing_swallows(keymap: Keymap) -> None:
    """But those that only extend: a key and a move do that too."""
    swallowed = {id_ for id_, its in keymap.keys.items() if all(map(is_swallowed, its))}
    assert swallowed == {command.id for command in keys.COMMANDS if command.id.startswith("extend_")}


def is_swallowed(key: str) -> bool:
    return key in SWALLOWED or "shift+" in key or (key.startswith("ctrl+") and len(key) > len("ctrl+x"))


@both
def test_it_has_every_command(keymap: Keymap) -> None:
    """And no other."""
    assert keymap.keys.keys() == {command.id for command in keys.COMMANDS}


def test_plain_leaves_lowercase_letters_to_labels() -> None:
    """Of any script, since no command has one."""
    assert not any(keys.is_letter(key) for its in PLAIN.keys.values() for key in its)
    assert not PLAIN.hidden_by("abc")


def test_where_letters_are_commands_a_label_is_told_with_its_prefix() -> None:
    """As the keys are typed."""
    assert (PLAIN.label_path("d"), VI.label_path("d")) == ("d", "t d")


def test_a_sentence_names_the_plainest_key() -> None:
    """The last one of a command; for one without keys, where else it is."""
    bare = Keymap("bare", "", {**PLAIN.keys, "undo": ()})
    assert PLAIN.told("{left} {help} {undo}") == "← ? Z"
    assert VI.told("{left} {help} {undo}") == "h ? u"
    assert bare.told("{undo}") == "palette"


def test_a_label_hides_a_command_only_where_no_key_goes_before_it() -> None:
    """The label's letters are what is told."""
    assert Keymap("mine", "", VI.keys).hidden_by(["h", "d", "€"]) == ["h", "d"]
    assert VI.hidden_by(["h", "d"]) == []
