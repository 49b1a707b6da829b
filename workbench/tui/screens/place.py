"""What screens to work in have in common: the application hands them keys and messages."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, cast

from textual import events

from workbench.tui.widgets.kept import KeptScreen
from workbench.tui.widgets.status import Line

if TYPE_CHECKING:
    from workbench.keymap import Keymap
    from workbench.tui.app import Bench


class Typed:
    """A screen to which the application hands the keys that no binding takes, each in its turn.

    `at_once`: it has no field and no binding, so keys are handed to it before anything else is asked.
    """

    at_once = False

    @abstractmethod
    def typed(self, event: events.Key) -> bool:
        """Take the key; says whether it meant something."""


class Place(Typed, KeptScreen):
    """A screen to work in; forms, help and notices lie over one."""

    status: Line
    """The line at the bottom, the only one that speaks."""

    @property
    def keymap(self) -> Keymap:
        """The keys of the person who works here."""
        return self.bench.preferences.keymap

    @property
    def bench(self) -> Bench:
        """The application."""
        return cast("Bench", self.app)
