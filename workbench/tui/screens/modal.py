"""What all forms, lists and notices have in common: they lie over another screen until they are closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

R = TypeVar("R")


class Modal(ModalScreen[R]):
    """Closes once, and only where it lies on top.

    What a key does may come true when another key has closed the screen, or has laid another one over it. Textual would
    close whatever is on top then, and end the application where a screen is closed twice.
    """

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def bind_again(self, again: Iterable[str], action: str) -> None:
        """Have the keys that open it act on it, too: they are the person's, so no class can name them."""
        for key in again:
            self._bindings.bind(key, action, show=False)
