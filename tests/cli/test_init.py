"""`workbench init`: from a checkout and from a wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT, SEEDS
from workbench.cli import workbench
from workbench.errors import WorkbenchError


def init(folder: Path) -> Result:
    return CliRunner().invoke(workbench, ["init", str(folder)])


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


EXPECTED = {
    "labels.yaml": (ROOT / "labels.yaml").read_bytes(),
    "labels.schema.json": (ROOT / "labels.schema.json").read_bytes(),
    **{f"seeds/{path.name}": path.read_bytes() for path in SEEDS.iterdir()},
}


def test_a_new_project_has_all_that_is_needed(tmp_path: Path) -> None:
    """Scheme, its JSON Schema, the seeds byte for byte, a place for exports, and what to do next."""
    result = init(tmp_path / "news")
    assert content(tmp_path / "news") == EXPECTED
    assert (tmp_path / "news" / "exports").is_dir()
    assert f"cd {tmp_path / 'news'} && workbench" in result.stderr


@pytest.mark.parametrize("name", ["labels.yaml", "labels.schema.json", "seeds/001_a0c6aa6094dd8b0a.txt"])
def test_nothing_is_overwritten(name: str, tmp_path: Path) -> None:
    """One file of that name, and nothing at all is written."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    result = init(tmp_path)
    assert isinstance(result.exception, WorkbenchError)
    assert name in result.exception.message
    assert content(tmp_path) == {name: b"mine"}


def test_files_of_other_names_stay(tmp_path: Path) -> None:
    """A folder that is in use can become a project."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert init(tmp_path).exit_code == 0
    assert content(tmp_path) == {**EXPECTED, "notes.txt": b"mine"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where a folder should be."""
    (tmp_path / "seeds").write_text("mine", encoding="utf-8")
    result = init(tmp_path)
    assert isinstance(result.exception, WorkbenchError)
    assert content(tmp_path) == {"seeds": b"mine"}


def test_an_installed_wheel_starts_the_same_project(tmp_path: Path) -> None:
    """What `pip install` brings is enough; nothing is fetched from the checkout."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    subprocess.run(
        [sys.executable, "-m", "workbench", "init", "news"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert content(tmp_path / "news") == EXPECTED
