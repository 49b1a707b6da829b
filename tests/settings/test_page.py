"""The examples of docs/settings.md are files that the program takes."""

import re
from pathlib import Path

from tests.conftest import ROOT
from workbench.keymap import VI
from workbench.settings import Preferences, keymap_named

SETTINGS, KEYMAP = re.findall(
    r"```yaml\n(.+?)```", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.DOTALL
)


def test_the_settings_of_the_page_are_in_order(tmp_path: Path) -> None:
    """All of them stand there."""
    path = tmp_path / "settings.yaml"
    path.write_text(SETTINGS, encoding="utf-8")
    preferences = Preferences(path)
    assert preferences.mistakes == []
    assert preferences.keymap is VI


def test_the_keymap_of_the_page_is_in_order(tmp_path: Path) -> None:
    """No key of it takes the last one of another command."""
    (tmp_path / "mine.yaml").write_text(KEYMAP, encoding="utf-8")
    keymap, mistakes = keymap_named("mine.yaml", tmp_path)
    assert mistakes == []
    assert keymap.labels == "comma"
