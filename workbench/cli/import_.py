"""`workbench import`: read annotations from files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import format_option, incoming, incoming_options, pairs_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import tell_broken
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.exchange import Imported


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@format_option
@pairs_option("-O", "--option", "options", metavar="NAME=VALUE", help="an option of the format")
@incoming_options
@click.option("--dry-run", is_flag=True, help="store nothing, say what would come")
@click.pass_obj
def command(project: Project, /, path: Path, format_name: str, options: dict[str, str], **given: Any) -> None:
    """Read PATH, a file or a folder of them, into the database.

    What cannot be taken is named with its file and line, all else is taken, and the exit code is 1; with --strict
    nothing is. Articles are recognised by their text, annotators by their name; what is here already is left as it is,
    so reading a file twice changes nothing.

    \b
    workbench import exports/spans.jsonl
    workbench import corpus/ --format brat --annotator-from folder --dry-run
    workbench import tasks.json --format label-studio --map PER=named_source --ignore-labels
    """
    from workbench.exchange import import_file

    wanted = incoming(path, format_name, options, **given)
    scheme = project.scheme
    wanted = replace(wanted, keep=lambda added: project.replace_scheme(added.text))
    with project.open_store() as store, progress_bar("Reading") as progress:
        told = import_file(store, scheme, wanted, tell_broken, progress)
    click.echo(f"{printable(str(path), keep='')}: {'would come: ' if wanted.dry else ''}{sentence(told)}", err=True)
    tell_details(told, scheme.labels.keys() | scheme.relations.keys())
    if told.broken:
        raise click.exceptions.Exit(1)


def sentence(told: Imported) -> str:
    """What came, in a line."""
    from workbench.model import Annotation

    known = told.annotations - told.new[Annotation]
    if not told.changed:
        return f"nothing new (annotations that are here already: {known:,})"
    here = f" (annotations that were here already, or left out: {known:,})" if known else ""
    return "new " + ", ".join(f"{what} {count:,}" for what, count in told.counts.items() if count) + here


def tell_details(told: Imported, before: set[str]) -> None:
    """Who annotated, which labels were added and which left out; and how much could not be taken."""
    names = ", ".join(f"{name}{' (new)' if is_new else ''}" for name, is_new in sorted(told.annotators.items()))
    added = [name for name in (*told.scheme.labels, *told.scheme.relations) if name not in before]
    lines = {
        "annotators": names,
        "added to the scheme": ", ".join(added),
        "left out, because the scheme does not have it": ", ".join(
            f"{kind} {name} ({count:,})" for (kind, name), count in sorted(told.ignored.items())
        ),
        "relations to what was left out": f"{told.without_end:,}" if told.without_end else "",
        "could not be taken, named above": f"{told.broken:,}" if told.broken else "",
    }
    for what, words in lines.items():
        if words:
            click.echo(f"  {what}: {printable(words, keep='')}", err=True)
