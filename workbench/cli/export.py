"""`workbench export`: write the annotations to a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.options import format_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.errors import WorkbenchError
from workbench.symbols import printable


@click.command()
@format_option
@click.option("-o", "--output", metavar="FILE", help="where to (- is standard output)  [default: exports/spans.jsonl]")
@click.option("--annotator", multiple=True, metavar="NAME", help="only this annotator's work")
@click.option("--label", multiple=True, metavar="LABEL", help="only annotations with this label")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@click.option(
    "--state",
    multiple=True,
    type=click.Choice(["to-do", "in-progress", "done", "skipped"]),
    help="only where the annotator has read no paragraph, some, or all, or skipped the article",
)
@click.pass_obj
def command(project: Project, /, format_name: str, output: str | None, **filters: tuple[str, ...]) -> None:
    """Write the annotations to a file: one record per annotator and article that they worked on.

    Every option that filters may be given several times. An older file of that name is replaced, once the new one is
    whole. What the file holds is told in docs/export.md.

    \b
    workbench export
    workbench export --state done --annotator ada --annotator ben -o exports/done.jsonl
    workbench export --label direct_quote -o - | jq .spans
    """
    from workbench import formats
    from workbench.exchange import Wanted, export_file, export_stream
    from workbench.model import State

    format_ = formats.named(format_name)
    states = tuple(State(state.replace("-", " ")) for state in filters["state"])
    wanted = Wanted(format_, filters["annotator"], filters["label"], filters["article"], states)
    scheme = project.scheme
    with project.open_store() as store, progress_bar("Exporting") as progress:
        if output == "-":
            told = export_stream(store, scheme, wanted, sys.stdout.buffer, progress)
        else:
            path = Path(output) if output else _default(project, f"spans{format_.suffix}")
            told = export_file(store, scheme, wanted, path, progress)
            click.echo(f"{printable(str(path), keep='')}: ", nl=False, err=True)
    counts = {"records": told.records, "annotations": told.annotations, "relations": told.relations}
    counts |= {"notes": told.notes} if told.notes else {}
    click.echo(", ".join(f"{what} {count:,}" for what, count in counts.items()), err=True)
    if told.dropped:
        click.echo(f"relations left out, because the filters leave out one of their ends: {told.dropped:,}", err=True)


def _default(project: Project, name: str) -> Path:
    folder = project.folder / "exports"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkbenchError(f"The folder {folder} cannot be made: {error.strerror}.", "Name a file: -o FILE") from None
    return folder / name
