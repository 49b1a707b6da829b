"""JSON Lines: one article a line, an object with `text` and whatever else is known of it.

A file is read line by line, so it may be of any size; only a line may not. Lines end at LF alone, and are UTF-8 (RFC
8259, 8.1) unless another encoding is given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import IntakeError
from workbench.intake.decode import MAX_BYTES, decode_as, size_of, unreadable
from workbench.intake.draft import Draft, id_of
from workbench.symbols import printable


def read(path: Path, encoding: str | None) -> Iterator[Draft]:
    """One article for each line that is not blank. Raises IntakeError, naming the line."""
    size_of(path)
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        for number, line in _lines(path):
            place = f"{path}, line {number}"
            text = decode_as(line, place, encoding or "utf-8").removeprefix("\ufeff").strip()
            if text:
                source = {"source": printable(path.name, keep=""), "source_sha256": sha256}
                yield _draft(_object(text, place), place, f"{printable(path.stem, keep='')}-{number}", source)
    except OSError as error:
        raise unreadable(path, error) from None


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    number = 0
    with path.open("rb") as file:
        while line := file.readline(MAX_BYTES + 1):
            number += 1
            if len(line) > MAX_BYTES:
                raise IntakeError(
                    f"{path}, line {number} has more than {MAX_BYTES / 1e6:.0f} MB, too much for an article."
                )
            yield number, line
    if not number:
        raise IntakeError(f"{path} is empty.")


def _object(line: str, place: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise IntakeError(f"{place} is not JSON: {error.msg} (character {error.pos + 1}).") from None
    except (ValueError, RecursionError) as error:
        raise IntakeError(f"{place} is JSON that nobody can mean: {error}.") from None
    if not isinstance(record, dict):
        raise IntakeError(f"{place} is not an object.", 'Each line looks like {"text": "…", "title": "…"}.')
    return record


def _draft(record: dict[str, object], place: str, name: str, source: dict[str, str]) -> Draft:
    """What the line says of the article stands above what its file does."""
    text = record.pop("text", None)
    if not isinstance(text, str):
        raise IntakeError(
            f"{place} has no string under “text”.",
            "Annotations that the workbench exported are read with: workbench import FILE",
        )
    metadata = {key: as_text(value) for key, value in record.items() if value is not None}
    given_name = metadata.pop("id", "")
    if given_name != id_of(given_name):
        metadata["id"] = given_name
    return Draft(given_name or name, place, text, source | metadata)


def as_text(value: object) -> str:
    """A metadata value as a string: numbers as they are written, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
