"""Characters from outside: those that no text may hold, and those that no terminal may get."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def unstorable(text: str) -> int | None:
    """Where the first NUL or lone surrogate stands, which no UTF-8 file and no database can hold, or None."""
    if text.isascii() and "\0" not in text:  # as most are: the expression looks at each character
        return None
    found = _UNSTORABLE.search(text)
    return found.start() if found else None


def printable(text: str, keep: str = "\n") -> str:
    """The text with every unsafe character but those in `keep` drawn as one visible symbol, code point for code point.

    C0 controls become the Unicode control pictures (ESC is ␛, tab ␉), anything else that is unsafe becomes ▯.
    """
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else symbol(found[0]), text)


def symbol(character: str) -> str:
    """The visible stand-in of one unsafe character."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "▯"
