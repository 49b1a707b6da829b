"""Characters that cannot stand in a name, as SQL/XML (ISO 9075-14) writes them: `_x0020_` for a space."""

from __future__ import annotations

import re
import sys

from workbench.symbols import unstorable

ESCAPE = re.compile(r"_x([0-9A-F]{4,6})_")


def escaped(words: str, unfit: re.Pattern[str]) -> str:
    """The words with an escape for every character that is `unfit`."""
    return unfit.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def meant(words: str, escape: re.Pattern[str] = ESCAPE) -> str:
    """What `escaped` was given. `_x0000_` means nothing; what no text may hold stays as it is."""
    return escape.sub(_character, words) if "x" in words else words


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if code == 0:
        return ""
    return found[0] if code > sys.maxunicode or unstorable(chr(code)) is not None else chr(code)
