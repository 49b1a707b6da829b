"""The project in this folder: its scheme, its database, and who is sitting here."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.scheme import Scheme
    from workbench.settings import Preferences
    from workbench.store import Store


@dataclass(frozen=True)
class Project:
    """What `--db`, `--scheme`, `--as` and `--settings` say, or what stands in. Nothing is opened unasked."""

    database: str | None = None
    scheme_file: Path | None = None
    named: str | None = None
    settings_file: Path | None = None

    def require_scheme(self) -> Path:
        """The scheme file. Raises WorkbenchError where there is none, so that no folder becomes a project unasked."""
        path = self.scheme_file or Path("labels.yaml")
        if not path.exists():
            raise WorkbenchError(
                f"There is no label scheme {path} here, so this is not a project folder.",
                "Start one with: workbench init .    (or name a scheme: workbench --scheme FILE)",
            )
        if path.is_dir():
            raise WorkbenchError(f"{path} is a folder, not a label scheme.", f"Name the file: {path / 'labels.yaml'}")
        return path

    @property
    def folder(self) -> Path:
        """Where the scheme lies."""
        return self.require_scheme().parent

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme of the folder. Raises SchemeError for what it says wrong."""
        from workbench import scheme

        return scheme.load(self.require_scheme())

    def replace_scheme(self, text: str) -> None:
        """Write the scheme's file anew, whole or not at all. Raises FormatError where it cannot be written."""
        from workbench.exchange.beside import written_beside

        with written_beside(self.require_scheme()) as stream:
            stream.write(text.encode())

    @contextmanager
    def written(self, path: Path | None) -> Iterator[BinaryIO | None]:
        """What is written to the stream becomes the file when the block ends well, which is told; None without a path.

        Raises WorkbenchError for the scheme, FormatError for what cannot be written: at once, not when all is counted.
        """
        import click

        from workbench.exchange.beside import written_beside
        from workbench.symbols import printable

        if path is None:
            yield None
            return
        self.refuse_scheme(path)
        with written_beside(path) as stream:
            yield stream
        click.echo(f"Written: {printable(str(path), keep='')}", err=True)

    def refuse_scheme(self, path: Path) -> None:
        """Raises WorkbenchError where a file that is to be written is the scheme, which would be lost."""
        if path.exists() and path.samefile(self.require_scheme()):
            raise WorkbenchError(f"{path} is the label scheme, and would be lost.", "Name another file.")

    @cached_property
    def preferences(self) -> Preferences:
        """How the person likes to work, from their file; its mistakes are told by whoever asks."""
        from workbench.settings import Preferences, default_path

        return Preferences(self.settings_file or default_path())

    @property
    def url(self) -> str:
        """The database: an SQLAlchemy URL, or the path of an SQLite file."""
        return str(self.folder / "workbench.db") if self.database is None else self.database

    @property
    def annotator(self) -> str:
        """Who annotates, as the store writes it: `--as`, else the login name. Raises StoreError for what is no name."""
        from workbench.store.people import as_stored

        if self.named is not None:
            return as_stored(self.named)
        try:
            return as_stored(getpass.getuser())
        except (KeyError, OSError):
            raise WorkbenchError("This account has no login name.", "Say who you are: workbench --as NAME") from None

    def open_store(self) -> Store:
        """The database, made on first use."""
        from workbench.store import open_store

        return open_store(self.url)

    def open_seeded(self) -> Store:
        """The same, to look at or work in: into one without articles come those in `seeds/` beside the scheme."""
        store = self.open_store()
        path = self.scheme_file or Path("labels.yaml")
        seeds = path.parent / "seeds"
        try:
            if path.is_file() and seeds.is_dir() and not store.articles.any():
                from workbench.intake import articles_in

                store.articles.add(articles_in([seeds]))
        except BaseException:
            store.close()
            raise
        return store
