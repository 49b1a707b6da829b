"""`workbench adjudicate`: decide between annotators, and so make the gold standard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from workbench.cli.annotate import open_screens
from workbench.cli.project import Project
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.adjudicate import Case, Terms
    from workbench.adjudicate.opening import Progress
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
@click.option(
    "--list", "listing", is_flag=True, help="only list how far each article is; of ARTICLE also what was decided"
)
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
    workbench adjudicate 004 --list
    """
    from workbench.adjudicate import Rule, Terms

    names = tuple(name for name in annotators.split(",") if name.strip())
    terms = Terms(names, Rule(rule), str(flags["gold"]), blind=bool(flags["blind"]))
    if flags["listing"]:
        _list(project, terms, article)
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


def _list(project: Project, terms: Terms, article: str | None) -> None:
    from workbench.adjudicate.opening import load, overview, progress

    with project.open_seeded() as store:
        if article is None:
            _print_progress(list(overview(store, project.scheme, terms, project.annotator)), terms)
            return
        case = load(store, project.scheme, terms, store.articles.find(article), project.annotator)
    _print_progress([progress(case, project.scheme, terms.rule, project.annotator)], terms)
    _print_decisions(case)


def _print_progress(found: Sequence[Progress], terms: Terms) -> None:
    from workbench.adjudicate.veil import veiled
    from workbench.cli.table import print_table

    if not found:
        click.echo("Nothing to adjudicate: in no article have two annotators marked the same paragraph as read.")
        return

    def called(one: Progress) -> list[str]:
        return sorted(veiled(one.article_id, one.annotators).values()) if terms.blind else list(one.annotators)

    print_table(
        ("article", "annotators", "items", "decided", f"by rule ({terms.rule})", "left", "added"),
        (
            (one.article_id, ", ".join(called(one)), one.items, one.decided, one.ruled, one.left, one.added)
            for one in found
        ),
    )


def _print_decisions(case: Case) -> None:
    """What was decided, by place: what is gold of it, or the words that are not."""
    from workbench.cli.table import print_table
    from workbench.report.casebook import shortened
    from workbench.spans import nearest

    if not case.gold.decisions:
        return
    labels = {one.id: one.label for one in case.gold.annotations} | {one.id: one.type for one in case.gold.relations}
    text, paragraphs = case.annotated.article.text, case.annotated.article.paragraphs
    print_table(
        ("paragraph", "decision", "by", "gold", "words", "comment"),
        (
            (
                nearest(paragraphs, one.extent.start) + 1,
                one.verdict.value,
                one.by,
                ", ".join(labels[id_] for id_ in one.result if id_ in labels),
                shortened(one.extent.of(text)),
                one.comment,
            )
            for one in case.gold.decisions
        ),
    )
