"""What is typed and clicked, in turn: the next key goes out when the one before has had all its effect.

Textual hands a key to the widget in focus and goes on with the next one, while the first may yet move the focus or open
a form on its way up. Keys that come faster than that (over a slow line, from a paste, from quick hands) would end in
the wrong field, or in none. The second click of two would reach a screen that the first has closed, and close the one
below it.

A screen without fields takes its keys at once: on the way through focus and bindings a key costs as much again as what
it does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.screen import Screen

from workbench import keys
from workbench.tui.screens.place import Place


class Turns:
    """`handle` is what the application does with an event; it goes out from the application's own queue."""

    def __init__(self, app: App[Any], handle: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[events.Event] = deque()
        self._busy = False

    async def take(self, event: events.Event) -> None:
        """Handle it now, or after everything that was typed before."""
        self._waiting.extend(self._parts(event))
        if not self._busy:
            await self._next()

    async def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            event, screen = self._waiting.popleft(), self._app.screen
            if isinstance(event, events.Key) and isinstance(screen, Place) and screen.at_once and screen.typed(event):
                self._typed(screen)
                return
            receiver = self._receiver(event)
            await self._handle(event)
            self._follow(receiver, screen)

    def _typed(self, screen: Place) -> None:
        """Go on after a key that the screen has taken at once; the last of them is drawn."""
        if self._app.screen is screen and not self._waiting and not self._app.message_queue_size:
            self._busy = False
            screen.draw()
        else:
            self._app.call_later(self._settled, screen)

    def _parts(self, event: events.Event) -> tuple[events.Event, ...]:
        """Alt with a character is Escape and the character: so says the terminal what came within a moment.

        Not where words are typed: there Alt may be meant, and an Escape would lose them.
        """
        if isinstance(event, events.Key) and event.key.startswith("alt+") and event.character:
            focused = self._app.focused
            if focused is None or not focused.check_consume_key("a", "a"):
                return events.Key("escape", "\x1b"), events.Key(keys.named(event.character), event.character)
        return (event,)

    def _receiver(self, event: events.Event) -> DOMNode:
        """Who gets the event first: the widget under the pointer, or the one in focus."""
        if not isinstance(event, events.MouseEvent):
            return self._app.focused or self._app.screen
        try:
            return self._app.mouse_captured or self._app.get_widget_at(event.x, event.y)[0]
        except NoWidget:  # a terminal may report a pointer beyond its edge
            return self._app.screen

    def _follow(self, node: DOMNode | None, screen: Screen[Any]) -> None:
        """Come back when `node` and all above it, up to the application, are done with what they got so far."""
        if node is None or node is self._app:
            self._app.call_later(self._settled, screen)
        elif not node.call_later(self._follow, node.parent, screen):  # it is closed and passes nothing on
            self._follow(node.parent, screen)

    async def _settled(self, screen: Screen[Any]) -> None:
        """Go on; on a new screen only when it stands and has the focus where it belongs."""
        above = self._app.screen
        if above is screen or not above.call_after_refresh(self._follow, above, above):
            await self._next()
