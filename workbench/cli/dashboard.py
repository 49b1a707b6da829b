"""`workbench dashboard`: how far the annotators agree, on the screen, with the differences behind each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.annotate import open_screens
from workbench.cli.project import Project

if TYPE_CHECKING:
    from workbench.tui.app import Bench


@click.command()
@click.option("--label", multiple=True, metavar="LABEL", help="only this label")
@click.option("--annotator", multiple=True, metavar="NAME", help="only this annotator, machine or gold")
@click.option("--article", multiple=True, metavar="ARTICLE", help="only this article (id or part of it)")
@click.pass_obj
def command(project: Project, /, **only: tuple[str, ...]) -> None:
    """Show how far the annotators agree: per label with intervals, every two of them, and what is confused with what.

    Enter on any figure lists the differences behind it, Enter on one of them opens the article there. In the library F5
    does the same. Every option may be given several times.

    \b
    workbench dashboard
    workbench dashboard --label direct_quote --annotator ada --annotator ben
    """
    from workbench.report import Scope
    from workbench.report.scope import found

    labels, above = tuple(project.scheme.labels), project.scheme.parents
    scope = Scope(labels, only["label"], only["annotator"], only["article"], above=above)
    with project.open_seeded() as store:
        found(store, scope)

    def show(bench: Bench) -> None:
        from workbench.tui.screens.agreement import AgreementScreen

        bench.push_screen(AgreementScreen(scope))

    open_screens(project, over=show)
