"""Files → articles: one file per kind, each with `read(path, encoding)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import IntakeError
from workbench.intake import html, jsonl, text
from workbench.intake.decode import is_folder, unreadable
from workbench.intake.draft import Draft, finish
from workbench.model import Article

KINDS: Mapping[str, Callable[[Path, str | None], Iterator[Draft]]] = {
    ".txt": text.read,
    ".md": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
}
"""What a file's suffix, in any case, says about how to read it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, and what lay beside them in the folders and is no article."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()


def articles_in(
    paths: Iterable[Path], *, encoding: str | None = None, given: Mapping[str, str] | None = None
) -> Iterator[Article]:
    """The articles of files and folders, one after the other: a file is read when its article is asked for.

    `encoding` stands above what the bytes say. `given` metadata (`title`, `byline`, `date`, `outlet`, `url`,
    `language`) hold for every article and are no guesses. Raises IntakeError, naming file and position.
    """
    for path in find(paths).files:
        for draft in KINDS[path.suffix.lower()](path, encoding):
            yield finish(draft, given or {})


def find(paths: Iterable[Path]) -> Found:
    """The files behind the paths, folders with all that is in them, sorted by name. Raises IntakeError.

    In a folder, hidden files are not seen at all; a README, a link to a folder, and what is of no known kind, is left
    out.
    """
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if is_folder(path):
            before = len(files)
            _look_into(path, files, left_out)
            if len(files) == before:
                raise IntakeError(f"There is no article in the folder {path}.", _known_kinds())
        elif path.suffix.lower() in KINDS:
            files.append(path)
        else:
            raise IntakeError(f"{path} is of no kind that articles come in.", _known_kinds())
    return Found(tuple(files), tuple(left_out))


def _look_into(folder: Path, files: list[Path], left_out: list[Path]) -> None:
    try:
        for entry in sorted(entry for entry in folder.iterdir() if not entry.name.startswith(".")):
            if entry.is_dir() and not entry.is_symlink():
                _look_into(entry, files, left_out)
            elif entry.suffix.lower() not in KINDS or entry.name.upper().startswith("README") or entry.is_dir():
                left_out.append(entry)
            else:
                files.append(entry)
    except OSError as error:
        raise unreadable(folder, error) from None


def _known_kinds() -> str:
    return f"Articles come from files that end in {', '.join(KINDS)}."
