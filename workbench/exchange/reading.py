"""Files on their way in: what can be read at all, and how far the reading is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import accumulate, chain
from pathlib import Path

from workbench.errors import FormatError
from workbench.exchange.progress import Progress, silent
from workbench.formats import Broken, Format, Record, Source
from workbench.formats.files import files, linked_folders

_PIECE = 2**20
"""Bytes of a file in which lines are counted at once."""


def records_of(
    format_: Format, path: Path, source: Source, progress: Progress = silent, doing: str = "Reading"
) -> Iterator[Record | Broken]:
    """What the format reads of a file or a folder, before it the links to folders in there, which are not followed;
    `progress` hears of lines, or of files where those have no lines; first that nothing is read yet.

    Raises FormatError as the format does; for one that is only written; and for a device, which may never end.
    """
    if format_.read is None:
        raise FormatError(f"The workbench writes {format_.name}, but does not read it.")
    if path.is_char_device() or path.is_block_device():
        raise FormatError(f"{path} is a device, and no file.", "Name a file, a folder or a pipe.")
    found = format_.read(path, source)
    return _watched(chain(linked_folders(path), found) if path.is_dir() else found, path, progress, doing)


def refuse_pipe(path: Path, why: str) -> None:
    """Raises FormatError for what can be read only once; `why` says what it is read twice for."""
    if path.is_fifo():
        raise FormatError(
            f"{path} is a pipe, which can be read only once: {why}.", "Write it to a file first, and name that."
        )


def _watched(
    records: Iterable[Record | Broken], path: Path, progress: Progress, doing: str
) -> Iterator[Record | Broken]:
    """The same. How much there is in all is counted when the first record tells whether its file has lines."""
    if progress is silent:
        yield from records
        return
    progress(0, None, what=f"{doing} records")
    way: _Way | None = None
    for number, record in enumerate(records, start=1):
        if way is None and isinstance(record, Record):
            way = _Way(path, record)
        if way and way.total:
            progress(way.done(record), way.total, what=f"{doing} {way.unit}")
        else:
            progress(number, None, what=f"{doing} records")
        yield record


class _Way:
    """How far a file or folder is read, in lines where the `first` record stands on one, else in files of a folder.

    `total` is 0 where only records can be counted: in one file without lines, a pipe, an archive.
    """

    def __init__(self, path: Path, first: Record) -> None:
        found = [path] if path.is_file() else []
        with suppress(FormatError):  # what is in an archive is in no folder
            found = files(path, first.path.suffix.casefold()) if path.is_dir() else found
        self.unit = "lines" if first.line else "files"
        *before, total = accumulate(map(_lines, found) if first.line else [1] * len(found), initial=0)
        self.total = total if first.line or path.is_dir() else 0
        self._before = dict(zip(found, before, strict=True))
        self._lines = bool(first.line)
        self._done = 0

    def done(self, record: Record | Broken) -> int:
        """How much there is up to the record."""
        if record.path in self._before:
            self._done = max(self._done, self._before[record.path] + record.line * self._lines)
        return min(self._done, self.total)  # the last line may have no end


def _lines(path: Path) -> int:
    with suppress(OSError), path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE), b""))
    return 0
