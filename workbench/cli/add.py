"""`workbench add`: take files and folders in as articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import metadata_options
from workbench.cli.project import Project
from workbench.cli.tellings import some
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.intake import Found
    from workbench.model import Article

_MOST_ROWS = 50


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--encoding", metavar="NAME", help="the files' encoding, where it is not recognised: cp1252, koi8-r, …")
@click.option("--title", help="the article's title; for one article only")
@metadata_options
@click.pass_obj
def command(project: Project, /, paths: tuple[Path, ...], encoding: str | None, **options: str | None) -> None:
    """Take files and folders in as articles.

    \b
    workbench add news/
    workbench add story.txt --outlet "The Moscow Times" --date 2024-11-06
    workbench add old.txt --encoding cp1251

    A .txt or .md file is one article and is stored to the character. Of an .html file the article inside the page is
    stored. A .jsonl file has one article a line: an object with "text" and, if you like, "id", "title", "date" and so
    on. Folders are taken in with all that is in them; a README is no article.

    Title, byline, date, outlet and URL are guessed where a text shows them; what you give here holds for all articles
    that come in. Correct them later with `workbench articles set`. If anything is wrong with any file, nothing comes
    in.
    """
    from workbench.intake import find

    found = find(paths)
    given = {key: value for key, value in options.items() if value is not None}
    articles = list(_read(found, encoding, given))
    with project.open_store() as store:
        stored = store.articles.add(articles)
    _tell_left_out(found)
    _tell_guessed_encodings(articles)
    _show(articles, stored)
    if given and not all(is_new for _, is_new in stored):
        click.echo("What you gave is not stored for those: use workbench articles set ID.", err=True)


def _read(found: Found, encoding: str | None, given: Mapping[str, str]) -> Iterator[Article]:
    """Every article, with a progress bar. Raises UsageError where one title would be given to two."""
    from workbench.cli.progress import progress_bar
    from workbench.intake import articles_in

    with progress_bar("Reading") as tell:
        articles = 0
        for number, path in enumerate(found.files):
            for article in articles_in([path], encoding=encoding, given=given):
                articles += 1
                if articles > 1 and "title" in given:
                    raise click.UsageError("--title names one article, and there is more than one here.")
                tell(number, len(found.files))
                yield article


def _tell_left_out(found: Found) -> None:
    if found.left_out:
        names = [path.name for path in found.left_out]
        click.echo(f"Left out, as no articles: {some(names)} ({len(names):,})", err=True)


def _tell_guessed_encodings(articles: list[Article]) -> None:
    guessed: dict[str, list[str]] = {}
    for article in articles:
        if "encoding" in article.guessed:
            guessed.setdefault(article.metadata["encoding"], []).append(article.metadata["source"])
    for encoding, sources in guessed.items():
        click.echo(f"Not UTF-8, and read as {encoding}, a guess: {some(sources)} ({len(sources):,})", err=True)
        click.echo(
            "If that is wrong, add them again with --encoding NAME; they will be articles of their own.", err=True
        )


def _show(articles: list[Article], stored: list[tuple[str, bool]]) -> None:
    from workbench.cli.table import print_table

    new = [(id_, article) for article, (id_, is_new) in zip(articles, stored, strict=True) if is_new]
    there = [(id_, article) for article, (id_, is_new) in zip(articles, stored, strict=True) if not is_new]
    for id_, article in there[:_MOST_ROWS]:
        click.echo(f"{printable(article.metadata['source'])} holds the same text as {printable(id_)}: not added again.")
    if new:
        print_table(("id", "title", "words", "paragraphs"), (_row(id_, article) for id_, article in new[:_MOST_ROWS]))
    already = f", {len(there):,} there already" if there else ""
    click.echo(f"{len(new):,} added{already}.{' All of them: workbench articles' if len(new) > _MOST_ROWS else ''}")


def _row(id_: str, article: Article) -> tuple[str, str, int, int]:
    return id_, article.title, article.word_count, len(article.paragraphs)
