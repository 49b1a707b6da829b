"""`workbench articles`: list, show and correct articles."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from workbench.cli.options import json_option, metadata_options
from workbench.cli.project import Project
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.model import Article


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List, show and correct articles.

    \b
    workbench articles
    workbench articles show 004
    workbench articles set 004 --outlet "The Moscow Times"

    The list has what the library screen has: how long each article is, how much of it you have read, how many
    annotations you have made.
    """
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


@command.command()
@click.argument("article")
@json_option
@click.pass_obj
def show(project: Project, article: str, as_json: bool) -> None:
    """Print what is known of an article, and its text.

    ARTICLE is its id, the start of it, or words of its title. What was only guessed is marked.
    """
    with project.open_seeded() as store:
        found = store.articles.get(store.articles.find(article))
    if as_json:
        click.echo(json.dumps(_document(found)))
        return
    for key, value in {"id": found.id, "title": found.title, **found.metadata}.items():
        guess = "  (a guess)" if key in found.guessed else ""
        click.echo(f"{printable(key, keep='')}: {printable(value, keep='')}{guess}")
    click.echo(f"paragraphs: {len(found.paragraphs)}\n\n{printable(found.text)}")


@command.command("set")
@click.argument("article")
@click.option("--title", help="its title")
@metadata_options
@click.pass_obj
def set_(project: Project, /, article: str, title: str | None, **options: str | None) -> None:
    """Correct what is known of an article; its text never changes.

    ARTICLE is its id, the start of it, or words of its title. An empty value takes away what was wrong:

    \b
    workbench articles set 000 --byline ""
    """
    given = {key: value for key, value in options.items() if value is not None}
    if title is None and not given:
        raise click.UsageError("Say what to correct, for example --date 2024-11-06.")
    if title is not None and not (title := " ".join(title.split())):
        raise click.UsageError("A title has at least one character.")
    with project.open_seeded() as store:
        id_ = store.articles.find(article)
        store.articles.correct(id_, title=title, metadata=given)
    click.echo(f"{printable(id_)} is corrected.", err=True)


def _list(project: Project, as_json: bool) -> None:
    with project.open_seeded() as store:
        shelf = store.articles.shelf(project.annotator)
    if as_json:
        click.echo(json.dumps([asdict(article) for article in shelf]))
        return
    from workbench.cli.table import print_table

    print_table(
        ("id", "title", "outlet", "words", "paragraphs", "read", "annotations", "state"),
        ((a.id, a.title, a.outlet, a.words, a.paragraphs, a.read, a.annotations, a.state) for a in shelf),
    )


def _document(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "metadata": dict(article.metadata),
        "guessed": sorted(article.guessed),
        "sha256": article.sha256,
        "paragraphs": [[span.start, span.end] for span in article.paragraphs],
        "text": article.text,
    }
