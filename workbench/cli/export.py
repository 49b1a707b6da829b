"""`workbench export`: write the annotations to a file."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import format_option, pairs_option, training_options, wanted
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import tell_losses
from workbench.errors import WorkbenchError
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.exchange import Card, Exported
    from workbench.store import Store


@click.command()
@format_option
@pairs_option("-O", "--option", "options", metavar="NAME=VALUE", help="an option of the format")
@click.option("-o", "--output", metavar="FILE", help="where to (- is standard output)  [default: exports/spans.jsonl]")
@click.option("--annotator", "--annotators", multiple=True, metavar="NAME", help="only this annotator's work")
@click.option("--label", multiple=True, metavar="LABEL", help="only annotations with this label")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@click.option(
    "--state",
    multiple=True,
    type=click.Choice(["to-do", "in-progress", "done", "skipped"]),
    help="only where the annotator has read no paragraph, some, or all, or skipped the article",
)
@training_options
@click.option("--card", "with_card", is_flag=True, help="describe a file, too, in a README.md of its name beside it")
@click.pass_obj
def command(project: Project, /, format_name: str, options: dict[str, str], output: str | None, **given: Any) -> None:
    """Write the annotations to a file: one record per annotator and article that they worked on.

    Every option that filters may be given several times. An older file of that name is replaced, once the new one is
    whole. What a format does not hold is said with counts. A split, and a format that is a folder, gives a folder with
    a README.md that describes the data. What the files hold is told in docs/export.md.

    \b
    workbench export
    workbench export --state done --annotator ada --annotator ben -o exports/done.jsonl
    workbench export --format huggingface --merge majority --unit paragraph --split 80/10/10 -o exports/train
    workbench export --label direct_quote -o - | jq .spans
    """
    from workbench.exchange import Export, is_folder

    what = wanted(format_name, options, **given)
    with project.open_store() as store, progress_bar("Exporting") as progress:
        export = Export(store, project.scheme, what)
        if output == "-":
            told = export.to_stream(sys.stdout.buffer, progress)
        else:
            path = (
                Path(output) if output else _default(project, f"spans{'' if is_folder(what) else what.format.suffix}")
            )
            card = _card(project, store, given) if is_folder(what) or given["with_card"] else None
            told = export.to_file(path, card, progress)
            click.echo(f"{printable(str(path), keep='')}: ", nl=False, err=True)
    tell_exported(told, format_name)


def tell_exported(told: Exported, format_name: str) -> None:
    """What was written, and what was not."""
    counts = {"records": told.records, "annotations": told.annotations, "relations": told.relations}
    counts |= {"notes": told.notes} if told.notes else {}
    click.echo(", ".join(f"{what} {count:,}" for what, count in counts.items()), err=True)
    if told.parts:
        click.echo("  " + ", ".join(f"{part} {count:,}" for part, count in told.parts.items()), err=True)
    if told.dropped:
        click.echo(f"relations left out, because the filters leave out one of their ends: {told.dropped:,}", err=True)
    if told.cut.annotations:
        click.echo(f"annotations cut at the edges of records: {told.cut.annotations:,}", err=True)
    for what, count in (("relations from one record to another", told.cut.relations), ("notes", told.cut.notes)):
        if count:
            click.echo(f"{what}, which no record holds: {count:,}", err=True)
    if told.between:
        click.echo(f"articles left out, because they are like some in several parts: {told.between:,}", err=True)
    tell_losses(format_name, told.losses)


def _card(project: Project, store: Store, given: dict[str, Any]) -> Card:
    """With how far the annotators agree, as `workbench agreement` says of the same annotators, labels and articles."""
    from workbench.exchange import Card
    from workbench.report import Scope, agreement

    scope = Scope(tuple(project.scheme.labels), given["label"], given["annotator"], given["article"])
    report = agreement(store, scope)
    rows = [
        (
            " and ".join(score.annotators),
            score.label or "all labels",
            score.measure,
            "—" if score.value is None else f"{score.value:.3f}",
            "—" if score.low is None or score.high is None else f"{score.low:.3f} to {score.high:.3f}",
        )
        for score in report.scores
        if score.label is None
    ]
    heading = ("annotators", "labels", "measure", "value", "interval")
    return Card(told_command(), [heading, *rows] if rows else [])


def told_command() -> str:
    """How this program was called, as a person may tell others: without the password of a database."""
    return re.sub(r"//[^/@\s]*@", "//…@", shlex.join(["workbench", *sys.argv[1:]]))


def _default(project: Project, name: str) -> Path:
    folder = project.folder / "exports"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkbenchError(f"The folder {folder} cannot be made: {error.strerror}.", "Name a file: -o FILE") from None
    return folder / name
