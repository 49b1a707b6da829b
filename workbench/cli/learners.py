"""`workbench learners`: how those who learn do, for their teacher."""

from __future__ import annotations

import json
from pathlib import Path

import click

from workbench.cli.options import json_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--csv", "csv_file", type=_file, metavar="FILE", help="write a table for spreadsheets")
@click.option("--html", "html_file", type=_file, metavar="FILE", help="write one page to look at, print or send")
@json_option
@click.pass_obj
def command(project: Project, csv_file: Path | None, html_file: Path | None, as_json: bool) -> None:
    """Tell how those who learn do: per learner and label, held against the gold standard.

    Everybody counts who has read a paragraph of which there is gold, and of each paragraph the first attempt: what was
    there when it was marked read for the first time, whatever was corrected later. Precision, recall and F1 with their
    95 % intervals, what is confused most often, and how first attempts changed from article to article. Who has passed
    is told where the scheme has a pass_mark.

    \b
    workbench learners
    workbench learners --html class.html --csv class.csv
    workbench learners --json
    """
    from workbench.report.class_page import as_page
    from workbench.report.learners import learners
    from workbench.report.marksheet import as_document, write_csv

    if csv_file and html_file and csv_file.resolve() == html_file.resolve():
        raise click.UsageError(f"--csv and --html would both be written to {csv_file}: name two files.")
    with project.written(html_file) as page, project.written(csv_file) as rows:
        with project.open_store() as store, progress_bar("Counting") as progress:
            found = learners(store, project.scheme, progress=progress)
        if rows:
            write_csv(found, rows)
        if page:
            page.write(as_page(found).encode())
    if as_json:
        click.echo(json.dumps(as_document(found), indent=1))
    elif not (csv_file or html_file):
        from workbench.cli.marks import print_class

        print_class(found)
