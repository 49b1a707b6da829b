"""`workbench annotators`: who has worked here, and how much."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from workbench.cli.options import json_option
from workbench.cli.project import Project


@click.command()
@json_option
@click.pass_obj
def command(project: Project, as_json: bool) -> None:
    """List who has worked here, and how much.

    People, machines and the gold standard; `articles` have something of theirs, `done` ones they have read to the end,
    `read` counts paragraphs.

    \b
    workbench annotators
    workbench annotators --json
    """
    with project.open_store() as store:
        work = store.people.work()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in work]))
        return
    from workbench.cli.table import print_table

    print_table(
        ("name", "kind", "articles", "done", "annotations", "read"),
        ((one.name, one.kind.value, one.articles, one.done, one.annotations, one.read) for one in work),
    )
