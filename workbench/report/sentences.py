"""How numbers stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def many(count: int, noun: str) -> str:
    """The count with its noun, in the plural unless it is one."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def enumerated(names: Iterable[str], comma: str = ", ") -> str:
    """One after the other, as in "ann, ben and cai"; of one, that."""
    *first, last = names
    return f"{comma.join(first)} and {last}" if first else last


def listed(named: Mapping[str, object]) -> str:
    """Names, each with its value in brackets."""
    return ", ".join(f"{name} ({value})" for name, value in named.items())


def figure(value: float) -> str:
    """Two places, with a real minus sign and no minus zero."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def percent(share: float) -> str:
    """A share with one decimal; a little is not nothing."""
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"


_HEIGHTS = "▁▂▃▄▅▆▇█"


def course(shares: Iterable[float | None]) -> str:
    """Shares in [0, 1], one after the other, as the heights of characters; a dot where there is none."""
    return "".join("·" if one is None else _HEIGHTS[min(int(one * len(_HEIGHTS)), len(_HEIGHTS) - 1)] for one in shares)
