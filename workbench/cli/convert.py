"""`workbench convert`: files of one format → files of another, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.cli.options import incoming, incoming_options, pairs_option, training_options, wanted
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import counts, line, tell_broken, tell_details, tell_exported, told_command


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--from", "from_name", default="jsonl", metavar="NAME", help="format of SOURCE  [default: jsonl]")
@click.option("--to", "to_name", default="jsonl", metavar="NAME", help="format of TARGET  [default: jsonl]")
@pairs_option("--from-option", metavar="NAME=VALUE", help="an option of the format of SOURCE; can be repeated")
@pairs_option("--to-option", metavar="NAME=VALUE", help="an option of the format of TARGET; can be repeated")
@incoming_options
@training_options
@click.pass_obj
def command(project: Project, /, source: Path, target: Path, **given: Any) -> None:
    """Read SOURCE, a file or a folder, in one format and write TARGET in another. No project, no database is needed.

    It is an import and an export in one: what cannot be taken is named, and the exit code is 1; what the format of
    TARGET does not hold is said with counts. All labels of the files are taken; --map calls them otherwise. With
    `workbench --scheme FILE convert` only those of that scheme are, and --add-labels or --ignore-labels says what to do
    with others; FILE itself stays as it is. The options of each format: `workbench formats NAME`.

    \b
    workbench convert corpus/ train.spacy --from brat --to docbin --annotator-from folder
    workbench convert tasks.json data/ --from label-studio --to huggingface --merge majority --split 80/10/10
    """
    from workbench.exchange import Conversion, Unknown, convert

    came = incoming(source, given.pop("from_name"), given.pop("from_option"), **given)
    to_name, to_option = given.pop("to_name"), given.pop("to_option")
    leaves = wanted(to_name, to_option, **{**given, "annotator": ()})
    scheme = project.scheme if project.scheme_file else None
    if scheme is None and came.unknown is not Unknown.REFUSE:
        raise click.UsageError(
            "Without a scheme all labels are taken: --add-labels and --ignore-labels go with `workbench --scheme FILE "
            "convert`."
        )
    with progress_bar("Converting") as progress:
        told = convert(Conversion(came, leaves, scheme, told_command()), target, tell_broken, progress)
    click.echo(f"{line(str(source))}: {counts(told.came)}", err=True)
    tell_details(told.came, came.names)
    click.echo(f"{line(str(target))}: ", nl=False, err=True)
    tell_exported(told.left, to_name)
    if told.came.broken:
        raise click.exceptions.Exit(1)
