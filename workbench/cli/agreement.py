"""`workbench agreement`: how far the annotators agree."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import json_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project

if TYPE_CHECKING:
    from workbench.report import Progress, Report
    from workbench.store import Store


@click.command()
@click.option("--label", multiple=True, metavar="LABEL", help="only this label")
@click.option("--annotator", multiple=True, metavar="NAME", help="only this annotator, machine or gold")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@click.option("--measure", multiple=True, metavar="NAME", help="only this measure, as --json calls it")
@click.option("--more", is_flag=True, help="all measures there are")
@click.option(
    "--by", type=click.Choice(["article", "pair", "attribute", "relation"]), help="besides, each of these by itself"
)
@click.option(
    "--unit",
    type=click.Choice(["character", "word", "sentence", "paragraph"]),
    default="character",
    help="what α and κ count  [default: character]",
)
@click.option(
    "--interval",
    type=click.Choice(["jackknife", "bootstrap"]),
    default="jackknife",
    help="how intervals are found  [default: jackknife]",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    metavar="N",
    help="processes that align, 0: one for each core  [default: 1]",
)
@click.option("--scheduler", default="", metavar="ADDRESS", help="align on the cluster of this Dask scheduler")
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="write one page to look at, print or send, with methods for a paper",
)
@json_option
@click.pass_obj
def command(project: Project, /, by: str | None, html_file: Path | None, as_json: bool, **given: Any) -> None:
    """Tell how far the annotators agree: per label and in all, with intervals, and who agrees with whom.

    Only text counts that the annotators concerned have marked as read. Every person who has read anything is compared;
    --annotator names others, such as a machine or gold. Every option that filters may be given several times. What each
    figure answers, and when it misleads, is told in docs/agreement.md.

    \b
    workbench agreement
    workbench agreement --label direct_quote --label cue --more --unit word
    workbench agreement --measure f1_iou --measure cohen_kappa --by article
    workbench agreement --annotator ada --annotator gold --json
    workbench agreement --html agreement.html
    """
    from workbench import report
    from workbench.agreement import MEASURES, Interval, Unit
    from workbench.agreement.workers import workers

    scope = report.Scope(
        labels=tuple(project.scheme.labels),
        only=given["label"],
        annotators=given["annotator"],
        articles=given["article"],
        unit=Unit(given["unit"]),
        measures=tuple(one.name for one in MEASURES) if given["more"] else given["measure"],
        interval=Interval(given["interval"]),
        above=project.scheme.parents,
    )
    aligners = workers(given["jobs"], given["scheduler"])
    with (
        project.written(html_file) as stream,
        project.open_store() as store,
        progress_bar("Counting") as progress,
        aligners as spread,
    ):
        found = report.agreement(store, scope, progress, partial(progress, what="Aligning annotations"), spread)
        if stream:
            stream.write(_page(found, store, partial(progress, what="Comparing")).encode())
    if as_json:
        click.echo(json.dumps(report.as_document(found), indent=1))
    elif not html_file:
        from workbench.cli.scores import print_report

        print_report(found, by or "")


def _page(found: Report, store: Store, progress: Progress) -> str:
    from workbench.report.agreement_page import as_page
    from workbench.report.differing import differing
    from workbench.report.quality import quality

    disagreed, each = differing(store, found.scope, progress=progress), quality(store, found.scope, progress)
    return as_page(found, disagreed, each, lambda id_: store.articles.get(id_).title)
