"""Opening an article between the layers of several annotators: from the library, the command line, another article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.adjudicate import Adjudication, Case, Terms
from workbench.adjudicate.opening import begun, load, next_article
from workbench.errors import Refused, WorkbenchError
from workbench.model import Kind
from workbench.tui.writer import Outbox

if TYPE_CHECKING:
    from workbench.tui.app import Bench

NOTHING_LEFT = "In no other article is there anything left to decide."


def adjudicate(bench: Bench, article_id: str, terms: Terms) -> None:
    """Show the article with what its annotators made, take over what the rule takes, and go to what it leaves.

    Say why if that cannot be.
    """
    from workbench.tui.screens.adjudication import AdjudicationScreen

    try:
        adjudication = loaded(bench, article_id, terms)
    except WorkbenchError as error:
        bench.call_after_refresh(bench.tell, error.message)  # the library may yet have to say what it shows
        return
    outbox, entry = Outbox(article_id, adjudication.gold.annotator), adjudication.accept(terms.rule)
    if entry:
        outbox.unasked = entry
        bench.writer.submit(outbox, entry)
    adjudication.go_to_open()
    place = next((screen for screen in bench.screen_stack if isinstance(screen, AdjudicationScreen)), None)
    if place is not None:
        place.show(adjudication, outbox)
    else:
        bench.push_screen(AdjudicationScreen(adjudication, outbox, terms))


def adjudicate_next(bench: Bench, terms: Terms, after: str) -> None:
    """Do so with the next article in which something is left to decide, unless one has gone elsewhere meanwhile."""
    scheme, here = bench.scheme, bench.screen

    def go(found: str | None) -> None:
        if found is None:
            bench.tell(NOTHING_LEFT)
        elif bench.screen is here:
            adjudicate(bench, found, terms)

    bench.ask(lambda store: next_article(store, scheme, terms, bench.annotator, after), go)


def loaded(bench: Bench, article_id: str, terms: Terms) -> Adjudication:
    """As the store has it now. Raises what `opening.load` does, and Refused for somebody who learns."""
    if bench.learns:
        raise Refused("Whoever learns does not see what others made.")
    scheme, by = bench.scheme, bench.annotator

    def from_store() -> Case:
        case = load(bench.store, scheme, terms, article_id, by)
        bench.store.people.ensure(terms.gold, Kind.GOLD)
        return case

    return begun(bench.writer.in_turn(from_store), scheme, by)
