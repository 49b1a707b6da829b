"""`workbench verify`: prove every record of a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import format_option, json_option, options_option, source, who_options
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import as_members, line, tell_broken

if TYPE_CHECKING:
    from workbench.exchange import Known, Verified
    from workbench.formats import Broken
    from workbench.scheme import Scheme


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@format_option
@options_option
@who_options
@json_option
@click.pass_obj
def command(project: Project, /, path: Path, as_json: bool, **given: Any) -> None:
    """Prove every record of PATH, a file or a folder of files: hashes, offsets, quoted text, and that the scheme allows
    what it says.

    Names every record that is broken and ends with exit code 1; with 0 if all holds. No project folder is needed,
    because the workbench's own records bring their scheme. Those of other tools are proved as far as they are read.

    \b
    workbench verify exports/spans.jsonl
    workbench verify corpus/ --format brat --annotator-from folder
    """
    from workbench.exchange import records_of, verify

    problems: list[Broken] = []
    tell = problems.append if as_json else partial(tell_broken, err=False)
    format_, said = source(**given)
    with progress_bar("Verifying") as progress:
        told = verify(path, records_of(format_, path, said, progress, "Verifying"), _known(project), tell)
    if as_json:
        found = [as_members(one) for one in problems]
        click.echo(json.dumps({"ok": not told.broken, "file": str(path), "problems": found, **asdict(told)}))
    elif told.broken:
        click.echo(f"records that hold: {told.records:,}; broken: {told.broken:,}", err=True)
    else:
        _tell_proved(told, path)
    if told.broken:
        raise click.exceptions.Exit(1)


def _tell_proved(told: Verified, path: Path) -> None:
    counts = {
        "records": told.records,
        "articles": told.articles,
        "annotators": told.annotators,
        "annotations": told.annotations,
        "relations": told.relations,
        **({"notes": told.notes} if told.notes else {}),
        **({"skipped articles": told.skips} if told.skips else {}),
        **({"decisions": told.decisions} if told.decisions else {}),
    }
    held = ", ".join(f"{what} {count:,}" for what, count in counts.items())
    click.echo(f"{line(str(path))}: every record holds ({held})")
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
