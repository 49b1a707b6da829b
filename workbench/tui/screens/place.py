"""What the library and the article have in common: the application hands them keys and messages."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, cast

from textual import events
from textual.screen import Screen

from workbench.tui.widgets.status import Line

if TYPE_CHECKING:
    from workbench.tui.app import Bench


class Place(Screen[None]):
    """A screen to work in; forms, help and notices lie over one."""

    status: Line
    """The line at the bottom, the only one that speaks."""

    @property
    def bench(self) -> Bench:
        """The application."""
        return cast("Bench", self.app)

    @abstractmethod
    def typed(self, event: events.Key) -> bool:
        """Take a key that no binding takes; says whether it meant something."""
