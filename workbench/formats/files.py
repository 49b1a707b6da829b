"""Files of formats: which there are, what is in them, and what new ones are called."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from workbench.errors import FormatError
from workbench.formats.base import Broken, NobodySays, Record

LARGEST = 512 * 2**20
"""Bytes of the largest file that is not read line by line."""

LONGEST_NAME = 240
"""Bytes of the longest name of a file before its suffix: file systems take 255 with it."""


def files(path: Path, *suffixes: str) -> list[Path]:
    """The file, or all of these suffixes in the folder and below it, sorted; hidden ones are left out. A link that
    leads nowhere is one of them: its reader will say so.

    Raises FormatError where there is none, and for a folder that cannot be read.
    """
    if not path.is_dir():
        return [path]
    found = sorted(_names(str(path), suffixes), key=lambda one: one.split(os.sep))  # noqa: PTH206 as `_names`
    if not found:
        raise FormatError(f"In the folder {path} is no file that ends in {' or '.join(suffixes)}.")
    return list(map(Path, found))


def _names(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Those of the files that `files` gives. The system says with a name what it is of: a folder may hold 100,000."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _names(entry.path, suffixes)
                elif entry.name.casefold().endswith(suffixes) and (entry.is_file() or not os.path.exists(entry.path)):  # noqa: PTH110 no path yet
                    yield entry.path
    except OSError as error:
        _refuse(error)


def linked_folders(path: Path) -> Iterator[Broken]:
    """The links to folders in the folder and below it. None is followed: it may lead anywhere, and in a circle."""
    for folder, folders, _ in _walk(path):
        for link in sorted(Path(folder, name) for name in folders):
            if link.is_symlink():
                yield Broken(link, 0, "is a link to a folder, which is not followed: name that folder itself")


def _walk(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """What `os.walk` gives, without hidden folders. Raises FormatError for one that cannot be read."""
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield folder, folders, names


def _refuse(error: OSError) -> NoReturn:
    raise FormatError(f"The folder {error.filename} cannot be read: {error.strerror}.") from error


def from_files(
    path: Path, suffixes: Sequence[str], read: Callable[[Path], Iterator[Record | Broken]]
) -> Iterator[Record | Broken]:
    """What `read` gives of the file, or of each of the folder; there, one that cannot be read is broken as a whole."""
    for file in files(path, *suffixes):
        try:
            yield from read(file)
        except NobodySays:
            raise
        except FormatError as error:
            if file == path:
                raise
            yield Broken(file, 0, error.message)


def text_of(path: Path) -> str:
    """The whole file as it is, every character kept. Raises FormatError; the message says what is wrong."""
    return decoded(bytes_of(path), path)


def bytes_of(path: Path) -> bytes:
    """The whole file. Raises FormatError where it cannot be read, or is too large for one text."""
    try:
        found = os.stat(path)  # noqa: PTH116 one question for all, as there may be 100,000 files
        if stat.S_ISFIFO(found.st_mode):
            raise FormatError(f"{path} is a pipe, and this format is read from files.", "Write it to a file first.")
        if not stat.S_ISREG(found.st_mode):
            raise FormatError(f"{path} is no file.")
        if found.st_size > LARGEST:
            raise FormatError(f"{path} is larger than {LARGEST // 2**20:,} MiB, the most that is read at once.")
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 as above
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        raise FormatError(f"There is no file {path}.") from None
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error


def decoded(data: bytes, path: Path) -> str:
    """The text in UTF-8. Raises FormatError, saying which byte is none."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise FormatError(f"{path} is not UTF-8: byte {error.start + 1}.", "Convert it to UTF-8 first.") from None


@lru_cache(maxsize=64)  # an annotator has a file of each article
def file_name(words: str, reserved: str = "", most: int = LONGEST_NAME) -> str:
    """What a file of these words is called, without suffix: safe on every system, and no other words are called so.

    What is no letter, digit, `_`, `-` or `.` is percent-encoded, and so is what is in `reserved`. A name of more than
    `most` bytes is cut off, and ends in `~` and a digest.
    """
    unsafe = rf"[^\w.-]|^\.|[{re.escape(reserved)}]" if reserved else r"[^\w.-]|^\."
    name = re.sub(unsafe, lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), words)
    if len(name.encode()) <= most:
        return name
    digest = hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
    return f"{name.encode()[: most - len(digest) - 1].decode(errors='ignore')}~{digest}"
