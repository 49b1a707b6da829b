"""`workbench adjudicate`: decide between annotators, and so make the gold standard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from workbench.cli.annotate import open_screens
from workbench.cli.project import Project
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.adjudicate import Terms
    from workbench.tui.app import Bench

RULES = ("unanimous", "majority", "none")


@click.command()
@click.argument("article", required=False)
@click.option("--annotators", default="", metavar="A,B", help="between these  [default: all persons who have read]")
@click.option(
    "--rule",
    type=click.Choice(RULES),
    default=RULES[0],
    help="taken over without you: what all made alike, what more than half made alike, nothing  [default: unanimous]",
)
@click.option("--blind", is_flag=True, help="call the annotators A, B, …, so that nobody is favoured")
@click.option("--gold", default="gold", metavar="NAME", help="the gold layer to write to  [default: gold]")
@click.option("--list", "listing", is_flag=True, help="only list the articles, and how far each is")
@click.pass_obj
def command(project: Project, /, article: str | None, annotators: str, rule: str, **flags: bool | str) -> None:
    """Decide between what two or more annotators made of an article: what you take becomes the gold standard.

    ARTICLE is its id, the start of it, or words of its title; without it the first opens in which something is left to
    decide. What all have made alike is taken over by the rule. Only paragraphs count that two have marked as read; one
    is read in gold when all in it is decided. docs/adjudication.md tells the rest.

    \b
    workbench adjudicate
    workbench adjudicate 004 --annotators ann,bea --blind
    workbench adjudicate --rule majority --list
    """
    from workbench.adjudicate import Rule, Terms

    names = tuple(name for name in annotators.split(",") if name.strip())
    terms = Terms(names, Rule(rule), str(flags["gold"]), blind=bool(flags["blind"]))
    if flags["listing"]:
        _list(project, terms)
    else:
        open_screens(project, over=partial(_open, article_id=_chosen(project, terms, article), terms=terms))


def _chosen(project: Project, terms: Terms, article: str | None) -> str:
    """The id of the article. Raises WorkbenchError where there is nothing in it, or nowhere, to decide between."""
    from workbench.adjudicate.opening import load, next_article

    with project.open_seeded() as store:
        if article is None:
            found = next_article(store, project.scheme, terms, project.annotator)
        else:
            found = store.articles.find(article)
            load(store, project.scheme, terms, found, project.annotator)
    if found is None:
        raise WorkbenchError(
            "There is nothing left to decide: in no article have two read and differ where nobody has decided.",
            "See how far each is: workbench adjudicate --list    or name an article to go through it again.",
        )
    return found


def _open(bench: Bench, article_id: str, terms: Terms) -> None:
    from workbench.tui.doing.adjudicating import adjudicate

    adjudicate(bench, article_id, terms)


def _list(project: Project, terms: Terms) -> None:
    from workbench.adjudicate.opening import Progress, overview
    from workbench.adjudicate.veil import veiled
    from workbench.cli.table import print_table

    with project.open_seeded() as store:
        found = list(overview(store, project.scheme, terms, project.annotator))
    if not found:
        click.echo("Nothing to adjudicate: in no article have two annotators marked the same paragraph as read.")
        return

    def called(one: Progress) -> list[str]:
        return sorted(veiled(one.article_id, one.annotators).values()) if terms.blind else list(one.annotators)

    print_table(
        ("article", "annotators", "items", "decided", f"by rule ({terms.rule})", "left"),
        ((one.article_id, ", ".join(called(one)), one.items, one.decided, one.ruled, one.left) for one in found),
    )
