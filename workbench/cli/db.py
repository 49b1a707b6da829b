"""`workbench db`: upgrade, check and back up the database."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.project import Project
from workbench.symbols import printable


@click.group()
def command() -> None:
    """Upgrade, check and back up the database.

    \b
    workbench db check
    workbench db backup
    workbench db backup /media/stick/monday.db
    """


@command.command()
@click.pass_obj
def upgrade(project: Project) -> None:
    """Bring a database that an older workbench made to the newest form.

    An SQLite database is copied first, to a file beside it whose name says when; copy one on PostgreSQL yourself, with
    pg_dump. Either the whole upgrade happens or nothing of it.
    """
    from workbench.store.upgrade import upgrade

    done = upgrade(project.url)
    if done is None:
        click.echo("The database is of the newest form already.", err=True)
        return
    if done.backup:
        click.echo(f"What was there is kept in {printable(str(done.backup))}", err=True)
    else:
        click.echo("No copy of what was there was made: keep copies of a PostgreSQL database with pg_dump.", err=True)
    click.echo(f"The database went from revision {done.before} to {done.after}.", err=True)


@command.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """See that nothing in the database is damaged.

    It reads the whole file, compares every text with its SHA-256, looks for annotations outside their text, and does
    the history of every annotator again from nothing: what comes out must be what is stored. Exit code 1 when it found
    something.
    """
    from workbench.cli.progress import progress_bar
    from workbench.store import open_store
    from workbench.store.check import check_article, check_file, check_history
    from workbench.store.engine import existing

    project: Project = ctx.obj
    existing(project.url).close()
    with open_store(project.url) as store, progress_bar("Checking articles") as show:
        found = check_file(store)
        ids = store.articles.ids()
        for done, article_id in enumerate(ids, start=1):
            found += check_article(store, article_id)
            show(done, len(ids))
        for annotator in store.people.all():
            found += check_history(store, annotator)
    for problem in found:
        click.echo(printable(problem, keep=""))
    if found:
        ctx.exit(1)
    click.echo(f"Nothing is wrong with the database ({len(ids)} articles).", err=True)


@command.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(project: Project, file: Path | None) -> None:
    """Copy the database to FILE, or to a file beside it whose name says when.

    Others may go on working meanwhile. A file that is there already is never overwritten.
    """
    from workbench.store.backup import backup
    from workbench.store.engine import existing

    database = existing(project.url)
    try:
        target = backup(database, file)
    finally:
        database.close()
    click.echo(printable(str(target), keep=""))
