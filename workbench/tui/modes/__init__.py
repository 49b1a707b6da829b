"""What takes the next keys of the article in place of commands and labels, until it is left."""

from __future__ import annotations

from abc import abstractmethod

from rich.text import Text
from textual import events


class Mode:
    """Entered by `ArticleScreen.enter`, left by `ArticleScreen.leave_mode`, by a click, and by any key not taken."""

    def entered(self) -> None:
        """It begins: draw what it has to draw."""

    @abstractmethod
    def typed(self, event: events.Key) -> bool:
        """Take a key, before bindings and labels; one that is not taken leaves the mode and acts as usual."""

    @abstractmethod
    def says(self, room: int) -> Text:
        """What the status line shows meanwhile, in about `room` cells."""

    def pasted(self, text: str) -> None:
        """Take what was pasted."""

    def resized(self) -> None:
        """The screen has another size, and the text other lines."""

    def left(self) -> None:
        """It is over: take away what it drew."""
