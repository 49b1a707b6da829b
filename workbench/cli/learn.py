"""`workbench learn`: open the screens for somebody who learns to label."""

from __future__ import annotations

import click

from workbench.cli.annotate import open_screens
from workbench.cli.project import Project


@click.command()
@click.argument("article", required=False)
@click.pass_obj
def command(project: Project, article: str | None) -> None:
    """Label to learn: when a paragraph is marked read, it is shown beside the gold standard.

    You label as always and see nobody's work. After Space, what you found, missed and mistook is shown in the text,
    with the guideline of the label concerned; you may correct it then, but what counts is your first attempt. ARTICLE
    is its id, the start of it, or words of its title; without it the library opens.

    \b
    workbench --as ann learn
    workbench --as ann learn 004
    workbench learners            how the class does, for the teacher
    """
    open_screens(project, article, learns=True)
