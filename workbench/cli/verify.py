"""`workbench verify`: prove every record of an exported file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import format_option, json_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.exchange import Known, Verified
    from workbench.formats import BrokenRecord
    from workbench.scheme import Scheme


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@format_option
@json_option
@click.pass_obj
def command(project: Project, file: Path, format_name: str, as_json: bool) -> None:
    """Prove every record of FILE: hashes, offsets, quoted text, and that the scheme allows what it says.

    Names the first broken line and ends with exit code 1; with 0 if all holds. No project folder is needed, because
    the file carries its scheme.

    \b
    workbench verify exports/spans.jsonl
    """
    from workbench import formats
    from workbench.exchange import verify

    try:
        with progress_bar("Verifying") as progress:
            told = verify(formats.named(format_name), file, _known(project), progress)
    except formats.BrokenRecord as broken:
        _tell_broken(broken, as_json)
        raise click.exceptions.Exit(1) from None
    _tell_proved(told, file, as_json)


def _tell_broken(broken: BrokenRecord, as_json: bool) -> None:
    if as_json:
        finding = {"file": str(broken.path), "line": broken.line, "problem": broken.reason}
        click.echo(json.dumps({"ok": False, **finding}))
    else:
        click.echo(printable(broken.message, keep=""))


def _tell_proved(told: Verified, file: Path, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"ok": True, "file": str(file), **asdict(told)}))
        return
    counts = {
        "records": told.records,
        "articles": told.articles,
        "annotators": told.annotators,
        "annotations": told.annotations,
        "relations": told.relations,
        **({"notes": told.notes} if told.notes else {}),
        **({"skipped articles": told.skips} if told.skips else {}),
    }
    held = ", ".join(f"{what} {count:,}" for what, count in counts.items())
    click.echo(f"{printable(str(file), keep='')}: every record holds ({held})")
    if told.unfinished:
        click.echo(f"annotations that lack an attribute which their scheme requires: {told.unfinished:,}", err=True)


def _known(project: Project) -> Known:
    """The folder's scheme and those in its database, asked only for a scheme that the file names and does not bring."""

    def known(fingerprint: str) -> Scheme | None:
        from workbench.exchange import kept_scheme
        from workbench.store import open_store
        from workbench.store.engine import connect

        here = (project.scheme_file or Path("labels.yaml")).exists()
        if here and project.scheme.fingerprint == fingerprint:
            return project.scheme
        if project.database is None and not here:
            return None
        file = connect(project.url).file
        if file and not file.exists():
            return None
        with open_store(project.url) as store:
            return kept_scheme(store, fingerprint)

    return known
