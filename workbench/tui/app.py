"""The application: it opens articles, has changes written, and tells what could not be."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from workbench.errors import StoreError, WorkbenchError
from workbench.model import Kind
from workbench.settings import Preferences
from workbench.tui import ending, themes
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.place import Place, Typed
from workbench.tui.suited import SuitedApp
from workbench.tui.turns import Turns
from workbench.tui.writer import LEAD, Outbox, Writer

if TYPE_CHECKING:
    from textual.command import Provider

    from workbench.annotate import Reading
    from workbench.annotate.searching import Query
    from workbench.scheme import Scheme
    from workbench.store import Store
    from workbench.tui.doing.linking import Start
    from workbench.tui.screens.adjudication import AdjudicationScreen
    from workbench.tui.screens.article import ArticleScreen

T = TypeVar("T")


def _commands() -> type[Provider]:
    from workbench.tui.commands import Commands

    return Commands


def _articles() -> type[Provider]:
    from workbench.tui.commands import Articles

    return Articles


class Bench(SuitedApp[WorkbenchError]):
    """Two places: the library, and over it one article. The store's errors are caught here and nowhere above.

    Reading a scheme takes as long as everything else at the start, and the library needs none: `load_scheme` is called
    on the writer's thread when the library stands. What it raises ends the application, as what `run` returns.
    """

    TITLE = "workbench"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {_commands, _articles}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
        Binding("ctrl+c", "help_quit", "How to quit", show=False, id="help_quit"),
    ]

    def __init__(
        self,
        store: Store,
        load_scheme: Callable[[], Scheme],
        annotator: str,
        article_id: str | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(preferences or Preferences())
        self.annotator = annotator
        self.learns = False
        """Whether the annotator learns: shown gold when a paragraph is read, and never what others made."""
        self.sought: Query | None = None
        """What was searched for last, in whatever article."""
        self.writer = Writer(
            store,
            lambda outbox: self.call_later(self._written, outbox),
            lambda call: asyncio.get_running_loop().call_later(LEAD, call),
        )
        self._turns = Turns(self, super().on_event)
        file = store.database.file
        self.last_label: str | None = None
        """The label given last, in whatever article."""
        self.library = LibraryScreen(store.articles.shelf(annotator), file.name if file else store.name, annotator)
        self.link_start: Start | None = None
        """Where a relation starts that has no other end yet; it may end in another article."""
        self.begin: Callable[[], object] | None = None
        """Opens what lies over the library at the start, where that is not an article to label."""
        self._store = store
        self._load_scheme = load_scheme
        self._scheme: Future[Scheme] | None = None
        self._first = article_id

    def on_mount(self) -> None:
        ending.watch(self)
        self.push_screen(self.library)
        if self._first is not None:
            self.open_article(self._first)
        if self.begin is not None:
            self.begin()
        self.call_after_refresh(self._get_ready)

    def on_unmount(self) -> None:
        self.writer.close()

    @property
    def store(self) -> Store:
        """The database. Whoever takes long over it asks it in a thread of its own; `ask` holds up what is saved."""
        return self._store

    @property
    def scheme(self) -> Scheme:
        """The scheme in the colours of the theme, waited for where it is not there yet. Raises SchemeError."""
        self._scheme = self._scheme or self.writer.start(self._prepare)
        return themes.suited(self._scheme.result(), self.current_theme)

    async def on_event(self, event: events.Event) -> None:
        is_input = isinstance(event, events.Key | events.Paste | events.MouseEvent)
        if is_input and not event.is_forwarded and self.screen_stack:
            await self._turns.take(event)
        elif self.screen_stack or not is_input:  # what is typed while all screens close means nothing any more
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Give what is typed to the screen on top, here and not there: bindings are carried out here too, and keys that
        come faster than they are handled keep their order only if all of them wait in one queue."""
        if isinstance(self.screen, Typed) and not self.screen.at_once and self.screen.typed(event):
            event.prevent_default()

    @property
    def bug(self) -> Exception | None:
        """What ended the application, if it did not end by itself."""
        return self._exception

    def open_article(self, article_id: str, go: Callable[[Reading], None] | None = None) -> None:
        """Show an article where the annotator left off, or where `go` goes; say why if that is not possible."""
        from workbench.tui.doing.opening import reading_of
        from workbench.tui.screens.article import ArticleScreen

        article = self._article()
        if article and go and article.reading.article.id == article_id:
            article.attempt(partial(go, article.reading))
            return
        try:
            reading = reading_of(self, article_id)
        except WorkbenchError as error:
            self.call_after_refresh(self.tell, error.message)  # the library may yet have to say what it shows
            return
        if go:
            go(reading)
        outbox = Outbox(article_id, self.annotator)
        if article:
            article.show(reading, outbox)
        else:
            self.push_screen(ArticleScreen(reading, outbox, self.scheme, is_first=not self.library.begun))
        self.call_after_refresh(reading.warm)
        self.call_after_refresh(_settle_memory)

    def reload_library(self) -> None:
        """Show in the library what the store holds after all that was submitted; nobody waits for it."""
        self.ask(lambda store: store.articles.shelf(self.annotator), self.library.load)

    def ask(self, question: Callable[[Store], T], then: Callable[[T], object]) -> None:
        """Ask the store on the writer's thread, after everything that was submitted; `then` gets the answer here.

        Nobody waits for it. What cannot be read is told in the status line, and `then` is not called.
        """
        answer = self.writer.start(question, self._store)
        answer.add_done_callback(lambda answer: self.call_later(self._answered, answer, then))

    def tell(self, message: str) -> None:
        """Say it in the line at the bottom of the library or the article."""
        next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)).status.warn(message)

    def action_help(self) -> None:
        from workbench.tui.screens.help import HelpScreen, sections

        if not isinstance(self.screen, HelpScreen):
            keymap = self.preferences.keymap
            self.push_screen(HelpScreen(sections(self.scheme, keymap), keymap))

    def action_settings(self) -> None:
        from workbench.tui.screens.settings import SettingsForm

        self.push_screen(SettingsForm(self))

    def action_help_quit(self) -> None:
        self.tell("Ctrl+Q saves what is left and quits.")

    async def action_quit(self) -> None:
        """Quit when the store has everything; stay when it refused something, which `_written` then tells.

        The second time it does not wait for a database that another program holds.
        """
        from workbench.tui.screens.leaving import Leaving

        if isinstance(self.screen, Leaving):
            self.exit()
        else:
            self.push_screen(leaving := Leaving())
            self.ask(lambda _: leaving, self._leave)

    def _leave(self, leaving: Screen[None]) -> None:
        """All is saved. Not where somebody has chosen to stay, or has to be told of a loss."""
        if self.screen is leaving:
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Settings", "Theme, keys, width, spacing", self.action_settings)
        yield SystemCommand("Help", "Keys and labels", self.action_help)
        yield SystemCommand("Quit", "Save what is left and leave", self.action_quit)

    def suit(self, setting: str) -> None:
        """Show in the open article what has been set."""
        for place in self._places():
            place.suit(setting)

    def _get_ready(self) -> None:
        self._scheme = self._scheme or self.writer.start(self._prepare)
        self._scheme.add_done_callback(lambda scheme: self.call_later(self._scheme_read, scheme))

    def _prepare(self) -> Scheme:
        scheme = self._load_scheme()
        self._store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
        self._store.people.ensure(self.annotator, Kind.PERSON)
        return scheme

    def _scheme_read(self, scheme: Future[Scheme]) -> None:
        _settle_memory()
        error = scheme.exception()
        if isinstance(error, WorkbenchError):
            self.exit(error)
        elif error is not None:
            raise error
        elif hidden := self.preferences.keymap.hidden_by(label.key or "" for label in self.scheme.labels.values()):
            self.tell(f"Your keymap has commands on {' '.join(hidden)}, which are labels here: the labels win.")

    def _answered(self, answer: Future[T], then: Callable[[T], object]) -> None:
        error = answer.exception()
        if isinstance(error, WorkbenchError):
            self.tell(error.message)
        elif error is not None:
            raise error
        else:
            then(answer.result())

    def _written(self, outbox: Outbox) -> None:
        if outbox.error is not None and not isinstance(outbox.error, StoreError):
            raise outbox.error
        if outbox.error is not None:
            if outbox.idle and outbox in self.writer.failed:
                self._tell_lost(outbox)
        else:
            if place := self.place_of(outbox):
                place.written(outbox)
            if outbox.held is not None:
                self.tell(f"{outbox.held.message} What you do is kept, and saved when it is free.")

    def _tell_lost(self, outbox: Outbox) -> None:
        from workbench.tui import losses

        losses.tell(self, outbox)

    def place_of(self, outbox: Outbox) -> ArticleScreen | AdjudicationScreen | None:
        """The screen from which the outbox gets what it writes, if it is still open."""
        return next((place for place in self._places() if place.outbox is outbox), None)

    def _places(self) -> Iterator[ArticleScreen | AdjudicationScreen]:
        """The screens where something is written, from the lowest."""
        from workbench.tui.screens.adjudication import AdjudicationScreen
        from workbench.tui.screens.article import ArticleScreen

        return (screen for screen in self.screen_stack if isinstance(screen, ArticleScreen | AdjudicationScreen))

    def _article(self) -> ArticleScreen | None:
        from workbench.tui.screens.article import ArticleScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, ArticleScreen)), None)

    def _print_error_renderables(self) -> None:
        """Leave the printing of a bug to the command line, which writes it to a log file."""


def _settle_memory() -> None:
    """Keep what was loaded out of later collections, and have full ones rarely: one in mid-work costs a key 15 ms.

    What an earlier call kept and nobody uses any more, such as the article before this one, goes.
    """
    gc.enable()
    gc.set_threshold(700, 10, 1000)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
