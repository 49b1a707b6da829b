"""The workbench's own format: one JSON object a line, one line per article and annotator. See docs/export.md."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from workbench.errors import FormatError
from workbench.formats.base import Broken, Format, Header, Options, Record, Source, Target
from workbench.formats.files import from_files
from workbench.formats.lines import LONGEST, json_lines
from workbench.formats.record import shaped
from workbench.formats.recording import proved, told
from workbench.model import Annotated

_SEAL = re.compile(rb',"record_sha256":"([0-9a-f]{64})"\}$')


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:  # noqa: ARG001
    """Writes one line per article and annotator; gives their number.

    Raises FormatError where an annotation does not lie in its article's text.
    """
    records = 0
    with target.open() as stream:
        for members in told(header, articles):
            stream.write(_line(members))
            records += 1
    return records


def read(path: Path, source: Source) -> Iterator[Record | Broken]:  # noqa: ARG001 a record says everything itself
    """Proves every record by itself: shape, hashes, offsets, quotes, order."""
    return from_files(path, (".jsonl",), _of_file)


def _of_file(file: Path) -> Iterator[Record | Broken]:
    for line in json_lines(file, ended=True):
        if isinstance(line, Broken):
            yield line
            continue
        try:
            record = proved(file, line.number, shaped(line.members))
            _prove_seal(line.raw)
        except ValueError as error:
            yield Broken(file, line.number, str(error))
            continue
        yield record


FORMAT = Format("jsonl", "workbench records, one line per article and annotator", ".jsonl", read, write)


# Writing


def _line(members: Mapping[str, Any]) -> bytes:
    try:
        body = to_json(members)
    except ValueError as error:
        raise FormatError(f"Article {members['article']['id']} cannot be written: {error}.") from None
    line = b'%b,"record_sha256":"%b"}\n' % (body[:-1], hashlib.sha256(body).hexdigest().encode())
    if len(line) > LONGEST:
        raise FormatError(
            f"Article {members['article']['id']} makes a record of {len(line):,} bytes; {LONGEST:,} can be read."
        )
    return line


# Reading


def _prove_seal(line: bytes) -> None:
    """The last member is the SHA-256 of the line without it, so that one altered byte anywhere is found."""
    seal = _SEAL.search(line)
    if seal is None:
        raise ValueError("record_sha256 is not the last member, written as the workbench writes it")
    found = hashlib.sha256(line[: seal.start()] + b"}").hexdigest()
    if found.encode() != seal[1]:
        raise ValueError(f"the line was changed: record_sha256 is {seal[1].decode()}, but the rest has {found}")
