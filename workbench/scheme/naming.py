"""What may be the name of a label, an attribute, a value or a relation."""

from __future__ import annotations

from workbench.symbols import printable

LONGEST = 60
"""Characters of a name."""


def flaw(name: str) -> str:
    """Why this cannot be a name, as a sentence without its full stop; empty where it can."""
    if not name.strip():
        return "a name cannot be empty"
    if name != name.strip() or printable(name, keep="") != name:
        return "a name has no space at its ends, no line break and no control character"
    if len(name) > LONGEST:
        return f"a name has at most {LONGEST} characters, this one has {len(name)}"
    return ""
