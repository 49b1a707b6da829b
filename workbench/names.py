"""Names that people type: how they are written, and what may have been meant by one that is not known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice

SHORT = 60
"""Characters of a name that are told."""

_SHOWN = 20
_COMPARED = 500  # comparing is slow, and a file from outside may name any number
_NUMBER = re.compile(rf"\d{{{SHORT + 1},}}")
_QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)|“(.+?)”", re.DOTALL)


def normal(name: str) -> str:
    """The one way to write a name: in Unicode NFC, without white space around it."""
    return unicodedata.normalize("NFC", name).strip()


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The names that look most like the word in any case, best first; none where none is near."""
    names = {name.casefold(): name for name in known}
    return [names[near] for near in get_close_matches(word.casefold(), names, most)]


def guesses(word: str, known: Iterable[str], otherwise: str) -> str:
    """`"Did you mean ann or anna?"` as a hint, `otherwise` where no name is near."""
    near = nearest(word, known, 3)
    return f"Did you mean {' or '.join(near)}?" if near else otherwise


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'opinion'?"`, `"; known are 'a', 'b'"`, or nothing where nothing is known."""
    known = list(islice(known, _COMPARED))
    if near := nearest(word, known):
        return f"; did you mean '{near[0]}'?"
    if not known:
        return ""
    return f"; known are {listed(known[:_SHOWN])}" + (", …" if len(known) > _SHOWN else "")


def sentence(clause: str) -> str:
    """The clause with a capital, and with a full stop where it does not ask something."""
    return f"{clause[:1].upper()}{clause[1:]}{'' if clause.endswith('?') else '.'}"


def listed(words: Iterable[str]) -> str:
    """The words in quotes, with commas."""
    return ", ".join(f"'{word}'" for word in words)


def first_listed(words: Sequence[str], most: int) -> str:
    """The first words in quotes, with commas, and how many more there are."""
    rest = f" and {len(words) - most:,} more" if len(words) > most else ""
    return f"{listed(words[:most])}{rest}"


def short(name: str) -> str:
    """The name, cut off where it is longer than a name should be: files from outside may call things anything."""
    return name if len(name) <= SHORT else f"{name[:SHORT]}…"


def shortened(told: str) -> str:
    """The sentence with each name in quotes, and each number, `short`."""
    cut = _QUOTED.sub(lambda found: found[0].replace(name := found[1] or found[2], short(name)), told)
    return _NUMBER.sub(lambda found: short(found[0]), cut)
