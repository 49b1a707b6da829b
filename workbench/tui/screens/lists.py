"""The lists over an article: what is to fix, notes, relations, changes. Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.annotate.fixing import Fix
from workbench.annotate.going_back import way_back
from workbench.annotate.remarks import Remark, remarks_everywhere
from workbench.errors import Refused
from workbench.model import Annotation, Entry
from workbench.store import Store
from workbench.symbols import printable
from workbench.tui.doing import asking
from workbench.tui.lists import changes, sheets
from workbench.tui.lists.goal import Goal, goal, removed
from workbench.tui.prose import counted
from workbench.tui.screens.modal import Modal
from workbench.tui.screens.place import Typed
from workbench.tui.widgets.listing import Listing, Sheet
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.status import Line

if TYPE_CHECKING:
    from workbench.tui.screens.article import ArticleScreen

FIX, NOTES, RELATIONS, CHANGES = range(4)
_ENTER, _DELETE = "[@click=screen.take]Enter goes there[/]", "[@click=screen.remove]Del deletes[/]"
_HINTS = (
    (_ENTER, "[@click=screen.attributes]A attributes[/]", _DELETE),
    (_ENTER, _DELETE, "[@click=screen.switch]* all articles[/]"),
    (_ENTER, "[@click=screen.take(True)]O other end[/]", _DELETE),
    (_ENTER, "[@click=screen.go_back]G back to here[/]", "[@click=screen.switch]* since finished[/]"),
)
_SWITCHED = {NOTES: "[@click=screen.switch]* this article[/]", CHANGES: "[@click=screen.switch]* all changes[/]"}
_CLOSES = "[@click=screen.dismiss(None)]Esc closes[/]"


class ListsScreen(Typed, Modal[Goal | None]):
    """Four lists, each under a tab. Small letters filter; capitals act on the line, as they do on the article.

    What is done here is done through the article's screen, and drawn in both.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "drop the filter, or close", show=False, id="lists.back"),
        Binding("enter", "take", "go there", show=False, id="lists.take"),
        Binding("O", "take(True)", "go to the other end", show=False, id="lists.other_end"),
        Binding("left,shift+tab", "tab(-1)", "the list before", show=False, id="lists.previous"),
        Binding("right,tab", "tab(1)", "the list after", show=False, id="lists.next"),
        *(Binding(f"{n + 1}", f"open({n})", "this list", show=False, id=f"lists.{n + 1}") for n in range(4)),
        Binding("asterisk", "switch", "all articles; since finished", show=False, id="lists.switch"),
        Binding("delete,X", "remove", "delete it", show=False, id="lists.remove"),
        Binding("A", "attributes", "set attributes", show=False, id="lists.attributes"),
        Binding("G", "go_back", "back to here", show=False, id="lists.go_back"),
    ]

    def __init__(self, article: ArticleScreen, tab: int) -> None:
        super().__init__()
        again = [key for key in article.keys_of("lists") if len(key) > 1]  # letters and digits filter
        self.bind_again(again, "dismiss(None)")
        self._article = article
        self._tab = tab
        self._switched: set[int] = set()
        self._everywhere: list[Remark] | None = None
        self._far: dict[str, str] = {}
        self._asked: object = None
        self._was_left = False
        self._sheets: list[Sheet[Any]] = []
        self._tabs = Line("tabs")
        self._listing = Listing(self._draw_foot)
        self._foot = Line("foot")

    def compose(self) -> ComposeResult:
        article = self._article.reading.article
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Text(printable(f"{article.id}  {article.title}", ""))
            yield self._tabs
            yield self._listing
            yield self._foot

    def on_mount(self) -> None:
        self._load()
        if beyond := tuple(self._article.reading.index.beyond.values()):
            self._article.bench.ask(partial(_quotes, beyond), self._got_far)

    def on_screen_suspend(self) -> None:
        self._was_left = True

    def on_screen_resume(self) -> None:
        """A form that lay over this one has closed."""
        if self._was_left:
            self._load()

    def typed(self, event: events.Key) -> bool:
        """Take what narrows the list."""
        if event.key in self.active_bindings or not self._listing.typed(event):
            return False
        self._draw_tabs()
        return True

    def on_paste(self, event: events.Paste) -> None:
        self._narrow(self._listing.filter + event.text)

    # What is shown

    def _load(self) -> None:
        """Work all lists out anew, and show that of the tab; filter and line stay."""
        reading, at = self._article.reading, self._listing.at
        everywhere = sheets.remarked_everywhere(self._everywhere, reading.scheme)
        self._sheets = [
            sheets.fixes(reading),
            everywhere if NOTES in self._switched else sheets.remarked(reading),
            sheets.relations(reading, self._far),
            changes.since(reading) if CHANGES in self._switched else changes.done(reading),
        ]
        self._show()
        self._listing.go(at)

    def _show(self) -> None:
        self._listing.show(self._sheets[self._tab])
        switched = _SWITCHED[self._tab] if self._tab in self._switched else _HINTS[self._tab][-1]
        hints = (*_HINTS[self._tab][:-1], switched, _CLOSES)
        self.query_one(".dialog").border_subtitle = " · ".join(hints)
        self._draw_tabs()

    def _narrow(self, words: str) -> None:
        self._listing.narrow(words)
        self._draw_tabs()

    def _draw_tabs(self) -> None:
        tabs = [
            Text.assemble(
                (f" {n + 1} {sheet.title} ", Style(bold=n == self._tab, reverse=n == self._tab)),
                (f" {len(sheet.items):,}", "dim"),
            )
            for n, sheet in enumerate(self._sheets)
        ]
        for n, tab in enumerate(tabs):
            tab.apply_meta({"@click": f"screen.open({n})"})
        self._tabs.say(Text("  ").join(tabs))
        found = Text.assemble((f"{printable(self._listing.filter, '')}▏", "bold"), f" {self._listing.found:,} found")
        self._tabs.end(found if self._listing.filter else Text("type to filter", "dim"))

    def _draw_foot(self) -> None:
        """The whole of what a line has no room for."""
        self._asked = None
        item = self._listing.chosen
        told = self._sheets[self._tab].told(item) if item is not None else ""
        self._foot.say(Text(printable(told, ""), "dim"))

    def _got_far(self, quotes: dict[str, str]) -> None:
        self._far = quotes
        self._reload()

    def _got_everywhere(self, found: list[Remark]) -> None:
        self._everywhere = found
        self._reload()

    def _reload(self) -> None:
        if self.is_attached:
            self._load()

    # What keys do

    def action_back(self) -> None:
        if self._listing.filter:
            self._narrow("")
        else:
            self.dismiss(None)

    def action_tab(self, by: int) -> None:
        self.action_open((self._tab + by) % len(self._sheets))

    def action_open(self, tab: int) -> None:
        """Show another list, without a filter."""
        self._tab, self._listing.filter = tab, ""
        self._show()

    def action_switch(self) -> None:
        """Notes of all articles or of this one; all changes, or what is other than when it was finished."""
        if self._tab in _SWITCHED:
            self._switched ^= {self._tab}
            if self._tab == NOTES and NOTES in self._switched:
                self._everywhere, me = None, self._article.reading.annotator
                self._article.bench.ask(partial(_remarks, me), self._got_everywhere)
            self._load()

    @on(Rows.Taken)
    def action_take(self, other: bool = False) -> None:
        """Close, and go to what the line is about."""
        if self._listing.chosen is not None:
            self.dismiss(goal(self._article.reading, self._listing.chosen, other=other))

    def action_attributes(self) -> None:
        """The form with the attributes of the annotation that is to fix."""
        if isinstance(fix := self._listing.chosen, Fix):
            self._article.reading.choose(fix.annotation.id, fix.annotation.extent.start)
            self._article.attempt(lambda: None)
            try:
                asking.attributes(self._article)
            except Refused as refusal:
                self._foot.warn(refusal.message)

    def action_remove(self) -> None:
        """Delete what the line is about; where relations go with it, at the second time."""
        item, reading = self._listing.chosen, self._article.reading
        held = reading.index.relations_of(item.annotation.id) if isinstance(item, Fix) and not item.relation else ()
        also = f"Again deletes it, and {counted(len(held), 'relation')} with it."
        if item is not None and (not held or self._confirmed(item, also)):
            self._do(lambda: removed(reading, item))

    def action_go_back(self) -> None:
        """Let everything be as it was after the change of this line; at the second time."""
        item, reading = self._listing.chosen, self._article.reading
        if isinstance(item, changes.Past):
            step, lost = way_back(reading, item.number)
            gone = f" {counted(len(lost), 'relation')} cannot come back: an end is gone." if lost else ""
            what = f"G again goes back to {item.at:%H:%M}:{gone} {changes.by_kind(step)} change."
            if not step or self._confirmed(item, what):
                self._do(lambda: reading.go_back(item.number))

    def _confirmed(self, item: object, question: str) -> bool:
        """Whether it was asked before; asks otherwise."""
        if self._asked is item:
            return True
        self._foot.warn(question)
        self._asked = item
        return False

    def _do(self, command: Callable[[], Entry]) -> None:
        """Have it stored and drawn, here and on the article; say so here if it is refused."""
        try:
            entry = command()
        except Refused as refusal:
            self._foot.warn(refusal.message)
        else:
            self._article.attempt(lambda: entry)
            self._load()


def _quotes(beyond: Iterable[Annotation], store: Store) -> dict[str, str]:
    texts = {id_: store.articles.get(id_).text for id_ in {one.article_id for one in beyond}}
    return {one.id: one.quote(texts[one.article_id]) for one in beyond}


def _remarks(annotator: str, store: Store) -> list[Remark]:
    return remarks_everywhere(store.layers.annotated(annotators=[annotator]))
