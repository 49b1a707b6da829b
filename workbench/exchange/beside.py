"""A file that is there whole or not at all: written beside, then put in its place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from workbench.errors import FormatError


@contextmanager
def written_beside(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content replaces the file at `path` when the block ends well; else an older file stays as it is.

    The content is on the disk before the name points to it. A pipe or a device is written to directly. Raises
    FormatError where nothing can be written.
    """
    if not path.parent.is_dir():
        raise FormatError(f"There is no folder {path.parent} to write {path.name} into.", "Make it first.")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
        else:
            yield from _replacing(path.resolve())
    except OSError as error:
        raise FormatError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from error


def _replacing(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(handle)
        beside.chmod(_mode(path))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, or those that a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
