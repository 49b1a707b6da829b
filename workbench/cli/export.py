"""`workbench export`: write the annotations to files."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import format_option, options_option, training_options, wanted
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import line, tell_exported, told_command
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.exchange import Card, Progress
    from workbench.store import Store


@click.command()
@format_option
@options_option
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="the file or folder to write, - for standard output  [default: exports/spans, with the format's ending]",
)
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
@click.option(
    "--card", "with_card", is_flag=True, help="describe a single file, too, in a README.md beside it: spans.README.md"
)
@click.pass_obj
def command(project: Project, /, format_name: str, options: dict[str, str], output: str | None, **given: Any) -> None:
    """Write the annotations to a file or a folder: one record per annotator and article that they worked on.

    --annotator, --label, --article and --state may be given several times. What the format does not hold is said with
    counts. An older file of that name is replaced, once the new one is whole. A split, and a format that is a folder,
    gives a folder with a README.md that describes the data for those who train on them. What a record holds:
    docs/export.md; other formats and training data: docs/exchange.md.

    \b
    workbench export
    workbench export --state done --annotator ada --annotator ben -o exports/done.jsonl
    workbench export --format huggingface --merge majority --unit paragraph --split 80/10/10 -o exports/train
    workbench export --label direct_quote -o - | jq .spans
    """
    from workbench.exchange import Export, is_folder

    what = wanted(format_name, options, **given)
    with project.open_store() as store, progress_bar("Writing articles") as progress:
        export = Export(store, project.scheme, what)
        if output == "-":
            if sys.__stdout__ is None:
                raise WorkbenchError("Standard output is closed: nothing can be written to it.", "Name a file: -o FILE")
            told = export.to_stream(sys.stdout.buffer, progress)
        else:
            path = (
                Path(output) if output else _default(project, f"spans{'' if is_folder(what) else what.format.suffix}")
            )
            project.refuse_scheme(path)
            card = _card(project, store, progress, given) if is_folder(what) or given["with_card"] else None
            told = export.to_file(path, card, progress)
            click.echo(f"{line(str(path))}: ", nl=False, err=True)
    tell_exported(told, format_name)


def _card(project: Project, store: Store, progress: Progress, given: dict[str, Any]) -> Card:
    """With how far the annotators agree, as `workbench agreement` says of the same; without γ, which takes long."""
    from workbench.exchange import Card
    from workbench.report import Scope, agreement

    quick = ("f1_exact", "f1_iou", "krippendorff_alpha", "cohen_kappa")
    scope = Scope(tuple(project.scheme.labels), given["label"], given["annotator"], given["article"], measures=quick)
    report = agreement(store, scope, partial(progress, what="Comparing annotators in articles"))
    rows = [
        (
            " and ".join(score.annotators),
            score.measure,
            "—" if score.value is None else f"{score.value:.3f}",
            "—" if score.low is None or score.high is None else f"{score.low:.3f} to {score.high:.3f}",
        )
        for score in report.scores
        if score.label is None
    ]
    heading = ("annotators", "measure", "value", "interval")
    return Card(told_command(), [heading, *rows] if rows else [])


def _default(project: Project, name: str) -> Path:
    folder = project.folder / "exports"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkbenchError(f"The folder {folder} cannot be made: {error.strerror}.", "Name a file: -o FILE") from None
    return folder / name
