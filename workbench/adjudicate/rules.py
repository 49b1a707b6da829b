"""What is taken over without a person."""

from __future__ import annotations

from enum import StrEnum

from workbench.adjudicate.items import Item, Option
from workbench.model import Verdict


class Rule(StrEnum):
    """Whoever has a voice in an item is named there. Silence of most is no rejection: that is left to a person."""

    UNANIMOUS = "unanimous"
    """What all made alike, in label, words and attributes, two of them at least."""
    MAJORITY = "majority"
    """What more than half made alike, if that is one thing."""
    NONE = "none"
    """Nothing."""


RULED = frozenset({Verdict.UNANIMOUS, Verdict.MAJORITY})
"""Decisions of a rule, which follow it; those of a person stay."""


def accepted(item: Item, rule: Rule) -> tuple[Option, Verdict] | None:
    """What the rule takes of the item, and as what; None where it leaves it to a person."""
    if rule is Rule.NONE:
        return None
    if item.is_unanimous:
        return item.options[0], Verdict.UNANIMOUS
    most = [option for option in item.options if 2 * len(option.annotators) > len(item.voters) > 1]
    return (most[0], Verdict.MAJORITY) if rule is Rule.MAJORITY and len(most) == 1 else None
