"""`workbench differences`: what the annotators disagree on, and how."""

from __future__ import annotations

import json
from pathlib import Path

import click

from workbench.cli.options import json_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project

KINDS = ("same", "attribute", "boundary", "label", "split", "merge", "missed", "extra")
USUAL = 5
"""Examples of each kind where a kind is asked for and no number."""


@click.command()
@click.option("--label", multiple=True, metavar="LABEL", help="only differences that this label has a part in")
@click.option("--annotator", multiple=True, metavar="NAME", help="only this annotator, machine or gold")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="examples of this kind only")
@click.option(
    "--examples",
    type=click.IntRange(0, 1000),
    metavar="N",
    help=f"show N of each kind  [default: 0, {USUAL} with --kind]",
)
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="write every difference as a row for spreadsheets",
)
@json_option
@click.pass_obj
def command(
    project: Project,
    /,
    kind: tuple[str, ...],
    examples: int | None,
    csv_file: Path | None,
    as_json: bool,
    **only: tuple[str, ...],
) -> None:
    """Tell why the annotators disagree: what one of two has missed, put elsewhere, or called otherwise.

    Every two annotators are compared in text that both have marked as read, or, where gold is among them, everybody
    with gold. Each annotation is paired with the one that is most like it, and each pair sorted: the same, other
    attributes, other boundaries, another label, one that is several of the other; and what nobody has a partner for.

    \b
    workbench differences
    workbench differences --label hedge --examples 3
    workbench differences --annotator gold --annotator ada --kind boundary --kind label
    workbench differences --csv differences.csv

    Options that filter may be given several times. How annotations are paired is told in docs/agreement.md.
    """
    from workbench.agreement import DifferenceKind
    from workbench.report import Scope
    from workbench.report.casebook import as_document, write_csv
    from workbench.report.differing import cases, differing

    number = (USUAL if kind else 0) if examples is None else examples
    scope = Scope(tuple(project.scheme.labels), only["label"], only["annotator"], only["article"])
    with (
        project.written(csv_file) as rows,
        project.open_store() as store,
        progress_bar("Comparing") as progress,
    ):
        if rows:
            write_csv(cases(store, scope, progress), rows)
            return
        found = differing(store, scope, number, tuple(map(DifferenceKind, kind)), progress)
    if as_json:
        click.echo(json.dumps(as_document(found), indent=1))
        return
    from workbench.cli.cases import print_differing

    print_differing(found)
