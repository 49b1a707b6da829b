"""`workbench agreement`: how far the annotators agree."""

from __future__ import annotations

import json

import click

from workbench.cli.options import json_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project


@click.command()
@click.option("--label", multiple=True, metavar="LABEL", help="only this label")
@click.option("--annotator", multiple=True, metavar="NAME", help="only this annotator, machine or gold")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@click.option(
    "--unit", type=click.Choice(["word", "character"]), default="word", help="what is counted (default: word)"
)
@json_option
@click.pass_obj
def command(project: Project, /, unit: str, as_json: bool, **only: tuple[str, ...]) -> None:
    """Tell how far the annotators agree: per label and in all, for every two of them and for the group.

    Only text counts that the annotators concerned have marked as read. Every person who has read anything is compared;
    --annotator names others, such as a machine or gold. Every option that filters may be given several times. What each
    figure answers, and when it misleads, is told in docs/agreement.md.

    \b
    workbench agreement
    workbench agreement --label direct_quote --label cue --unit character
    workbench agreement --annotator ada --annotator gold --json
    """
    from workbench import report
    from workbench.agreement import Unit

    scope = report.Scope(tuple(project.scheme.labels), only["label"], only["annotator"], only["article"], Unit(unit))
    with project.open_store() as store, progress_bar("Counting") as progress:
        found = report.agreement(store, scope, progress)
    if as_json:
        click.echo(json.dumps(report.as_document(found), indent=1))
        return
    from workbench.cli.scores import print_report

    print_report(found)
