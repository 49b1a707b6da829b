"""A keymap file: what it may say, and how its mistakes are told."""

from pathlib import Path

import pytest

from workbench.keymap import PLAIN, VI, Keymap
from workbench.settings import keymap_named


def read(folder: Path, text: str) -> tuple[Keymap, list[str]]:
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return keymap_named("mine.yaml", folder)


def test_a_file_changes_some_keys_of_a_preset(tmp_path: Path) -> None:
    """In the notation that people write; what it does not name stays."""
    text = (
        "base: vi\nlabels: ','\nkeys:\n  undo: [ctrl+z, U]\n  help: F1\n  word_right: →\n  right: []\n  unread: '~'\n"
    )
    keymap, mistakes = read(tmp_path, text)
    assert mistakes == []
    assert (keymap.name, keymap.labels) == ("mine.yaml", "comma")
    assert [keymap.keys[id_] for id_ in ("undo", "help", "word_right", "right")] == [
        ("ctrl+z", "U"),
        ("f1",),
        ("right",),
        (),
    ]
    assert keymap.keys["down"] == VI.keys["down"]


def test_a_key_that_is_given_away_leaves_its_command(tmp_path: Path) -> None:
    """Told only where that was its last one."""
    keymap, mistakes = read(tmp_path, "keys:\n  rails: Z\n  note: U\n")
    assert keymap.keys["undo"] == ("ctrl+z",)
    assert mistakes == ["mine.yaml: unread has no key any more, since U is given away."]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("base: emacs\n", "mine.yaml:1: base is plain or vi."),
        ("keys:\n  helpp: x\n", "mine.yaml:2: there is no command 'helpp'; did you mean 'help'?"),
        (
            "keys:\n  help: Hlep\n",
            "mine.yaml:2: 'Hlep' is no key; keys are written as ctrl+z, W, ?, F2, Space, PgUp, ←.",
        ),
        ("keys:\n  help: 3\n", "mine.yaml:2: '3' is a digit, and digits are counts."),
        ("labels: 5\n", "mine.yaml:1: '5' is a digit, and digits are counts."),
        ("[" * 5_000, "mine.yaml: this is nested too deeply."),
        ('base: "\\UFFFFFFFF"\n', "mine.yaml: this is not YAML (a number is too large)."),
        ("keys:\n  help: [F5, F6]\n  undo: F6\n", "mine.yaml:3: F6 is help too."),
        ("base: vi\nkeys:\n  help: t\n", "mine.yaml:3: t is the key before labels too."),
        ("keys:\n  help: ctrl+q\n", "mine.yaml:2: 'ctrl+q' quits everywhere."),
        ("keys:\n  help: alt+x\n", "mine.yaml:2: 'alt+x' has Alt, which terminals send as Esc and the key after it."),
        ("keys:\n  help: {a: b}\n", "mine.yaml:2: here stands a key, or a list of keys."),
        ("key:\n  help: F5\n", "mine.yaml:1: a keymap has no 'key'; did you mean 'keys'?"),
        ("[1]\n", "mine.yaml:1: here stand keys and values, such as 'keymap: vi'."),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, mistake: str) -> None:
    """And with the nearest word."""
    assert read(tmp_path, text)[1] == [mistake]


def test_what_is_no_yaml_or_not_there_leaves_the_plain_keymap(tmp_path: Path) -> None:
    """Nobody is kept from working."""
    broken, mistakes = read(tmp_path, "keys:\n  help: ?\n  - x\n")
    assert broken.keys == PLAIN.keys
    assert mistakes[0].startswith("mine.yaml:2: this is not YAML")
    missing, mistakes = keymap_named("none.yaml", tmp_path)
    assert missing.keys == PLAIN.keys
    assert mistakes[0].startswith("The keymap 'none.yaml' is neither plain nor vi nor a file")


@pytest.mark.parametrize("name", ["", ".", "~nosuchuser/x.yaml", "x" * 300, "a\0b"])
def test_what_cannot_be_the_name_of_a_file_is_one_mistake(tmp_path: Path, name: str) -> None:
    """A folder, nobody's home, more letters than a name can have."""
    keymap, mistakes = keymap_named(name, tmp_path)
    assert keymap is PLAIN
    assert [mistake.partition(":")[0] for mistake in mistakes] == [
        f"The keymap '{name}' is neither plain nor vi nor a file"
    ]
