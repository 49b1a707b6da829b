"""`workbench convert`: files of one format → files of another, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.cli.export import tell_exported, told_command
from workbench.cli.import_ import counts, tell_details
from workbench.cli.options import incoming, incoming_options, pairs_option, training_options, wanted
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import line, tell_broken


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--from", "from_name", default="jsonl", metavar="NAME", help="format of SOURCE  [default: jsonl]")
@click.option("--to", "to_name", default="jsonl", metavar="NAME", help="format of TARGET  [default: jsonl]")
@pairs_option("--from-option", metavar="NAME=VALUE", help="an option of the format of SOURCE")
@pairs_option("--to-option", metavar="NAME=VALUE", help="an option of the format of TARGET")
@incoming_options
@training_options
@click.pass_obj
def command(project: Project, /, source: Path, target: Path, **given: Any) -> None:
    """Read SOURCE in one format and write TARGET in another. No project and no database is needed.

    Labels are those of the files; with `workbench --scheme FILE convert …` those of a scheme. What cannot be taken, and
    what the format of TARGET does not hold, is named.

    \b
    workbench convert corpus/ train.spacy --from brat --to docbin --annotator-from folder
    workbench convert tasks.json data/ --from label-studio --to huggingface --merge majority --split 80/10/10
    """
    from workbench.exchange import Conversion, convert

    came = incoming(source, given.pop("from_name"), given.pop("from_option"), **given)
    to_name, to_option = given.pop("to_name"), given.pop("to_option")
    leaves = wanted(to_name, to_option, **{**given, "annotator": ()})
    scheme = project.scheme if project.scheme_file else None
    with progress_bar("Converting") as progress:
        told = convert(Conversion(came, leaves, scheme, told_command()), target, tell_broken, progress)
    click.echo(f"{line(str(source))}: {counts(told.came)}", err=True)
    before = scheme or told.came.scheme
    tell_details(told.came, came.names, before.labels.keys() | before.relations.keys())
    click.echo(f"{line(str(target))}: ", nl=False, err=True)
    tell_exported(told.left, to_name)
    if told.came.broken:
        raise click.exceptions.Exit(1)
