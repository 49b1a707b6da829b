"""How numbers stand in a sentence."""

from __future__ import annotations

from collections.abc import Mapping


def many(count: int, noun: str) -> str:
    """The count with its noun, in the plural unless it is one."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(named: Mapping[str, object]) -> str:
    """Names, each with its value in brackets."""
    return ", ".join(f"{name} ({value})" for name, value in named.items())


def percent(share: float) -> str:
    """A share with one decimal; a little is not nothing."""
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"
