"""`workbench import`: read annotations from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import format_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.symbols import printable

if TYPE_CHECKING:
    from workbench.exchange import Imported


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@format_option
@click.pass_obj
def command(project: Project, file: Path, format_name: str) -> None:
    """Read FILE into the database: all of it, or nothing.

    Every record is proved first. Articles are recognised by their text, annotators by their name, annotations by their
    id: what is here already is left as it is, so reading a file twice changes nothing.

    \b
    workbench import exports/spans.jsonl
    workbench --db other.db import exports/spans.jsonl
    """
    from workbench import formats
    from workbench.exchange import import_file

    format_ = formats.named(format_name)
    scheme = project.scheme
    with project.open_store() as store, progress_bar("Reading") as progress:
        told = import_file(store, scheme, format_, file, progress)
    click.echo(f"{printable(str(file), keep='')}: {_sentence(told)}", err=True)


def _sentence(told: Imported) -> str:
    known = told.annotations - told.new_annotations
    if not told.changed:
        return f"nothing new (annotations that are here already: {known:,})"
    new = {
        "articles": told.new_articles,
        "annotators": told.new_annotators,
        "annotations": told.new_annotations,
        "relations": told.new_relations,
        "read paragraphs": told.new_read_paragraphs,
        "notes": told.new_notes,
        "skipped articles": told.new_skips,
    }
    here = f" (annotations that were here already: {known:,})" if known else ""
    return "new " + ", ".join(f"{what} {count:,}" for what, count in new.items() if count) + here
