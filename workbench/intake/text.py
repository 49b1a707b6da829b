"""Plain text and Markdown: the file's text is the article's, to the character."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from workbench.intake.decode import decode, read_bytes
from workbench.intake.draft import Draft
from workbench.symbols import printable


def read(path: Path, encoding: str | None) -> Iterator[Draft]:
    """The one article of the file. Raises IntakeError."""
    data = read_bytes(path)
    decoded = decode(data, str(path), encoding)
    metadata = {
        "source": printable(path.name, keep=""),
        "source_sha256": hashlib.sha256(data).hexdigest(),
        "encoding": decoded.encoding,
    }
    guessed = frozenset({"encoding"} if decoded.guessed else ())
    yield Draft(printable(path.stem, keep=""), str(path), decoded.text, metadata, guessed)
