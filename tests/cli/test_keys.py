"""`workbench keys`: the keymap in use."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Workbench
from workbench.keymap import VI


def test_a_table_names_every_command_with_its_keys(workbench: Workbench) -> None:
    """Without settings, the plain ones."""
    done = workbench("keys")
    assert done.returncode == 0
    assert set(VI.keys) <= {line.split()[0] for line in done.stdout.splitlines() if line.strip()}


def test_another_keymap_is_printed_as_json(workbench: Workbench) -> None:
    """Keys as a keymap file may have them."""
    done = json.loads(workbench("keys", "--keymap", "vi", "--json").stdout)
    assert (done["keymap"], done["labels"]) == ("vi", "t")
    assert done["keys"]["undo"] == ["Ctrl+Z", "u"]


def test_what_is_wrong_with_the_settings_is_told(workbench: Workbench, tmp_path: Path) -> None:
    """With the line, and where the file is."""
    settings = tmp_path / "mine.yaml"
    settings.write_text("keymap: v\n\nrailz: no\n")
    done = workbench("--settings", settings, "keys")
    assert done.returncode == 2
    assert "mine.yaml:3: there is no setting 'railz'; did you mean 'rails'?" in done.stderr
    assert "The keymap 'v' is neither plain nor vi nor a file" in done.stderr
    assert str(settings) in done.stderr


def test_the_settings_may_be_named_by_a_variable(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every option."""
    (tmp_path / "mine.yaml").write_text("keymap: vi\n")
    monkeypatch.setenv("WORKBENCH_SETTINGS", "mine.yaml")
    assert "A label is its letter after t." in workbench("keys").stdout
