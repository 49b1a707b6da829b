"""How a report on the command line says something in a sentence."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from workbench.symbols import printable


def say(console: Console, sentence: str, indent: int = 0, style: str = "") -> None:
    """Print the sentence, all of its lines indented by so many cells; what it holds from outside is only drawn."""
    console.print(Padding(Text(printable(sentence, keep=""), style=style), (0, 0, 0, indent), expand=False))
