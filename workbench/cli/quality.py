"""`workbench quality`: how good each annotator is."""

from __future__ import annotations

import json

import click

from workbench.cli.options import json_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project


@click.command()
@click.option("--label", multiple=True, metavar="LABEL", help="only this label")
@click.option("--annotator", multiple=True, metavar="NAME", help="only this annotator or machine")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@json_option
@click.pass_obj
def command(project: Project, /, as_json: bool, **only: tuple[str, ...]) -> None:
    """Tell how good each annotator is: against gold, against the others, over time, and how fast.

    Every person who has read anything is held against gold, where there is any, and against the mean of the others; the
    first, second and last third of their articles, and the months that they took, tell whether they get better. Of
    three annotators or more it is estimated, without gold, how often each is right and what they confuse. Every option
    that filters may be given several times. What each figure means, and when it misleads, is told in docs/agreement.md.

    \b
    workbench quality
    workbench quality --label direct_quote
    workbench quality --annotator ada --annotator bea --json
    """
    from workbench.report import Scope
    from workbench.report.quality import as_document, quality

    scope = Scope(tuple(project.scheme.labels), only["label"], only["annotator"], only["article"])
    with project.open_store() as store, progress_bar("Comparing") as progress:
        found = quality(store, scope, progress)
    if as_json:
        click.echo(json.dumps(as_document(found), indent=1))
        return
    from workbench.cli.appraisals import print_quality

    print_quality(found)
