"""The prompt of a search: what is typed is found at once, from where the caret was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events

from workbench.annotate.searching import COUNTED, Query, Search, search_next, search_previous, tally
from workbench.errors import Refused
from workbench.symbols import printable
from workbench.tui.modes import Mode

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.tui.screens.article import ArticleScreen

NOTHING = Query("")
FROM_START, FROM_END = "on from the article's start", "on from the article's end"


class Prompt(Mode):
    """Enter keeps the match selected, Escape goes back; a key that is no part of a search keeps it, too, and acts."""

    def __init__(self, screen: ArticleScreen, query: Query = NOTHING) -> None:
        """Raises Refused while an annotation is being edited."""
        self._screen = screen
        self._search = Search(screen.reading)
        self._top = screen.view.scroll_offset.y
        self._query = query
        self._told = ""
        self._tally = ""
        self._keys: dict[str, Callable[[], None]] = {
            "enter": self._keep,
            "escape": self._give_up,
            "tab": self._everywhere,
            "ctrl+e": self._switch,
            "ctrl+u": partial(self._change, ""),
            "backspace": self._shorten,
            **dict.fromkeys(("up", *screen.keys_of("search_previous")), partial(self._step, search_previous, FROM_END)),
            **dict.fromkeys(("down", *screen.keys_of("search_next")), partial(self._step, search_next, FROM_START)),
        }

    def entered(self) -> None:
        if self._query.words:
            self._look()

    def typed(self, event: events.Key) -> bool:
        if event.is_printable and event.character:
            self._change(self._query.words + event.character)
        elif event.key in self._keys:
            self._keys[event.key]()
        else:
            self._remember()
            return False
        return True

    def pasted(self, text: str) -> None:
        self._change(self._query.words + text)

    def says(self, room: int) -> Text:
        """What is typed and what came of it; where nothing has to be told, the keys, in more words or fewer."""
        name = "expression" if self._query.regex else "search"
        line = Text.assemble(f"{name} ", (f"{_end(printable(self._query.words, ''), room // 2)}▏", "bold"))
        if self._told:
            line.append(f" {self._told}", "bold yellow")
            return line if line.cell_len <= room else line[len(name) + 1 :]
        line.append(f" {self._tally}", "dim")
        other = "words" if self._query.regex else "expression"
        wide = f" · Tab all articles · Ctrl+E {other} · ↑ ↓ matches · Enter keeps · Esc back"
        narrow = f" · Tab all · Ctrl+E {other} · ↑ ↓"
        return line.append(wide if line.cell_len + len(wide) <= room else narrow, "dim")

    def _change(self, words: str) -> None:
        self._query = replace(self._query, words=words)
        self._look()

    def _shorten(self) -> None:
        if self._query.words:
            self._change(self._query.words[:-1])
        else:
            self._give_up()

    def _switch(self) -> None:
        self._query = replace(self._query, regex=not self._query.regex)
        self._look()

    def _look(self) -> None:
        """Go to the first match from the origin on, or back to the origin."""
        if self._query.words:
            self._do(partial(self._search.look_for, self._query), FROM_START)
        else:
            self._do(self._search.go_back, "")

    def _step(self, step: Callable[[Reading, Query], bool], passed: str) -> None:
        if self._query.words:
            self._do(partial(step, self._screen.reading, self._query), passed)

    def _do(self, go: Callable[[], bool | None], passed: str) -> None:
        """Go, have it drawn, and say what came of it; matches are counted when that is done."""
        screen = self._screen
        try:
            self._told = passed if go() else ""
        except Refused as refusal:
            self._told = refusal.message
        self._tally = ""
        screen.view.sync()
        screen.moved()
        screen.call_after_refresh(self._count, self._query)

    def _count(self, query: Query) -> None:
        """Unless something else is searched for by now."""
        if query != self._query or self._told or not query.words or self._screen.mode is not self:
            return
        try:
            number, count = tally(self._screen.reading, query)
        except Refused:  # told already, where it is the first match that takes too long
            return
        self._tally = f"{number} of {count}" if count <= COUNTED else f"more than {COUNTED}"
        self._screen.moved()

    def _keep(self) -> None:
        self._remember()
        self._screen.leave_mode()
        self._screen.moved()

    def _remember(self) -> None:
        if self._query.words:
            self._screen.bench.sought = self._query

    def _give_up(self) -> None:
        self._search.go_back()
        self._screen.leave_mode()
        self._screen.view.sync()
        self._screen.view.scroll_to(y=self._top, animate=False)
        self._screen.moved()

    def _everywhere(self) -> None:
        from workbench.tui.screens.search import search_everywhere

        self._give_up()
        search_everywhere(self._screen.bench, self._query, self._go_on)

    def _go_on(self, query: Query) -> None:
        self._screen.refusing(lambda: self._screen.enter(Prompt(self._screen, query)))


def _end(words: str, cells: int) -> str:
    """As much of the words' end as fits."""
    if cell_len(words) <= cells:
        return words
    while words and cell_len(words) >= cells:
        words = words[1:]
    return f"…{words}"
