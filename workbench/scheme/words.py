"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'opinion'?"`, `"; known are 'a', 'b'"`, or nothing where nothing is known."""
    known = list(islice(known, _COMPARED))
    nearest = get_close_matches(word.casefold(), {name.casefold() for name in known}, n=1)
    if nearest:
        meant = next(name for name in known if name.casefold() == nearest[0])
        return f"; did you mean '{meant}'?"
    if not known:
        return ""
    return f"; known are {listed(known[:_SHOWN])}" + (", …" if len(known) > _SHOWN else "")


_SHOWN = 20
_COMPARED = 500  # comparing is slow


def listed(words: Iterable[str]) -> str:
    """The words in quotes, with commas."""
    return ", ".join(f"'{word}'" for word in words)
