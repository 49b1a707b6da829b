"""File → store: everything or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.formats import Format
from workbench.scheme import Scheme
from workbench.store import Store


@dataclass(slots=True)
class Imported:
    """What came in, and what was here already."""

    records: int = 0
    new_articles: int = 0
    new_annotators: int = 0
    new_annotations: int = 0
    known_annotations: int = 0
    new_relations: int = 0
    new_read_paragraphs: int = 0


def import_file(
    store: Store, scheme: Scheme, format_: Format, path: Path, progress: Callable[[int, int | None], None]
) -> Imported:
    """Reads a file into the store, all of it or nothing. Articles are recognised by their text.

    Raises BrokenRecord where the file is not true, FormatError for labels that the scheme does not have and for
    annotations that are here with other content.
    """
    raise NotImplementedError
