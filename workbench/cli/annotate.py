"""`workbench annotate`: open the screens, on one article or on the library."""

from __future__ import annotations

import sys

import click

from workbench.cli.project import Project
from workbench.errors import StoreError, WorkbenchError


@click.command()
@click.argument("article", required=False)
@click.pass_obj
def command(project: Project, article: str | None) -> None:
    """Open one article for labelling: ARTICLE is its id, the start of it, or words of its title.

    Without ARTICLE the library opens, as it does for `workbench` alone.

    \b
    workbench annotate 004
    workbench --as bea annotate kremlin
    """
    open_screens(project, article)


def open_screens(project: Project, article: str | None = None) -> None:
    """Run the screens until the person quits. Raises WorkbenchError where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WorkbenchError(
            "The screens need a terminal, and this is none.",
            "Open one, or use a command that needs none: workbench --help",
        )
    from workbench.tui.app import Bench

    with project.open_store() as store:
        article_id = None if article is None else store.articles.find(article)
        bench = Bench(store, project.scheme, project.annotator, article_id)
        bench.run()
        bench.writer.close()
        if bench.bug is not None:
            raise bench.bug
        for outbox in bench.writer.failed:
            raise StoreError(f"{len(outbox.lost)} changes to {outbox.article_id} were not stored: {outbox.error}")
