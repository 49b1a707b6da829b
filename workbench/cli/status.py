"""`workbench status`: what is done and what is left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from workbench.cli.options import json_option
from workbench.cli.project import Project
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.store import Work


@click.command()
@json_option
@click.pass_obj
def command(project: Project, as_json: bool) -> None:
    """Show how much there is, and for everybody how much is done and left.

    \b
    workbench status
    workbench status --json
    """
    with project.open_seeded() as store:
        name, counts, work = store.name, store.counts(), store.people.work()
    progress = [_progress(one, counts["articles"]) for one in work]
    if as_json:
        click.echo(json.dumps({"database": name, **counts, "progress": progress}))
        return
    from workbench.cli.table import print_table

    click.echo(f"Database: {printable(name, keep='')}\n")
    print_table(("what", "how many"), ((what.replace("_", " "), count) for what, count in counts.items()))
    if not progress:
        return
    print_table(
        ("articles of", "done", "in progress", "to do", "skipped"),
        ((str(one["annotator"]), one["done"], one["in_progress"], one["to_do"], one["skipped"]) for one in progress),
    )


def _progress(work: Work, articles: int) -> dict[str, str | int]:
    """An article of which nothing is read is still to do, unless it is skipped."""
    return {
        "annotator": work.name,
        "done": work.done,
        "in_progress": work.in_progress,
        "to_do": articles - work.in_progress - work.done - work.skipped,
        "skipped": work.skipped,
    }
