"""A file, or a folder, that is there whole or not at all: written beside, then put in its place."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from workbench.errors import FormatError
from workbench.exchange.markdown import plain
from workbench.names import first_listed


@contextmanager
def written_beside(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content replaces the file at `path` when the block ends well; else an older file stays as it is.

    The content is on the disk before the name points to it. A pipe or a device is written to directly. Raises
    FormatError where nothing can be written, and for a database, which would be lost.
    """
    if not path.parent.is_dir():
        raise FormatError(f"There is no folder {path.parent} to write {path.name} into.", "Make it first.")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
        else:
            meant = _meant(path)
            _refuse_database(meant)
            yield from _replacing(meant)
    except OSError as error:
        raise FormatError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from error


def _meant(path: Path) -> Path:
    """What a link leads to is replaced, not the link. Raises FormatError for one that leads to itself."""
    try:
        return path.resolve()
    except RuntimeError:  # so says Path.resolve
        raise FormatError(f"{path} is a link to itself.") from None


def _refuse_database(path: Path) -> None:
    if path.exists():
        with path.open("rb") as stream:
            if stream.read(len(_SQLITE)) == _SQLITE:
                raise FormatError(f"{path} is a database, and would be lost.", "Name another file.")


_SQLITE = b"SQLite format 3\0"
"""How a database of SQLite begins: https://www.sqlite.org/fileformat.html"""


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
    return 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


CARD = "README.md"
"""What lies in every folder that is written here, and by which it is known as one that may be replaced."""


class Stream:
    """The target that is an open stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    @contextmanager
    def open(self, name: str = "") -> Iterator[BinaryIO]:
        yield self._stream

    def put(self, name: str, content: bytes) -> None:
        self._stream.write(content)


class Written(NamedTuple):
    """What a card tells of a file: its bytes and their SHA-256, in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def at(cls, path: Path) -> Written:
        with path.open("rb") as stream:
            return cls(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


class Folder:
    """The target that is a folder; `called` gives the names of its files there, and `files` those that were written."""

    def __init__(self, path: Path, called: Callable[[str], str] = str) -> None:
        self.path = path
        self.files: dict[str, Written] = {}
        self._called = called
        self._made: set[str] = set()

    @contextmanager
    def open(self, name: str = "") -> Iterator[BinaryIO]:
        name = self._called(name)
        self._make(name)
        path = self.path / name
        with path.open("wb") as stream:
            yield stream
        self.files[name] = Written.at(path)

    def put(self, name: str, content: bytes) -> None:
        name = self._called(name)
        self._make(name)
        with open(f"{self.path}/{name}", "wb", buffering=0) as stream:  # noqa: PTH123 there may be 100,000 files
            left = content
            while left:
                left = left[stream.write(left) :]
        self.files[name] = Written(len(content), hashlib.sha256(content).hexdigest())

    def _make(self, name: str) -> None:
        """Makes the folders that the file lies in."""
        above = name.rpartition("/")[0]
        if above not in self._made:
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            self._made.add(above)


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """An empty folder that takes the place of the one at `path` when the block ends well.

    Replaced is only what is empty, or holds a card and what that lists, so that nobody loses files of their own. Raises
    FormatError where nothing can be written.
    """
    path = _meant(path)
    if not path.parent.is_dir():
        raise FormatError(f"There is no folder {path.parent} to write {path.name} into.", "Make it first.")
    if path.exists() and not path.is_dir():
        raise FormatError(f"{path} is a file; a folder is to be written.", "Name another: -o FOLDER")
    _refuse_others(path)
    try:
        beside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
        try:
            yield beside
            beside.chmod(0o777 & ~_mask())
            _refuse_others(path)  # that came meanwhile
            _swap(beside, path)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise FormatError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from error


def _refuse_others(path: Path) -> None:
    """Raises FormatError for a folder that holds anything but a card and the files that it lists."""
    if not path.exists() or not any(path.iterdir()):
        return
    card = path / CARD
    told = card.read_bytes() if card.is_file() else b""
    if MARK not in told[:4096]:
        raise FormatError(f"{path} is a folder of other files.", "Name another, or empty it.")
    written = {CARD, *(name for name, _ in _LISTED.findall(told.decode(errors="replace")))}
    found = (one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_symlink() or not one.is_dir())
    others = sorted(name for name in found if plain(name) not in written)
    if others:
        names = first_listed(others, _TOLD)
        raise FormatError(
            f"{path} holds what no export wrote, and what would be lost with the rest: {names}.",
            "Move it elsewhere, or name another folder.",
        )


def is_listed(file: Path) -> bool:
    """Whether a card beside the file lists it with this very content."""
    card = file.with_name(CARD)
    if not file.is_file() or not card.is_file():
        return False
    return (plain(file.name), Written.at(file).sha256) in _LISTED.findall(card.read_bytes().decode(errors="replace"))


MARK = b"# written by workbench export"
"""A comment in the second line of a card."""

_LISTED = re.compile(r"^\| (.+) \| [\d,]+ \| `([0-9a-f]{64})` \|$", re.MULTILINE)
"""The row of a file in a card: its name in Markdown, bytes, SHA-256."""

_TOLD = 5


def _swap(beside: Path, path: Path) -> None:
    """Two renames; a crash between them leaves the old folder under a hidden name."""
    if not path.exists():
        beside.rename(path)
        return
    old = beside.with_suffix(".old")
    path.rename(old)
    try:
        beside.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)
