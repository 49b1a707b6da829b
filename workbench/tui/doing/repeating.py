"""One label for every occurrence of the same words, in this article or in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.annotate import repeating
from workbench.annotate.work import Work
from workbench.model import Deed, Entry, Layer, Span
from workbench.symbols import printable
from workbench.tui.prose import counted

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.annotate.repeating import Sought
    from workbench.store import Store
    from workbench.tui.screens.article import ArticleScreen
    from workbench.tui.screens.occurrences import Found, Wish

MOST = 2_000
"""Places in other articles that are shown at most."""


def every(screen: ArticleScreen) -> None:
    """Show where else the words stand that are selected, or that the caret is at."""
    from workbench.tui.doing.picking import ask_uses
    from workbench.tui.screens.occurrences import OccurrencesScreen

    reading = screen.reading

    def everywhere(wanted: Sought, then: Callable[[Found], object]) -> None:
        screen.bench.ask(lambda store: elsewhere(store, reading, wanted), then)

    picks = screen.keys_of("pick")
    form = OccurrencesScreen(reading, reading.sought(), everywhere, partial(ask_uses, screen), picks)
    screen.app.push_screen(form, partial(_wished, screen))


def elsewhere(store: Store, reading: Reading, wanted: Sought) -> Found:
    """The places in all articles but the open one. For the writer's thread."""
    places = store.articles.search(wanted.expression, regex=True, case=wanted.same_case, limit=MOST)
    ids = {place.article_id for place in places} - {reading.article.id}
    found = (place for work in works(store, reading, ids) for place in repeating.occurrences(work, wanted))
    return list(islice(found, MOST)), len(places) == MOST


def works(store: Store, reading: Reading, article_ids: set[str]) -> Iterator[Work]:
    """The annotator's work on other articles, without its history."""
    for annotated in store.layers.annotated(article_ids, [reading.annotator]):
        layer = Layer(annotated.article.id, reading.annotator, annotations=annotated.annotations)
        yield Work(annotated.article, reading.scheme, layer, now=reading.now, new_id=reading.new_id)


def _wished(screen: ArticleScreen, wish: Wish | None) -> None:
    if wish is not None:
        screen.refusing(lambda: _label(screen, wish))


def _label(screen: ArticleScreen, wish: Wish) -> None:
    """Label all of them in one step, which one undo takes back, and say so."""
    reading = screen.reading
    spans: dict[str, list[Span]] = defaultdict(list)
    for occurrence in wish.places:
        spans[occurrence.article.id].append(occurrence.span)
    here = spans.pop(reading.article.id, [])
    batch = reading.new_id() if spans else ""
    entry = reading.label_all(wish.label, here, batch)
    screen.store([entry], partial(_entries, reading, wish.label, spans, batch) if spans else None)
    number, articles = len(wish.places), len(spans) + bool(here)
    where = f" in {articles:,} articles" if spans else ""
    screen.status.say(
        Text(f"{counted(number, 'place')}{where} labelled {printable(wish.label, '')}: one undo takes all back", "bold")
    )


def tell_batch(screen: ArticleScreen, entry: Entry) -> None:
    """Say of an undo or a redo that it reached other articles, too."""
    if entry.batch and entry.deed is not Deed.DO:
        done = "Undone" if entry.deed is Deed.UNDO else "Done again"
        screen.status.say(Text(f"{done} in all the articles that were labelled together.", "bold"))


def _entries(
    reading: Reading, label: str, spans: Mapping[str, Sequence[Span]], batch: str, store: Store
) -> Iterator[tuple[str, str, Entry]]:
    """What is stored for the other articles. Each is looked at again: it may have changed since it was shown."""
    for work in works(store, reading, set(spans)):
        entry = repeating.label_all(work, label, spans[work.article.id], batch)
        if entry.step:
            yield work.article.id, reading.annotator, entry


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"every": every}
