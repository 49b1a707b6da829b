"""The sign of each kind of difference, and its colour."""

from __future__ import annotations

from workbench.agreement.differences import DifferenceKind

BETWEEN = {
    DifferenceKind.SAME: ("=", "green"),
    DifferenceKind.ATTRIBUTE: ("≈", "yellow"),
    DifferenceKind.BOUNDARY: ("↔", "yellow"),
    DifferenceKind.LABEL: ("≠", "red"),
    DifferenceKind.SPLIT: ("<", "yellow"),
    DifferenceKind.MERGE: (">", "yellow"),
    DifferenceKind.MISSED: ("+", "cyan"),
    DifferenceKind.EXTRA: ("-", "cyan"),
}
"""Between two annotators."""
AGAINST_GOLD = BETWEEN | {
    DifferenceKind.SAME: ("✓", "green"),
    DifferenceKind.SPLIT: ("÷", "yellow"),
    DifferenceKind.MERGE: ("∪", "yellow"),
    DifferenceKind.MISSED: ("○", "red"),
    DifferenceKind.EXTRA: ("✗", "red"),
}
"""Where one of the two is right."""
