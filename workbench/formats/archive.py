"""Zips that nobody vouches for: what is in them is read into memory, never put on the disk."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from workbench.errors import FormatError

LARGEST_MEMBER = 64 * 2**20
"""Bytes of the largest file in a zip that is unpacked."""

_UNPACKED = 64 * LARGEST_MEMBER
_DAMAGE = (BadZipFile, OSError, RuntimeError, ValueError, OverflowError, EOFError, KeyError, struct.error, zlib.error)


class Archive:
    """The files in a zip, `members`: those that are not too large, one by one and all together, can be read."""

    def __init__(self, packed: ZipFile) -> None:
        self._packed = packed
        self._left = _UNPACKED
        self.members = [one for one in packed.infolist() if not one.is_dir()]

    def read(self, member: ZipInfo) -> bytes:
        """The content of a member. Raises ValueError."""
        name = member.filename
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ValueError(f"{name} is packed in a way that is not usual")
        if member.file_size > LARGEST_MEMBER:
            raise ValueError(f"{name} is larger than {LARGEST_MEMBER:,} bytes")
        if member.file_size > self._left:
            raise ValueError(f"all files in the zip together are larger than {_UNPACKED:,} bytes")
        try:
            with self._packed.open(member) as stream:
                data = stream.read(LARGEST_MEMBER)  # never more than file_size, whatever is packed
        except _DAMAGE as error:
            raise ValueError(f"{name} cannot be unpacked: {error}") from error
        self._left -= len(data)
        return data


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at the path. Raises FormatError where there is none."""
    with _opened(path) as packed:
        yield Archive(packed)


def _opened(path: Path) -> ZipFile:
    try:
        if path.exists() and not path.is_file():  # of a device, all that it gives would be read in search of an end
            raise FormatError(f"{path} is no file.")
        return ZipFile(path)
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror or error}.") from error
    except _DAMAGE as error:
        raise FormatError(f"{path} is no zip file, or a broken one: {error}.") from error
