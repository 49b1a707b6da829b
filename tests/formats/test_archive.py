"""Zips: whatever they claim, reading them ends in bytes or in a sentence."""

import zipfile
from pathlib import Path

import pytest

from workbench.formats.archive import opened


@pytest.mark.parametrize("offset", [1, 2**40, 2**63, 2**64 - 1])
def test_a_member_that_is_not_where_the_zip_says_is_told(offset: int, tmp_path: Path) -> None:
    """No file is so large, and no system can look there."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", b"words")
        packed.filelist[0].header_offset = offset
    with opened(path) as archive, pytest.raises(ValueError, match=r"a\.txt cannot be unpacked"):
        archive.read(archive.members[0])


def test_folders_are_no_members(tmp_path: Path) -> None:
    """What is in them is."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.mkdir("sources")
        packed.writestr("sources/a.txt", b"words")
    with opened(path) as archive:
        [member] = archive.members
        assert archive.read(member) == b"words"
