"""JSON Lines: one article a line, an object with `text` and whatever else is known of it.

A file is read line by line, so it may be of any size; only a line may not. Lines end at LF alone, and are UTF-8 (RFC
8259, 8.1) unless another encoding is given.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import IntakeError
from workbench.intake.decode import MAX_BYTES, decode_as, size_of, unreadable
from workbench.intake.draft import Draft, id_of
from workbench.symbols import printable

_JSON_SPACE = " \t\r\n"


def read(path: Path, encoding: str | None) -> Iterator[Draft]:
    """One article for each line that is not blank. Raises IntakeError, naming the line."""
    encoding = encoding or "utf-8"
    if not _keeps_lines(encoding):
        raise IntakeError(f"{path} cannot be read line by line as {encoding}.", "Convert it to UTF-8.")
    size_of(path)
    empty = True
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            for number, line in enumerate(iter(lambda: file.readline(MAX_BYTES + 1), b""), start=1):
                place = f"{path}, line {number}"
                record = _object(line, place, encoding)
                if record is not None:
                    empty = False
                    source = {"source": printable(path.name, keep=""), "source_sha256": sha256}
                    yield _draft(record, place, f"{printable(path.stem, keep='')}-{number}", source)
    except OSError as error:
        raise unreadable(path, error) from None
    if empty:
        raise IntakeError(f"{path} is empty: it has no line that is an article.")


def _keeps_lines(encoding: str) -> bool:
    """Whether a line feed is one byte in it; for what is no encoding at all, the first line will tell."""
    try:
        return "\n".encode(encoding).removeprefix(codecs.BOM_UTF8) == b"\n"
    except (LookupError, UnicodeError):
        return True


def _object(line: bytes, place: str, encoding: str) -> dict[str, object] | None:
    """The record of the line; None for a blank line."""
    if len(line) > MAX_BYTES:
        raise IntakeError(f"{place} has more than {MAX_BYTES / 1e6:.0f} MB, too much for an article.")
    text = decode_as(line, place, encoding).removeprefix("\ufeff")
    if not text.strip(_JSON_SPACE):
        return None
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise IntakeError(f"{place} is not JSON: {error.msg} (character {error.pos + 1}).") from None
    except (ValueError, RecursionError) as error:
        raise IntakeError(f"{place} is JSON that nobody can mean: {error}.") from None
    if not isinstance(record, dict):
        raise IntakeError(f"{place} is not an object.", 'Each line looks like {"text": "…", "title": "…"}.')
    return record


def _draft(record: dict[str, object], place: str, name: str, source: dict[str, str]) -> Draft:
    """What the line says of the article stands above what its file does."""
    if "record_sha256" in record:
        raise IntakeError(f"{place} is a record of annotations.", "Read the file back with: workbench import FILE")
    text = record.pop("text", None)
    if not isinstance(text, str):
        raise IntakeError(f"{place} has no string under “text”.", 'Each line looks like {"text": "…", "title": "…"}.')
    metadata = {key: as_text(value) for key, value in record.items() if value not in (None, "")}
    given_name = metadata.pop("id", "")
    if given_name != id_of(given_name):
        metadata["id"] = given_name
    return Draft(given_name or name, place, text, source | metadata)


def as_text(value: object) -> str:
    """A metadata value as a string: numbers as they are written, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
