"""Searching all articles: what is typed, and where it stands in its context, article by article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from workbench.annotate.searching import Query, select_match
from workbench.errors import WorkbenchError
from workbench.store import Found, Store
from workbench.symbols import printable
from workbench.tui.prose import counted, cut_before
from workbench.tui.screens.chooser import Chooser
from workbench.tui.screens.forms import LEAVES
from workbench.tui.widgets.listing import Column, Listing, Sheet
from workbench.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workbench.tui.app import Bench

MOST = 500
"""Matches that are shown."""
BEFORE = 28
"""Cells for the words before a match, so that the matches stand one under another."""

Answer = Sequence[Found] | WorkbenchError
Asker = Callable[[Query, Callable[[Answer], object]], object]
"""Has all articles searched, and calls back."""

_SWITCH = "[@click=screen.switch]Ctrl+E {}[/]"


class SearchScreen(Chooser[Found | Query, Listing]):
    """Every letter searches anew; only the newest answer is shown. Gives the match that was chosen.

    Where there `is_article` below, Tab gives the query instead, to go on with it there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "switch", "words, or an expression", show=False, priority=True, id="search.switch"),
        Binding("tab", "here", "this article only", show=False, priority=True, id="search.here"),
    ]

    def __init__(self, query: Query, ask: Asker, *, is_article: bool) -> None:
        field = Input(query.words, placeholder="words, in whatever case unless there is a capital")
        super().__init__(field, Listing(lambda: None))
        self._query = query
        self._ask = ask
        self._is_article = is_article
        self._asked: Query | None = None
        self._told = ""

    @property
    def wanted(self) -> Query:
        """What is searched for."""
        return self._query

    def on_mount(self) -> None:
        self._look()

    @on(Input.Changed)
    def _look(self) -> None:
        """Ask for what is in the field, or later, when the answer to what was asked before is there."""
        self._query = replace(self._query, words=self.field.value)
        self._draw()
        if problem := self._query.problem:
            self._show((), problem)
        elif self._asked is None:
            self._asked = self._query
            self._ask(self._query, self._take)

    def _take(self, answer: Answer) -> None:
        asked, self._asked = self._asked, None
        if not self.is_attached:
            return
        if asked != self._query:
            self._look()
        elif isinstance(answer, WorkbenchError):
            self._show((), answer.message)
        else:
            self._show(answer, "No article has this.")

    def _show(self, found: Sequence[Found], empty: str) -> None:
        self.rows.show(Sheet("", found, (Column("in context", 0, _line),), lambda one: one.title, empty, _heading))
        articles = len({one.article_id for one in found})
        cut = "the first " if len(found) == MOST else ""
        self._told = f"{cut}{len(found):,} in {counted(articles, 'article')}" if found else ""
        self._draw()

    def _draw(self) -> None:
        dialog = self.query_one(".dialog")
        name = "Expression in all articles" if self._query.regex else "Search all articles"
        dialog.border_title = Text(f"{name}   {self._told}" if self._told else name)
        here = " · [@click=screen.here]Tab this article[/]" if self._is_article else ""
        switch = _SWITCH.format("words" if self._query.regex else "expression")
        dialog.border_subtitle = f"↑ ↓ · [@click=screen.take]Enter opens[/] · {switch}{here} · {LEAVES}"

    @on(Rows.Taken)
    def action_take(self) -> None:
        if self.rows.chosen is not None:
            self.dismiss(self.rows.chosen)

    def action_switch(self) -> None:
        self._query = replace(self._query, regex=not self._query.regex)
        self._look()

    def action_here(self) -> None:
        if self._is_article:
            self.dismiss(self._query)


def _heading(found: Found) -> str:
    return f"{printable(found.article_id, '')}  {printable(found.title, '')}"


def _line(found: Found) -> Text:
    """The match in its context; the words before it end where those of all others do."""
    before, words, after = (printable(part, "") for part in (found.before, found.words, found.after))
    before = cut_before(before, BEFORE - 2)
    return Text.assemble(" " * (BEFORE - cell_len(before)), before, (words, "bold underline"), after)


def search_everywhere(bench: Bench, query: Query, back: Callable[[Query], None] | None = None) -> None:
    """Search all articles, and open the one that is chosen at the match; `back` goes on in the open article."""
    screen = SearchScreen(query, partial(_ask, bench), is_article=back is not None)
    bench.push_screen(screen, partial(_chosen, bench, screen, back))


def _ask(bench: Bench, query: Query, then: Callable[[Answer], object]) -> None:
    bench.ask(partial(_search, query), then)


def _search(query: Query, store: Store) -> Answer:
    try:
        return tuple(store.articles.search(query.words, regex=query.regex, case=query.case, limit=MOST))
    except WorkbenchError as error:
        return error


def _chosen(
    bench: Bench, screen: SearchScreen, back: Callable[[Query], None] | None, chosen: Found | Query | None
) -> None:
    if isinstance(chosen, Query):
        if back is not None:
            back(chosen)
    elif chosen is not None:
        bench.sought = screen.wanted
        bench.open_article(chosen.article_id, lambda reading: select_match(reading, chosen.span))
