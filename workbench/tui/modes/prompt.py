"""The prompt of a search: what is typed is found at once, from where the caret was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from workbench.annotate.searching import COUNTED, Query, Search, search_next, search_previous, tally
from workbench.errors import Refused, TookTooLong
from workbench.symbols import printable
from workbench.tui.modes import Mode
from workbench.tui.prose import cut_before

if TYPE_CHECKING:
    from workbench.annotate import Reading
    from workbench.tui.screens.article import ArticleScreen

NOTHING = Query("")
FROM_START, FROM_END = "on from the article's start", "on from the article's end"
UNTRIED = "Too slow as it began: Enter tries it."


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
        self._due = False  # it has still to be looked for
        self._slow: Query | None = None  # what was given up: not tried again while it only grows
        self._uncounted: Query | None = None  # likewise, what could not be counted
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
            if self._due and self._slow is None:
                self._look()
            self._remember()
            return False
        return True

    def pasted(self, text: str) -> None:
        self._change(self._query.words + text)

    def says(self, room: int) -> Text:
        """What is typed and what came of it; where nothing has to be told, the keys, in more words or fewer."""
        name = "expression" if self._query.regex else "search"
        line = Text.assemble(f"{name} ", (f"{cut_before(printable(self._query.words, ''), room // 2)}▏", "bold"))
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
        self._changed()

    def _shorten(self) -> None:
        if self._query.words:
            self._change(self._query.words[:-1])
        else:
            self._give_up()

    def _switch(self) -> None:
        self._query = replace(self._query, regex=not self._query.regex)
        self._changed()

    def _changed(self) -> None:
        """Look for words at once; for an expression, which may take long, when no further key waits."""
        if not self._query.regex:
            self._look()
            return
        if not _grown(self._query, self._slow):
            self._slow = None
        self._due = True
        self._told, self._tally = UNTRIED if self._slow else "", ""
        self._screen.moved()
        if self._slow is None:
            self._screen.call_after_refresh(self._look_at_rest, self._query)

    def _look_at_rest(self, query: Query) -> None:
        """Unless it has been looked for, or something else is searched for by now."""
        if self._due and query is self._query and self._screen.mode is self:
            self._look()

    def _look(self) -> None:
        """Go to the first match from the origin on, or back to the origin."""
        if self._query.words:
            self._do(partial(self._search.look_for, self._query), FROM_START)
        else:
            self._do(self._search.go_back, "")

    def _step(self, step: Callable[[Reading, Query], bool], passed: str) -> None:
        if self._query.words and self._found():
            self._do(partial(step, self._screen.reading, self._query), passed)

    def _found(self) -> bool:
        """Look for what has still to be looked for, though it took too long before; whether that came to an end."""
        if self._due:
            self._look()
        return not self._due

    def _do(self, go: Callable[[], bool | None], passed: str) -> None:
        """Go, have it drawn, and say what came of it; matches are counted when that is done."""
        screen = self._screen
        self._due, self._slow = False, None
        try:
            self._told = passed if go() else ""
        except TookTooLong as refusal:
            self._told, self._due, self._slow = refusal.message, True, self._query
        except Refused as refusal:
            self._told = refusal.message
        self._tally = ""
        screen.view.sync()
        screen.moved()
        screen.call_after_refresh(self._count, self._query)

    def _count(self, query: Query) -> None:
        """Unless something else is searched for by now."""
        if query != self._query or self._due or self._told or not query.words or self._screen.mode is not self:
            return
        if _grown(query, self._uncounted):
            return
        self._uncounted = None
        try:
            number, count = tally(self._screen.reading, query)
        except Refused:
            self._uncounted = query
            return
        self._tally = f"{number} of {count}" if count <= COUNTED else f"more than {COUNTED}"
        self._screen.moved()

    def _keep(self) -> None:
        if not self._found():
            return
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


def _grown(query: Query, before: Query | None) -> bool:
    """Whether it is what it was before, or that with more at its end."""
    return before is not None and query.regex == before.regex and query.words.startswith(before.words)
