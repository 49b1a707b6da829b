"""Relations on the screen: where one starts, what the key would make of it here, and what a deletion takes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from workbench.annotate import linking
from workbench.annotate.linking import Link
from workbench.errors import Refused
from workbench.model import Annotation
from workbench.symbols import printable
from workbench.tui.arcs import FROM, STARTED, TO
from workbench.tui.caps import cap, end_of, tie_line, words_of
from workbench.tui.prose import counted, quoted

if TYPE_CHECKING:
    from workbench.store import Store
    from workbench.tui.screens.article import ArticleScreen

_QUOTED = 24
"""Cells for the words of an annotation in the status line."""
_CHOICE = 42
"""Cells for the words of both ends, and the type between them, where it is chosen from."""
_LEAST = 6
"""Cells that they have at least."""
_ROOMY = 60
"""Cells that the status line must have for a whole sentence about a further part."""


class Start(NamedTuple):
    """Where a relation starts that has no other end yet. It outlives the article that it is in."""

    annotation: Annotation
    words: str


def link(screen: ArticleScreen) -> None:
    """Start a relation at the annotation; at another one, make it; at the same again, show those that it has."""
    started = screen.bench.link_start
    target = linking.start(screen.reading)
    if started is None:
        _wait_at(screen, Start(target, words_of(target, screen.reading.article.text)))
    elif started.annotation.id == target.id:
        _show_own(screen, target)
    else:
        _offer(screen, linking.offered(screen.reading, started.annotation, target))


def _wait_at(screen: ArticleScreen, start: Start | None) -> None:
    screen.bench.link_start = start
    screen.view.link_start = start.annotation.id if start else None
    screen.moved()


def _offer(screen: ArticleScreen, links: tuple[Link, ...]) -> None:
    """Make the only one at once, let the person choose among several."""
    from workbench.tui.screens.linking import Menu

    def chosen(number: int | None) -> None:
        if number is not None:
            _make(screen, links[number])

    if len(links) == 1:
        chosen(0)
    else:
        screen.app.push_screen(Menu("Which relation?", [_offered(screen, link) for link in links]), chosen)


def _offered(screen: ArticleScreen, link: Link) -> Text:
    """Both ends with the type between them, as the relation will lead."""
    cells = max(_LEAST, (_CHOICE - len(link.type)) // 2)
    ends = [end_of(one, _words(screen, one), screen.scheme, cells) for one in (link.source, link.target)]
    return Text.assemble(ends[0], f" {TO} ", (printable(link.type, ""), "bold"), f" {TO} ", ends[1])


def _words(screen: ArticleScreen, annotation: Annotation) -> str:
    started = screen.bench.link_start
    if started and started.annotation.id == annotation.id:
        return started.words
    return words_of(annotation, screen.reading.article.text)


def _make(screen: ArticleScreen, link: Link) -> None:
    made = _offered(screen, link)
    screen.attempt(lambda: screen.reading.relate(link))
    _wait_at(screen, None)
    screen.status.say(made)


def _show_own(screen: ArticleScreen, target: Annotation) -> None:
    """The relations of the annotation, to take one away."""
    from workbench.tui.screens.linking import Menu

    ties = linking.ties(screen.reading, target.id)
    if not ties:
        raise Refused("It has no relation yet: go to its other end and press the same key there.")

    def chosen(number: int | None) -> None:
        if number is not None:
            screen.attempt(lambda: screen.reading.remove(ties[number].relation))
            _wait_at(screen, None)

    lines = [Text.assemble(("remove ", "dim"), tie_line(tie, screen.reading, screen.scheme, 50)) for tie in ties]
    screen.app.push_screen(Menu(f"Relations of {target.label}", lines), chosen)


def clear(screen: ArticleScreen) -> None:
    """Drop the selection; where there is none, the relation that was started."""
    reading = screen.reading
    if screen.bench.link_start and not (reading.selection or reading.selecting):
        _wait_at(screen, None)
    else:
        screen.attempt(reading.clear)


def delete(screen: ArticleScreen) -> None:
    """Delete the annotation, but ask first where relations would go with it."""
    from workbench.tui.screens.linking import Sure

    reading = screen.reading
    target, _ = reading.acted_on()
    ties = linking.ties(reading, target.id)

    def answered(yes: bool | None) -> None:
        if yes:
            screen.attempt(lambda: reading.remove(target))

    if not ties:
        screen.attempt(reading.delete)
        return
    words = quoted(words_of(target, reading.article.text), 40)
    title = f"Deleting {words} also removes {counted(len(ties), 'relation')}"
    lines = [tie_line(tie, reading, screen.scheme, 60) for tie in ties]
    screen.app.push_screen(Sure(title, lines, screen.keymap.keys["delete"]), answered)


def follow(screen: ArticleScreen) -> None:
    """Keep to the annotation where a relation starts as it changes; where it has gone, nothing starts there."""
    started = screen.bench.link_start
    if started and started.annotation.article_id == screen.reading.article.id:
        now = screen.reading.annotations.get(started.annotation.id)
        _wait_at(screen, Start(now, words_of(now, screen.reading.article.text)) if now else None)


def follow_beyond(screen: ArticleScreen) -> None:
    """Where a relation starts in another article, and that has been changed from here, ask the store what is left."""
    started = screen.bench.link_start
    if started is None or started.annotation.article_id == screen.reading.article.id:
        return
    start = started.annotation

    def stands(store: Store) -> bool:
        work = store.layers.annotated([start.article_id], [start.annotator])
        return any(one.id == start.id for annotated in work for one in annotated.annotations)

    def answered(stands: bool) -> None:
        if not stands and screen.bench.link_start is started:
            screen.bench.link_start = None
            screen.bench.tell("The annotation where the relation starts is no longer there.")

    screen.bench.ask(stands, answered)


def says(screen: ArticleScreen, room: int) -> Text | None:
    """What the relation that was started waits for, or what would be made here, in about `room` cells.

    None where nothing was started, and where something is selected: that is to be labelled first.
    """
    started, reading = screen.bench.link_start, screen.reading
    if started is None or reading.selection:
        return None
    place, outcome = Text(f"¶ {reading.paragraph + 1}  {STARTED} "), _outcome(screen, started.annotation)
    drop = Text(f" · {screen.keymap.shown_for('clear')} drops it", "dim")
    if room < place.cell_len + outcome.cell_len + drop.cell_len + _QUOTED:
        drop = Text()
    cells = min(_QUOTED, max(_LEAST, room - place.cell_len - outcome.cell_len - drop.cell_len - 5))
    return Text.assemble(place, end_of(started.annotation, started.words, screen.scheme, cells), outcome, drop)


def _outcome(screen: ArticleScreen, start: Annotation) -> Text:
    """What the key would do at the caret."""
    key, target = screen.keymap.shown_for("link"), screen.reading.target
    if target is None:
        return Text.assemble("  go to its other end, then ", (key, "bold"))
    if target.id == start.id:
        return Text.assemble("  ", (key, "bold"), " at its other end; here: its relations")
    label = cap(screen.scheme.label(target.label))
    try:
        links = linking.offered(screen.reading, start, target)
    except Refused:
        return Text.assemble(" and ", label, ("  nothing joins these", "dim"))
    if len(links) > 1:
        return Text.assemble(" and ", label, "  ", (key, "bold"), f" chooses from {len(links)} relations")
    arrow = TO if links[0].source.id == start.id else FROM
    return Text.assemble(f" {arrow} {printable(links[0].type, '')} {arrow} ", label, "  ", (key, "bold"), " makes it")


def adding(screen: ArticleScreen, room: int) -> Text:
    """Whose further part the selection would become: the last annotation's; empty where there is neither."""
    last, key = screen.reading.last, screen.keymap.shown_for("add_segment")
    if last is None or not screen.reading.selection or screen.reading.editing:
        return Text()
    label = cap(screen.scheme.label(last.label))
    if room < _ROOMY:
        return Text.assemble("  ", (key, "bold"), label)
    words = quoted(words_of(last, screen.reading.article.text), _QUOTED // 2)
    return Text.assemble("  ", (key, "bold"), (" adds to ", "dim"), label, f" {words}")


COMMANDS: dict[str, Callable[[ArticleScreen], object]] = {"link": link, "clear": clear, "delete": delete}
