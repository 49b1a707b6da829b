"""`workbench annotate`: open the screens, on one article or on the library."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from workbench.cli import tell
from workbench.cli.project import Project
from workbench.errors import WorkbenchError
from workbench.model import Kind

if TYPE_CHECKING:
    from workbench.store import Store
    from workbench.tui.app import Bench


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


def open_screens(
    project: Project,
    article: str | None = None,
    *,
    learns: bool = False,
    over: Callable[[Bench], object] | None = None,
) -> None:
    """Run the screens until the person quits, for somebody who `learns` held against gold; `over` opens something over
    the library.

    Raises WorkbenchError where there is no scheme or no terminal, and nothing to learn from where there is no gold.
    """
    project.require_scheme()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WorkbenchError(
            "The screens need a terminal, and this is none.",
            "Open one, or use a command that needs none: workbench --help",
        )
    gc.disable()  # nothing that start-up makes is garbage; the library switches it on again
    from workbench.tui.app import Bench
    from workbench.tui.writer import lost

    with project.open_seeded() as store:
        article_id = None if article is None else store.articles.find(article)
        if learns:
            _require_gold(store)
        bench = Bench(store, lambda: project.scheme, project.annotator, article_id, project.preferences)
        bench.learns = learns
        bench.begin = over and partial(over, bench)
        error = bench.run()
        bench.writer.close()
    for outbox in bench.writer.failed:
        tell(lost(outbox))
    if problem := bench.bug or error:
        raise problem
    if bench.writer.failed:
        raise click.exceptions.Exit(2)
    raise click.exceptions.Exit(bench.return_code or 0)  # not 0 where a signal ended the screens


def _require_gold(store: Store) -> None:
    """Raises WorkbenchError where gold has read nothing, so that nobody can be held against it."""
    gold = [one for one in store.people.work() if one.kind is Kind.GOLD]
    if any(one.read for one in gold):
        return
    if any(one.annotations for one in gold):
        raise WorkbenchError(
            "Gold has annotations here, but no paragraph marked read, so there is nothing to learn from yet.",
            "Whoever teaches decides on them: workbench adjudicate    marks each paragraph in which all is decided",
        )
    raise WorkbenchError(
        "There is no gold standard here yet, so nothing to learn from.",
        "Whoever teaches makes one with: workbench adjudicate    or brings one in with: workbench import",
    )
