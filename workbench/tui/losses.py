"""When the store has refused something: the screen shows what the store holds, and says what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import Conflict, StoreError, WorkbenchError
from workbench.tui.doing.adjudicating import adjudicate
from workbench.tui.doing.opening import reading_of
from workbench.tui.screens.adjudication import AdjudicationScreen
from workbench.tui.screens.article import ArticleScreen
from workbench.tui.screens.forms import Notice
from workbench.tui.screens.leaving import Leaving
from workbench.tui.writer import Outbox, lost

if TYPE_CHECKING:
    from workbench.tui.app import Bench


def tell(bench: Bench, outbox: Outbox) -> None:
    """Say what of the outbox is lost, over the article loaded again, or the library where that cannot be read.

    Where two open an article at the same moment, what the rule takes comes from the faster one: nothing is lost.
    """
    bench.writer.failed.remove(outbox)
    place = bench.place_of(outbox)
    if isinstance(outbox.error, Conflict) and outbox.lost == [outbox.unasked]:
        if isinstance(place, AdjudicationScreen):
            adjudicate(bench, outbox.article_id, replace(place.terms, rule=place.adjudication.rule))
        return
    if isinstance(bench.screen, Leaving):
        bench.pop_screen()
    error = lost(outbox)
    sentences = [error.message, error.hint]
    if place is not None:
        try:
            _load_again(bench, place, error)
            sentences.append("The article shows what the database holds.")
        except WorkbenchError as again:
            while bench.screen is not bench.library:
                bench.pop_screen()
            sentences.append(again.message)
    bench.reload_library()
    bench.push_screen(Notice("Not saved", sentences))


def _load_again(bench: Bench, place: ArticleScreen | AdjudicationScreen, error: StoreError) -> None:
    """Show what the store holds. Raises StoreError where it cannot be read."""
    if isinstance(place, AdjudicationScreen):
        place.load_again()
        return
    outbox = place.outbox
    reading = reading_of(bench, outbox.article_id)
    reading.history.pass_over(outbox.lost[0], error.hint or error.message)
    place.show(reading, Outbox(outbox.article_id, outbox.annotator))
